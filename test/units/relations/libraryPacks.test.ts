/** Models and fields that libraries make at run time. Held against the real libraries by `npm run fidelity`. */
import assert from 'node:assert/strict';
import type { RelationGraph } from '../../../server/src/relations/graph';
import { findingsIn, serviceOver, sound } from '../service/memoryProject';

async function graphOf(models: string): Promise<RelationGraph> {
  const service = await serviceOver({ ...sound, 'shop/models.py': models, 'blog/models.py': '' });
  assert.deepEqual(findingsIn(service), []);
  const [project] = service.analysis().projects;
  assert.ok(project);
  return project.graph;
}

function relationsOf(graph: RelationGraph, label: string): readonly string[] {
  return (graph.relationsFrom.get(label) ?? []).map(({ field, target, onDelete, accessor }) =>
    [field, target.kind === 'resolved' ? target.label : target.kind, onDelete, accessor].join(' '),
  );
}

describe('what libraries make', () => {
  it('history of a model, with its foreign keys repeated (django-simple-history)', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


class Customer(models.Model):
    pass


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    history = HistoricalRecords(related_name="past")
`);
    const made = graph.models.get('shop.HistoricalOrder');
    assert.deepEqual([made?.dbTable, made?.pk], ['shop_historicalorder', 'history_id']);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), [
      'customer shop.Customer DO_NOTHING ',
      'history_relation shop.Order DO_NOTHING past',
      'history_user auth.User SET_NULL ',
    ]);
  });

  it('history of what extends a base only where it is asked for', async () => {
    const source = (argument: string): string => `from django.db import models
from simple_history.models import HistoricalRecords


class Kept(models.Model):
    history = HistoricalRecords(${argument})

    class Meta:
        abstract = True


class Order(Kept):
    pass
`;
    assert.equal((await graphOf(source(''))).models.has('shop.HistoricalOrder'), false);
    assert.equal((await graphOf(source('inherit=True'))).models.has('shop.HistoricalOrder'), true);
  });

  it('under another name where the call gives one, and not at all where that is not known', async () => {
    const source = (name: string): string => `from django.db import models
from simple_history.models import HistoricalRecords


class Order(models.Model):
    history = HistoricalRecords(custom_model_name=${name})
`;
    assert.deepEqual(
      [...(await graphOf(source('"OrderLog"'))).models.keys()].filter((label) => label.startsWith('shop.')),
      ['shop.Order', 'shop.OrderLog'],
    );
    assert.deepEqual(
      [...(await graphOf(source('naming()'))).models.keys()].filter((label) => label.startsWith('shop.')),
      ['shop.Order'],
    );
  });

  it('translations of a model (django-parler)', async () => {
    const graph = await graphOf(`from django.db import models
from parler.models import TranslatedFields


class Product(models.Model):
    texts = TranslatedFields(title=models.CharField(max_length=20))

    class Meta:
        db_table = "goods"
`);
    assert.equal(graph.models.get('shop.ProductTranslation')?.dbTable, 'goods_translation');
    assert.deepEqual(relationsOf(graph, 'shop.ProductTranslation'), ['master shop.Product CASCADE texts']);
  });

  it('nothing of a class that is only called alike', async () => {
    const graph = await graphOf(`from django.db import models


class HistoricalRecords:
    pass


class Order(models.Model):
    history = HistoricalRecords()
`);
    assert.equal(graph.models.has('shop.HistoricalOrder'), false);
  });
});

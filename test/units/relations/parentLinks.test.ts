/** The links of multi-table inheritance, which no statement of the source spells out. */
import assert from 'node:assert/strict';
import { serviceOver, sound } from '../service/memoryProject';

const PLACES = `from django.db import models


class Place(models.Model):
    pass


class Shop(Place):
    class Meta:
        abstract = True


class Cafe(Shop):
    pass


class Bakery(Place):
    pass
`;

describe('parent links', () => {
  it('come from the abstract class that extends the parent, where there is one (ModelBase.__new__)', async () => {
    const service = await serviceOver({ ...sound, 'blog/models.py': PLACES, 'shop/models.py': '' });
    const links = service.analysis().projects.flatMap(({ graph }) => graph.relations.filter(({ parentLink }) => parentLink));
    assert.deepEqual(
      links.map(({ id, inheritedFrom }) => [id, inheritedFrom]),
      [
        ['blog.Bakery.place_ptr', null],
        ['blog.Cafe.place_ptr', 'blog.models.Shop'],
      ],
    );
  });

  it('are the field that is called as they would be, whatever it points at', async () => {
    const models = `from django.db import models

from .settings import PLACE


class Place(models.Model):
    pass


class Cafe(Place):
    place_ptr = models.OneToOneField(PLACE, parent_link=True, on_delete=models.CASCADE)
`;
    const service = await serviceOver({ ...sound, 'blog/models.py': models, 'shop/models.py': '' });
    const links = service.analysis().projects.flatMap(({ graph }) => graph.relations.filter(({ parentLink }) => parentLink));
    assert.deepEqual(
      links.map(({ id, target }) => [id, target.kind]),
      [['blog.Cafe.place_ptr', 'external']],
    );
  });

  it('are those of the parent where they would have the same name', async () => {
    const base = 'from django.db import models\n\n\nclass Page(models.Model):\n    pass\n';
    const own = 'from blog import models\n\n\nclass Page(models.Page):\n    pass\n\n\nclass Special(Page):\n    pass\n';
    const service = await serviceOver({ ...sound, 'blog/models.py': base, 'shop/models.py': own });
    const graph = service.analysis().projects[0]?.graph;
    assert.ok(graph);
    assert.deepEqual(
      graph.relations.map(({ id }) => id).filter((id) => id.startsWith('shop.')),
      ['shop.Page.page_ptr'],
    );
    assert.equal(graph.models.get('shop.Special')?.pk, 'page_ptr');
  });
});

/** Fields that module-level code gives to models after their class statements. */
import assert from 'node:assert/strict';
import { findingsIn, serviceOver, sound } from '../service/memoryProject';

const MODELS = `from django.db import models


class Customer(models.Model):
    pass


class Job(models.Model):
    pass


Job.add_to_class("customer", models.ForeignKey(Customer, on_delete=models.CASCADE))
models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="firsts").contribute_to_class(Customer, "first_job")
unknown.add_to_class("customer", models.ForeignKey(Customer, on_delete=models.CASCADE))
Job.add_to_class(name, models.ForeignKey(Customer, on_delete=models.CASCADE))
`;

describe('added fields', () => {
  it('are fields of the model that gets them', async () => {
    const service = await serviceOver({ ...sound, 'shop/models.py': MODELS, 'blog/models.py': '' });
    const found = service
      .analysis()
      .projects.flatMap(({ graph }) => graph.relations)
      .filter(({ from }) => from.startsWith('shop.'))
      .map(({ id, target, accessor, onDelete }) =>
        [id, target.kind === 'resolved' ? target.label : target.kind, accessor, onDelete].join(' '),
      );
    assert.deepEqual(found, ['shop.Job.customer shop.Customer job_set CASCADE', 'shop.Customer.first_job shop.Job firsts SET_NULL']);
    assert.deepEqual(findingsIn(service), []);
  });

  it('follow edits', async () => {
    const service = await serviceOver({ ...sound, 'shop/models.py': MODELS, 'blog/models.py': '' });
    service.analysis();
    const key = [...(service.analysis().projects[0]?.graph.models.values() ?? [])].find(({ label }) => label === 'shop.Job')?.at?.file;
    assert.ok(key);
    service.open({ key, text: MODELS.replace('"customer"', '"buyer"'), version: 2 });
    assert.ok(service.analysis().projects[0]?.graph.relationById.has('shop.Job.buyer'));
  });
});

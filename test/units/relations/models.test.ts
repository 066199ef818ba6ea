/** Names of fields, asked for without their fields. */
import assert from 'node:assert/strict';
import { mayHold } from '../../../server/src/relations/models';
import { serviceOver, sound } from '../service/memoryProject';

const SHOP = `from django.db import models


class Named(models.Model):
    name = models.CharField(max_length=10)

    class Meta:
        abstract = True


class Place(Named):
    owner = models.ForeignKey("Place", on_delete=models.CASCADE)


class Cafe(Place):
    pass


class Menu(models.Model):
    code = models.CharField(max_length=10, primary_key=True)


class Corner(Place):
    class Meta:
        proxy = True
`;

describe('a model may hold a field', () => {
  it('of every name that one of its fields has, whoever gives it', async () => {
    const service = await serviceOver({ ...sound, 'shop/models.py': SHOP });
    const [{ graph } = assert.fail('a project')] = service.analysis().projects;
    const models = [...graph.models.values()].filter(({ appLabel }) => appLabel === 'shop');
    const wrong = models.flatMap((model) =>
      model.fields.filter(({ name }) => !mayHold(model, name)).map(({ name }) => `${model.name}.${name}`),
    );
    assert.deepEqual(wrong, []);
    assert.ok(models.every((model) => !mayHold(model, 'menu_set') && !mayHold(model, 'owners')));
    const cafe = graph.models.get('shop.Cafe') ?? assert.fail('the cafe');
    assert.deepEqual(
      ['place_ptr', 'owner'].map((name) => mayHold(cafe, name)),
      [true, false],
    );
  });
});

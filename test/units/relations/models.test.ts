/** Names of fields, asked for without their fields. */
import assert from 'node:assert/strict';
import { mayHoldField } from '../../../server/src/relations/models';
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

describe('whether a model may hold a field', () => {
  it('is told of all its fields, whoever gives them, and of few other names', async () => {
    const service = await serviceOver({ ...sound, 'shop/models.py': SHOP });
    const [{ graph } = assert.fail('a project')] = service.analysis().projects;
    const models = [...graph.models.values()].filter(({ appLabel }) => appLabel === 'shop');
    const missing = models.flatMap((model) =>
      model.fields.filter(({ name }) => !mayHoldField(model, name)).map(({ name }) => `${model.name}.${name}`),
    );
    assert.deepEqual(missing, []);
    const cafe = graph.models.get('shop.Cafe') ?? assert.fail('the cafe');
    const held = ['id', 'place_ptr', 'name', 'owner', 'code'].filter((name) => mayHoldField(cafe, name));
    assert.deepEqual(held, ['id', 'place_ptr']);
  });
});

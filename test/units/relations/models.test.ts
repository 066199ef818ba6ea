/** Names of fields, asked for without their fields. */
import assert from 'node:assert/strict';
import { possibleFieldNames } from '../../../server/src/relations/models';
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

describe('the possible field names of a model', () => {
  it('are those of all its fields, whoever gives them, and few more', async () => {
    const service = await serviceOver({ ...sound, 'shop/models.py': SHOP });
    const [{ graph } = assert.fail('a project')] = service.analysis().projects;
    const models = [...graph.models.values()].filter(({ appLabel }) => appLabel === 'shop');
    const missing = models.flatMap((model) =>
      model.fields.filter(({ name }) => !possibleFieldNames(model).includes(name)).map(({ name }) => `${model.name}.${name}`),
    );
    assert.deepEqual(missing, []);
    const cafe = graph.models.get('shop.Cafe') ?? assert.fail('the cafe');
    assert.deepEqual(possibleFieldNames(cafe).toSorted(), ['id', 'place_ptr']);
  });
});

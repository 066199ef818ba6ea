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
});

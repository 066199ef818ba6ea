import assert from 'node:assert/strict';
import { createPlaceIds } from '../../../server/src/syntax/ids';

describe('ids that are places', () => {
  it('tell where nodes stand, in whatever order they were made, and come in the order in which nodes do', () => {
    const places = [
      { start: 0, end: 40_000 },
      { start: 0, end: 3_072 },
      { start: 0, end: 3_071 },
      { start: 0, end: 0 },
      { start: 1, end: 12_000 },
      { start: 1, end: 9_000 },
      { start: 1, end: 2 },
      { start: 7_000_000, end: 9_000_000 },
      { start: 7_000_000, end: 7_000_010 },
    ];
    const ids = createPlaceIds();
    const made = places.toReversed().map(({ start, end }) => ids.next(start, end));
    assert.deepEqual(
      made.toReversed().map((id) => ({ start: ids.spans.startOf(id), end: ids.spans.endOf(id) })),
      places,
    );
    assert.deepEqual(
      made,
      made.toSorted((left, right) => right - left),
    );
  });
});

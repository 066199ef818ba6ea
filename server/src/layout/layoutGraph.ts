/** The layout of a picture, by its size. Never fails: where ELK does, the boxes stand in a grid and a sentence says so. */
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import { byGroup, layOne, type LayGroup } from './byGroup';
import { createGroupMemory } from './groupMemory';
import type { LayeredResult } from './layered';
import { packInRows } from '../diagram/packRectangles';

/** Up to this many boxes with lines are drawn as one; above, by group. */
const AS_ONE = 100;

/** Lays out a picture. The same input gives the same result. */
export function layoutGraph(input: LayoutInput): Promise<LayoutResult> {
  return layOut(input, layOne);
}

/** The same, with a memory of groups: after an edit only the group that it touched is laid out again. */
export function createRememberingLayout(): (input: LayoutInput) => Promise<LayoutResult> {
  const layGroup = createGroupMemory();
  return (input) => layOut(input, layGroup);
}

async function layOut(input: LayoutInput, layGroup: LayGroup): Promise<LayoutResult> {
  try {
    const linked = new Set(input.lines.flatMap(({ from, to }) => [from, to]));
    const asOne = linked.size <= AS_ONE;
    const result = asOne ? await layOne(input) : await byGroup(input, layGroup);
    return resultOf(result, asOne ? 'layered' : 'by-group');
  } catch (error) {
    const { places } = packInRows(input.boxes, { gap: 40, width: null });
    const why = error instanceof Error ? error.message : String(error);
    return {
      places: Object.fromEntries(places),
      arrivals: {},
      bends: {},
      how: 'grid',
      notice: `The layout failed (${why}), so the boxes stand in a grid. Show fewer models, or one app, for a better picture.`,
    };
  }
}

function resultOf({ places, arrivals, bends }: LayeredResult, how: LayoutResult['how']): LayoutResult {
  return {
    places: Object.fromEntries(places),
    arrivals: Object.fromEntries(arrivals),
    bends: Object.fromEntries(bends),
    how,
    notice: null,
  };
}

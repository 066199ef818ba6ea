/** The layout of a picture, by its size. Never fails: where ELK does, the boxes stand in a grid and a sentence says so. */
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import { byGroup, layOne, type LayGroup } from './byGroup';
import { createGroupMemory } from './groupMemory';
import type { LayeredResult } from './layered';
import { packInRows } from '../diagram/packRectangles';

/** Up to this many boxes, and lines for each of them, are drawn as one; above, by group. */
const AS_ONE = 100;
const LINES_PER_BOX = 4;

/** Lays out a picture. The same input gives the same result. */
export function layoutGraph(input: LayoutInput): Promise<LayoutResult> {
  return layOut(input, layOne);
}

/** The layout, or null when it was called off: that is asked before each group, and what is laid out by then is remembered. */
export type RememberingLayout = (input: LayoutInput, isCalledOff: () => boolean) => Promise<LayoutResult | null>;

/** The same, with a memory of groups: after an edit only the group that it touched is laid out again. */
export function createRememberingLayout(): RememberingLayout {
  const layGroup = createGroupMemory();
  return async (input, isCalledOff) => {
    const result = await layOut(input, async (group) => {
      // What came meanwhile is heard between two groups.
      await new Promise((resolve) => setImmediate(resolve));
      if (isCalledOff()) throw new Error('called off');
      return layGroup(group);
    });
    return isCalledOff() ? null : result;
  };
}

async function layOut(input: LayoutInput, layGroup: LayGroup): Promise<LayoutResult> {
  try {
    if (isForOne(input)) return resultOf(await layGroup(input), 'layered');
  } catch {
    // Smaller parts may still succeed.
  }
  try {
    return resultOf(await byGroup(input, layGroup), 'by-group');
  } catch (error) {
    return grid(input, error instanceof Error ? error.message : String(error));
  }
}

/** Few boxes, and not so many lines between them that they would run beside each other like cables. */
function isForOne({ boxes, lines }: LayoutInput): boolean {
  const linked = new Set(lines.flatMap(({ from, to }) => [from, to]));
  return linked.size <= AS_ONE && lines.length <= LINES_PER_BOX * linked.size + 20 && boxes.length > 0;
}

function grid({ boxes }: LayoutInput, why: string): LayoutResult {
  return {
    places: Object.fromEntries(packInRows(boxes, { gap: 40, leastWidth: 0 }).places),
    arrivals: {},
    bends: {},
    how: 'grid',
    notice: `The layout failed (${why}), so the boxes stand in a grid. Show fewer models, or one app, for a better picture.`,
  };
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

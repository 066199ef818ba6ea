/**
 * What stays of a layout after an edit: every box keeps its place, one that grew moves only where it would cover another, and
 * a new one stands beside its first neighbour. "Tidy" is a new layout instead.
 */
import type { LayoutBox, LayoutInput, LayoutLine, Point } from '../protocol/graphLayout';
import { nearestFree, type Rectangle } from './packRectangles';
import type { Placement } from './scene';

const BESIDE = 64;
const GAP = 12;

/** The placement of `input`, as near to `before` as can be. Bends that no longer fit are left to the picture to see. */
export function keepPlaces(before: Placement, input: LayoutInput): Placement {
  const placed = new Map<string, Rectangle & Point>();
  const put = (box: LayoutBox, wish: Point, gap: number): void => {
    const point = nearestFree(box, wish, [...placed.values()], gap);
    placed.set(box.id, { id: box.id, width: box.width, height: box.height, ...point });
  };
  for (const box of input.boxes) {
    const place = before.places[box.id];
    if (place !== undefined) put(box, place, 0);
  }
  let waiting = input.boxes.filter(({ id }) => !placed.has(id));
  while (waiting.length > 0) {
    // One with a neighbour that stands already, else the first: below everything.
    const next = waiting.find(({ id }) => neighbour(input.lines, id, placed) !== null) ?? waiting[0];
    if (next === undefined) break;
    put(next, neighbour(input.lines, next.id, placed)?.(next) ?? below(placed), GAP);
    waiting = waiting.filter((box) => box !== next);
  }
  const places = Object.fromEntries([...placed].map(([id, { x, y }]) => [id, { x, y }]));
  return { places, arrivals: arrivalsFor(before, input), bends: before.bends };
}

/** Where a box wants to stand by the first of its lines to a box that has a place: what it points at is on its right. */
function neighbour(
  lines: readonly LayoutLine[],
  id: string,
  placed: ReadonlyMap<string, Rectangle & Point>,
): ((box: LayoutBox) => Point) | null {
  for (const { from, to } of lines) {
    const target = from === id ? placed.get(to) : undefined;
    if (target !== undefined) return (box) => ({ x: target.x - BESIDE - box.width, y: target.y });
    const source = to === id ? placed.get(from) : undefined;
    if (source !== undefined) return () => ({ x: source.x + source.width + BESIDE, y: source.y });
  }
  return null;
}

function below(placed: ReadonlyMap<string, Rectangle & Point>): Point {
  const all = [...placed.values()];
  if (all.length === 0) return { x: 0, y: 0 };
  return { x: Math.min(...all.map(({ x }) => x)), y: Math.max(...all.map(({ y, height }) => y + height)) + BESIDE };
}

/** Lines that arrived before keep their order; new ones come after them. */
function arrivalsFor({ arrivals }: Placement, { boxes, lines }: LayoutInput): Placement['arrivals'] {
  const kept: Record<string, number> = {};
  for (const box of boxes) {
    const open = lines.filter(({ to, toY }) => to === box.id && toY === null);
    const sorted = open.sort((left, right) => (arrivals[left.id] ?? Infinity) - (arrivals[right.id] ?? Infinity) || 0);
    sorted.forEach(({ id }, at) => {
      kept[id] = box.arrivals[at] ?? 0;
    });
  }
  return kept;
}

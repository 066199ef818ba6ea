/**
 * Many boxes: each group (an app) is laid out alone, then the groups are drawn together by the lines between them, as by
 * springs, and pushed apart until none overlaps. Lines between groups have no bends: the picture routes them.
 */
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';
import { groupBy } from '../base/collections';
import type { LayoutBox, LayoutInput, LayoutLine, Point } from '../protocol/graphLayout';
import { layered, type LayeredResult } from './layered';
import { packInRows, placeWithoutOverlap, type Rectangle } from '../diagram/packRectangles';

/** Room between groups: for the grounds under them with their names, and for lines that go past. */
const GAP = 84;
const STEPS = 200;

/** Lays out one group with the lines inside of it; answers from memory where it can. */
export type LayGroup = (input: LayoutInput) => Promise<LayeredResult>;

/** Lays out the groups and then their boxes. */
export async function byGroup(input: LayoutInput, layGroup: LayGroup): Promise<LayeredResult> {
  const groups = groupsOf(input);
  const parts = new Map<string, LayeredResult>();
  for (const [id, part] of groups) parts.set(id, await layGroup(part));
  const rectangles = [...parts].map(([id, { width, height }]) => ({ id, width, height }));
  const corners = placeWithoutOverlap(bySize(rectangles), attract(rectangles, countBetween(input, groups)), GAP);
  return together(input, parts, corners);
}

function groupsOf(input: LayoutInput): ReadonlyMap<string, LayoutInput> {
  const groupOf = new Map(input.boxes.map((box) => [box.id, groupName(box)]));
  const inside = groupBy(
    input.lines.filter(({ from, to }) => groupOf.get(from) === groupOf.get(to)),
    ({ from }) => groupOf.get(from),
  );
  return new Map(
    [...groupBy(input.boxes, groupName)].map(([id, boxes]) => {
      const lines = inside.get(id) ?? [];
      return [id, { boxes: boxes.map((box) => withInnerArrivals(box, lines)), lines }];
    }),
  );
}

function groupName({ group, id }: LayoutBox): string {
  return group === null ? `box ${id}` : `group ${group}`;
}

/** The first arrivals of a box are for the lines of its own group. */
function withInnerArrivals(box: LayoutBox, lines: readonly LayoutLine[]): LayoutBox {
  const inner = lines.filter(({ to, toY }) => to === box.id && toY === null).length;
  return { ...box, arrivals: box.arrivals.slice(0, inner) };
}

/** How many lines there are between each two groups, by their names. */
function countBetween(
  { lines }: LayoutInput,
  groups: ReadonlyMap<string, LayoutInput>,
): readonly { readonly source: string; readonly target: string; readonly lines: number }[] {
  const groupOf = new Map([...groups].flatMap(([id, { boxes }]) => boxes.map((box) => [box.id, id])));
  const between = lines.flatMap(({ from, to }) => {
    const [source = '', target = ''] = [groupOf.get(from), groupOf.get(to)].sort();
    return source === target ? [] : [{ source, target }];
  });
  return [...groupBy(between, ({ source, target }) => `${source}>${target}`).values()].flatMap((pair) =>
    pair[0] === undefined ? [] : [{ ...pair[0], lines: pair.length }],
  );
}

interface Body extends SimulationNodeDatum {
  readonly id: string;
  readonly radius: number;
}

/** Where the groups want to be: near those that they have lines to. The same input gives the same places. */
function attract(
  rectangles: readonly Rectangle[],
  links: readonly { readonly source: string; readonly target: string; readonly lines: number }[],
): ReadonlyMap<string, Point> {
  const bodies: Body[] = rectangles.map(({ id, width, height }) => ({ id, radius: Math.sqrt(width * height) / 2 + GAP / 2 }));
  const radius = new Map(bodies.map((body) => [body.id, body.radius]));
  const simulation = forceSimulation(bodies)
    .force('collide', forceCollide<Body>((body) => body.radius).iterations(2))
    .force(
      'link',
      forceLink<Body, { source: string | Body; target: string | Body; lines: number }>(links.map((link) => ({ ...link })))
        .id(({ id }) => id)
        .distance(({ source, target }) => (radius.get(nameOf(source)) ?? 0) + (radius.get(nameOf(target)) ?? 0) + GAP)
        .strength(({ lines }) => Math.min(0.9, 0.15 + lines / 20)),
    )
    .force('charge', forceManyBody<Body>().strength(-120))
    // Screens are wider than high.
    .force('x', forceX<Body>(0).strength(0.03))
    .force('y', forceY<Body>(0).strength(0.06))
    .stop();
  simulation.tick(STEPS);
  const sizes = new Map(rectangles.map((each) => [each.id, each]));
  return new Map(
    bodies.map(({ id, x = 0, y = 0 }) => [id, { x: x - (sizes.get(id)?.width ?? 0) / 2, y: y - (sizes.get(id)?.height ?? 0) / 2 }]),
  );
}

function nameOf(end: string | Body): string {
  return typeof end === 'string' ? end : end.id;
}

/** Large ones first: they hold their places, small ones find gaps. */
function bySize(rectangles: readonly Rectangle[]): readonly Rectangle[] {
  return [...rectangles].sort((left, right) => right.width * right.height - left.width * left.height);
}

function together(input: LayoutInput, parts: ReadonlyMap<string, LayeredResult>, corners: ReadonlyMap<string, Point>): LayeredResult {
  const left = Math.min(0, ...[...corners.values()].map(({ x }) => x));
  const top = Math.min(0, ...[...corners.values()].map(({ y }) => y));
  const places = new Map<string, Point>();
  const bends = new Map<string, readonly Point[]>();
  const arrivals = new Map<string, number>();
  let width = 0;
  let height = 0;
  for (const [id, part] of parts) {
    const corner = corners.get(id) ?? { x: 0, y: 0 };
    const move = ({ x, y }: Point): Point => ({ x: x + corner.x - left, y: y + corner.y - top });
    for (const [box, place] of part.places) places.set(box, move(place));
    for (const [line, points] of part.bends) bends.set(line, points.map(move));
    for (const [line, y] of part.arrivals) arrivals.set(line, y);
    width = Math.max(width, corner.x - left + part.width);
    height = Math.max(height, corner.y - top + part.height);
  }
  chooseOuterArrivals(input, places, arrivals);
  return { width, height, places, bends, arrivals };
}

/** Lines from other groups take the arrivals that are left, from above to below as their beginnings lie. */
function chooseOuterArrivals({ boxes, lines }: LayoutInput, places: ReadonlyMap<string, Point>, arrivals: Map<string, number>): void {
  const outer = groupBy(
    lines.filter(({ id, toY }) => toY === null && !arrivals.has(id)),
    ({ to }) => to,
  );
  const startOf = ({ from, fromY }: LayoutLine): number => (places.get(from)?.y ?? 0) + fromY;
  for (const box of boxes) {
    const waiting = outer.get(box.id) ?? [];
    const free = box.arrivals.slice(box.arrivals.length - waiting.length);
    [...waiting]
      .sort((left, right) => startOf(left) - startOf(right))
      .forEach((line, at) => arrivals.set(line.id, free[at] ?? box.arrivals.at(-1) ?? 0));
  }
}

/** Boxes of one group beside each other, those of a height in one row. */
function groupsTogether(boxes: readonly LayoutBox[]): readonly LayoutBox[] {
  return [...groupBy(boxes, ({ group }) => group).values()].flatMap((own) => own.sort((left, right) => right.height - left.height));
}

/** So many more lines than boxes hang together that layers would take minutes, and nobody could follow one of them. */
const MOST_LINES_MORE = 2_500;

/** Lays out the boxes of one group: those with lines in layers, the others in rows below. Rejects where that would not end soon. */
export async function layOne(input: LayoutInput): Promise<LayeredResult> {
  const linked = new Set(input.lines.flatMap(({ from, to }) => [from, to]));
  if (input.lines.length - linked.size > MOST_LINES_MORE)
    throw new Error(`${String(input.lines.length)} lines between ${String(linked.size)} boxes`);
  const alone = input.boxes.filter(({ id }) => !linked.has(id));
  const boxes = input.boxes.filter(({ id }) => linked.has(id));
  const drawn: LayeredResult =
    boxes.length === 0
      ? { width: 0, height: 0, places: new Map(), arrivals: new Map(), bends: new Map() }
      : await layered({ boxes, lines: input.lines });
  if (alone.length === 0) return drawn;
  const rows = packInRows(groupsTogether(alone), { gap: 28, leastWidth: drawn.width });
  const below = drawn.height === 0 ? 0 : drawn.height + 48;
  const places = new Map([...drawn.places, ...[...rows.places].map(([id, { x, y }]) => [id, { x, y: y + below }] as const)]);
  return { ...drawn, width: Math.max(drawn.width, rows.width), height: below + rows.height, places };
}

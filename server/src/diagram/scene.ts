/** A picture with sizes and places: boxes where they stand, lines as they run, and the areas of apps that keep together. */
import { groupBy } from '../base/collections';
import type { LayoutResult, Point } from '../protocol/graphLayout';
import { placeCounts, type LineCount } from './counts';
import { arrivalOf, departureOf, LOOP, type SizedBox, type SizedRow } from './measureBox';
import { hasFreeEnds, loopRoom } from './layoutInput';
import type { ArrivalRow, Picture, PictureLine } from './picture';
import { fittingBends, routeBetween, routeLoop, routeLoopOnTop, routeStraight, type Side } from './routes';

/** Where boxes are and how lines run: a layout's result, or what `keepPlaces` made of one. A box without a place is not drawn. */
export type Placement = Pick<LayoutResult, 'places' | 'arrivals' | 'bends'>;

export interface Scene {
  readonly picture: Picture;
  readonly boxes: readonly PlacedBox[];
  readonly lines: readonly RoutedLine[];
  readonly areas: readonly AppArea[];
  /** What holds everything, a margin included. */
  readonly bounds: Bounds;
}

export interface PlacedBox extends SizedBox, Point {}

export interface RoutedLine {
  readonly line: PictureLine;
  /** From the edge of the one box to the edge of the other, all stretches straight. */
  readonly points: readonly Point[];
  /** How many relations a bundle stands for, where it is written. */
  readonly count: LineCount | null;
}

type Routed = Omit<RoutedLine, 'count'>;

/** The ground under the boxes of one app. */
export interface AppArea extends Bounds {
  readonly label: string;
}

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARGIN = 32;
const AREA = 18;
const AREA_TITLE = 22;

/** The scene of a picture. Pure: the same picture, sizes and placement give the same scene. */
export function sceneOf(picture: Picture, sized: readonly SizedBox[], placement: Placement): Scene {
  const boxes = sized.flatMap((each): readonly PlacedBox[] => {
    const place = placement.places[each.box.id];
    return place === undefined ? [] : [{ ...orderArrivals(each, placement), ...place }];
  });
  const byId = new Map(boxes.map((box) => [box.box.id, box]));
  const routed = routeLines(picture.lines, byId, placement);
  const counts = placeCounts(routed);
  const lines = routed.map((each, at) => ({ ...each, count: counts[at] ?? null }));
  const areas = areasOf(boxes);
  return { picture, boxes, lines, areas, bounds: boundsOf(boxes, lines, areas) };
}

/** The rows of reverse names in the order in which the layout lets their lines arrive. */
function orderArrivals(box: SizedBox, { arrivals }: Placement): SizedBox {
  const height = ({ row }: SizedRow<ArrivalRow>): number | undefined => (row.line === null ? undefined : arrivals[row.line]);
  const movable = box.arrivals.filter((each) => height(each) !== undefined);
  if (movable.length < 2) return box;
  const slots = movable.map(({ at }) => at);
  const sorted = [...movable].sort((left, right) => (height(left) ?? 0) - (height(right) ?? 0));
  const moved = new Map(sorted.map(({ row }, index) => [row.id, slots[index] ?? 0]));
  const rows = box.arrivals.map(({ row, at }) => ({ row, at: moved.get(row.id) ?? at }));
  return { ...box, arrivals: rows.sort((left, right) => left.at - right.at) };
}

function routeLines(lines: readonly PictureLine[], boxes: ReadonlyMap<string, PlacedBox>, { bends }: Placement): readonly Routed[] {
  const loops = new Map<string, number>();
  return lines.flatMap((line, index) => {
    const from = boxes.get(line.from);
    const to = boxes.get(line.to);
    if (from === undefined || to === undefined) return [];
    const start = sideOf(from, departureOf(from, line.fromRow));
    const end = sideOf(to, arrivalOf(to, line.id));
    if (from === to && hasFreeEnds(from)) return [{ line, points: routeLoopOnTop(start.right, from.y) }];
    if (from === to) {
      const place = loops.get(line.from) ?? 0;
      loops.set(line.from, place + 1);
      return [{ line, points: routeLoop(start, end.y, place, LOOP) }];
    }
    const ends = { from: start, to: end };
    const isStraight = line.shape === 'bundle' && hasFreeEnds(from) && hasFreeEnds(to);
    const own = (): readonly Point[] => (isStraight ? routeStraight(from, to) : routeBetween(ends, index));
    return [{ line, points: fittingBends(bends[line.id], ends) ?? own() }];
  });
}

function sideOf(box: PlacedBox, y: number): Side {
  const edges = { left: box.x, right: box.x + box.width };
  return hasFreeEnds(box) ? { ...edges, y: box.y + box.height / 2, play: box.height / 2 } : { ...edges, y: box.y + y, play: 0 };
}

/** One area for each app of several boxes, unless it would hold a box of another app or meet another area. */
function areasOf(boxes: readonly PlacedBox[]): readonly AppArea[] {
  const labelOf = (box: PlacedBox): string | null => (box.box.shape === 'model' ? box.box.model.appLabel : null);
  const byApp = groupBy(boxes, labelOf);
  if (byApp.size < 2) return [];
  const areas = [...byApp].flatMap(([label, own]) => (label === null || own.length < 2 ? [] : [{ label, ...around(own) }]));
  return areas.filter(
    (area) =>
      !boxes.some((box) => labelOf(box) !== area.label && meets(area, box)) &&
      !areas.some((other) => other.label !== area.label && meets(area, other)),
  );
}

function around(boxes: readonly PlacedBox[]): Bounds {
  const { x, y, width, height } = surrounding(boxes);
  return { x: x - AREA, y: y - AREA - AREA_TITLE, width: width + 2 * AREA, height: height + 2 * AREA + AREA_TITLE };
}

/** Whether two rectangles share more than an edge. */
export function meets(left: Bounds, right: Bounds): boolean {
  return (
    left.x < right.x + right.width && right.x < left.x + left.width && left.y < right.y + right.height && right.y < left.y + left.height
  );
}

function boundsOf(boxes: readonly PlacedBox[], lines: readonly RoutedLine[], areas: readonly AppArea[]): Bounds {
  const points = lines.flatMap((line) => line.points).map(({ x, y }) => ({ x, y, width: 0, height: 0 }));
  const withLoops = boxes.map((box) => ({ x: box.x, y: box.y, width: box.width + loopRoom(box), height: box.height }));
  const { x, y, width, height } = surrounding([...withLoops, ...areas, ...points]);
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

/** The smallest rectangle that holds them all; empty, at the origin, for none. */
export function surrounding(all: readonly Bounds[]): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of all) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return all.length === 0 ? { x: 0, y: 0, width: 0, height: 0 } : { x: left, y: top, width: right - left, height: bottom - top };
}

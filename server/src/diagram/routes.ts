/**
 * How lines run between boxes that have places: along the layout's bends where they still fit, else in straight stretches of
 * our own, out of one side and into the other. Coordinates only; what the ends look like is lineElement.ts.
 */
import type { Point } from '../protocol/graphLayout';

export interface Ends {
  readonly from: Side;
  readonly to: Side;
}

/** A box's left and right edge, and the height at which the line meets them. */
export interface Side {
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** Half of the stretch of the edge that serves as well: 0 for a row. */
  readonly play: number;
}

/** Straight room that a crow's foot needs before the line may turn. */
const STUB = 22;
/** Lines that would turn at the same place turn this far apart. */
const LANE = 7;
const LANES = 6;

/** The layout's bends, from edge to edge, where they still begin and end at these heights; null where they do not. */
export function fittingBends(bends: readonly Point[] | undefined, { from, to }: Ends): readonly Point[] | null {
  const [first] = bends ?? [];
  const last = bends?.at(-1);
  if (bends === undefined || first === undefined || last === undefined || bends.length < 2) return null;
  const fits = meetsSide(first, from) && meetsSide(last, to) && first.x >= from.right - 0.5 && near(last.x, to.left);
  if (!fits) return null;
  // Where lines run back to their own box, the layout kept room beside it: the line begins at the edge that is drawn.
  return near(first.x, from.right) ? bends : [{ x: from.right, y: first.y }, ...bends.slice(1)];
}

function meetsSide(point: Point, { y, play }: Side): boolean {
  return Math.abs(point.y - y) < 0.6 + play;
}

function near(left: number, right: number): boolean {
  return Math.abs(left - right) < 0.6;
}

/** A line with right angles, `lane` keeping those apart that run beside each other. */
export function routeBetween({ from, to }: Ends, lane: number): readonly Point[] {
  const shift = ((lane % LANES) - LANES / 2) * LANE;
  if (to.left - from.right >= 2 * STUB) return turned(from.right, from.y, to.left, to.y, middle(from.right, to.left, shift));
  if (from.left - to.right >= 2 * STUB) return turned(from.left, from.y, to.right, to.y, middle(to.right, from.left, shift));
  // One above the other: out and in on the right.
  const x = Math.max(from.right, to.right) + STUB + LANE * (lane % LANES);
  return turned(from.right, from.y, to.right, to.y, x);
}

function middle(left: number, right: number, shift: number): number {
  return Math.min(right - STUB, Math.max(left + STUB, (left + right) / 2 + shift));
}

function turned(startX: number, startY: number, endX: number, endY: number, x: number): readonly Point[] {
  if (startY === endY && (x - startX) * (endX - x) >= 0)
    return [
      { x: startX, y: startY },
      { x: endX, y: endY },
    ];
  return [
    { x: startX, y: startY },
    { x, y: startY },
    { x, y: endY },
    { x: endX, y: endY },
  ];
}

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The straight line between the middles of two boxes, from edge to edge: for very many lines between boxes without rows. */
export function routeStraight(from: Rectangle, to: Rectangle): readonly Point[] {
  return [edgeTowards(from, middleOfBox(to)), edgeTowards(to, middleOfBox(from))];
}

function middleOfBox({ x, y, width, height }: Rectangle): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function edgeTowards(box: Rectangle, target: Point): Point {
  const { x, y } = middleOfBox(box);
  const [right, down] = [target.x - x, target.y - y];
  const part = Math.min(box.width / 2 / Math.max(1e-6, Math.abs(right)), box.height / 2 / Math.max(1e-6, Math.abs(down)));
  return { x: x + right * part, y: y + down * part };
}

/** A line that comes back to its own box, on the right, the `place`-th of them. */
export function routeLoop({ right, y }: Side, backY: number, place: number, step: number): readonly Point[] {
  const x = right + STUB + place * step;
  const end = backY === y ? y + 12 : backY;
  return turned(right, y, right, end, x);
}

/** The one loop of a box without rows: over its upper right corner. */
export function routeLoopOnTop(right: number, top: number): readonly Point[] {
  return [
    { x: right - 36, y: top },
    { x: right - 36, y: top - 12 },
    { x: right - 14, y: top - 12 },
    { x: right - 14, y: top },
  ];
}

const CORNER = 6;

/** The line as an SVG path with rounded corners. */
export function pathOf(points: readonly Point[]): string {
  const [start] = points;
  if (start === undefined) return '';
  const parts = [`M${at(start)}`];
  points.forEach((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined) return;
    if (after === undefined) {
      parts.push(`L${at(point)}`);
      return;
    }
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
    parts.push(`L${at(towards(point, before, radius))}Q${at(point)} ${at(towards(point, after, radius))}`);
  });
  return parts.join('');
}

function at({ x, y }: Point): string {
  return `${round(x)},${round(y)}`;
}

/** A coordinate in a file: a tenth of a pixel is enough for every eye. */
export function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function towards(point: Point, other: Point, length: number): Point {
  const all = distance(point, other);
  if (all === 0) return point;
  return { x: point.x + ((other.x - point.x) / all) * length, y: point.y + ((other.y - point.y) / all) * length };
}

function distance(left: Point, right: Point): number {
  return Math.hypot(left.x - right.x, left.y - right.y);
}

/** The point at a part of a line, 0 for its start and 1 for its end. */
export function pointAlong(points: readonly Point[], part: number): Point {
  let left = lengthOf(points) * part;
  for (let index = 1; index < points.length; index++) {
    const before = points[index - 1];
    const point = points[index];
    if (before === undefined || point === undefined) break;
    const length = distance(before, point);
    if (length >= left) return towards(before, point, left);
    left -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function lengthOf(points: readonly Point[]): number {
  return points.reduce((sum, point, index) => sum + (index === 0 ? 0 : distance(points[index - 1] ?? point, point)), 0);
}

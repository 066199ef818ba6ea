/** Rectangles side by side without overlaps: in rows like words on a page, or each as near as can be to where it wants to be. */
import type { Point } from '../protocol/graphLayout';

export interface Rectangle {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface Packed {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
}

/** Rows of rectangles in the order given, together a picture of usual shape, or one of `leastWidth` where that is wider. */
export function packInRows(
  rectangles: readonly Rectangle[],
  { gap, leastWidth }: { readonly gap: number; readonly leastWidth: number },
): Packed {
  const area = rectangles.reduce((sum, each) => sum + (each.width + gap) * (each.height + gap), 0);
  const most = Math.max(leastWidth, Math.sqrt(area * 1.7), ...rectangles.map((each) => each.width));
  const places = new Map<string, Point>();
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let right = 0;
  for (const each of rectangles) {
    if (x > 0 && x + each.width > most) {
      y += rowHeight + gap;
      x = 0;
      rowHeight = 0;
    }
    places.set(each.id, { x, y });
    right = Math.max(right, x + each.width);
    rowHeight = Math.max(rowHeight, each.height);
    x += each.width + gap;
  }
  return { width: right, height: y + rowHeight, places };
}

/** Puts each rectangle where it wants to be, or as near as is free; those before it in the list stay. */
export function placeWithoutOverlap(
  rectangles: readonly Rectangle[],
  wanted: ReadonlyMap<string, Point>,
  gap: number,
): ReadonlyMap<string, Point> {
  const placed: (Rectangle & Point)[] = [];
  for (const rectangle of rectangles) {
    const wish = wanted.get(rectangle.id) ?? { x: 0, y: 0 };
    placed.push({ ...rectangle, ...nearestFree(rectangle, wish, placed, gap) });
  }
  return new Map(placed.map(({ id, x, y }) => [id, { x, y }]));
}

/** The free place nearest to the wish. One is always found: to the right of everything. */
export function nearestFree(
  { width, height }: Pick<Rectangle, 'width' | 'height'>,
  wish: Point,
  placed: readonly (Rectangle & Point)[],
  gap: number,
): Point {
  const isFree = ({ x, y }: Point): boolean =>
    placed.every(
      (other) =>
        x >= other.x + other.width + gap || other.x >= x + width + gap || y >= other.y + other.height + gap || other.y >= y + height + gap,
    );
  if (isFree(wish)) return wish;
  const besides = placed.flatMap((other) => [
    { x: other.x + other.width + gap, y: wish.y },
    { x: other.x - width - gap, y: wish.y },
    { x: wish.x, y: other.y + other.height + gap },
    { x: wish.x, y: other.y - height - gap },
    { x: other.x + other.width + gap, y: other.y },
    { x: other.x - width - gap, y: other.y },
    { x: other.x, y: other.y + other.height + gap },
    { x: other.x, y: other.y - height - gap },
  ]);
  const free = besides
    .map((point) => ({ point, distance: Math.hypot(point.x - wish.x, point.y - wish.y) }))
    .sort((left, right) => left.distance - right.distance)
    .find(({ point }) => isFree(point));
  return free?.point ?? { x: Math.max(0, ...placed.map((other) => other.x + other.width)) + gap, y: wish.y };
}

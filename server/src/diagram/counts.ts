/** Where the counts of bundles stand: half way along their lines, or as near to it as no other count lies already. */
import type { Point } from '../protocol/graphLayout';
import type { PictureLine } from './picture';
import { FONTS } from './measureBox';
import { pointAlong } from './routes';
import { textWidth } from './textWidth';

/** What is written on a bundle, and its place. */
export interface LineCount extends Point {
  readonly text: string;
  readonly width: number;
}

const HEIGHT = 18;
/** Parts of the line at which a count may stand, best first. */
const PARTS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
/** Counts further apart than this cannot meet: numbers are no wider. */
const CELL = 60;

/** One for each line, in their order; null for lines without a count. */
export function placeCounts(
  lines: readonly { readonly line: PictureLine; readonly points: readonly Point[] }[],
): readonly (LineCount | null)[] {
  const taken = new Map<string, LineCount[]>();
  const isFree = (one: LineCount): boolean => around(one).every((cell) => taken.get(cell)?.every((other) => !touch(one, other)) !== false);
  return lines.map(({ line, points }) => {
    // Slanted lines are for very many: there a 1 on each would hide what counts.
    if (line.shape !== 'bundle' || (line.relations.length === 1 && isSlanted(points))) return null;
    const text = String(line.relations.length);
    const width = textWidth(text, FONTS.small) + 10;
    const places = PARTS.map((part) => ({ ...pointAlong(points, part), text, width }));
    const count = places.find(isFree) ?? places[0] ?? null;
    if (count !== null) taken.set(cellOf(count), [...(taken.get(cellOf(count)) ?? []), count]);
    return count;
  });
}

function touch(left: LineCount, right: LineCount): boolean {
  return Math.abs(left.x - right.x) < (left.width + right.width) / 2 + 2 && Math.abs(left.y - right.y) < HEIGHT + 2;
}

function cellOf({ x, y }: Point): string {
  return `${String(Math.floor(x / CELL))} ${String(Math.floor(y / CELL))}`;
}

function around({ x, y }: Point): readonly string[] {
  return [-CELL, 0, CELL].flatMap((right) => [-CELL, 0, CELL].map((down) => cellOf({ x: x + right, y: y + down })));
}

function isSlanted([start, end]: readonly Point[]): boolean {
  return start !== undefined && end !== undefined && Math.abs(start.x - end.x) > 1 && Math.abs(start.y - end.y) > 1;
}

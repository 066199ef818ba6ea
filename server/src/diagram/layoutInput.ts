/** What the layout is asked: boxes with the room that their loops need, and the lines between different boxes. */
import type { LayoutInput } from '../protocol/graphLayout';
import { arrivalOf, departureOf, LOOP, ROW, type SizedBox } from './measureBox';
import type { Picture, PictureBox } from './picture';

/** The layout's question for a picture whose boxes are measured. */
export function layoutInputOf({ lines }: Picture, sized: readonly SizedBox[]): LayoutInput {
  const byId = new Map(sized.map((each) => [each.box.id, each]));
  const between = lines.filter(({ from, to }) => from !== to && byId.has(from) && byId.has(to));
  const open = new Set(between.map(({ id }) => id));
  return {
    boxes: sized.map((each) => ({
      id: each.box.id,
      width: each.width + loopRoom(each),
      height: each.height,
      group: groupOf(each.box),
      ends: hasFreeEnds(each) ? 'free' : 'rows',
      arrivals: each.arrivals.filter(({ row }) => row.line !== null && open.has(row.line)).map(({ at }) => at + ROW / 2),
    })),
    lines: between.map(({ id, from, fromRow, to }) => {
      const source = byId.get(from);
      const target = byId.get(to);
      const hasRow = target?.arrivals.some(({ row }) => row.line === id) === true;
      return {
        id,
        from,
        to,
        fromY: source === undefined ? 0 : departureOf(source, fromRow),
        toY: hasRow || target === undefined ? null : arrivalOf(target, id),
      };
    }),
  };
}

/** Room to the right of a box in which its loops run; a box without rows has its one loop on top. */
export function loopRoom(sized: SizedBox): number {
  return sized.loops === 0 || hasFreeEnds(sized) ? 0 : 24 + sized.loops * LOOP;
}

/** A box without rows of its own for lines lets them meet it where they come from. */
export function hasFreeEnds({ box, rows, arrivals }: SizedBox): boolean {
  return box.shape === 'app' || (rows.length === 0 && arrivals.length === 0);
}

function groupOf(box: PictureBox): string | null {
  return box.shape === 'model' ? box.model.appLabel : null;
}

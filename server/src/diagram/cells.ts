/** Which parts of a scene lie in view: the sheet is divided into square cells, and a cell's parts are drawn when it is seen. */
import type { Bounds, Scene } from './scene';

export const CELL = 600;

export interface Cells {
  /** Indexes into `scene.boxes` and `scene.lines`, each once, in rising order. */
  boxesIn(view: Bounds): readonly number[];
  linesIn(view: Bounds): readonly number[];
}

/** Divides a scene. A line is in every cell that one of its stretches may touch. */
export function cellsOf({ boxes, lines }: Scene): Cells {
  const ofBoxes = new Map<string, number[]>();
  const ofLines = new Map<string, number[]>();
  boxes.forEach((box, at) => {
    put(ofBoxes, box, at);
  });
  lines.forEach(({ points }, at) => {
    for (let index = 1; index < points.length; index++) {
      const [start, end] = [points[index - 1], points[index]];
      if (start === undefined || end === undefined) continue;
      const left = Math.min(start.x, end.x);
      const top = Math.min(start.y, end.y);
      put(ofLines, { x: left, y: top, width: Math.abs(start.x - end.x), height: Math.abs(start.y - end.y) }, at);
    }
  });
  return { boxesIn: (view) => found(ofBoxes, view), linesIn: (view) => found(ofLines, view) };
}

function put(cells: Map<string, number[]>, area: Bounds, at: number): void {
  for (const name of namesOf(area)) {
    const cell = cells.get(name);
    if (cell === undefined) cells.set(name, [at]);
    else if (cell.at(-1) !== at) cell.push(at);
  }
}

function found(cells: ReadonlyMap<string, readonly number[]>, view: Bounds): readonly number[] {
  return [...new Set(namesOf(view).flatMap((name) => cells.get(name) ?? []))].sort((left, right) => left - right);
}

function namesOf({ x, y, width, height }: Bounds): readonly string[] {
  const names: string[] = [];
  for (let column = Math.floor(x / CELL); column <= Math.floor((x + width) / CELL); column++)
    for (let row = Math.floor(y / CELL); row <= Math.floor((y + height) / CELL); row++) names.push(`${String(column)},${String(row)}`);
  return names;
}

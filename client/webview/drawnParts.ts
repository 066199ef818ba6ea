/**
 * The nodes of a scene that are in the page now. What leaves the view is taken out, what comes into it is made; from far away a
 * few merged paths stand for everything. Knows no gestures and no state of its own beyond the nodes.
 */
import { boxElement } from '../../server/src/diagram/boxElement';
import { CELL, cellsOf, type Cells } from '../../server/src/diagram/cells';
import type { Emphasis } from '../../server/src/diagram/emphasis';
import { farLines, lineElement } from '../../server/src/diagram/lineElement';
import type { Detail, Look } from '../../server/src/diagram/look';
import type { Bounds, PlacedBox, RoutedLine, Scene } from '../../server/src/diagram/scene';
import { areaElement } from '../../server/src/diagram/sceneElement';
import type { GraphSubject } from '../../server/src/protocol/graphMessages';
import { svgGroup, svgNode } from './dom';
import { farBoxes } from './farBoxes';

/** What is set apart from the rest. */
export interface Marks {
  /** Comes forward while the rest steps back; null when nothing is chosen. */
  readonly emphasis: Emphasis | null;
  readonly chosen: GraphSubject | null;
  /** Where the cursor stands in the code. */
  readonly cursor: GraphSubject | null;
  /** The box that the keyboard is at: it is in the page wherever the view is. */
  readonly current: string | null;
}

export interface DrawnParts {
  readonly layers: readonly SVGGElement[];
  show(scene: Scene, look: Look): void;
  mark(marks: Marks): void;
  /** Draws what this part of the scene holds at this detail. Cheap when nothing comes or goes. */
  update(view: Bounds, detail: Detail): void;
  boxNode(id: string): SVGElement | null;
  lineNode(id: string): SVGElement | null;
  boxesAt(x: number, y: number): readonly PlacedBox[];
}

/** Above this many lines in view, those seen as names from half way are merged by kind. */
const MOST_SINGLE_LINES = 400;

export function createDrawnParts(): DrawnParts {
  const layers = {
    areas: svgGroup('dr-areas'),
    lines: svgGroup('dr-lines layer-back'),
    boxes: svgGroup('dr-boxes layer-back'),
    frontLines: svgGroup('dr-lines'),
    frontBoxes: svgGroup('dr-boxes'),
  };
  const boxNodes = new Map<number, SVGElement>();
  const lineNodes = new Map<number, SVGElement>();
  let drawn: { scene: Scene; look: Look; cells: Cells; boxAt: ReadonlyMap<string, number>; lineAt: ReadonlyMap<string, number> } | null =
    null;
  let marks: Marks = { emphasis: null, chosen: null, cursor: null, current: null };
  let last = { key: '', detail: 'full' as Detail };
  /** What stands for many lines that have no nodes of their own. */
  let merged: readonly SVGElement[] = [];

  const clear = (): void => {
    merged = [];
    boxNodes.clear();
    lineNodes.clear();
    for (const each of [layers.lines, layers.boxes, layers.frontLines, layers.frontBoxes]) each.replaceChildren();
    last = { ...last, key: '' };
  };

  const boxesOf = (indexes: readonly number[]): readonly PlacedBox[] => indexes.flatMap((at) => drawn?.scene.boxes[at] ?? []);
  const linesOf = (indexes: readonly number[]): readonly RoutedLine[] => indexes.flatMap((at) => drawn?.scene.lines[at] ?? []);

  /** The indexes that are set apart or that the keyboard is at. */
  const kept = (): { boxes: readonly number[]; lines: readonly number[] } => ({
    boxes: [...(marks.emphasis?.boxes ?? []), marks.current ?? ''].flatMap((id) => drawn?.boxAt.get(id) ?? []),
    lines: [...(marks.emphasis?.lines ?? [])].flatMap((id) => drawn?.lineAt.get(id) ?? []),
  });

  const dressBox = (node: SVGElement, { box }: PlacedBox): void => {
    const isNear = marks.emphasis?.boxes.has(box.id) === true;
    const parent = isNear ? layers.frontBoxes : layers.boxes;
    if (node.parentNode !== parent) moveTo(parent, node);
    node.setAttribute('tabindex', box.id === marks.current ? '0' : '-1');
    node.classList.toggle('is-chosen', box.id === marks.chosen?.model);
    node.classList.toggle('is-cursor', box.id === marks.cursor?.model);
    for (const row of node.querySelectorAll('[data-row],[data-arrival]')) {
      const field = row.getAttribute('data-row');
      const arrival = row.getAttribute('data-arrival');
      const is = (subject: GraphSubject | null): boolean =>
        subject?.field != null &&
        ((box.id === subject.model && field === subject.field) || arrival === `${subject.model}.${subject.field}`);
      row.classList.toggle('is-chosen', is(marks.chosen));
      row.classList.toggle('is-cursor', is(marks.cursor));
    }
  };

  const dressLine = (node: SVGElement, { line }: RoutedLine): void => {
    const parent = marks.emphasis?.lines.has(line.id) === true ? layers.frontLines : layers.lines;
    if (node.parentNode !== parent) parent.append(node);
  };

  const sync = (boxes: ReadonlySet<number>, lines: ReadonlySet<number>, detail: Detail): void => {
    if (drawn === null) return;
    removeOthers(boxNodes, boxes);
    removeOthers(lineNodes, lines);
    for (const at of lines) {
      const routed = drawn.scene.lines[at];
      if (routed === undefined || lineNodes.has(at)) continue;
      const node = svgNode(lineElement(routed, detail));
      lineNodes.set(at, node);
      dressLine(node, routed);
    }
    for (const at of boxes) {
      const placed = drawn.scene.boxes[at];
      if (placed === undefined || boxNodes.has(at)) continue;
      const node = svgNode(boxElement(placed, drawn.look, detail));
      boxNodes.set(at, node);
      dressBox(node, placed);
    }
  };

  const drawFar = (): void => {
    if (drawn === null) return;
    const { boxes: near, lines: nearLines } = kept();
    layers.lines.replaceChildren(...farLines(drawn.scene.lines).map(svgNode));
    layers.boxes.replaceChildren(...farBoxes(drawn.scene.boxes, drawn.look).map(svgNode));
    sync(new Set(near), new Set(nearLines), 'names');
  };

  const drawNear = (view: Bounds, detail: Detail): void => {
    if (drawn === null) return;
    const { boxes, lines } = kept();
    const seenLines = drawn.cells.linesIn(view);
    const isMerged = detail === 'names' && seenLines.length > MOST_SINGLE_LINES;
    for (const node of merged) node.remove();
    merged = isMerged ? farLines(linesOf(seenLines)).map(svgNode) : [];
    layers.lines.prepend(...merged);
    sync(new Set([...drawn.cells.boxesIn(view), ...boxes]), new Set(isMerged ? lines : [...seenLines, ...lines]), detail);
  };

  const update = (view: Bounds, detail: Detail): void => {
    const key = detail === 'far' ? detail : `${detail} ${cellRange(view)}`;
    if (key === last.key) return;
    if (detail !== last.detail || detail === 'far') clear();
    last = { key, detail };
    if (detail === 'far') drawFar();
    else drawNear(view, detail);
  };

  return {
    layers: [layers.areas, layers.lines, layers.boxes, layers.frontLines, layers.frontBoxes],
    update,
    show(scene, look) {
      drawn = {
        scene,
        look,
        cells: cellsOf(scene),
        boxAt: new Map(scene.boxes.map(({ box }, at) => [box.id, at])),
        lineAt: new Map(scene.lines.map(({ line }, at) => [line.id, at])),
      };
      clear();
      layers.areas.replaceChildren(...scene.areas.map((area) => svgNode(areaElement(area))));
    },
    mark(next) {
      const farther = last.detail !== 'full' || next.current !== marks.current;
      marks = next;
      // What is merged or out of view has no nodes that could be dressed.
      if (farther) last = { ...last, key: '' };
      for (const [at, node] of boxNodes) for (const placed of boxesOf([at])) dressBox(node, placed);
      for (const [at, node] of lineNodes) for (const routed of linesOf([at])) dressLine(node, routed);
    },
    boxNode: (id) => boxNodes.get(drawn?.boxAt.get(id) ?? -1) ?? null,
    lineNode: (id) => lineNodes.get(drawn?.lineAt.get(id) ?? -1) ?? null,
    boxesAt: (x, y) =>
      boxesOf(drawn?.cells.boxesIn({ x, y, width: 0, height: 0 }) ?? []).filter(
        (box) => x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height,
      ),
  };
}

function removeOthers(nodes: Map<number, SVGElement>, wanted: ReadonlySet<number>): void {
  for (const [at, node] of nodes)
    if (!wanted.has(at)) {
      node.remove();
      nodes.delete(at);
    }
}

/** A node that has the focus keeps it; while the person is in the editor, nothing here takes the focus back. */
function moveTo(parent: SVGElement, node: SVGElement): void {
  const hadFocus = document.activeElement === node && document.hasFocus();
  parent.append(node);
  if (hadFocus) node.focus({ preventScroll: true });
}

function cellRange({ x, y, width, height }: Bounds): string {
  return [x, y, x + width, y + height].map((each) => Math.floor(each / CELL)).join(' ');
}

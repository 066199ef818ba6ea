/** The keyboard over the picture. Every gesture of the hand has its key; the legend lists them. */
import type { Scene } from '../../server/src/diagram/scene';
import type { Attention } from './attention';
import { zoomedAt } from './camera';
import type { Diagram } from './diagram';
import type { Intents } from './intents';
import type { Picked } from './picked';
import type { SideTab } from './sidePanel';
import type { Stage } from './stage';
import { stepFrom, type Direction } from './steps';

export interface KeyParts {
  scene(): Scene | null;
  readonly attention: Attention;
  readonly intents: Intents;
  readonly diagram: Diagram;
  search(): void;
  openSide(tab: SideTab): void;
  tell(words: string): void;
}

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };
const STEP = 90;

export function listenToKeys(stage: Stage, parts: KeyParts): void {
  const { attention, intents } = parts;
  const picked = (): Picked => {
    const box = attention.current();
    return box === null ? { of: 'ground' } : { of: 'box', box, row: null, arrival: null };
  };
  stage.element.addEventListener('keydown', (event) => {
    const direction = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (direction !== undefined && event.shiftKey) shift(stage, direction);
    else if (direction !== undefined) step(parts, direction);
    else if (event.key === ' ') intents.click(picked());
    else if (event.key === 'Enter') intents.doubleClick(picked());
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    // Bare letters count over the picture alone: elsewhere somebody may be speaking or typing them.
    if (!event.altKey && !EVERYWHERE.has(event.key) && isBeside(stage, event.target)) return;
    const act = event.altKey
      ? withAlt(parts)[event.key]
      : plain(stage, parts)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
}

function step({ scene, attention, intents, tell }: KeyParts, direction: Direction): void {
  const now = scene();
  const next = now === null ? null : stepFrom(now, attention.current() ?? '', direction);
  if (next === null) tell(NO_STEP[direction]);
  else intents.goToBox(next);
}

const NO_STEP: Readonly<Record<Direction, string>> = {
  left: 'Nothing that is shown points here',
  right: 'Points at nothing that is shown',
  up: 'Nothing above',
  down: 'Nothing below',
};

function shift(stage: Stage, direction: Direction): void {
  const { x, y, zoom } = stage.camera();
  const by = { left: [STEP, 0], right: [-STEP, 0], up: [0, STEP], down: [0, -STEP] }[direction];
  stage.move({ x: x + (by[0] ?? 0), y: y + (by[1] ?? 0), zoom });
}

/** Zooms around the middle of the stage. */
export function zoomBy(stage: Stage, factor: number): void {
  const { width, height } = stage.size();
  stage.move(zoomedAt(stage.camera(), { x: width / 2, y: height / 2 }, factor));
}

function plain(stage: Stage, { attention, intents, diagram, search, openSide }: KeyParts): Readonly<Record<string, () => void>> {
  const model = (act: (id: string) => void) => (): void => {
    const id = attention.current();
    if (id !== null && diagram.shown()?.index.models.has(id) === true) act(id);
  };
  const deeper = (by: number) => (): void => intents.setDepth((diagram.state()?.depth ?? 1) + by);
  return {
    '+': () => zoomBy(stage, 1.25),
    '=': () => zoomBy(stage, 1.25),
    '-': () => zoomBy(stage, 0.8),
    '0': stage.fit,
    '1': () => intents.setLevel('names'),
    '2': () => intents.setLevel('relations'),
    '3': () => intents.setLevel('fields'),
    '[': deeper(-1),
    ']': deeper(1),
    '/': search,
    a: model(intents.around),
    x: model(intents.openNeighbours),
    t: diagram.tidy,
    d: () => openSide('details'),
    l: () => openSide('list'),
    f: () => openSide('filters'),
    g: () => openSide('legend'),
    Escape: () => attention.choose(null),
  };
}

function withAlt({ diagram: { back, forward } }: KeyParts): Readonly<Record<string, () => void>> {
  return { ArrowLeft: back, ArrowRight: forward };
}

const EVERYWHERE: ReadonlySet<string> = new Set(['Escape', '/']);

function isBeside(stage: Stage, target: EventTarget | null): boolean {
  return target instanceof Node && target !== document.body && !stage.element.contains(target);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input:not([type=checkbox]), select, textarea');
}

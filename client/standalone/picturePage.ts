/**
 * The script inside of a picture that was written as one HTML file: pan, zoom, search, and what a click brings forward. Knows
 * nothing but the page it stands in: what is drawn is read from the data- attributes of the SVG.
 */
import { createView, type View } from './view';

const stage = need('stage');
const told = need('told');
const search = need('search') as HTMLInputElement;
const layer = gatherPictures();
const view = createView(stage, layer);

view.fit();
listenToPointer(view);
listenToKeys(view);
need('in').addEventListener('click', () => view.zoomBy(1.25));
need('out').addEventListener('click', () => view.zoomBy(0.8));
need('fit').addEventListener('click', () => view.fit());
search.addEventListener('change', () => goTo(search.value.trim()));

function need(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no element ${id}`);
  return found;
}

/** All pictures on one sheet, which moves as a whole. */
function gatherPictures(): HTMLElement {
  const sheet = document.createElement('div');
  sheet.className = 'layer';
  sheet.append(...stage.children);
  stage.append(sheet);
  return sheet;
}

function listenToPointer({ moveBy, zoomAt }: View): void {
  let last: PointerEvent | null = null;
  let moved = 0;
  stage.addEventListener('pointerdown', (event) => {
    last = event;
    moved = 0;
  });
  stage.addEventListener('pointermove', (event) => {
    if (last === null || event.buttons === 0) return;
    moved += Math.abs(event.clientX - last.clientX) + Math.abs(event.clientY - last.clientY);
    if (moved > 4 && !stage.hasPointerCapture(event.pointerId)) stage.setPointerCapture(event.pointerId);
    stage.classList.add('is-moving');
    moveBy(event.clientX - last.clientX, event.clientY - last.clientY);
    last = event;
  });
  for (const name of ['pointerup', 'pointercancel'] as const)
    stage.addEventListener(name, () => {
      last = null;
      stage.classList.remove('is-moving');
    });
  stage.addEventListener('click', (event) => {
    if (moved > 4) return;
    choose(event.target instanceof Element ? event.target.closest('[data-box],[data-line]') : null);
  });
  stage.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      // A pinch comes as a wheel with Ctrl held; a wheel alone zooms as well, as in maps.
      zoomAt(event.clientX, event.clientY, Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)));
    },
    { passive: false },
  );
}

function listenToKeys({ moveBy, zoomBy, fit }: View): void {
  const step = 80;
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => moveBy(step, 0),
    ArrowRight: () => moveBy(-step, 0),
    ArrowUp: () => moveBy(0, step),
    ArrowDown: () => moveBy(0, -step),
    '+': () => zoomBy(1.25),
    '=': () => zoomBy(1.25),
    '-': () => zoomBy(0.8),
    '0': fit,
    Escape: () => choose(null),
  };
  stage.addEventListener('keydown', (event) => {
    const act = keys[event.key];
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || document.activeElement === search) return;
    event.preventDefault();
    search.focus();
  });
}

/** Brings what was chosen forward, with everything that a line leads to from it. */
function choose(chosen: Element | null): void {
  layer.querySelectorAll('.is-near,.is-chosen').forEach((each) => each.classList.remove('is-near', 'is-chosen'));
  layer.classList.toggle('has-chosen', chosen !== null);
  told.textContent = chosen?.getAttribute('aria-label') ?? '';
  if (chosen === null) return;
  const picture = chosen.closest('svg') ?? layer;
  const box = chosen.getAttribute('data-box');
  const lines = [...picture.querySelectorAll('[data-line]')].filter(
    (line) => line === chosen || (box !== null && [line.getAttribute('data-from'), line.getAttribute('data-to')].includes(box)),
  );
  const near = new Set([...lines.flatMap((line) => [line.getAttribute('data-from'), line.getAttribute('data-to')]), box]);
  // Pills stand for lines.
  for (const pill of picture.querySelectorAll('[data-target]')) {
    const ends = [pill.closest('[data-box]')?.getAttribute('data-box') ?? null, pill.getAttribute('data-target')];
    if (box !== null && ends.includes(box)) for (const end of ends) near.add(end);
  }
  for (const line of lines) line.classList.add('is-near');
  for (const each of picture.querySelectorAll('[data-box]')) if (near.has(each.getAttribute('data-box'))) each.classList.add('is-near');
  chosen.classList.add('is-chosen');
}

/** Goes to the model of this name, or to the one that holds the field, or to the first whose name begins so. */
function goTo(name: string): void {
  if (name === '') return;
  const boxes = [...layer.querySelectorAll('[data-box]')];
  const idOf = (box: Element): string => (box.getAttribute('data-box') ?? '').toLowerCase();
  const wanted = name.toLowerCase();
  const found =
    boxes.find((box) => idOf(box) === wanted) ??
    boxes.find((box) => wanted.startsWith(`${idOf(box)}.`)) ??
    boxes.find((box) => idOf(box).split('.').at(-1)?.startsWith(wanted)) ??
    boxes.find((box) => idOf(box).includes(wanted));
  if (found === undefined) {
    told.textContent = `Nothing here is called ${name}`;
    return;
  }
  choose(found);
  view.center(found);
}

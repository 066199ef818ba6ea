/**
 * The sheet that the picture is drawn on, and the camera over it. Moving is one CSS transform, done at most once a frame and only
 * when something moved: while nobody does anything, nothing runs.
 */
import { detailAt, type Look } from '../../server/src/diagram/look';
import type { Bounds, PlacedBox, Scene } from '../../server/src/diagram/scene';
import { centred, fitting, revealing, seenBy, type Camera, type Size } from './camera';
import { html } from './dom';
import { createDrawnParts, type Marks } from './drawnParts';

export interface Stage {
  /** Takes the pointer and the keys. */
  readonly element: HTMLElement;
  show(scene: Scene, look: Look): void;
  mark(marks: Marks): void;
  camera(): Camera;
  size(): Size;
  /** Moves at once, as under a hand. */
  move(camera: Camera): void;
  fit(): void;
  /** Brings a box to the middle, large enough to read. */
  center(id: string): void;
  /** Moves as little as brings a box into view. */
  reveal(id: string): void;
  /** Sets the keyboard's focus on a box. */
  focusBox(id: string): void;
  lineNode(id: string): SVGElement | null;
  boxesAt(clientX: number, clientY: number): readonly PlacedBox[];
}

/** Large enough to read the rows of a box. */
const READABLE = 0.8;
/** Below this, rows are hard to read. */
const LEGIBLE = 0.46;

const SVG = 'http://www.w3.org/2000/svg';

/** `onMoved` hears of every movement, once a frame. */
export function createStage(onMoved: (camera: Camera) => void): Stage {
  const parts = createDrawnParts();
  const picture = document.createElementNS(SVG, 'svg');
  picture.setAttribute('class', 'dr-picture');
  picture.append(...parts.layers);
  const sheet = html('div', { class: 'sheet' }, picture);
  const element = html('div', { class: 'stage', role: 'application', 'aria-label': STAGE_LABEL, tabindex: '-1' }, sheet);
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let scene: Scene | null = null;
  let camera: Camera = { x: 0, y: 0, zoom: 1 };
  let frame = 0;
  /** Everything is shown, and stays so when the room for it changes. */
  let isFitted = false;
  let attended = '';

  const size = (): Size => ({ width: element.clientWidth, height: element.clientHeight });
  const draw = (): void => {
    frame = 0;
    parts.update(seenBy(camera, size()), detailAt(camera.zoom));
    sheet.style.transform = `translate(${String(camera.x)}px,${String(camera.y)}px) scale(${String(camera.zoom)})`;
    const detail = detailAt(camera.zoom);
    if (element.dataset['detail'] !== detail) element.dataset['detail'] = detail;
    // Labels of areas keep their size when everything else is too small to read.
    if (detail === 'far') sheet.style.setProperty('--far', String(1 / camera.zoom));
    onMoved(camera);
  };
  const later = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const move = (next: Camera): void => {
    camera = next;
    isFitted = false;
    later();
  };
  const fit = (): void => {
    if (scene === null) return;
    glide(fitting(scene.bounds, size()));
    isFitted = true;
  };
  const glide = (next: Camera): void => {
    if (!calm.matches && drawnBefore()) {
      sheet.classList.add('is-gliding');
      setTimeout(() => sheet.classList.remove('is-gliding'), 260);
    }
    move(next);
  };
  const drawnBefore = (): boolean => sheet.style.transform !== '';
  const placeOf = (id: string): Bounds | null => scene?.boxes.find(({ box }) => box.id === id) ?? null;
  const resized = (): void => {
    if (!isFitted || scene === null) {
      later();
      return;
    }
    const whole = fitting(scene.bounds, size());
    const place = placeOf(attended);
    if (whole.zoom >= LEGIBLE || camera.zoom < LEGIBLE || place === null) fit();
    // Not all of it can be read any more: then what somebody looks at.
    else glide(revealing(camera, place, size()));
  };
  new ResizeObserver(resized).observe(element);

  return {
    element,
    size,
    camera: () => camera,
    move(next) {
      sheet.classList.remove('is-gliding');
      move(next);
    },
    show(next, look) {
      scene = next;
      picture.setAttribute('width', String(Math.ceil(Math.max(1, next.bounds.x + next.bounds.width))));
      picture.setAttribute('height', String(Math.ceil(Math.max(1, next.bounds.y + next.bounds.height))));
      parts.show(next, look);
      later();
    },
    mark(marks) {
      attended = marks.chosen?.model ?? marks.current ?? '';
      element.classList.toggle('has-chosen', marks.emphasis !== null);
      parts.mark(marks);
      later();
    },
    fit,
    center(id) {
      const place = placeOf(id);
      if (place !== null) glide(centred(place, size(), Math.max(READABLE, camera.zoom)));
    },
    reveal(id) {
      const place = placeOf(id);
      if (place === null) return;
      const next = revealing(camera, place, size());
      if (!isFitted && (next.x !== camera.x || next.y !== camera.y)) glide(next);
    },
    focusBox(id) {
      if (frame !== 0) cancelAnimationFrame(frame);
      draw();
      parts.boxNode(id)?.focus({ preventScroll: true });
    },
    lineNode: parts.lineNode,
    boxesAt(clientX, clientY) {
      const { left, top } = element.getBoundingClientRect();
      return parts.boxesAt((clientX - left - camera.x) / camera.zoom, (clientY - top - camera.y) / camera.zoom);
    },
  };
}

const STAGE_LABEL =
  'Diagram of models. Tab goes to a model, left and right follow its relations, up and down go to the model above or below, Enter opens the source, Space selects.';

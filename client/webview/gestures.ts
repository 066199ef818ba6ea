/** The hand on the picture: dragging, the wheel, two fingers. Says how the camera moves, and tells a click from a drag. */
import { zoomedAt, type Camera } from './camera';
import type { Stage } from './stage';

export interface Pointing {
  /** A click or tap that was no drag. */
  onClick(event: MouseEvent): void;
  onDoubleClick(event: MouseEvent): void;
}

/** Pixels that a hand may shake during a click. */
const SHAKE = 4;

export function listenToHand(stage: Stage, { onClick, onDoubleClick }: Pointing): void {
  const { element } = stage;
  const fingers = new Map<number, { x: number; y: number }>();
  let travelled = 0;

  element.addEventListener('pointerdown', (event) => {
    if (event.button > 1) return;
    if (fingers.size === 0) travelled = 0;
    fingers.set(event.pointerId, at(event));
  });
  element.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (before === undefined) return;
    const now = at(event);
    const others = [...fingers].filter(([id]) => id !== event.pointerId).map(([, place]) => place);
    fingers.set(event.pointerId, now);
    travelled += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (travelled <= SHAKE) return;
    if (!element.hasPointerCapture(event.pointerId)) element.setPointerCapture(event.pointerId);
    element.classList.add('is-moving');
    const [other] = others;
    stage.move(other === undefined ? dragged(stage.camera(), before, now) : pinched(stage, { before, now, other }));
  });
  const lift = (event: PointerEvent): void => {
    fingers.delete(event.pointerId);
    if (fingers.size === 0) element.classList.remove('is-moving');
  };
  element.addEventListener('pointerup', lift);
  element.addEventListener('pointercancel', lift);
  element.addEventListener('click', (event) => {
    if (travelled <= SHAKE) onClick(event);
  });
  element.addEventListener('dblclick', (event) => {
    if (travelled <= SHAKE) onDoubleClick(event);
  });
  listenToWheel(stage);
}

function listenToWheel(stage: Stage): void {
  stage.element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (event.shiftKey) {
        const sideways = (event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
        const { x, y, zoom } = stage.camera();
        stage.move({ x: x - sideways, y, zoom });
        return;
      }
      // Two fingers on a touchpad come as a wheel with Ctrl held, in small steps.
      const factor = Math.exp(-Math.max(-200, Math.min(200, event.deltaY * unit)) * (event.ctrlKey ? 0.01 : 0.0016));
      stage.move(zoomedAt(stage.camera(), within(stage, { x: event.clientX, y: event.clientY }), factor));
    },
    { passive: false },
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function at({ clientX, clientY }: PointerEvent): Place {
  return { x: clientX, y: clientY };
}

function within({ element }: Stage, { x, y }: Place): Place {
  const { left, top } = element.getBoundingClientRect();
  return { x: x - left, y: y - top };
}

function dragged({ x, y, zoom }: Camera, before: Place, now: Place): Camera {
  return { x: x + now.x - before.x, y: y + now.y - before.y, zoom };
}

/** The point under the resting finger stays under it. */
function pinched(stage: Stage, { before, now, other }: { readonly before: Place; readonly now: Place; readonly other: Place }): Camera {
  const distance = (place: Place): number => Math.max(1, Math.hypot(place.x - other.x, place.y - other.y));
  return zoomedAt(stage.camera(), within(stage, other), distance(now) / distance(before));
}

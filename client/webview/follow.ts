/** Where the camera goes when another picture comes, so that a person keeps their bearings. */
import { surrounding, type PlacedBox, type Scene } from '../../server/src/diagram/scene';
import { centred, fitting, revealing, type Camera } from './camera';
import type { Coming } from './diagram';
import type { Stage } from './stage';

export interface Follow {
  /** Shows the scene through `draw` and moves the camera. */
  come(scene: Scene, coming: Coming, draw: () => void): void;
}

/** A picture that can be read whole is shown whole. */
const READABLE = 0.55;
/** What lies around one model is asked for to be read: what is smaller than this whole begins with that model. */
const LEGIBLE = 0.68;
const NEAR = 0.8;
/** Below this, rows are specks: then what is in the middle is worth more than everything. */
const SPECKS = 0.42;

export function createFollow(stage: Stage): Follow {
  let places: ReadonlyMap<string, PlacedBox> = new Map();
  return {
    come(scene, coming, draw) {
      const anchor = coming.how === 'anew' ? (coming.anchor ?? '') : '';
      const before = places.get(anchor);
      const camera = stage.camera();
      places = new Map(scene.boxes.map((box) => [box.box.id, box]));
      draw();
      if (coming.how === 'again') stage.move(coming.camera);
      if (coming.how !== 'anew') return;
      const next = nextCamera(scene, { stage, anchor, camera, before });
      if (next === null) stage.fit();
      else stage.move(next);
    },
  };
}

interface Leaving {
  readonly stage: Stage;
  readonly anchor: string;
  readonly camera: Camera;
  /** The box that the person touched, where it stood. */
  readonly before: PlacedBox | undefined;
}

/** Null shows everything. */
function nextCamera(scene: Scene, { stage, anchor, camera, before }: Leaving): Camera | null {
  const size = stage.size();
  const whole = fitting(scene.bounds, size).zoom;
  const focus = scene.boxes.find(({ box }) => box.shape === 'model' && box.isFocus);
  if (focus !== undefined && before === undefined && whole < LEGIBLE) return revealing(centred(focus, size, NEAR), focus, size);
  if (whole >= READABLE) return null;
  const opened = anchor.startsWith('app:') ? boxesOfApp(scene, anchor.slice('app:'.length)) : [];
  if (opened.length > 0) {
    const bounds = surrounding(opened);
    return centred(bounds, size, Math.max(SPECKS, fitting(bounds, size).zoom * 0.94));
  }
  const after = scene.boxes.find(({ box }) => box.id === anchor);
  const { zoom } = camera;
  // The box that was touched stays under the hand.
  if (before !== undefined && after !== undefined)
    return { zoom, x: camera.x + (before.x - after.x) * zoom, y: camera.y + (before.y - after.y) * zoom };
  return null;
}

function boxesOfApp({ boxes }: Scene, label: string): readonly PlacedBox[] {
  return boxes.filter(({ box }) => box.shape === 'model' && box.model.appLabel === label);
}

/** Where the camera goes when another picture comes, so that a person keeps their bearings. */
import type { PlacedBox, Scene } from '../../server/src/diagram/scene';
import { fitting } from './camera';
import type { Coming } from './diagram';
import type { Stage } from './stage';

export interface Follow {
  /** Shows the scene through `draw` and moves the camera. */
  come(scene: Scene, coming: Coming, draw: () => void): void;
}

/** A picture that can be read whole is shown whole. */
const READABLE = 0.55;

export function createFollow(stage: Stage): Follow {
  let places: ReadonlyMap<string, PlacedBox> = new Map();
  return {
    come(scene, coming, draw) {
      const anchor = coming.how === 'anew' && coming.anchor !== null ? coming.anchor : '';
      const before = places.get(anchor);
      places = new Map(scene.boxes.map((box) => [box.box.id, box]));
      const after = places.get(anchor);
      const camera = stage.camera();
      draw();
      if (coming.how === 'again') stage.move(coming.camera);
      else if (
        coming.how === 'anew' &&
        (before === undefined || after === undefined || fitting(scene.bounds, stage.size()).zoom >= READABLE)
      )
        stage.fit();
      else if (before !== undefined && after !== undefined)
        // The box that was touched stays under the hand.
        stage.move({
          zoom: camera.zoom,
          x: camera.x + (before.x - after.x) * camera.zoom,
          y: camera.y + (before.y - after.y) * camera.zoom,
        });
    },
  };
}

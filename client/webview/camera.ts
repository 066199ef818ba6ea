/** Which part of a scene is seen, and how large: numbers only, so that it can be read and tested alone. */
import type { Bounds } from '../../server/src/diagram/scene';

/** A point of the scene lies at `x + zoom * point` of the stage. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const LEAST = 0.02;
const MOST = 3;

/** Zooms around a point of the stage, which stays where it is. */
export function zoomedAt({ x, y, zoom }: Camera, at: { readonly x: number; readonly y: number }, factor: number): Camera {
  const next = limited(zoom * factor);
  const real = next / zoom;
  return { x: at.x - (at.x - x) * real, y: at.y - (at.y - y) * real, zoom: next };
}

/** Names of apps stand a little above their ground when it is seen from far. */
const RIM = 8;

/** Shows all of `bounds`, at most at its natural size. */
export function fitting({ x, y, width, height }: Bounds, stage: Size): Camera {
  const zoom = limited(Math.min(1, (stage.width - 2 * RIM) / Math.max(1, width), (stage.height - 2 * RIM) / Math.max(1, height)));
  return { x: (stage.width - width * zoom) / 2 - x * zoom, y: (stage.height - height * zoom) / 2 - y * zoom, zoom };
}

/** Brings the middle of `bounds` to the middle of the stage. */
export function centred({ x, y, width, height }: Bounds, stage: Size, zoom: number): Camera {
  const near = limited(zoom);
  return { x: stage.width / 2 - (x + width / 2) * near, y: stage.height / 2 - (y + height / 2) * near, zoom: near };
}

/** The least movement that brings `bounds` into view; the same camera when they are. What does not fit shows its beginning. */
export function revealing(camera: Camera, bounds: Bounds, stage: Size): Camera {
  const margin = 24;
  const shift = (start: number, length: number, room: number): number => {
    if (length + 2 * margin > room || start < margin) return margin - start;
    return Math.min(0, room - margin - (start + length));
  };
  const left = camera.x + bounds.x * camera.zoom;
  const top = camera.y + bounds.y * camera.zoom;
  return {
    zoom: camera.zoom,
    x: camera.x + shift(left, bounds.width * camera.zoom, stage.width),
    y: camera.y + shift(top, bounds.height * camera.zoom, stage.height),
  };
}

/** The part of the scene that is seen. */
export function seenBy({ x, y, zoom }: Camera, { width, height }: Size): Bounds {
  return { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
}

function limited(zoom: number): number {
  return Math.min(MOST, Math.max(LEAST, zoom));
}

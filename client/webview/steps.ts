/** Where an arrow key leads from a box: sideways along relations, up and down to what stands there. Pure. */
import type { PlacedBox, Scene } from '../../server/src/diagram/scene';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** The id of the next box; null at an end. */
export function stepFrom(scene: Scene, from: string, direction: Direction): string | null {
  const here = scene.boxes.find(({ box }) => box.id === from);
  if (here === undefined) return scene.boxes[0]?.box.id ?? null;
  return direction === 'left' || direction === 'right' ? alongRelation(scene, here, direction) : upOrDown(scene, here, direction);
}

/** Right goes to what the box points at, left to what points at it: the uppermost of several, first those that stand on that side. */
function alongRelation({ boxes, lines }: Scene, here: PlacedBox, direction: 'left' | 'right'): string | null {
  const { id } = here.box;
  const ends = new Set(
    lines.flatMap(({ line }) => (direction === 'right' ? (line.from === id ? line.to : []) : line.to === id ? line.from : [])),
  );
  ends.delete(id);
  for (const { model } of direction === 'right' && here.box.shape === 'model' ? here.box.pills.map(({ pill }) => pill) : [])
    if (model !== null && ends.size === 0) ends.add(model);
  const found = boxes.filter(({ box }) => ends.has(box.id));
  const isThere = ({ x }: PlacedBox): boolean => (direction === 'right' ? x > here.x : x < here.x);
  const sorted = [...found].sort((left, right) => Number(isThere(right)) - Number(isThere(left)) || left.y - right.y || left.x - right.x);
  return sorted[0]?.box.id ?? null;
}

/** The nearest box above or below, those in the same column before others. */
function upOrDown({ boxes }: Scene, here: PlacedBox, direction: 'up' | 'down'): string | null {
  const middle = (box: PlacedBox): { x: number; y: number } => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  const own = middle(here);
  const away = (box: PlacedBox): number => (direction === 'down' ? middle(box).y - own.y : own.y - middle(box).y);
  const others = boxes.filter((box) => box.box.id !== here.box.id && away(box) > 1);
  const cost = (box: PlacedBox): number => away(box) + 2.5 * Math.abs(middle(box).x - own.x);
  return [...others].sort((left, right) => cost(left) - cost(right))[0]?.box.id ?? null;
}

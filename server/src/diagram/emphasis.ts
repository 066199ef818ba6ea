/** What comes forward when something is chosen: it, its lines, and the boxes at their other ends. The rest steps back. */
import type { GraphSubject } from '../protocol/graphMessages';
import type { RelationView } from '../protocol/graphView';
import { targetOf } from './indexView';
import type { BoxId, LineId, Picture } from './picture';

export interface Emphasis {
  readonly boxes: ReadonlySet<BoxId>;
  readonly lines: ReadonlySet<LineId>;
}

/** For a model everything that it points at and that points at it; for a relation its two ends; for another field its model. */
export function emphasisOf({ boxes, lines }: Picture, { model, field }: GraphSubject): Emphasis {
  const isMeant = (relation: RelationView): boolean =>
    field === null ? relation.from === model || targetOf(relation) === model : relation.from === model && relation.field === field;
  const boxOf = new Map(boxes.flatMap((box) => (box.shape === 'app' ? box.models.map((id) => [id, box.id] as const) : [])));
  const near = lines.filter(
    ({ from, to, relations }) => (relations.length === 0 && field === null && (from === model || to === model)) || relations.some(isMeant),
  );
  const pilled = boxes.flatMap((box): readonly BoxId[] => {
    if (box.shape === 'app') return box.pills.filter(({ relations }) => relations.some(isMeant)).flatMap(({ to }) => [box.id, to]);
    const pills = box.shape === 'model' ? box.pills.filter(({ relation }) => isMeant(relation)) : [];
    return pills.flatMap(({ pill }) => [box.id, ...(pill.model === null ? [] : [boxOf.get(pill.model) ?? pill.model])]);
  });
  const ends = [model, ...near.flatMap(({ from, to }) => [from, to]), ...pilled];
  return { boxes: new Set(ends), lines: new Set(near.map(({ id }) => id)) };
}

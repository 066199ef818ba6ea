/** How each relation of the shown models is drawn: as a line, as a pill at its row, or not at all as both ends are in one app's box. */
import type { ModelId, RelationId, RelationTarget, RelationView } from '../protocol/graphView';
import { problemsAt, targetOf, type IndexedView } from './indexView';
import type { BoxId, Feet, GhostBox, Pill } from './picture';

export type RelationMark =
  | { readonly as: 'line'; readonly from: BoxId; readonly to: BoxId; readonly ghost: GhostBox | null }
  | { readonly as: 'pill'; readonly from: BoxId; readonly pill: Pill }
  /** From an app that is one box to a hub. */
  | { readonly as: 'app-pill'; readonly from: BoxId; readonly to: BoxId }
  /** Both ends are models of one app that is drawn as one box, or the far end is not shown and the near end is such an app. */
  | { readonly as: 'inside'; readonly app: BoxId };

export interface MarkContext {
  readonly index: IndexedView;
  /** The box that shows a model: its own, or its app's; null when it is not shown. */
  boxOf(model: ModelId): BoxId | null;
  isOwnBox(model: ModelId): boolean;
  leadsToHub(relation: RelationView): boolean;
}

/** The mark of every relation that a shown model holds, in the order of the view. */
export function markRelations(context: MarkContext): ReadonlyMap<RelationId, RelationMark> {
  const marks = new Map<RelationId, RelationMark>();
  for (const relation of context.index.view.relations) {
    const from = context.boxOf(relation.from);
    if (from !== null) marks.set(relation.id, markOf(context, relation, from));
  }
  return marks;
}

function markOf(context: MarkContext, relation: RelationView, from: BoxId): RelationMark {
  if (!context.isOwnBox(relation.from)) return markFromApp(context, relation, from);
  const target = targetOf(relation);
  if (target === null) return markUnknown(context, relation, from);
  const to = context.boxOf(target);
  const name = nameIn(context.index, target);
  const through = context.index.models.get(relation.through?.model ?? '');
  if (isDrawnThrough(context, relation) && through !== undefined)
    return { as: 'pill', from, pill: { why: 'through', text: `${name} via ${through.name}`, model: target } };
  if (to === null) return { as: 'pill', from, pill: { why: 'hidden', text: name, model: target } };
  if (context.leadsToHub(relation)) return { as: 'pill', from, pill: { why: 'hub', text: name, model: target } };
  return { as: 'line', from, to, ghost: null };
}

function markFromApp(context: MarkContext, relation: RelationView, app: BoxId): RelationMark {
  const to = context.boxOf(targetOf(relation) ?? '');
  if (to === null || to === app) return { as: 'inside', app };
  return context.leadsToHub(relation) ? { as: 'app-pill', from: app, to } : { as: 'line', from: app, to, ghost: null };
}

/** An explicit through model is drawn once: as its own two foreign keys, where they can be seen. */
function isDrawnThrough({ isOwnBox }: MarkContext, { through, target }: RelationView): boolean {
  if (through === null || through.automatic || through.near === null || through.far === null) return false;
  return isOwnBox(through.model) && target.state === 'resolved' && isOwnBox(target.model);
}

function markUnknown({ index }: MarkContext, relation: RelationView, from: BoxId): RelationMark {
  const { target } = relation;
  if (target.state === 'any') return { as: 'pill', from, pill: { why: 'any', text: 'any model', model: null } };
  if (target.state === 'resolved' || target.state === 'dynamic' || target.text === '')
    return { as: 'pill', from, pill: { why: 'unknown', text: textOf(target), model: null } };
  const problems = problemsAt(index, relation.from, relation.field);
  const id = `ghost:${wholeName(relation, target.text)}`;
  const ghost: GhostBox = { shape: 'ghost', id, text: target.text, state: target.state, words: target.words, problems };
  return { as: 'line', from, to: id, ghost };
}

function textOf(target: RelationTarget): string {
  return 'text' in target && target.text !== '' ? target.text : '?';
}

/** Django looks a bare name up in the app of the model that names it: two apps may each miss their own `Author`. */
function wholeName({ from }: RelationView, text: string): string {
  return text.includes('.') ? text : `${from.slice(0, from.lastIndexOf('.'))}.${text}`;
}

/** `Tag`; `shop.Tag` where another app has a model of that name, too. */
export function nameIn({ models, sharedNames }: IndexedView, id: ModelId): string {
  const name = models.get(id)?.name ?? id;
  return sharedNames.has(name) ? id : name;
}

/** The signs at both ends of a relation, from its kind and whether it may be empty. */
export function feetOf({ kind, null: empty, unique, target }: RelationView): Feet {
  const known = target.state === 'resolved';
  if (kind === 'many-to-many') return { near: 'many', far: known ? 'many' : 'none' };
  if (kind === 'generic-reverse') return { near: 'one', far: known ? 'many' : 'none' };
  const far = empty ? 'zero-or-one' : 'one';
  return { near: kind === 'one-to-one' || unique ? 'zero-or-one' : 'many', far: known ? far : 'none' };
}

/** Which models a state shows, and why the others are not among them. */
import type { ModelId, ModelView } from '../protocol/graphView';
import { neighboursOf, type IndexedView } from './indexView';
import type { HiddenModels } from './picture';
import type { DiagramState } from './state';

export interface ShownModels {
  /** In the order of the view. */
  readonly models: ReadonlySet<ModelId>;
  readonly hidden: readonly HiddenModels[];
  /** Whether the filters let a model through, near or far. */
  passes(id: ModelId): boolean;
}

/** The models to show: what the filters let through, and of those what lies near the model in the middle, where there is one. */
export function shownModels(index: IndexedView, state: DiagramState): ShownModels {
  const { models } = index;
  const reasons = new Map<ModelId, HiddenModels['why']>();
  for (const model of models.values()) {
    const why = whyHidden(model, state);
    if (why !== null) reasons.set(model.id, why);
  }
  const passes = (id: ModelId): boolean => models.has(id) && !reasons.has(id);
  const near = state.focus === null || state.as === 'apps' ? null : modelsAround(index, state, passes);
  const through = [...models.keys()].filter(passes);
  const shown = through.filter((id) => near?.has(id) !== false);
  const distant = Array.from({ length: through.length - shown.length }, () => 'distance' as const);
  return { models: new Set(shown), hidden: counted([...reasons.values(), ...distant]), passes };
}

function whyHidden(model: ModelView, { focus, apps, filters }: DiagramState): HiddenModels['why'] | null {
  if (model.id === focus) return null;
  if (apps !== null && !apps.includes(model.appLabel)) return 'app';
  if (model.kind === 'abstract' && !filters.abstract) return 'abstract';
  if (model.origin === 'contrib' && !filters.contrib) return 'contrib';
  return model.origin === 'installed' && !filters.installed ? 'installed' : null;
}

function modelsAround(index: IndexedView, state: DiagramState, passes: (id: ModelId) => boolean): ReadonlySet<ModelId> {
  const { focus, depth, opened } = state;
  if (focus === null || !index.models.has(focus)) return new Set();
  const found = new Set([focus]);
  let edge: readonly ModelId[] = [focus];
  const step = (from: readonly ModelId[]): readonly ModelId[] =>
    [...new Set(from.flatMap((id) => neighboursOf(index, id)))].filter((id) => passes(id) && !found.has(id));
  for (let steps = 0; steps < depth && edge.length > 0; steps++) {
    edge = step(edge);
    for (const id of edge) found.add(id);
  }
  for (const id of opened) if (found.has(id)) for (const more of step([id])) found.add(more);
  // Abstract bases are no step on the way, but stand beside the models that they give their fields to.
  const bases = [...found].flatMap((id) =>
    (index.parents.get(id) ?? []).flatMap(({ kind, parent }) => (kind === 'abstract' ? parent : [])),
  );
  for (const id of bases) if (passes(id)) found.add(id);
  return found;
}

function counted(reasons: readonly HiddenModels['why'][]): readonly HiddenModels[] {
  return REASONS.map((why) => ({ why, models: reasons.filter((each) => each === why).length }))
    .filter(({ models }) => models > 0)
    .sort((left, right) => right.models - left.models);
}

const REASONS: readonly HiddenModels['why'][] = ['app', 'abstract', 'contrib', 'installed', 'distance'];

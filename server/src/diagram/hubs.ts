/**
 * Which models are hubs: so much points at them (User, Site) that lines to them would hide all others. Pills at the rows say
 * the same in less room. The figures come from eight real projects, of which they pick 1 to 12 models.
 */
import type { ModelId } from '../protocol/graphView';
import { targetOf, type IndexedView } from './indexView';
import type { Hub } from './picture';
import type { DiagramState } from './state';

/** In a whole project: pointed at by this many models, or by models of this many apps. */
const MODELS = 15;
const APPS = 6;

/** Around one model: pointed at by this many models and by this part of those that are shown. */
const NEAR_MODELS = 6;
const NEAR_PART = 0.1;

/** The hubs among the shown models, in the order of the view. The model in the middle is none: its lines are what is asked for. */
export function hubsOf(index: IndexedView, shown: ReadonlySet<ModelId>, state: DiagramState): readonly Hub[] {
  const near = state.as === 'models' && state.focus !== null;
  const least = Math.max(NEAR_MODELS, NEAR_PART * shown.size);
  return [...shown].flatMap((id) => {
    if (id === state.focus) return [];
    const relations = (index.to.get(id) ?? []).filter(({ from }) => from !== id && shown.has(from));
    const sources = new Set(relations.map(({ from }) => from));
    const apps = new Set([...sources].map((from) => index.models.get(from)?.appLabel));
    const isHub = near ? sources.size >= least : sources.size >= MODELS || apps.size >= APPS;
    if (!isHub) return [];
    const asLines = state.hubs === 'lines' || state.hubLines.includes(id);
    return [{ model: id, incoming: relations.length, as: asLines ? 'lines' : 'pills' } as const];
  });
}

/** Tells of each relation whether it is a pill because it leads to a hub. Those of the model in the middle stay lines. */
export function leadsToHub(hubs: readonly Hub[], { focus }: DiagramState): (relation: Parameters<typeof targetOf>[0]) => boolean {
  const pilled = new Set(hubs.flatMap(({ model, as }) => (as === 'pills' ? model : [])));
  return (relation) => relation.from !== focus && relation.from !== targetOf(relation) && pilled.has(targetOf(relation) ?? '');
}

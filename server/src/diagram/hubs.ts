/**
 * Which boxes are hubs: so much points at them (User, Site, the app that holds them) that lines to them would hide all others.
 * Pills say the same in less room. The figures come from eight real projects, of which they pick 1 to 12 models.
 */
import type { ModelId, RelationView } from '../protocol/graphView';
import { targetOf, type IndexedView } from './indexView';
import type { BoxId, Hub } from './picture';
import type { DiagramState } from './state';

/** In a whole project: pointed at by this many models, or by models of this many apps. */
const MODELS = 15;
const APPS = 6;

/** An app that is one box: pointed at by this many apps and this part of those that are shown, and by more than most others are. */
const NEAR_APPS = 1 / 3;
const MOST_APPS = 8;

/** Around one model: pointed at by this many models and by this part of those that are shown. */
const NEAR_MODELS = 6;
const NEAR_PART = 0.1;

/** The box that shows a model; null when it is not shown. */
type BoxOf = (model: ModelId) => BoxId | null;

/** The hubs among the boxes, in the order of the view. The model in the middle is none: its lines are what is asked for. */
export function hubsOf(index: IndexedView, shown: ReadonlySet<ModelId>, state: DiagramState, boxOf: BoxOf): readonly Hub[] {
  const boxes = new Map<BoxId, readonly RelationView[]>();
  for (const id of shown) {
    const box = boxOf(id);
    if (box === null || box === state.focus) continue;
    const entering = (index.to.get(id) ?? []).filter(({ from }) => shown.has(from) && boxOf(from) !== box);
    if (entering.length > 0) boxes.set(box, [...(boxes.get(box) ?? []), ...entering]);
  }
  const entered = [...boxes].map(([box, relations]) => enteredBox(index, box, relations));
  const leastApps = leastAppsOf(index, entered, shown);
  const isHub = ({ box, sources, apps }: EnteredBox): boolean => {
    if (state.as === 'models' && state.focus !== null) return sources >= Math.max(NEAR_MODELS, NEAR_PART * shown.size);
    return index.models.has(box) ? sources >= MODELS || apps >= APPS : apps >= leastApps;
  };
  return entered.filter(isHub).map(({ box, incoming }) => {
    const asLines = state.hubs === 'lines' || state.hubLines.includes(box);
    return { box, incoming, as: asLines ? 'lines' : 'pills' };
  });
}

/** A box with the number of relations that enter it, and of the models and apps that they come from. */
interface EnteredBox {
  readonly box: BoxId;
  readonly incoming: number;
  readonly sources: number;
  readonly apps: number;
}

function enteredBox({ models }: IndexedView, box: BoxId, relations: readonly RelationView[]): EnteredBox {
  const sources = new Set(relations.map(({ from }) => from));
  const apps = new Set([...sources].map((from) => models.get(from)?.appLabel));
  return { box, incoming: relations.length, sources: sources.size, apps: apps.size };
}

/** Where everything points at everything, pills for all of it would be no picture any more: then those that stand out. */
function leastAppsOf({ models }: IndexedView, entered: readonly EnteredBox[], shown: ReadonlySet<ModelId>): number {
  const all = new Set([...shown].map((id) => models.get(id)?.appLabel)).size;
  const counts = entered.filter(({ box }) => !models.has(box)).map(({ apps }) => apps);
  const next = counts.sort((left, right) => right - left)[MOST_APPS] ?? 0;
  return Math.max(APPS, NEAR_APPS * all, next + 1);
}

/** Tells of each relation whether it is a pill because it leads to a hub. Those of the model in the middle stay lines. */
export function leadsToHub(hubs: readonly Hub[], { focus }: DiagramState, boxOf: BoxOf): (relation: RelationView) => boolean {
  const pilled = new Set(hubs.flatMap(({ box, as }) => (as === 'pills' ? box : [])));
  return (relation) => {
    const target = targetOf(relation);
    const to = target === null ? null : boxOf(target);
    return to !== null && relation.from !== focus && to !== boxOf(relation.from) && pilled.has(to);
  };
}

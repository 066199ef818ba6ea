/** What a person has chosen to see of a graph: plain data, to be kept, restored and walked back and forward. */
import type { GraphSubject } from '../protocol/graphMessages';
import type { ModelId } from '../protocol/graphView';

/** How much a box tells: its name; also keys, relations and what points at it; also every other field. */
export type Level = 'names' | 'relations' | 'fields';

export interface DiagramState {
  /** Apps as one box each, with counts on the lines, or models. */
  readonly as: 'apps' | 'models';
  /** While apps are shown: labels of those that are opened up into their models. */
  readonly openedApps: readonly string[];
  /** The model in the middle; null for no middle: then every model that the filters let through is shown. */
  readonly focus: ModelId | null;
  /** Most steps from the middle, along relations and inheritance in either direction. */
  readonly depth: number;
  /** Models around which one more step is shown, whatever the depth: those whose "+3" was clicked. */
  readonly opened: readonly ModelId[];
  /** Labels of the apps to show; null for all. The model in the middle is shown in any case. */
  readonly apps: readonly string[] | null;
  readonly filters: Filters;
  readonly level: Level;
  /** Whether relations to hubs are pills at their rows. Those to boxes whose ids are in `hubLines` are drawn as lines nevertheless. */
  readonly hubs: 'pills' | 'lines';
  readonly hubLines: readonly string[];
  /** What is chosen: it comes forward. Changes nothing of what is shown, nor its places. */
  readonly selection: GraphSubject | null;
}

export interface Filters {
  /** Abstract bases as boxes of their own. Their fields are shown in each child in any case. */
  readonly abstract: boolean;
  /** Models of `django.contrib` (the one in the middle is shown in any case). */
  readonly contrib: boolean;
  /** Models of installed packages. */
  readonly installed: boolean;
}

const START: Omit<DiagramState, 'as' | 'focus' | 'depth'> = {
  openedApps: [],
  opened: [],
  apps: null,
  filters: { abstract: false, contrib: true, installed: true },
  level: 'relations',
  hubs: 'pills',
  hubLines: [],
  selection: null,
};

/** The whole project, as apps or as models. */
export function wholeProject(as: DiagramState['as']): DiagramState {
  return { ...START, as, focus: null, depth: 1 };
}

/** What lies around one model. */
export function aroundModel(focus: ModelId, depth: number): DiagramState {
  return { ...START, as: 'models', focus, depth, selection: { model: focus, field: null } };
}

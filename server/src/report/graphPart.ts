/** Which part of a relation graph a report shows: all of it, one app, or what lies around one model. */
import type { Model, ModelLabel, Relation, RelationGraph } from '../relations/graph';

export interface GraphPart {
  /** Abstract models included. */
  readonly models: readonly Model[];
  readonly relations: readonly Relation[];
}

export interface PartOptions {
  /** Label of the model in the middle, or null for no middle. */
  readonly focus: ModelLabel | null;
  /** Most steps from the middle, along relations and inheritance in either direction. */
  readonly depth: number;
  /** App labels; empty for all. */
  readonly apps: readonly string[];
}

/** The part of `graph` that the options ask for. Empty when the middle is not a model of this graph. */
export function partOf(graph: RelationGraph, { focus, depth, apps }: PartOptions): GraphPart {
  const near = focus === null ? null : labelsAround(graph, focus, depth);
  const inApps = (label: string): boolean => apps.length === 0 || apps.includes(label);
  const concrete = [...graph.models.values()].filter(({ label, appLabel }) => inApps(appLabel) && near?.has(label) !== false);
  const kept = new Set(concrete.map(({ label }) => label));
  const bases = new Set(concrete.flatMap((model) => model.bases));
  const abstract = [...graph.abstractModels].filter(([path, model]) =>
    near === null ? inApps(model.appLabel) : bases.has(path) || bases.has(model.label),
  );
  const relations = graph.relations.filter(({ from, target }) => {
    if (!kept.has(from)) return false;
    // Around a model both ends are asked for; an app shows all that its models declare.
    return near === null || target.kind !== 'resolved' || near.has(target.label);
  });
  return { models: [...concrete, ...abstract.map(([, model]) => model)], relations };
}

function labelsAround(graph: RelationGraph, focus: ModelLabel, depth: number): ReadonlySet<ModelLabel> {
  if (!graph.models.has(focus)) return new Set();
  const found = new Set([focus]);
  let edge: readonly ModelLabel[] = [focus];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    const next = edge.flatMap((label) => neighbours(graph, label)).filter((label) => !found.has(label));
    for (const label of next) found.add(label);
    edge = [...new Set(next)];
  }
  return found;
}

function neighbours(graph: RelationGraph, label: ModelLabel): readonly ModelLabel[] {
  const forward = (graph.relationsFrom.get(label) ?? []).flatMap(({ target, through, throughAuto }) => [
    ...(target.kind === 'resolved' ? [target.label] : []),
    ...(through === null || throughAuto ? [] : [through]),
  ]);
  const backward = (graph.relationsTo.get(label) ?? []).map(({ from }) => from);
  const children = graph.children.get(label) ?? [];
  const parents = (graph.models.get(label)?.bases ?? []).filter((base) => graph.models.has(base));
  return [...forward, ...backward, ...children, ...parents].filter((one) => graph.models.has(one));
}

/** A view with what pictures ask of it again and again: made once for each view, then kept beside it. */
import { groupBy } from '../base/collections';
import type { GraphView, InheritanceView, ModelId, ModelView, ProblemView, RelationId, RelationView } from '../protocol/graphView';

export interface IndexedView {
  readonly view: GraphView;
  readonly models: ReadonlyMap<ModelId, ModelView>;
  readonly relations: ReadonlyMap<RelationId, RelationView>;
  readonly from: ReadonlyMap<ModelId, readonly RelationView[]>;
  /** Resolved relations by the model that they point at. */
  readonly to: ReadonlyMap<ModelId, readonly RelationView[]>;
  readonly parents: ReadonlyMap<ModelId, readonly InheritanceView[]>;
  readonly children: ReadonlyMap<ModelId, readonly InheritanceView[]>;
  /** Parent links that inheritance stands for. */
  readonly parentLinks: ReadonlySet<RelationId>;
  /** Names that models of two apps have. */
  readonly sharedNames: ReadonlySet<string>;
  /** Problems of a model, all of its fields included. */
  readonly problemsOfModel: ReadonlyMap<ModelId, readonly ProblemView[]>;
  /** Problems of one field; ask {@link problemsAt}. */
  readonly problemsOfField: ReadonlyMap<string, readonly ProblemView[]>;
}

/** Indexes a view. Cheap: a few milliseconds for a thousand models. */
export function indexView(view: GraphView): IndexedView {
  const { models, relations, inheritance, problems } = view;
  const ends = problems.flatMap((problem) => problem.ends.map((end) => ({ problem, end })));
  return {
    view,
    models: new Map(models.map((model) => [model.id, model])),
    relations: new Map(relations.map((relation) => [relation.id, relation])),
    from: groupBy(relations, ({ from }) => from),
    to: groupBy(
      relations.filter((relation) => targetOf(relation) !== null),
      (relation) => targetOf(relation) ?? '',
    ),
    parents: groupBy(inheritance, ({ child }) => child),
    children: groupBy(inheritance, ({ parent }) => parent),
    parentLinks: new Set(inheritance.flatMap(({ parentLink }) => parentLink ?? [])),
    sharedNames: new Set([...groupBy(models, ({ name }) => name)].flatMap(([name, { length }]) => (length > 1 ? name : []))),
    problemsOfModel: problemsBy(ends, ({ end }) => end.model),
    problemsOfField: problemsBy(ends, ({ end }) => problemKey(end.model, end.field)),
  };
}

/** The model that a relation points at; null when that is not one known model. */
export function targetOf({ target }: RelationView): ModelId | null {
  return target.state === 'resolved' ? target.model : null;
}

function problemKey(model: ModelId, field: string | null): string {
  return `${model} ${field ?? ''}`;
}

/** The problems of a field, or of a model as a whole; none for one that the view does not have. */
export function problemsAt({ problemsOfField }: IndexedView, model: ModelId, field: string | null): readonly ProblemView[] {
  return problemsOfField.get(problemKey(model, field)) ?? [];
}

/** The models one step away, abstract bases not counted, in the order of the view. */
export function neighboursOf({ models, from, to, parents, children }: IndexedView, id: ModelId): readonly ModelId[] {
  const found = [
    ...(from.get(id) ?? []).flatMap((relation) => [targetOf(relation) ?? [], explicitThrough(relation) ?? []].flat()),
    ...(to.get(id) ?? []).map((relation) => relation.from),
    ...(parents.get(id) ?? []).map(({ parent }) => parent),
    ...(children.get(id) ?? []).map(({ child }) => child),
  ];
  return [...new Set(found)].filter((each) => each !== id && models.get(each)?.kind !== 'abstract' && models.has(each));
}

function explicitThrough({ through }: RelationView): ModelId | null {
  return through === null || through.automatic ? null : through.model;
}

interface PlacedProblem {
  readonly problem: ProblemView;
  readonly end: ProblemView['ends'][number];
}

function problemsBy(ends: readonly PlacedProblem[], keyOf: (each: PlacedProblem) => string): ReadonlyMap<string, readonly ProblemView[]> {
  return new Map([...groupBy(ends, keyOf)].map(([key, found]) => [key, [...new Set(found.map(({ problem }) => problem))]]));
}

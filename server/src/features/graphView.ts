/** One project's graph as a picture needs it: its models, relations, inheritance and problems as plain data, in a fixed order. */
import { compareText } from '../base/compareText';
import type { Analysed } from '../relations/analysed';
import type { Field, Model, Relation, RelationGraph } from '../relations/graph';
import type {
  AppView,
  FieldView,
  GraphView,
  InheritanceView,
  ModelView,
  ProjectSummary,
  RelationTarget,
  RelationView,
  ThroughView,
} from '../protocol/graphView';
import { endsOf, parentsOf } from './ends';
import { problemsOf, type GraphFinding } from './graphProblems';
import { kindSentence } from './kindWords';
import { plainText } from './markdown';
import { lastPart } from './naming';
import { throughKeys } from './throughWords';
import { unknownTargetWords } from './unknownTarget';

export interface GraphViewContext {
  /** The project's id in messages, or what stands for it in a file. */
  readonly id: string;
  readonly findings: readonly GraphFinding[];
}

/** The whole graph of a project, abstract bases included. */
export function graphViewOf(analysed: Analysed, { id, findings }: GraphViewContext): GraphView {
  const { graph, project } = analysed;
  const through = new Set(graph.relations.flatMap((each) => (each.throughAuto || each.through === null ? [] : [each.through])));
  const models = byAppLabel([...graph.models.values(), ...graph.abstractModels.values()]);
  return {
    project: projectSummary(analysed, id),
    apps: appsOf(analysed, models),
    models: models.map((model) => modelView(graph, model, through)),
    relations: models.flatMap(({ label }) => graph.relationsFrom.get(label) ?? []).map((relation) => relationView(graph, relation)),
    inheritance: models.flatMap((model) => inheritanceOf(graph, model)),
    problems: problemsOf(graph, findings),
    uncertain: project.uncertain.map(({ message }) => message),
  };
}

/** What a list of projects tells of one. */
export function projectSummary({ project, graph }: Analysed, id: string): ProjectSummary {
  return { id, name: project.name, settings: project.settings, models: graph.models.size, relations: graph.relations.length };
}

/** By code units; models of one app stay in the order in which Django would register them. */
function byAppLabel(models: readonly Model[]): readonly Model[] {
  return [...models].sort((left, right) => compareText(left.appLabel, right.appLabel));
}

function appsOf({ project }: Analysed, models: readonly Model[]): readonly AppView[] {
  return [...new Set(models.map(({ appLabel }) => appLabel))].map((label) => {
    const own = models.filter(({ appLabel }) => appLabel === label);
    const origins = own.map(originOf);
    return {
      label,
      name: project.apps.find((app) => app.label === label)?.name ?? null,
      // An app of one's own that holds a model of a library is still one's own.
      origin: origins.includes('workspace') ? 'workspace' : (origins[0] ?? 'workspace'),
      models: own.filter(({ abstract }) => !abstract).length,
    };
  });
}

function originOf({ module, origin }: Model): ModelView['origin'] {
  if (module.startsWith('django.')) return 'contrib';
  return origin === 'workspace' ? 'workspace' : 'installed';
}

function modelView(graph: RelationGraph, model: Model, through: ReadonlySet<string>): ModelView {
  return {
    id: model.label,
    name: model.name,
    appLabel: model.appLabel,
    kind: model.abstract ? 'abstract' : model.proxy ? 'proxy' : 'model',
    origin: originOf(model),
    managed: model.managed,
    swappedFor: model.swapped,
    table: model.dbTable === '' ? null : model.dbTable,
    isThrough: through.has(model.label),
    fields: model.fields.map((field) => fieldView(graph, model, field)),
  };
}

function fieldView(graph: RelationGraph, model: Model, field: Field): FieldView {
  const relation = graph.relationById.get(`${model.label}.${field.name}`);
  return {
    name: field.name,
    type: field.className,
    key: field.primaryKey ? 'primary' : field.unique ? 'unique' : null,
    null: field.null,
    relation: relation?.id ?? null,
    inheritedFrom: field.inheritedFrom,
  };
}

function relationView(graph: RelationGraph, relation: Relation): RelationView {
  const ends = endsOf(graph, relation);
  return {
    id: relation.id,
    from: relation.from,
    field: relation.field,
    kind: relation.kind,
    target: targetOf(relation),
    type: relation.className,
    null: relation.null,
    unique: relation.unique,
    accessor: relation.accessor,
    queryName: relation.queryName,
    onDelete: relation.onDelete,
    symmetrical: relation.symmetrical,
    parentLink: relation.parentLink,
    through: throughOf(graph, relation),
    inheritedFrom: relation.inheritedFrom,
    words: plainText(ends === null ? unknownWords(relation) : kindSentence(relation, ends)),
  };
}

function unknownWords(relation: Relation): string {
  return relation.kind === 'generic' ? `Each ${lastPart(relation.from)} has one object of any model` : unknownTargetWords(relation);
}

function targetOf(relation: Relation): RelationTarget {
  const { target, kind } = relation;
  if (kind === 'generic') return { state: 'any' };
  if (target.kind === 'resolved') return { state: 'resolved', model: target.label };
  return { state: target.kind, text: target.text, words: plainText(unknownTargetWords(relation)) };
}

function throughOf(graph: RelationGraph, relation: Relation): ThroughView | null {
  if (relation.through === null) return null;
  const ends = relation.throughAuto ? null : endsOf(graph, relation);
  const keys = ends === null ? null : throughKeys(graph, relation, ends);
  return { model: relation.through, automatic: relation.throughAuto, near: keys?.near.id ?? null, far: keys?.far.id ?? null };
}

/** Abstract bases as they are written; concrete parents also where abstract bases stand between. */
function inheritanceOf(graph: RelationGraph, child: Model): readonly InheritanceView[] {
  const abstract = child.bases.filter((base) => graph.abstractModels.has(base));
  const concrete = child.abstract ? child.bases.filter((base) => graph.models.has(base)) : parentsOf(graph, child.label);
  return [
    ...concrete.map((parent) => concreteInheritance(graph, child, parent)),
    ...abstract.map((parent) => ({ child: child.label, parent, kind: 'abstract', parentLink: null }) as const),
  ];
}

function concreteInheritance(graph: RelationGraph, child: Model, parent: string): InheritanceView {
  if (child.proxy || child.abstract) return { child: child.label, parent, kind: child.proxy ? 'proxy' : 'abstract', parentLink: null };
  const link = graph.relationsFrom
    .get(child.label)
    ?.find(({ parentLink, target }) => parentLink && target.kind === 'resolved' && target.label === parent);
  return { child: child.label, parent, kind: 'multi-table', parentLink: link?.id ?? null };
}

/** The two ends of a relation as sentences and example code name them. */
import type { Model, ModelLabel, Relation, RelationGraph } from '../relations/graph';
import { isUsable, lastPart, pluralOf, variableFor } from './naming';

/** One end: a model, or an abstract base for a relation that no concrete model has yet. */
export interface End {
  readonly label: string;
  /** `Book`; the label where both ends have the same name in two apps. */
  readonly one: string;
  /** `Books`. */
  readonly many: string;
  /** `book`. */
  readonly variable: string;
  /** `Book.objects`; null when example code cannot name it. */
  readonly manager: string | null;
  readonly model: Model | null;
}

export interface Ends {
  readonly source: End;
  readonly target: End;
  /** True when the relation leads from a model to itself. */
  readonly self: boolean;
  /** True when the models' names alone do not say which relation is meant: between rows of one model, or one of several. */
  readonly roles: boolean;
}

/** The ends of a relation whose target is known; null otherwise. */
export function endsOf(graph: RelationGraph, relation: Relation): Ends | null {
  const label = targetLabel(relation);
  return label === null ? null : endsBetween(graph, relation.from, label);
}

/** The ends that a relation between two labels has. */
export function endsBetween(graph: RelationGraph, from: string, to: ModelLabel): Ends {
  const sameName = from !== to && lastPart(from) === lastPart(to);
  const end = (label: string): End => {
    const name = lastPart(label);
    const model = graph.models.get(label) ?? graph.abstractModels.get(label) ?? null;
    return {
      label,
      one: sameName ? label : name,
      many: sameName ? `${label} objects` : pluralOf(name),
      variable: variableFor(sameName ? `${label.replace(/\..*$/, '')}_${name}` : name),
      manager: isUsable(name) ? `${name}.${managerName(model)}` : null,
      model,
    };
  };
  const parallel = (graph.relationsFrom.get(from) ?? []).filter((each) => targetLabel(each) === to && !each.parentLink);
  return { source: end(from), target: end(to), self: from === to, roles: from === to || parallel.length > 1 };
}

/** The label of a resolved target, else null. */
export function targetLabel({ target }: Relation): ModelLabel | null {
  return target.kind === 'resolved' ? target.label : null;
}

function managerName(model: Model | null): string {
  const managers = model?.managers ?? [];
  return managers.includes('objects') ? 'objects' : (managers[0] ?? 'objects');
}

/** The models that a model extends directly or stands for as a proxy, abstract bases between them skipped. */
export function parentsOf(graph: RelationGraph, label: string): readonly ModelLabel[] {
  const seen = new Set<string>();
  const above = (each: string): readonly ModelLabel[] => {
    if (seen.has(each)) return [];
    seen.add(each);
    if (each !== label && graph.models.has(each)) return [each];
    const model = graph.models.get(each) ?? graph.abstractModels.get(each);
    return model?.bases.flatMap(above) ?? [];
  };
  return above(label);
}

/** All models above a model, nearest first. */
export function ancestorsOf(graph: RelationGraph, label: string): readonly ModelLabel[] {
  const found = new Set<ModelLabel>();
  let edge = parentsOf(graph, label);
  while (edge.length > 0) {
    const next = edge.filter((each) => each !== label && !found.has(each));
    for (const each of next) found.add(each);
    edge = next.flatMap((each) => parentsOf(graph, each));
  }
  return [...found];
}

/** A field that people would look a row up by: a name, a title, else the first text field, else `pk`. Inherited ones count. */
export function lookupField(graph: RelationGraph, label: string): string {
  const fields = [label, ...ancestorsOf(graph, label)].flatMap((each) => {
    const model = graph.models.get(each) ?? graph.abstractModels.get(each);
    return (model?.fields ?? []).filter(({ name }) => isUsable(name) && !graph.relationById.has(`${each}.${name}`));
  });
  const texts = fields.filter(({ className }) => TEXT_FIELD.test(className));
  const chosen = PREFERRED.find((name) => texts.some((field) => field.name === name));
  return chosen ?? texts.find(({ className }) => className !== 'TextField')?.name ?? texts[0]?.name ?? 'pk';
}

const PREFERRED: readonly string[] = ['name', 'title', 'username', 'slug', 'label', 'code', 'email'];

const TEXT_FIELD = /(?:Char|Text|Slug|Email|URL)Field$/;

/**
 * Django's messages about reverse names, one by one: RelatedField._check_clashes (django/db/models/fields/related.py), with the
 * related objects of Options._get_fields. What is not certain, or stands under a condition, takes no part.
 */
import type { Analysed } from '../relations/analysed';
import type { Field, Model, ModelLabel, Relation, RelationGraph } from '../relations/graph';

export type ClashCode = 'fields.E302' | 'fields.E303' | 'fields.E304' | 'fields.E305';

/** One message of Django: `relation` is blamed; it meets a field of its target, or the accessor of another relation. */
export type Clash =
  | {
      readonly code: 'fields.E302' | 'fields.E303';
      readonly relation: Relation;
      readonly name: string;
      readonly with: Field;
      readonly holder: Model;
    }
  | { readonly code: 'fields.E304' | 'fields.E305'; readonly relation: Relation; readonly name: string; readonly with: Relation };

/** All clashes of a project, in the order of its relations. */
export function findClashes({ graph, project }: Analysed): readonly Clash[] {
  const tables = createTables(graph);
  return graph.relations.flatMap((relation) => {
    const { target } = relation;
    if (target.kind !== 'resolved' || !isChecked(relation, graph) || graph.models.get(target.label)?.conditional === true) return [];
    return [
      ...fieldClashes(relation, tables.fields(target.label)),
      ...accessorClashes(relation, tables.relatedObjects(target.label)).filter(
        (clash) => project.installedAppsKnown || areLoadedTogether(relation, clash.with, target.label),
      ),
    ];
  });
}

function isChecked({ kind, certain, conditional, from }: Relation, { models }: RelationGraph): boolean {
  return certain && !conditional && models.get(from)?.conditional === false && kind !== 'generic' && kind !== 'generic-reverse';
}

/** Without a known INSTALLED_APPS two apps prove nothing together, unless one is the target's, which both need. */
function areLoadedTogether(relation: Relation, other: Relation, target: ModelLabel): boolean {
  const [own, theirs, common] = [relation.from, other.from, target].map((label) => label.split('.')[0]);
  return own === theirs || theirs === common || own === common;
}

interface HeldField {
  readonly field: Field;
  readonly holder: Model;
}

function* matching(names: ReadonlyMap<string, HeldField>, name: string | null): Generator<HeldField> {
  const found = name === null ? undefined : names.get(name);
  if (found !== undefined) yield found;
}

function fieldClashes(relation: Relation, fields: ReadonlyMap<string, HeldField>): readonly Clash[] {
  const clashes: Clash[] = [];
  for (const { field, holder } of matching(fields, relation.accessor))
    clashes.push({ code: 'fields.E302', relation, name: field.name, with: field, holder });
  for (const { field, holder } of matching(fields, relation.relatedQueryName))
    clashes.push({ code: 'fields.E303', relation, name: field.name, with: field, holder });
  return clashes;
}

function accessorClashes(
  relation: Relation,
  related: ReadonlyMap<string, readonly Relation[]>,
): readonly Extract<Clash, { code: 'fields.E304' | 'fields.E305' }>[] {
  const others = (name: string | null): readonly Relation[] =>
    name === null ? [] : (related.get(name) ?? []).filter((other) => other.id !== relation.id);
  return [
    ...others(relation.accessor).map((other) => ({ code: 'fields.E304' as const, relation, name: relation.accessor ?? '', with: other })),
    ...others(relation.relatedQueryName).map((other) => ({
      code: 'fields.E305' as const,
      relation,
      name: relation.relatedQueryName,
      with: other,
    })),
  ];
}

interface Tables {
  /** Fields of a model by name, those of its concrete ancestors included (`Options.fields` and `many_to_many`). */
  fields(label: ModelLabel): ReadonlyMap<string, HeldField>;
  /** Relations that leave an accessor on a model or on one of its ancestors, by that accessor (`Options.related_objects`). */
  relatedObjects(label: ModelLabel): ReadonlyMap<string, readonly Relation[]>;
}

/** Lookups over the graph, made for the models that are asked for. */
export function createTables(graph: RelationGraph): Tables {
  const parents = new Map<ModelLabel, ModelLabel[]>();
  for (const [parent, children] of graph.children)
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), parent]);
  const fieldTables = new Map<ModelLabel, ReadonlyMap<string, HeldField>>();
  const relatedTables = new Map<ModelLabel, ReadonlyMap<string, readonly Relation[]>>();

  /** The model, its concrete ancestors, and for a proxy the model that it stands for. */
  function lineage(label: ModelLabel, seen: Set<ModelLabel>): ReadonlySet<ModelLabel> {
    if (seen.has(label)) return seen;
    seen.add(label);
    for (const parent of parents.get(label) ?? []) lineage(parent, seen);
    return seen;
  }

  function concrete(label: ModelLabel): ModelLabel {
    const [parent] = graph.models.get(label)?.proxy === true ? (parents.get(label) ?? []) : [];
    return parent === undefined ? label : concrete(parent);
  }

  const byConcreteTarget = new Map<ModelLabel, Relation[]>();
  for (const [label, relations] of graph.relationsTo) {
    const key = concrete(label);
    byConcreteTarget.set(key, [...(byConcreteTarget.get(key) ?? []), ...relations]);
  }

  function fields(label: ModelLabel): ReadonlyMap<string, HeldField> {
    let table = fieldTables.get(label);
    if (table !== undefined) return table;
    const found = new Map<string, HeldField>();
    for (const ancestor of lineage(label, new Set())) {
      const holder = graph.models.get(ancestor);
      for (const field of holder?.fields ?? [])
        if (holder?.conditional === false && !field.conditional && !PRIVATE.has(field.className)) found.set(field.name, { field, holder });
    }
    fieldTables.set(label, (table = found));
    return table;
  }

  function relatedObjects(label: ModelLabel): ReadonlyMap<string, readonly Relation[]> {
    let table = relatedTables.get(label);
    if (table !== undefined) return table;
    const own = concrete(label);
    const found = new Map<string, Relation[]>();
    for (const ancestor of new Set([...lineage(label, new Set())].map(concrete)))
      for (const relation of byConcreteTarget.get(ancestor) ?? []) {
        if (relation.accessor === null || !isChecked(relation, graph) || (relation.parentLink && ancestor !== own)) continue;
        found.set(relation.accessor, [...(found.get(relation.accessor) ?? []), relation]);
      }
    relatedTables.set(label, (table = found));
    return table;
  }

  return { fields, relatedObjects };
}

/** Fields that Django keeps apart as private: they are in no list that clashes are looked up in. */
const PRIVATE: ReadonlySet<string> = new Set(['GenericForeignKey', 'GenericRelation']);

/**
 * Django's messages about reverse names, one by one: RelatedField._check_clashes (django/db/models/fields/related.py), with the
 * related objects of Options._get_fields. What is not certain, or stands under a condition, takes no part.
 */
import { remembered } from '../base/collections';
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
      ...fieldClashes(relation, (name) => tables.field(target.label, name)),
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

function fieldClashes(relation: Relation, fieldOf: (name: string) => HeldField | null): readonly Clash[] {
  const { accessor, relatedQueryName } = relation;
  const clashes: Clash[] = [];
  const add = (code: 'fields.E302' | 'fields.E303', found: HeldField | null): void => {
    if (found !== null) clashes.push({ code, relation, name: found.field.name, with: found.field, holder: found.holder });
  };
  if (accessor !== null) add('fields.E302', fieldOf(accessor));
  add('fields.E303', fieldOf(relatedQueryName));
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
  /** The field of this name that a model or one of its concrete ancestors holds (`Options.fields` and `many_to_many`). */
  field(label: ModelLabel, name: string): HeldField | null;
  /** Relations that leave an accessor on a model or on one of its ancestors, by that accessor (`Options.related_objects`). */
  relatedObjects(label: ModelLabel): ReadonlyMap<string, readonly Relation[]>;
}

/** Lookups over the graph, made for the models that are asked for. */
export function createTables(graph: RelationGraph): Tables {
  const parents = new Map<ModelLabel, ModelLabel[]>();
  for (const [parent, children] of graph.children)
    for (const child of children) parents.set(child, [...(parents.get(child) ?? []), parent]);
  const lineageOf = remembered((label: ModelLabel) => lineage(label, new Set()));
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

  function field(label: ModelLabel, name: string): HeldField | null {
    let found: HeldField | null = null;
    for (const ancestor of lineageOf(label)) {
      const holder = graph.models.get(ancestor);
      if (holder?.conditional !== false) continue;
      for (const each of holder.fields)
        if (each.name === name && !each.conditional && !PRIVATE.has(each.className)) found = { field: each, holder };
    }
    return found;
  }

  function relatedObjects(label: ModelLabel): ReadonlyMap<string, readonly Relation[]> {
    let table = relatedTables.get(label);
    if (table !== undefined) return table;
    const own = concrete(label);
    const found = new Map<string, Relation[]>();
    for (const ancestor of new Set([...lineageOf(label)].map(concrete)))
      for (const relation of byConcreteTarget.get(ancestor) ?? []) {
        if (relation.accessor === null || !isChecked(relation, graph) || (relation.parentLink && ancestor !== own)) continue;
        found.set(relation.accessor, [...(found.get(relation.accessor) ?? []), relation]);
      }
    relatedTables.set(label, (table = found));
    return table;
  }

  return { field, relatedObjects };
}

/** Fields that Django keeps apart as private: they are in no list that clashes are looked up in. */
const PRIVATE: ReadonlySet<string> = new Set(['GenericForeignKey', 'GenericRelation']);

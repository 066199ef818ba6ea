/**
 * Django's messages about reverse names, one by one: RelatedField._check_clashes (django/db/models/fields/related.py), with the
 * related objects of Options._get_fields. What is not certain, or stands under a condition, takes no part.
 */
import { remembered } from '../base/collections';
import { guessedApps, type Analysed } from '../relations/analysed';
import type { Field, Model, ModelLabel, Relation, RelationGraph } from '../relations/graph';
import { mayHoldField } from '../relations/models';

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

/** All clashes of a project, in the order of its relations. `tables` are those of its graph. */
export function findClashes({ graph, project }: Analysed, tables: Tables): readonly Clash[] {
  const clashes: Clash[] = [];
  const suspects = new Set<ModelLabel>();
  const guessed = guessedApps(project);
  const mayBeMissing = (label: ModelLabel): boolean =>
    graph.models.get(label)?.conditional === true || guessed.has(label.slice(0, label.indexOf('.')));
  for (const label of graph.relationsTo.keys()) if (tables.mayMeet(label) && !mayBeMissing(label)) suspects.add(label);
  for (const relation of suspects.size === 0 ? [] : graph.relations) {
    const { target, accessor, relatedQueryName } = relation;
    if (target.kind !== 'resolved' || !suspects.has(target.label) || !isChecked(relation, graph)) continue;
    const { label } = target;
    const meetField = (code: 'fields.E302' | 'fields.E303', name: string): void => {
      const found = tables.field(label, name);
      if (found !== null) clashes.push({ code, relation, name, with: found.field, holder: found.holder });
    };
    const related = tables.relatedObjects(label);
    const meetRelations = (code: 'fields.E304' | 'fields.E305', name: string): void => {
      for (const other of related.get(name) ?? [])
        if (other.id !== relation.id && (project.installedAppsKnown || areLoadedTogether(relation, other, label)))
          clashes.push({ code, relation, name, with: other });
    };
    if (accessor !== null) meetField('fields.E302', accessor);
    meetField('fields.E303', relatedQueryName);
    if (accessor !== null) meetRelations('fields.E304', accessor);
    meetRelations('fields.E305', relatedQueryName);
  }
  return clashes;
}

function isChecked({ kind, certain, conditional, from }: Relation, { models }: RelationGraph): boolean {
  return certain && !conditional && kind !== 'generic' && kind !== 'generic-reverse' && models.get(from)?.conditional === false;
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

export interface Tables {
  /** The field of this name that a model or one of its concrete ancestors holds (`Options.fields` and `many_to_many`). */
  field(label: ModelLabel, name: string): HeldField | null;
  /** False where all fields and reverse names of a model are surely called differently, as they nearly always are. */
  mayMeet(label: ModelLabel): boolean;
  /** Relations that leave an accessor on a model or on one of its ancestors, by that accessor (`Options.related_objects`). */
  relatedObjects(label: ModelLabel): ReadonlyMap<string, readonly Relation[]>;
}

/** Lookups over the graph, made for the models that are asked for. */
export function createTables(graph: RelationGraph): Tables {
  const parents = new Map<ModelLabel, ModelLabel[]>();
  for (const [parent, children] of graph.children)
    for (const child of children) {
      const known = parents.get(child);
      if (known === undefined) parents.set(child, [parent]);
      else known.push(parent);
    }
  const inheritedLineage = remembered((label: ModelLabel) => [...lineage(label, new Set())]);
  const lineageOf = (label: ModelLabel): readonly ModelLabel[] => (parents.has(label) ? inheritedLineage(label) : [label]);

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

  function concreteLineage(label: ModelLabel): Iterable<ModelLabel> {
    return parents.has(label) ? new Set(lineageOf(label).map(concrete)) : [label];
  }

  const proxies = [...graph.relationsTo.keys()].filter((label) => graph.models.get(label)?.proxy === true);
  const byConcreteTarget = proxies.length === 0 ? graph.relationsTo : withoutProxies();

  /** Relations to a proxy are relations to the model that it stands for. */
  function withoutProxies(): ReadonlyMap<ModelLabel, readonly Relation[]> {
    const found = new Map(graph.relationsTo);
    for (const label of proxies) found.delete(label);
    for (const label of proxies) {
      const key = concrete(label);
      found.set(key, [...(found.get(key) ?? []), ...(graph.relationsTo.get(label) ?? [])]);
    }
    return found;
  }

  function field(label: ModelLabel, name: string): HeldField | null {
    let found: HeldField | null = null;
    for (const ancestor of lineageOf(label)) {
      const holder = graph.models.get(ancestor);
      // Where no field can have the name, the fields need not be worked out.
      if (holder?.conditional !== false || !mayHoldField(holder, name)) continue;
      for (const each of holder.fields)
        if (each.name === name && !each.conditional && !PRIVATE.has(each.className)) found = { field: each, holder };
    }
    return found;
  }

  const relatedObjects = remembered((label: ModelLabel): ReadonlyMap<string, readonly Relation[]> => {
    const own = concrete(label);
    const found = new Map<string, Relation[]>();
    for (const ancestor of concreteLineage(label))
      for (const relation of byConcreteTarget.get(ancestor) ?? []) {
        const { accessor } = relation;
        if (accessor === null || !isChecked(relation, graph) || (relation.parentLink && ancestor !== own)) continue;
        const known = found.get(accessor);
        if (known === undefined) found.set(accessor, [relation]);
        else known.push(relation);
      }
    return found;
  });

  function mayMeet(label: ModelLabel): boolean {
    const holders = lineageOf(label).flatMap((ancestor) => graph.models.get(ancestor) ?? []);
    const reverse = new Set<string>();
    const isTaken = (name: string): boolean => reverse.has(name) || holders.some((holder) => mayHoldField(holder, name));
    for (const ancestor of concreteLineage(label))
      for (const { accessor, relatedQueryName } of byConcreteTarget.get(ancestor) ?? []) {
        if (isTaken(relatedQueryName) || (accessor !== null && accessor !== relatedQueryName && isTaken(accessor))) return true;
        reverse.add(relatedQueryName);
        if (accessor !== null) reverse.add(accessor);
      }
    return false;
  }

  return { field, mayMeet, relatedObjects };
}

/** Fields that Django keeps apart as private: they are in no list that clashes are looked up in. */
const PRIVATE: ReadonlySet<string> = new Set(['GenericForeignKey', 'GenericRelation']);

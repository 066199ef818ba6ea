/**
 * What goes along when one instance of a model is deleted: the closure over cascades, as Collector.collect of
 * django/db/models/deletion.py would gather it if every relation had rows. Speaks of models, never of single rows.
 */
import type { ModelLabel, Relation, RelationGraph } from '../relations/graph';
import { ancestorsOf, parentsOf } from './ends';

export interface Deletion {
  /** The concrete model; a proxy stands for its own. */
  readonly root: ModelLabel;
  /** Models whose rows go too, nearest first. The root is among them only when a cascade comes back to it. */
  readonly taken: readonly Taken[];
  /** Automatic many-to-many relations whose join rows go. */
  readonly joinRows: readonly Relation[];
  /** Relations whose rows stay and get another value. */
  readonly changed: readonly Changed[];
  /** Relations that refuse the deletion while they have rows. */
  readonly blocking: readonly Blocking[];
  /** Relations whose rows stay as they are and point at nothing: DO_NOTHING, or out of reach behind a database's cascade. */
  readonly left: readonly Relation[];
  /** Relations whose `on_delete` is the project's own function, or missing. */
  readonly undecided: readonly Relation[];
}

export interface Taken {
  readonly model: ModelLabel;
  readonly because: Because;
  /** Steps from the root, from 1. */
  readonly depth: number;
  /** Who deletes: Django, or the database by itself (DB_CASCADE). */
  readonly by: 'django' | 'database';
}

export type Because =
  | { readonly kind: 'cascade'; readonly relation: Relation }
  /** The child row of multi-table inheritance. */
  | { readonly kind: 'child-row'; readonly relation: Relation }
  /** The parent's row of a multi-table child. */
  | { readonly kind: 'parent-row'; readonly of: ModelLabel }
  /** A GenericRelation finds the rows. */
  | { readonly kind: 'generic'; readonly relation: Relation };

export interface Changed {
  readonly relation: Relation;
  readonly becomes: 'null' | 'default' | 'value';
}

export interface Blocking {
  readonly relation: Relation;
  readonly how: 'PROTECT' | 'RESTRICT';
  /** True for RESTRICT where a cascade may take the same rows: those do not block. */
  readonly unlessTaken: boolean;
}

interface Step {
  readonly label: ModelLabel;
  readonly depth: number;
  readonly by: 'django' | 'database';
  /** Models whose row is the same object's: the parents that a child row was reached from. */
  readonly sameObject: readonly ModelLabel[];
}

/** Follows every cascade from `label`; safe with cycles. A label that no model has gives an empty deletion. */
export function deletionOf(graph: RelationGraph, label: ModelLabel): Deletion {
  const root = concreteOf(graph, label);
  const taken = new Map<ModelLabel, Taken>();
  const met = new Set<Relation>();
  const joinRows = new Set<Relation>();
  const changed: Changed[] = [];
  const restricting: { readonly relation: Relation; readonly how: 'PROTECT' | 'RESTRICT' }[] = [];
  const left: Relation[] = [];
  const undecided: Relation[] = [];
  const expanded = new Set([root]);
  const steps: Step[] = [{ label: root, depth: 0, by: 'django', sameObject: [] }];

  function take(model: ModelLabel, because: Because, { depth, by }: Step): void {
    if (!taken.has(model)) taken.set(model, { model, because, depth: depth + 1, by });
  }

  function follow(relation: Relation, because: 'cascade' | 'generic', step: Step): void {
    const other = concreteOf(graph, because === 'generic' ? targetOf(relation) : relation.from);
    const childRow = because === 'cascade' && relation.parentLink;
    take(other, childRow ? { kind: 'child-row', relation } : { kind: because, relation }, step);
    if (expanded.has(other)) return;
    expanded.add(other);
    const sameObject = childRow ? [...step.sameObject, step.label, ...ancestorsOf(graph, step.label)] : [];
    steps.push({ label: other, depth: step.depth + 1, by: step.by, sameObject });
  }

  function apply(relation: Relation, step: Step): void {
    if (met.has(relation)) return;
    met.add(relation);
    const { onDelete } = relation;
    const behindDatabase = step.by === 'database';
    if (onDelete === 'DB_CASCADE') follow(relation, 'cascade', { ...step, by: 'database' });
    else if (onDelete === 'DB_SET_NULL') changed.push({ relation, becomes: 'null' });
    else if (onDelete === 'DB_SET_DEFAULT') changed.push({ relation, becomes: 'default' });
    else if (onDelete === 'DO_NOTHING' || behindDatabase) left.push(relation);
    else if (onDelete === 'CASCADE') follow(relation, 'cascade', step);
    else if (onDelete === 'SET_NULL') changed.push({ relation, becomes: 'null' });
    else if (onDelete === 'SET_DEFAULT') changed.push({ relation, becomes: 'default' });
    else if (onDelete === 'SET') changed.push({ relation, becomes: 'value' });
    else if (onDelete === 'PROTECT' || onDelete === 'RESTRICT') restricting.push({ relation, how: onDelete });
    else undecided.push(relation);
  }

  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    const above = ancestorsOf(graph, step.label).filter((each) => graph.models.get(each)?.proxy !== true);
    if (step.by === 'django')
      for (const parent of above) if (!step.sameObject.includes(parent)) take(parent, { kind: 'parent-row', of: step.label }, step);
    for (const relation of candidates(graph, step.label, above)) apply(relation, step);
    if (step.by === 'database') continue;
    for (const each of [...family(graph, step.label), ...above]) {
      for (const relation of graph.relationsFrom.get(each) ?? []) {
        if (relation.kind === 'many-to-many' && relation.throughAuto) joinRows.add(relation);
        if (relation.kind === 'generic-reverse' && relation.target.kind === 'resolved') follow(relation, 'generic', step);
      }
      for (const relation of graph.relationsTo.get(each) ?? [])
        if (relation.kind === 'many-to-many' && relation.throughAuto) joinRows.add(relation);
    }
  }
  const blocking = restricting.map((each) => ({
    ...each,
    unlessTaken: each.how === 'RESTRICT' && taken.has(concreteOf(graph, each.relation.from)),
  }));
  return { root, taken: [...taken.values()], joinRows: [...joinRows], changed, blocking, left, undecided };
}

/**
 * Foreign keys and one-to-one fields that point at a model, its proxies or its parents. Parent links to a parent are left out:
 * Django looks through `_meta.get_fields()`, which holds those of the model itself only (Options._get_fields).
 */
function candidates(graph: RelationGraph, label: ModelLabel, above: readonly ModelLabel[]): readonly Relation[] {
  const pointing = (each: ModelLabel): readonly Relation[] =>
    family(graph, each)
      .flatMap((member) => graph.relationsTo.get(member) ?? [])
      .filter(({ kind }) => kind === 'many-to-one' || kind === 'one-to-one');
  return [...pointing(label), ...above.flatMap(pointing).filter(({ parentLink }) => !parentLink)];
}

/** A concrete model and its proxies, proxies of proxies included. */
export function family(graph: RelationGraph, label: ModelLabel): readonly ModelLabel[] {
  const found = [label];
  for (const each of found)
    for (const child of graph.children.get(each) ?? [])
      if (graph.models.get(child)?.proxy === true && !found.includes(child)) found.push(child);
  return found;
}

/** The concrete model that a proxy stands for; any other model itself. */
export function concreteOf(graph: RelationGraph, label: ModelLabel): ModelLabel {
  const seen = new Set<ModelLabel>();
  let current = label;
  while (graph.models.get(current)?.proxy === true && !seen.has(current)) {
    seen.add(current);
    current = parentsOf(graph, current)[0] ?? current;
  }
  return current;
}

function targetOf({ target }: Relation): ModelLabel {
  return target.kind === 'resolved' ? target.label : '';
}

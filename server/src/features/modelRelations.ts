/** Which relations a model has: those that leave it and those that arrive. Its card lists them, and its lens counts them. */
import type { Model, ModelLabel, Relation, RelationGraph } from '../relations/graph';
import { concreteOf, family } from './deletion';
import { ancestorsOf } from './ends';

/** A relation, with the model that has it: the one that was asked for, or one above it. */
export interface OwnedRelation {
  readonly relation: Relation;
  readonly owner: ModelLabel;
}

/** The relations that leave a model, those of its concrete parents after its own; of an abstract base those that it declares. */
export function relationsOut(graph: RelationGraph, model: Model): readonly OwnedRelation[] {
  // Children share the relations of an abstract base: here each counts once.
  if (model.abstract)
    return graph.declared.filter(({ written }) => written?.ownerPath === model.label).map((relation) => ({ relation, owner: model.label }));
  return [model.label, ...ancestorsOf(graph, model.label)].flatMap((owner) =>
    (graph.relationsFrom.get(owner) ?? []).map((relation) => ({ relation, owner })),
  );
}

/**
 * The relations that arrive at a model, its proxies and its concrete parents; none for an abstract base, at which nothing can point.
 * Left out are symmetrical ones, which leave it as well, and the links by which its parents know their other children.
 */
export function relationsIn(graph: RelationGraph, model: Model): readonly Relation[] {
  if (model.abstract) return [];
  const concrete = concreteOf(graph, model.label);
  return [concrete, ...ancestorsOf(graph, concrete)]
    .flatMap((label) =>
      family(graph, label)
        .flatMap((each) => graph.relationsTo.get(each) ?? [])
        .map((relation) => ({ relation, label })),
    )
    .filter(({ relation, label }) => !relation.symmetrical && !(relation.parentLink && label !== concrete))
    .map(({ relation }) => relation);
}

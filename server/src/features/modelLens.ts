/** What stands above a model's class statement in an editor: how many relations leave it, and how many arrive. */
import type { DocumentKey } from '../base/documentKey';
import type { Analysed } from '../relations/analysed';
import type { Model, ModelLabel, Place, RelationGraph } from '../relations/graph';
import { relationsIn, relationsOut } from './modelRelations';

export interface ModelLens {
  readonly label: ModelLabel;
  /** The class's name in its statement. */
  readonly at: Place;
  readonly words: string;
}

/** One lens for each model and abstract base whose class statement stands in `file`; none for a file without models. */
export function modelLenses({ graph }: Analysed, file: DocumentKey): readonly ModelLens[] {
  return [...graph.models.values(), ...graph.abstractModels.values()].flatMap((model) =>
    model.at?.file === file ? [{ label: model.label, at: model.at, words: lensWords(graph, model) }] : [],
  );
}

function lensWords(graph: RelationGraph, model: Model): string {
  const leaving = relationsOut(graph, model).length;
  const arriving = relationsIn(graph, model).length;
  const parts = [
    ...(leaving === 0 ? [] : [`points at ${String(leaving)}`]),
    ...(arriving === 0 ? [] : [`pointed at by ${String(arriving)}`]),
  ];
  return `Graph: ${parts.length === 0 ? 'no relations' : parts.join(', ')}`;
}

/** Views of small graphs, written out by hand, and what pictures hold of them in words that a test can compare. */
import { graphViewOf } from '../../../server/src/features/graphView';
import type { GraphFinding } from '../../../server/src/features/graphProblems';
import { indexView, type IndexedView } from '../../../server/src/diagram/indexView';
import type { ModelBox, Picture } from '../../../server/src/diagram/picture';
import { wholeProject, type DiagramState } from '../../../server/src/diagram/state';
import type { Model, Relation } from '../../../server/src/relations/graph';
import { analysedOf, field, model, relation } from '../features/graphOf';

/** The indexed view of these models and relations; each relation's field is among its model's fields. */
export function viewOf(models: readonly Model[], relations: readonly Relation[], findings: readonly GraphFinding[] = []): IndexedView {
  const withFields = models.map((each) => ({
    ...each,
    fields: [...each.fields, ...relations.filter(({ from }) => from === each.label).map((one) => field(one.field, one.className))],
  }));
  return indexView(graphViewOf(analysedOf(withFields, relations), { id: '.', findings }));
}

/** A chain `shop.M0` → `shop.M1` → … of models. */
export function chainOf(length: number): IndexedView {
  const labels = Array.from({ length }, (_, at) => `shop.M${String(at)}`);
  return viewOf(
    labels.map((label) => model(label)),
    labels.slice(1).map((label, at) => relation(`shop.M${String(at)}.next`, label)),
  );
}

export function stateWith(more: Partial<DiagramState> = {}): DiagramState {
  return { ...wholeProject('models'), ...more };
}

/** The ids of all boxes. */
export function boxIds({ boxes }: Picture): readonly string[] {
  return boxes.map(({ id }) => id);
}

/** Each line as `from -> to`, with the row it leaves from. */
export function lineWords({ lines }: Picture): readonly string[] {
  return lines.map(({ from, fromRow, to, shape }) => `${from}${fromRow === null ? '' : `.${fromRow}`} -> ${to} (${shape})`);
}

/** Each pill as `Model.field: text (why)`. */
export function pillWords({ boxes }: Picture): readonly string[] {
  return boxes.flatMap((box) =>
    box.shape === 'model' ? box.pills.map(({ relation: { id }, pill }) => `${id}: ${pill.text} (${pill.why})`) : [],
  );
}

export function modelBox({ boxes }: Picture, id: string): ModelBox {
  const found = boxes.find((box) => box.id === id);
  if (found?.shape !== 'model') throw new Error(`no box of a model ${id}`);
  return found;
}

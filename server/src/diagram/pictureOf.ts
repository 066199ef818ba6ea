/** From a view and what a person has chosen to the picture: visibility, as one pure function. */
import { groupBy } from '../base/collections';
import type { ModelId } from '../protocol/graphView';
import { hubsOf, leadsToHub } from './hubs';
import type { IndexedView } from './indexView';
import type { BoxId, Picture } from './picture';
import { appBoxes, ghostBoxes, modelBoxes } from './pictureBoxes';
import { pictureLines } from './pictureLines';
import { markRelations, type MarkContext } from './relationMarks';
import { shownModels, type ShownModels } from './shownModels';
import type { DiagramState } from './state';

/** What is shown of a view. The same view and state give the same picture. */
export function pictureOf(index: IndexedView, state: DiagramState): Picture {
  const shown = shownModels(index, state);
  const own = new Set([...shown.models].filter((id) => hasOwnBox(index, state, id)));
  const boxOf = (model: ModelId): BoxId | null => boxIn(index, shown, own, model);
  const hubs = hubsOf(index, shown.models, state, boxOf);
  const isOwnBox = (model: ModelId): boolean => own.has(model);
  const context: MarkContext = { index, boxOf, isOwnBox, leadsToHub: leadsToHub(hubs, state, boxOf) };
  const marks = markRelations(context);
  const lines = pictureLines(context, marks, state.level);
  const boxContext = { index, state, shown, marks, lines };
  const models = [...own].flatMap((id) => index.models.get(id) ?? []);
  const boxes = [...modelBoxes(boxContext, models), ...appBoxes(boxContext, closedApps(index, shown, own)), ...ghostBoxes(marks)];
  return { boxes, lines, level: state.level, hubs, hidden: shown.hidden, notice: boxes.length > 0 ? null : noticeOf(index, state) };
}

function hasOwnBox({ models }: IndexedView, { as, openedApps }: DiagramState, id: ModelId): boolean {
  return as === 'models' || openedApps.includes(models.get(id)?.appLabel ?? '');
}

function boxIn({ models }: IndexedView, shown: ShownModels, own: ReadonlySet<ModelId>, id: ModelId): BoxId | null {
  if (own.has(id)) return id;
  return shown.models.has(id) ? `app:${models.get(id)?.appLabel ?? ''}` : null;
}

function closedApps({ models }: IndexedView, shown: ShownModels, own: ReadonlySet<ModelId>): ReadonlyMap<string, readonly ModelId[]> {
  return groupBy(
    [...shown.models].filter((id) => !own.has(id)),
    (id) => models.get(id)?.appLabel ?? '',
  );
}

function noticeOf({ view, models }: IndexedView, { focus }: DiagramState): string {
  if (view.models.length === 0)
    return 'No model was found in this project. "Explain This Project" says which classes were looked at and why none is a model.';
  if (focus !== null && !models.has(focus)) return `There is no model ${focus} any more.`;
  return 'The filters leave no model to show.';
}

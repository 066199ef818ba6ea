/** The boxes of a picture, with the rows that the level shows and what points at them. */
import { groupBy } from '../base/collections';
import type { FieldView, ModelId, ModelView, RelationView } from '../protocol/graphView';
import { neighboursOf, problemsAt, targetOf, type IndexedView } from './indexView';
import type { AppBox, AppPill, ArrivalRow, BoxId, FieldRow, GhostBox, ModelBox, PictureLine, PilledRelation } from './picture';
import { boxName } from './pictureLines';
import { nameIn, type RelationMark } from './relationMarks';
import type { ShownModels } from './shownModels';
import type { DiagramState } from './state';

/** Most rows of fields in one box; the others are counted in one row more. */
const MOST_ROWS = 60;

/** Most reverse names in one box that no line leads to; the others are counted. */
const MOST_WITHOUT_LINE = 12;

export interface BoxContext {
  readonly index: IndexedView;
  readonly state: DiagramState;
  readonly shown: ShownModels;
  readonly marks: ReadonlyMap<string, RelationMark>;
  readonly lines: readonly PictureLine[];
}

/** Makes the box of one model. */
export function modelBoxes(context: BoxContext, models: readonly ModelView[]): readonly ModelBox[] {
  const arriving = groupBy(context.lines, ({ to }) => to);
  return models.map((model) => modelBox(context, model, arriving.get(model.id) ?? []));
}

function modelBox({ index, state, shown, marks }: BoxContext, model: ModelView, arriving: readonly PictureLine[]): ModelBox {
  const { id } = model;
  const pills = (index.from.get(id) ?? []).flatMap((relation): readonly PilledRelation[] => {
    const mark = marks.get(relation.id);
    return mark?.as === 'pill' ? [{ relation, pill: mark.pill }] : [];
  });
  const fields = model.fields.filter((field) => isShown(field, state));
  const rows = fields.length <= MOST_ROWS + 1 ? fields : fields.slice(0, MOST_ROWS);
  const { arrivals, more } = arrivalsOf(index, state, { model, arriving, marks });
  const neighbours = state.focus === null ? [] : neighboursOf(index, id);
  return {
    shape: 'model',
    id,
    model,
    isFocus: id === state.focus,
    rows: rows.map((field) => rowOf(index, model, field, pills)),
    pills,
    moreFields: state.level === 'names' ? 0 : model.fields.length - rows.length,
    arrivals,
    moreArrivals: more,
    hiddenNeighbours: neighbours.filter((each) => shown.passes(each) && !shown.models.has(each)).length,
    outgoing: index.from.get(id)?.length ?? 0,
    incoming: index.to.get(id)?.length ?? 0,
    problems: index.problemsOfModel.get(id) ?? [],
  };
}

function isShown({ key, name, relation }: FieldView, { level }: DiagramState): boolean {
  if (level === 'fields') return true;
  // A primary key called id goes without saying.
  return level === 'relations' && (relation !== null || (key === 'primary' && name !== 'id'));
}

function rowOf(index: IndexedView, model: ModelView, field: FieldView, pills: readonly PilledRelation[]): FieldRow {
  return {
    field,
    relation: index.relations.get(field.relation ?? '') ?? null,
    pill: pills.find(({ relation }) => relation.id === field.relation)?.pill ?? null,
    problems: problemsAt(index, model.id, field.name),
  };
}

interface Arriving {
  readonly model: ModelView;
  readonly arriving: readonly PictureLine[];
  readonly marks: ReadonlyMap<string, RelationMark>;
}

function arrivalsOf(
  index: IndexedView,
  { level }: DiagramState,
  { model, arriving, marks }: Arriving,
): { readonly arrivals: readonly ArrivalRow[]; readonly more: number } {
  if (level === 'names') return { arrivals: [], more: 0 };
  const lines = arriving.filter(({ relations }) => relations.length > 0).map((line) => arrivalOf(index, line.relations, line));
  const pilled = (index.to.get(model.id) ?? []).filter(({ id }) => isPill(marks.get(id)));
  const shown = pilled.length <= MOST_WITHOUT_LINE + 1 ? pilled : pilled.slice(0, MOST_WITHOUT_LINE);
  return {
    arrivals: [...lines, ...shown.map((relation) => arrivalOf(index, [relation], null))],
    more: pilled.length - shown.length,
  };
}

function isPill(mark: RelationMark | undefined): boolean {
  return mark?.as === 'pill' || mark?.as === 'app-pill';
}

function arrivalOf(index: IndexedView, relations: readonly RelationView[], line: PictureLine | null): ArrivalRow {
  const [first] = relations;
  const single = relations.length === 1 && first !== undefined ? first : null;
  const problems = relations.flatMap((each) => problemsAt(index, each.from, each.field));
  return {
    id: line?.id ?? first?.id ?? '',
    relations,
    name: single === null ? `${String(relations.length)} relations` : reverseName(single),
    source: single === null ? boxName(index, line?.from ?? '') : `${nameIn(index, single.from)}.${single.field}`,
    line: line?.id ?? null,
    problems: [...new Set(problems)],
  };
}

/** Symmetrical relations hold both directions themselves; `+` is Django's own sign for a name that is hidden. */
function reverseName({ accessor, symmetrical, field, kind, queryName }: RelationView): string {
  if (symmetrical) return field;
  return accessor ?? (kind === 'generic-reverse' ? (queryName ?? '+') : '+');
}

/** The boxes of apps that are not opened up, each with the models that it stands for. */
export function appBoxes({ index, marks }: BoxContext, closed: ReadonlyMap<string, readonly ModelId[]>): readonly AppBox[] {
  const inside = groupBy(
    [...marks].flatMap(([id, mark]) => (mark.as === 'inside' && targetOf(relationOf(index, id)) !== null ? [{ app: mark.app, id }] : [])),
    ({ app }) => app,
  );
  const pilled = [...marks].flatMap(([id, mark]) => (mark.as === 'app-pill' ? { id, from: mark.from, to: mark.to } : []));
  const appOf = (model: ModelId): string => index.models.get(model)?.appLabel ?? '';
  const toHubs = groupBy(
    [...marks].flatMap(([id, mark]) => (leadsToHub(mark) ? relationOf(index, id) : [])),
    (relation) => appOf(targetOf(relation) ?? ''),
  );
  return index.view.apps.flatMap((app) => {
    const id = `app:${app.label}`;
    const models = closed.get(app.label);
    if (models === undefined) return [];
    const problems = new Set(models.flatMap((model) => index.problemsOfModel.get(model) ?? []));
    const within = (inside.get(id) ?? []).filter((each) => models.includes(targetOf(relationOf(index, each.id)) ?? ''));
    const pills = appPills(
      index,
      pilled.filter(({ from }) => from === id),
    );
    const pointedAtBy = new Set((toHubs.get(app.label) ?? []).map(({ from }) => appOf(from))).size;
    return [{ shape: 'app', id, app, models, inside: within.length, pointedAtBy, pills, problems: [...problems] }];
  });
}

function leadsToHub(mark: RelationMark): boolean {
  return mark.as === 'app-pill' || (mark.as === 'pill' && mark.pill.why === 'hub');
}

function appPills(index: IndexedView, pilled: readonly { readonly id: string; readonly to: BoxId }[]): readonly AppPill[] {
  return [...groupBy(pilled, ({ to }) => to)]
    .map(([to, each]) => ({ text: boxName(index, to), to, relations: each.map(({ id }) => relationOf(index, id)) }))
    .sort((left, right) => right.relations.length - left.relations.length);
}

function relationOf(index: IndexedView, id: string): RelationView {
  const relation = index.relations.get(id);
  if (relation === undefined) throw new Error(`no relation ${id} in the view`);
  return relation;
}

/** One box for each target that is not there, however many relations name it. */
export function ghostBoxes(marks: ReadonlyMap<string, RelationMark>): readonly GhostBox[] {
  const ghosts = [...marks.values()].flatMap((mark) => (mark.as === 'line' && mark.ghost !== null ? [mark.ghost] : []));
  return [...groupBy(ghosts, ({ id }) => id).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ ...first, problems: [...new Set([first, ...others].flatMap(({ problems }) => problems))] }],
  );
}

/** How large a box is and at which height each of its rows stands. Places are not known here. */
import type { AppBox, AppPill, ArrivalRow, FieldRow, ModelBox, PictureBox, PictureLine } from './picture';
import { fitText, textWidth, type Font } from './textWidth';

export const FONTS = {
  name: { size: 14, weight: 'bold' },
  app: { size: 10, weight: 'normal' },
  row: { size: 12, weight: 'normal' },
  rowBold: { size: 12, weight: 'bold' },
  small: { size: 11, weight: 'normal' },
  smallBold: { size: 11, weight: 'bold' },
} as const satisfies Readonly<Record<string, Font>>;

export const PAD = 12;
export const HEADER = 42;
export const ROW = 20;
export const CAPTION = 17;

export const APP_LINE = 15;

/** Between what stands on the left of a row and what stands on its right. */
export const GAP = 14;

const LEAST_WIDTH = 120;
const MOST_UNKNOWN = 110;
const MOST_WIDTH = 380;
/** Room to the right of a box for each line that comes back to it. */
export const LOOP = 9;

/** A box with its size and rows, before it has a place. Heights count from the box's upper edge. */
export interface SizedBox {
  readonly box: PictureBox;
  readonly width: number;
  readonly height: number;
  /** Upper edges of the rows of fields. */
  readonly rows: readonly SizedRow<FieldRow>[];
  /** Upper edge of the row that counts further fields; null without one. */
  readonly moreFieldsAt: number | null;
  /** Upper edge of the part with reverse names; null without one. */
  readonly arrivalsAt: number | null;
  readonly arrivals: readonly SizedRow<ArrivalRow>[];
  readonly moreArrivalsAt: number | null;
  /** Lines that leave and enter this box itself. */
  readonly loops: number;
}

export interface SizedRow<Row> {
  readonly row: Row;
  readonly at: number;
}

/** Measures every box of a picture. */
export function measureBoxes(boxes: readonly PictureBox[], lines: readonly PictureLine[]): readonly SizedBox[] {
  const loops = new Map<string, number>();
  for (const { from, to } of lines) if (from === to) loops.set(from, (loops.get(from) ?? 0) + 1);
  const isLoop = new Set(lines.filter(({ from, to }) => from === to).map(({ id }) => id));
  return boxes.map((box) => measureBox(box, loops.get(box.id) ?? 0, isLoop));
}

function measureBox(box: PictureBox, loops: number, isLoop: ReadonlySet<string>): SizedBox {
  const none = { rows: [], moreFieldsAt: null, arrivalsAt: null, arrivals: [], moreArrivalsAt: null, loops };
  if (box.shape === 'app') return { box, ...none, width: clamp(widthOfApp(box)), height: appHeight(box) };
  if (box.shape === 'ghost') return { box, ...none, width: clamp(textWidth(box.text, FONTS.name) + 2 * PAD), height: HEADER };
  return { box, ...stackRows(box, isLoop), width: clamp(widthOfModel(box)), loops };
}

function clamp(width: number): number {
  return Math.ceil(Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, width)));
}

/** The label, a line for the models, one each for relations inside, what points at a hub and problems, and a row for each hub. */
function appHeight(box: AppBox): number {
  return appPillsAt(box) + box.pills.length * ROW + (box.pills.length > 0 ? 4 : 0);
}

/** Upper edge of the rows that lead to hubs. */
export function appPillsAt({ inside, pointedAtBy, problems }: AppBox): number {
  return 56 + [inside, pointedAtBy, problems.length].filter((count) => count > 0).length * APP_LINE;
}

/** What stands in the pill of an app. */
export function appPillText({ text }: AppPill): string {
  return `→ ${text}`;
}

function widthOfApp({ app, pills }: AppBox): number {
  const rows = pills.map((pill) => textWidth(appPillText(pill), FONTS.small) + 12 + GAP + 24);
  return Math.max(textWidth(app.label, FONTS.name), 130, ...rows) + 2 * PAD;
}

function stackRows(box: ModelBox, isLoop: ReadonlySet<string>): Omit<SizedBox, 'box' | 'width' | 'loops'> {
  let at = HEADER;
  const stack = (height: number): number => (at += height) - height;
  if (box.rows.length > 0) stack(3);
  const rows = box.rows.map((row) => ({ row, at: stack(ROW) }));
  const moreFieldsAt = box.moreFields > 0 ? stack(CAPTION) : null;
  const hasPillLine = box.rows.length === 0 && pillLine(box) !== '';
  if (hasPillLine) stack(CAPTION);
  if (box.rows.length > 0 || moreFieldsAt !== null) stack(3);
  const hasArrivals = box.arrivals.length > 0 || box.moreArrivals > 0;
  const arrivalsAt = hasArrivals ? stack(CAPTION) : null;
  const arrivals = inOrder(box.arrivals, isLoop).map((row) => ({ row, at: stack(ROW) }));
  const moreArrivalsAt = box.moreArrivals > 0 ? stack(CAPTION) : null;
  if (hasArrivals) stack(4);
  return { rows, moreFieldsAt, arrivalsAt, arrivals, moreArrivalsAt, height: at };
}

/** Rows at which lines from other boxes arrive come first, as those may change places; then loops, then what has no line. */
function inOrder(arrivals: readonly ArrivalRow[], isLoop: ReadonlySet<string>): readonly ArrivalRow[] {
  const rank = ({ line }: ArrivalRow): number => (line === null ? 2 : isLoop.has(line) ? 1 : 0);
  return [...arrivals].sort((left, right) => rank(left) - rank(right));
}

function widthOfModel(box: ModelBox): number {
  const badge = box.hiddenNeighbours > 0 ? textWidth(hiddenText(box), FONTS.small) + 18 : 0;
  const inner = [
    textWidth(box.model.name, FONTS.name) + badge,
    textWidth(headerLine(box), FONTS.app) + badge,
    ...box.rows.map((row) => markWidth(row) + textWidth(row.field.name, fontOf(row)) + GAP + rightWidth(row)),
    ...box.arrivals.map((row) => textWidth(row.name, FONTS.rowBold) + GAP + textWidth(row.source, smallFontOf(row))),
    ...(box.rows.length === 0 ? [Math.min(220, textWidth(pillLine(box), FONTS.app))] : []),
  ];
  return Math.max(...inner) + 2 * PAD;
}

function rightWidth(row: FieldRow): number {
  return textWidth(rightText(row), smallFontOf(row)) + (row.pill === null ? 0 : 12);
}

/** The font of a field's name; what has a problem is bold. */
export function fontOf({ field, problems }: FieldRow): Font {
  return field.key === 'primary' || problems.length > 0 ? FONTS.rowBold : FONTS.row;
}

/** The font of what stands on the right of a row. */
export function smallFontOf({ problems }: FieldRow | ArrivalRow): Font {
  return problems.length > 0 ? FONTS.smallBold : FONTS.small;
}

/** Room before a field's name for its key. */
export function markWidth({ field }: FieldRow): number {
  return field.key === 'primary' ? 20 : 0;
}

/** What stands on the right of a field's row: where it leads, or what it holds. */
export function rightText({ field, relation, pill }: FieldRow): string {
  // Source text of a target that nobody knows may be long, and says little: the whole of it is the row's title.
  if (pill?.why === 'unknown') return `→ ${fitText(pill.text, MOST_UNKNOWN, FONTS.small)}`;
  if (pill !== null) return `→ ${pill.text}`;
  if (relation?.target.state === 'resolved') return `→ ${relation.target.model.slice(relation.target.model.indexOf('.') + 1)}`;
  if (relation !== null && 'text' in relation.target) return `→ ${relation.target.text}`;
  return field.null ? `${field.type}, null` : field.type;
}

/** The line above a model's name. */
export function headerLine({ model }: ModelBox): string {
  const kind = { model: '', proxy: ' · proxy', abstract: ' · abstract' }[model.kind];
  const swapped = model.swappedFor === null ? '' : ` · swapped for ${model.swappedFor}`;
  return `${model.appLabel}${kind}${model.managed ? '' : ' · not managed'}${model.isThrough ? ' · through' : ''}${swapped}`;
}

/** Where a box without rows says which hubs and hidden models it points at. */
export function pillLine({ pills }: ModelBox): string {
  const names = [...new Set(pills.map(({ pill }) => pill.text))];
  return names.length === 0 ? '' : `→ ${names.join(', ')}`;
}

/** `+3`: neighbours that are not shown. */
export function hiddenText({ hiddenNeighbours }: ModelBox): string {
  return `+${String(hiddenNeighbours)}`;
}

/** The height at which a line leaves a box: the middle of its row, of the row that counts further fields, or of the header. */
export function departureOf({ rows, moreFieldsAt, height, box }: SizedBox, field: string | null): number {
  const row = field === null ? undefined : rows.find((each) => each.row.field.name === field);
  if (row !== undefined) return row.at + ROW / 2;
  if (field !== null && moreFieldsAt !== null && rows.length > 0) return moreFieldsAt + CAPTION / 2;
  return box.shape === 'model' ? HEADER / 2 : height / 2;
}

/** The height at which a line arrives that has a row of its own; else the middle of the header. */
export function arrivalOf({ arrivals, height, box }: SizedBox, line: string): number {
  const row = arrivals.find((each) => each.row.line === line);
  if (row !== undefined) return row.at + ROW / 2;
  return box.shape === 'model' ? HEADER / 2 : height / 2;
}

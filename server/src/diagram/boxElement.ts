/** A box as SVG: a model with its fields and reverse names, an app, or the ghost of a target that is not there. */
import { countedOrNo } from '../base/counted';
import { bigNameElement } from './bigName';
import {
  APP_LINE,
  appPillsAt,
  appPillText,
  CAPTION,
  fontOf,
  FONTS,
  GAP,
  HEADER,
  headerLine,
  hiddenText,
  markWidth,
  PAD,
  pillLine,
  rightText,
  ROW,
  smallFontOf,
} from './measureBox';
import type { AppBox, AppPill, ArrivalRow, FieldRow, GhostBox, ModelBox } from './picture';
import type { PlacedBox } from './scene';
import { element, isolated, textElement, type SvgElement } from './svgElement';
import { fitText, textWidth, type Font } from './textWidth';
import { problemClass, problemTitle, type BoxDetail, type Look } from './look';

/** Draws a box at its place. */
export function boxElement(placed: PlacedBox, look: Look, detail: BoxDetail): SvgElement {
  const { box, x, y } = placed;
  const parts = { model: modelParts, app: appParts, ghost: ghostParts };
  const inside =
    box.shape === 'model' ? parts.model(placed, box, detail) : box.shape === 'app' ? parts.app(placed, box) : parts.ghost(placed, box);
  return element(
    'g',
    {
      class: `dr-box dr-${box.shape}${appClass(placed, look)}${stateClasses(placed)}`,
      transform: `translate(${String(Math.round(x))} ${String(Math.round(y))})`,
      'data-box': box.id,
      role: 'group',
      'aria-label': spokenBox(placed),
    },
    [textElement('title', {}, titleOf(placed)), ...inside],
  );
}

function appClass({ box }: PlacedBox, look: Look): string {
  const label = box.shape === 'model' ? box.model.appLabel : box.shape === 'app' ? box.app.label : null;
  return label === null ? '' : ` dr-app-${String(look.colourOf(label))}`;
}

function stateClasses({ box }: PlacedBox): string {
  if (box.shape === 'ghost') return ` dr-ghost-${box.state}${problemClass(box.problems)}`;
  if (box.shape === 'app') return problemClass(box.problems);
  const { model, isFocus, problems } = box;
  const kind = model.swappedFor === null ? model.kind : 'swapped';
  return ` dr-is-${kind}${isFocus ? ' dr-is-focus' : ''}${problemClass(problems)}`;
}

/** What a screen reader says of a box. */
export function spokenBox({ box }: PlacedBox): string {
  if (box.shape === 'app') return spokenApp(box);
  if (box.shape === 'ghost') return `Unknown target ${box.text}. ${box.words}`;
  const { model, outgoing, incoming, problems, hiddenNeighbours } = box;
  const hidden = hiddenNeighbours === 0 ? '' : `, ${countedOrNo(hiddenNeighbours, 'neighbour')} not shown`;
  const told = problems.length === 0 ? '' : `, ${countedOrNo(problems.length, 'problem')}`;
  const kind = model.kind === 'model' ? '' : `, ${model.kind}`;
  return `${model.name} of ${model.appLabel}${kind}, ${countedOrNo(model.fields.length, 'field')}, ${String(outgoing)} out, ${String(incoming)} in${hidden}${told}`;
}

function spokenApp({ app, models, pointedAtBy, pills, problems }: AppBox): string {
  const hubs = pills.length === 0 ? '' : `, points at ${pills.map(({ text }) => text).join(', ')}`;
  const pointed = pointedAtBy === 0 ? '' : `, pointed at by ${countedOrNo(pointedAtBy, 'app')}`;
  return `App ${app.label}, ${countedOrNo(models.length, 'model')}${pointed}${hubs}, ${countedOrNo(problems.length, 'problem')}`;
}

function titleOf({ box }: PlacedBox): string {
  const problems = problemTitle(box.problems);
  const what = box.shape === 'model' ? box.model.id : box.shape === 'app' ? (box.app.name ?? box.app.label) : box.words;
  return problems === '' ? what : `${what}\n${problems}`;
}

function modelParts(placed: PlacedBox, box: ModelBox, detail: BoxDetail): readonly (SvgElement | null)[] {
  const fromAfar = [header(placed, placed.height), bigNameElement(placed, box.model.name)];
  if (detail === 'names') return [frame(placed), ...fromAfar, outline(placed)];
  return [
    frame(placed),
    placed.arrivalsAt === null ? null : arrivalGround(placed, placed.arrivalsAt),
    header(placed),
    text(headerLine(box), { x: PAD, y: 15, width: placed.width - 2 * PAD - badgeRoom(box), font: FONTS.app, look: 'dr-app-name' }),
    text(box.model.name, { x: PAD, y: 33, width: placed.width - 2 * PAD - badgeRoom(box), font: FONTS.name, look: 'dr-name' }),
    badge(placed, box),
    box.rows.length === 0 && pillLine(box) !== ''
      ? text(pillLine(box), { x: PAD, y: HEADER + 12, width: placed.width - 2 * PAD, font: FONTS.app, look: 'dr-muted' })
      : null,
    ...placed.rows.map(({ row, at }) => fieldRow(placed, row, at)),
    placed.moreFieldsAt === null ? null : note(placed, `+ ${countedOrNo(box.moreFields, 'other field')}`, placed.moreFieldsAt),
    placed.arrivalsAt === null ? null : note(placed, 'pointed at by', placed.arrivalsAt),
    ...placed.arrivals.map(({ row, at }) => arrivalRow(placed, row, at)),
    placed.moreArrivalsAt === null ? null : note(placed, `and ${String(box.moreArrivals)} more`, placed.moreArrivalsAt),
    detail === 'both' ? element('g', { class: 'dr-afar' }, fromAfar) : null,
    outline(placed),
  ];
}

function frame({ width, height }: PlacedBox): SvgElement {
  return element('rect', { class: 'dr-frame', width, height, rx: 5 });
}

/** Drawn last, so that no ground of a row covers it. */
function outline({ width, height }: PlacedBox): SvgElement {
  return element('rect', { class: 'dr-outline', width, height, rx: 5 });
}

/** The colour of the app behind the name, and once more, stronger, as a band: with the label above the name it is never alone. */
function header({ width, height }: PlacedBox, least = HEADER): SvgElement {
  const bottom = Math.min(least, height);
  const ground =
    bottom === height
      ? `M0,5Q0,0 5,0H${String(width - 5)}Q${String(width)},0 ${String(width)},5V${String(height - 5)}Q${String(width)},${String(height)} ${String(width - 5)},${String(height)}H5Q0,${String(height)} 0,${String(height - 5)}Z`
      : `M0,5Q0,0 5,0H${String(width - 5)}Q${String(width)},0 ${String(width)},5V${String(bottom)}H0Z`;
  const band = `M0,5Q0,0 5,0V${String(bottom === height ? height : bottom)}${bottom === height ? `Q0,${String(height)} 0,${String(height - 5)}` : 'H0'}Z`;
  return element('g', {}, [element('path', { class: 'dr-header', d: ground }), element('path', { class: 'dr-band', d: band })]);
}

function badgeRoom(box: ModelBox): number {
  return box.hiddenNeighbours === 0 ? 0 : textWidth(hiddenText(box), FONTS.small) + 18;
}

/** `+3`, which opens hidden neighbours. */
function badge({ width }: PlacedBox, box: ModelBox): SvgElement | null {
  if (box.hiddenNeighbours === 0) return null;
  const wide = badgeRoom(box) - 6;
  const spoken = `Show ${countedOrNo(box.hiddenNeighbours, 'more neighbour')} of ${box.model.name}`;
  // Its title is its name, too: a label beside it would have to repeat what is written on it.
  return element('g', { class: 'dr-badge', 'data-open': box.id, role: 'button' }, [
    textElement('title', {}, spoken),
    element('rect', { x: width - wide - 6, y: 6, width: wide, height: 18, rx: 9 }),
    textElement('text', { class: 'dr-small dr-middle', x: width - wide / 2 - 6, y: 19 }, hiddenText(box)),
  ]);
}

function fieldRow({ width }: PlacedBox, row: FieldRow, at: number): SvgElement {
  const { field, relation, pill } = row;
  const mark = markWidth(row);
  const padding = pill === null ? 0 : 12;
  const inner = width - 2 * PAD - mark - GAP - padding;
  const right = fitText(rightText(row), besides(inner, textWidth(field.name, fontOf(row))), smallFontOf(row));
  const rightRoom = textWidth(right, smallFontOf(row)) + padding;
  const inherited = field.inheritedFrom === null ? '' : `, from ${field.inheritedFrom}`;
  const title =
    relation === null ? `${field.name}: ${field.type}${inherited}` : `${relation.id}: ${relation.type}${inherited}\n${relation.words}`;
  const problems = problemTitle(row.problems);
  return element(
    'g',
    {
      class: `dr-row${relation === null ? '' : ' dr-relation'}${field.inheritedFrom === null ? '' : ' dr-inherited'}${problemClass(row.problems)}`,
      'data-row': field.name,
    },
    [
      textElement('title', {}, problems === '' ? title : `${title}\n${problems}`),
      element('rect', { class: 'dr-row-ground', x: 1, y: at, width: width - 2, height: ROW }),
      mark === 0 ? null : textElement('text', { class: 'dr-key', x: PAD, y: at + 14 }, 'PK'),
      text(field.name, {
        x: PAD + mark,
        y: at + 14,
        width: inner + padding - rightRoom + GAP / 2,
        font: fontOf(row),
        look: field.key === 'primary' ? 'dr-field dr-primary' : 'dr-field',
      }),
      pill === null
        ? null
        : element('rect', {
            class: `dr-pill dr-pill-${pill.why}`,
            x: width - PAD - rightRoom + 2,
            y: at + 2.5,
            width: rightRoom + 4,
            height: 15,
            rx: 7.5,
            ...(pill.model === null ? {} : { 'data-target': pill.model }),
          }),
      textElement(
        'text',
        {
          class: `dr-small dr-right${pill === null ? ' dr-muted' : ' dr-pill-text'}`,
          x: width - PAD - (pill === null ? 0 : 4),
          y: at + 14,
        },
        right,
      ),
    ],
  );
}

/** What is left beside a name; a very long one has to leave the half of its row. */
function besides(inner: number, name: number): number {
  return Math.max(inner / 2, inner - name);
}

function arrivalGround({ width, height }: PlacedBox, at: number): SvgElement {
  const d = `M0,${String(at)}H${String(width)}V${String(height - 5)}Q${String(width)},${String(height)} ${String(width - 5)},${String(height)}H5Q0,${String(height)} 0,${String(height - 5)}Z`;
  return element('path', { class: 'dr-arrivals', d });
}

function arrivalRow({ width }: PlacedBox, row: ArrivalRow, at: number): SvgElement {
  const [first] = row.relations;
  const inner = width - 2 * PAD - GAP;
  const source = fitText(row.source, besides(inner, textWidth(row.name, FONTS.rowBold)), smallFontOf(row));
  const room = inner - textWidth(source, smallFontOf(row)) + GAP / 2;
  const problems = problemTitle(row.problems);
  const words =
    row.relations.length === 1 && first !== undefined ? `${first.id}\n${first.words}` : row.relations.map(({ id }) => id).join('\n');
  return element('g', { class: `dr-row dr-arrival${problemClass(row.problems)}`, 'data-arrival': row.id }, [
    textElement('title', {}, problems === '' ? words : `${words}\n${problems}`),
    element('rect', { class: 'dr-row-ground', x: 1, y: at, width: width - 2, height: ROW }),
    text(row.name, { x: PAD, y: at + 14, width: room, font: FONTS.rowBold, look: row.name === '+' ? 'dr-reverse dr-none' : 'dr-reverse' }),
    textElement('text', { class: 'dr-small dr-right dr-muted', x: width - PAD, y: at + 14 }, isolated(source)),
  ]);
}

function note({ width }: PlacedBox, words: string, at: number): SvgElement {
  return text(words, { x: PAD, y: at + CAPTION - 5, width: width - 2 * PAD, font: FONTS.app, look: 'dr-muted' });
}

interface TextOptions {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly font: Font;
  readonly look: string;
}

/** Text that is cut where it would leave its room; then the whole of it is its title. */
function text(words: string, { x, y, width, font, look }: TextOptions): SvgElement {
  const shown = fitText(words, width, font);
  const drawn = textElement('text', { class: look, x, y }, isolated(shown));
  return shown === words ? drawn : element('g', {}, [textElement('title', {}, words), drawn]);
}

function appParts(placed: PlacedBox, box: AppBox): readonly SvgElement[] {
  const { width, height } = placed;
  const options = { x: PAD, width: width - 2 * PAD, font: FONTS.small };
  const lines = [
    { words: countedOrNo(box.models.length, 'model'), look: 'dr-small dr-muted' },
    ...(box.inside === 0 ? [] : [{ words: `${countedOrNo(box.inside, 'relation')} inside`, look: 'dr-small dr-muted' }]),
    ...(box.pointedAtBy === 0 ? [] : [{ words: `pointed at by ${countedOrNo(box.pointedAtBy, 'app')}`, look: 'dr-small dr-muted' }]),
    ...(box.problems.length === 0 ? [] : [{ words: countedOrNo(box.problems.length, 'problem'), look: 'dr-small dr-problem-text' }]),
  ];
  return [
    frame(placed),
    header({ ...placed, height: Math.min(height, 30) }),
    text(box.app.label, { ...options, y: 20, font: FONTS.name, look: 'dr-name' }),
    ...lines.map(({ words, look }, at) => text(words, { ...options, y: 46 + at * APP_LINE, look })),
    ...box.pills.map((pill, at) => appPillRow(placed, pill, appPillsAt(box) + at * ROW)),
    outline(placed),
  ];
}

/** `→ auth` and how many relations lead there. */
function appPillRow({ width }: PlacedBox, pill: AppPill, at: number): SvgElement {
  const count = String(pill.relations.length);
  const room = width - 2 * PAD - GAP - 12 - textWidth(count, FONTS.small);
  const words = fitText(appPillText(pill), room, FONTS.small);
  return element('g', { class: 'dr-row' }, [
    textElement('title', {}, pill.relations.map((relation) => relation.id).join('\n')),
    element('rect', {
      class: 'dr-pill dr-pill-hub',
      x: PAD - 2,
      y: at + 2.5,
      width: textWidth(words, FONTS.small) + 12,
      height: 15,
      rx: 7.5,
      'data-target': pill.to,
    }),
    textElement('text', { class: 'dr-small dr-pill-text', x: PAD + 4, y: at + 14 }, isolated(words)),
    textElement('text', { class: 'dr-small dr-right dr-muted', x: width - PAD, y: at + 14 }, count),
  ]);
}

function ghostParts(placed: PlacedBox, box: GhostBox): readonly SvgElement[] {
  const caption = { unresolved: 'no such model', ambiguous: 'one of several', external: 'not in the source read' }[box.state];
  const width = placed.width - 2 * PAD;
  return [
    frame(placed),
    text(caption, { x: PAD, y: 15, width, font: FONTS.app, look: 'dr-app-name' }),
    text(box.text, { x: PAD, y: 33, width, font: FONTS.name, look: 'dr-name' }),
    outline(placed),
  ];
}

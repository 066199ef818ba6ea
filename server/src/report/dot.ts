/** `graph --format dot`: the picture for Graphviz, which gives it places of its own. The same boxes and lines as in the SVG. */
import { counted } from '../base/counted';
import { headerLine, rightText } from '../diagram/measureBox';
import type { ArrivalRow, Foot, ModelBox, Picture, PictureBox, PictureLine } from '../diagram/picture';
import type { ProjectPicture } from './graphPictures';

/** One digraph; several projects are clusters in it. */
export function renderDot(pictures: readonly ProjectPicture[]): string {
  const clusters = pictures.flatMap(({ picture, title }, at) => {
    if (pictures.length === 1) return [`  label=${quoted(title)};`, ...pictureLines(picture, '')];
    const lines = pictureLines(picture, `${String(at)}/`).map((line) => `  ${line}`);
    return [`  subgraph cluster_${String(at)} {`, `    label=${quoted(title)};`, ...lines, '  }'];
  });
  const settings = [
    '  graph [rankdir=LR, labelloc=t, labeljust=l, fontname="sans-serif"];',
    '  node [shape=plain, fontname="sans-serif", fontsize=11];',
    '  edge [dir=both, arrowsize=0.8];',
  ];
  return `${['digraph models {', ...settings, ...clusters, '}'].join('\n')}\n`;
}

function pictureLines({ boxes, lines, level }: Picture, scope: string): readonly string[] {
  const ports = new Set(boxes.flatMap((box) => (box.shape === 'model' ? portsOf(box) : [])));
  return [
    ...boxes.map(
      (box) => `  ${quoted(scope + box.id)} [label=<${label(box)}>, tooltip=${quoted(box.shape === 'app' ? box.app.label : box.id)}];`,
    ),
    ...lines.map((line) => edge(line, scope, level === 'names' ? new Set() : ports)),
  ];
}

function portsOf({ id, rows, arrivals }: ModelBox): readonly string[] {
  return [...rows.map(({ field }) => `${id} > ${field.name}`), ...arrivals.map((row) => `${id} < ${row.id}`)];
}

function label(box: PictureBox): string {
  if (box.shape === 'app') return table([cell(bold(box.app.label)), cell(counted(box.models.length, 'model'))]);
  if (box.shape === 'ghost') return table([cell(`<i>${html(box.text)}</i>`)], ' style="dashed"');
  const name = cell(`<font point-size="9">${html(headerLine(box))}</font><br align="left"/>${bold(box.model.name)}<br align="left"/>`);
  return table([
    name,
    ...box.rows.map((row) => twoCells(`> ${row.field.name}`, html(row.field.name), html(rightText(row)))),
    ...arrivalRows(box.arrivals),
  ]);
}

function arrivalRows(arrivals: readonly ArrivalRow[]): readonly string[] {
  return arrivals.map((row) => twoCells(`< ${row.id}`, bold(row.name), html(row.source), ' bgcolor="#f3f5f8"'));
}

function table(rows: readonly string[], more = ''): string {
  return `<table border="1" cellborder="0" cellspacing="0" cellpadding="4"${more}>${rows.map((row) => `<tr>${row}</tr>`).join('')}</table>`;
}

function cell(inside: string): string {
  return `<td colspan="2" align="left" balign="left">${inside}</td>`;
}

function twoCells(port: string, left: string, right: string, more = ''): string {
  return `<td align="left" port="${html(port)}"${more}>${left}</td><td align="right" port="${html(port)} end"${more}>${right}</td>`;
}

function bold(text: string): string {
  return text === '' ? '' : `<b>${html(text)}</b>`;
}

function edge(line: PictureLine, scope: string, ports: ReadonlySet<string>): string {
  const departure = line.fromRow !== null && ports.has(`${line.from} > ${line.fromRow}`) ? `:${quoted(`> ${line.fromRow} end`)}:e` : '';
  const arrival = ports.has(`${line.to} < ${line.id}`) ? `:${quoted(`< ${line.id}`)}:w` : '';
  const attributes = [...styleOf(line), `tooltip=${quoted(line.words)}`];
  return `  ${quoted(scope + line.from)}${departure} -> ${quoted(scope + line.to)}${arrival} [${attributes.join(', ')}];`;
}

function styleOf({ shape, generic, feet, relations, problems }: PictureLine): readonly string[] {
  const colour = problems.length > 0 ? ['color="#c4002b"'] : [];
  if (shape === 'relation')
    return [`arrowtail=${FEET[feet.near]}`, `arrowhead=${FEET[feet.far]}`, ...(generic ? ['style=dashed'] : []), ...colour];
  if (shape === 'bundle') return ['arrowtail=none', 'arrowhead=vee', `label=${quoted(String(relations.length))}`, ...colour];
  if (shape === 'swapped') return ['arrowtail=none', 'arrowhead=vee', 'style=dotted'];
  return ['arrowtail=none', 'arrowhead=onormal', ...(shape === 'multi-table' ? [] : ['style=dashed']), ...colour];
}

const FEET: Readonly<Record<Foot, string>> = { one: 'teetee', 'zero-or-one': 'teeodot', many: 'crowodot', none: 'none' };

function quoted(text: string): string {
  return `"${text
    .replaceAll(/[\u0000-\u001f]/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')}"`;
}

function html(text: string): string {
  return text
    .replaceAll(/[\u0000-\u001f]/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

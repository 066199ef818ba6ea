/** The tables of docs/benchmarks.md. */
import { EXTRA, type ColdResult, type Contender } from './coldCheck';
import type { GraphResult } from './graphPage';
import type { InstalledResult } from './installedCheck';
import type { KeystrokeResult } from './keystroke';

export interface Figures {
  /** One line: processor, cores, memory, system, Node. */
  readonly machine: string;
  /** Whether this machine has each Node process read certificates before it begins. */
  readonly readsCertificates: boolean;
  /** ISO date. */
  readonly date: string;
  /** The command that made them. */
  readonly command: string;
  readonly rounds: number;
  readonly pins: readonly string[];
  readonly cold: readonly ColdResult[];
  readonly installed: readonly InstalledResult[];
  readonly keystrokes: readonly KeystrokeResult[];
  readonly graphs: readonly GraphResult[];
}

const START = '<!-- figures -->';
const END = '<!-- /figures -->';

/** The page with its figures replaced. Throws when the page has no place for them. */
export function withFigures(page: string, figures: Figures): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start < 0 || end < start) throw new Error(`the page needs ${START} and ${END}`);
  return `${page.slice(0, start)}${START}\n\n${renderFigures(figures)}\n${page.slice(end)}`;
}

/** All tables, as Markdown. */
export function renderFigures(figures: Figures): string {
  return [
    `- Machine: ${figures.machine}`,
    `- Date: ${figures.date}`,
    `- Command: \`${figures.command}\` (${String(figures.rounds)} rounds)`,
    `- Versions: ${figures.pins.join(', ')}`,
    '',
    ...(figures.cold.length > 0 ? [coldTable(figures.cold)] : []),
    ...(figures.cold.length > 0 && figures.readsCertificates ? [bareTable(figures.cold)] : []),
    ...(figures.installed.length > 0 ? [installedTable(figures.installed)] : []),
    ...(figures.keystrokes.length > 0 ? [keystrokeTable(figures.keystrokes)] : []),
    ...(figures.graphs.length > 0 ? [graphTable(figures.graphs)] : []),
  ].join('\n');
}

function coldTable(results: readonly ColdResult[]): string {
  const against: readonly Contender[] = ['floor', 'again', 'ormLens', 'djangoLsp', 'ruff'];
  return `### A whole check, process start included

| input | files | read | MB | models | findings | **check** | read floor | second check | ORM Lens | django-lsp | ruff | peak memory |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${results
  .map((one) =>
    row([
      one.input,
      one.files.toLocaleString('en'),
      one.read.toLocaleString('en'),
      one.megabytes.toFixed(1),
      one.models.toLocaleString('en'),
      String(one.findings),
      `**${ms(one.milliseconds.check)}**`,
      ...against.map((name) => ms(one.milliseconds[name])),
      `${one.peakMegabytes.toFixed(0)} MB`,
    ]),
  )
  .join('\n')}

How many times as long as each of the others \`check\` takes (below 1: it is faster):

| input | read floor | second check | ORM Lens | django-lsp | ruff |
|---|--:|--:|--:|--:|--:|
${results.map((one) => row([one.input, ...against.map((name) => one.ratios[name].toFixed(2))])).join('\n')}
`;
}

function bareTable(results: readonly ColdResult[]): string {
  const against: readonly Contender[] = ['bareFloor', 'ormLens', 'djangoLsp', 'ruff'];
  return `This machine sets \`${EXTRA}\`, so that each Node process, the read floor's, too, reads a file of certificates before it begins. Without it, in the same rounds:

| input | **check** | read floor | ÷ read floor | ÷ ORM Lens | ÷ django-lsp | ÷ ruff |
|---|--:|--:|--:|--:|--:|--:|
${results
  .map((one) =>
    row([
      one.input,
      `**${ms(one.milliseconds.bareCheck)}**`,
      ms(one.milliseconds.bareFloor),
      ...against.map((name) => one.bareRatios[name].toFixed(2)),
    ]),
  )
  .join('\n')}
`;
}

function installedTable(results: readonly InstalledResult[]): string {
  return `### A whole check with installed packages

| input | files read | MB | of the environment's Python files | models | findings | **check** | read floor | ÷ read floor | second check | ÷ read floor |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${results
  .map((one) =>
    row([
      one.input,
      String(one.read),
      one.megabytes.toFixed(1),
      `${one.readOfEnvironment.toLocaleString('en')} of ${one.environment.toLocaleString('en')}`,
      String(one.models),
      String(one.findings),
      `**${ms(one.milliseconds.check)}**`,
      ms(one.milliseconds.floor),
      one.ratios.check.toFixed(2),
      ms(one.milliseconds.again),
      one.ratios.again.toFixed(2),
    ]),
  )
  .join('\n')}
`;
}

function keystrokeTable(results: readonly KeystrokeResult[]): string {
  return `### A keystroke, from didChange to publishDiagnostics

| input | parse of that file | shape stays | ÷ parse | shape changes | ÷ parse | heap before | after 1,000 edits |
|---|--:|--:|--:|--:|--:|--:|--:|
${results
  .map((one) =>
    row([
      one.input,
      ms(one.parse),
      ms(one.sameShape),
      one.sameShapeRatio.toFixed(2),
      ms(one.changedShape),
      one.changedShapeRatio.toFixed(2),
      `${one.megabytesBefore.toFixed(0)} MB`,
      `${one.megabytesAfter.toFixed(0)} MB`,
    ]),
  )
  .join('\n')}
`;
}

function graphTable(results: readonly GraphResult[]): string {
  const times = (part: number, whole: number): string => (part / whole).toFixed(2);
  return `### The graph's page, without a graphics card

| input | models | relations | apps shown | layout of all models | first paint | ÷ layout | frames: pan | pan from far | zoom | (÷ empty page) | idle | memory | ÷ empty page |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
${results
  .map((one) =>
    row([
      one.input,
      one.models.toLocaleString('en'),
      one.relations.toLocaleString('en'),
      ms(one.apps),
      ms(one.layout),
      ms(one.paint),
      (one.paint / one.layout).toFixed(3),
      ...[one.frames.pan, one.frames.farPan, one.frames.zoom].map((frames) => frames.toFixed(0)),
      [one.frames.pan, one.frames.farPan, one.frames.zoom].map((frames) => times(frames, one.frames.empty)).join(' / '),
      `${(one.idle * 100).toFixed(2)} %`,
      `${one.megabytes.toFixed(0)} MB`,
      times(one.megabytes, one.megabytesEmpty),
    ]),
  )
  .join('\n')}
`;
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function ms(value: number): string {
  return value < 100 ? `${value.toFixed(1)} ms` : `${value.toFixed(0)} ms`;
}

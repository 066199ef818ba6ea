/** `check --format text`: for people at a terminal. Each finding with its source, why it hurts, what to do, and the other end. */
import { createColors } from 'picocolors';
import { counted, countedOrNo } from '../base/counted';
import type { DocumentKey } from '../base/documentKey';
import type { Range } from '../base/span';
import { holdsDjango } from '../features/holdsDjango';
import type { Severity } from '../rules/rule';
import { excerpt, harmless } from './excerpt';
import { uncertaintyText } from './json';
import { placeFindings, sortedProjects, type PlacedFinding, type ReportedProject, type ReportSource } from './reportSource';

export interface TextOptions {
  readonly colors: 'on' | 'off';
  /** The folders that were looked at, as the person named them. */
  readonly places: readonly string[];
}

type Paint = ReturnType<typeof createColors>;

/** The whole report; never empty. Says in a sentence what was looked for when there is no Django project. */
export function renderText(source: ReportSource, { colors, places }: TextOptions): string {
  const paint = createColors(colors === 'on');
  if (!source.projects.some(holdsDjango)) return `${noDjango(source, places)}\n`;
  const findings = placeFindings(source);
  const parts = [
    ...findings.map((placed) => findingText(source, placed, paint)),
    ...uncertainties(source, paint),
    [summary(findings, paint), ...projectLines(source, paint)].join('\n'),
  ];
  return `${parts.join('\n\n')}\n`;
}

function noDjango({ stats }: ReportSource, places: readonly string[]): string {
  const none = `No Django project in ${places.join(', ')}`;
  if (stats.files === 0) return `${none}: there are no Python files.`;
  const sought = 'a manage.py, for settings with INSTALLED_APPS, and for classes that derive from django.db.models.Model';
  return `${none}: looked through ${counted(stats.files, 'Python file')} for ${sought}.`;
}

function findingText(source: ReportSource, placed: PlacedFinding, paint: Paint): string {
  const { finding, file, range, key, related } = placed;
  const tone = toneOf(finding.severity, paint);
  const rule = finding.rule === finding.code ? '' : paint.dim(` (${finding.rule})`);
  const lines = [
    `${paint.bold(placeText(file, range))} ${tone(finding.severity)} ${paint.bold(finding.code)}${rule}`,
    indent(finding.message),
    excerptText(source, { key, range, paint, tone }),
    ...(finding.why === '' ? [] : [labelled('why', finding.why, paint)]),
    ...(finding.help === '' ? [] : [labelled('help', finding.help, paint)]),
    ...fixLines(placed, paint),
    ...related.map((note) => {
      const there = excerptText(source, { key: note.key, range: note.range, paint, tone: paint.blue });
      return `  ${paint.blue('see')}  ${placeText(note.file, note.range)} ${harmless(note.message)}\n${there}`;
    }),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

function fixLines({ fixes }: PlacedFinding, paint: Paint): readonly string[] {
  if (fixes.length === 0) return [];
  return [labelled('fix', fixes.map(({ title }) => title).join(' | '), paint)];
}

interface Excerpted {
  readonly key: DocumentKey;
  readonly range: Range;
  readonly paint: Paint;
  readonly tone: (text: string) => string;
}

/** The line with carets below; empty when its text is not at hand any more. */
function excerptText(source: ReportSource, { key, range, paint, tone }: Excerpted): string {
  const text = source.text(key);
  const shown = text === null ? null : excerpt(text, range);
  if (shown === null) return '';
  const number = String(range.start.line + 1);
  const margin = ' '.repeat(number.length);
  return [
    `  ${paint.dim(`${number} |`)} ${shown.line}`,
    `  ${margin} ${paint.dim('|')} ${' '.repeat(shown.before)}${tone('^'.repeat(shown.width))}`,
  ].join('\n');
}

function labelled(label: string, text: string, paint: Paint): string {
  return `  ${paint.cyan(label.padEnd(4))} ${harmless(text).replaceAll('\n', `\n${' '.repeat(7)}`)}`;
}

function uncertainties(source: ReportSource, paint: Paint): readonly string[] {
  const told = sortedProjects(source).flatMap(({ project }) => project.uncertain.map((each) => uncertaintyText(source, each)));
  if (told.length === 0) return [];
  return [
    ['Not decided by the source text, so nothing is reported that depends on it:', ...told.map((each) => paint.dim(`  ${each}`))].join(
      '\n',
    ),
  ];
}

function summary(findings: readonly PlacedFinding[], paint: Paint): string {
  if (findings.length === 0) return paint.green('Nothing to report.');
  const amount = (severity: Severity): number => findings.filter(({ finding }) => finding.severity === severity).length;
  const parts = [
    ...(amount('error') > 0 ? [paint.red(counted(amount('error'), 'error'))] : []),
    ...(amount('warning') > 0 ? [paint.yellow(counted(amount('warning'), 'warning'))] : []),
    ...(amount('information') > 0 ? [paint.cyan(counted(amount('information'), 'hint'))] : []),
  ];
  const files = new Set(findings.map(({ file }) => file)).size;
  return `${parts.join(', ')} in ${counted(files, 'file')}.`;
}

function projectLines(source: ReportSource, paint: Paint): readonly string[] {
  return sortedProjects(source).map((each) => paint.dim(projectLine(source, each)));
}

function projectLine(source: ReportSource, { project, graph }: ReportedProject): string {
  const settings = project.settings === null ? 'no settings found' : `settings ${project.settings}`;
  const django = `Django ${project.django.version} (${project.django.from})`;
  const figures = [
    countedOrNo(project.apps.length, 'app'),
    countedOrNo(graph.models.size, 'model'),
    countedOrNo(graph.relations.length, 'relation'),
  ];
  return `${source.pathOf(project.root)}: ${settings}, ${django}, ${figures.join(', ')}.`;
}

function toneOf(severity: Severity, paint: Paint): (text: string) => string {
  return { error: paint.red, warning: paint.yellow, information: paint.cyan }[severity];
}

/** `shop/models.py:12:5`, from 1, as terminals link it. */
function placeText(file: string, { start }: Range): string {
  return `${file}:${String(start.line + 1)}:${String(start.character + 1)}`;
}

function indent(text: string): string {
  return harmless(text).replaceAll(/^/gm, '  ');
}

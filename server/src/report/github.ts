/** `check --format github`: workflow commands, which GitHub Actions shows beside the lines of a pull request. */
import type { Severity } from '../rules/rule';
import { placeFindings, type PlacedFinding, type ReportSource } from './reportSource';

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

/** One command per finding; nothing at all when there is none. */
export function renderGithub(source: ReportSource): string {
  return placeFindings(source)
    .map((placed) => `${command(placed)}\n`)
    .join('');
}

function command({ finding, file, range }: PlacedFinding): string {
  const name = finding.rule === finding.code ? finding.code : `${finding.code} ${finding.rule}`;
  const oneLine = range.start.line === range.end.line;
  const properties: readonly (readonly [string, string])[] = [
    ['file', file],
    ['line', String(range.start.line + 1)],
    ['endLine', String(range.end.line + 1)],
    // GitHub refuses columns for a range of several lines.
    ...(oneLine
      ? ([
          ['col', String(range.start.character + 1)],
          ['endColumn', String(range.end.character + 1)],
        ] as const)
      : []),
    ['title', name],
  ];
  const said = [finding.message, finding.why, finding.help].filter((text) => text !== '').join('\n');
  const written = properties.map(([key, value]) => `${key}=${escapeProperty(value)}`).join(',');
  return `::${COMMANDS[finding.severity]} ${written}::${escapeData(said)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** Holds what a service says against the markers of a section. Gives sentences: none means that all is as written. */
import type { PlacedFinding, PlacedFix } from '../../server/src/report/reportSource';
import type { LanguageService } from '../../server/src/service/languageService';
import { printMarker, withoutMarkers, type Marker } from './markers';
import { endOnFirstLine, findingsOf, hoverAt, modelsOf, relationsOf, type Observed } from './observe';
import type { SpecFile, SpecFix, SpecSection } from './specPage';

const FINDINGS = ['error', 'warning', 'information'];

/** All that is missing or unexpected. */
export function judge(section: SpecSection, service: LanguageService): readonly string[] {
  const findings = findingsOf(service);
  return [
    ...judgeFindings(section, findings),
    ...section.fixes.flatMap((fix) => judgeFix(section, findings, fix)),
    ...section.files.flatMap((file) => judgeOthers(file, service)),
  ];
}

/** A finding as the marker that expects it. */
export function markerOf(file: SpecFile, { finding, range }: PlacedFinding): Marker {
  const { line, character } = range.start;
  return {
    kind: finding.severity,
    line,
    start: character,
    end: endOnFirstLine(file.text, range),
    said: finding.code,
    quoted: [],
  };
}

function judgeFindings(section: SpecSection, findings: readonly PlacedFinding[]): readonly string[] {
  const wrong: string[] = [];
  const open = new Set(findings);
  for (const file of section.files) {
    for (const marker of file.markers.filter(({ kind }) => FINDINGS.includes(kind))) {
      const found = [...open].find((one) => one.file === file.path && meets(file, marker, one));
      if (found === undefined) wrong.push(`missing: ${file.path}:${String(marker.line + 1)} ${printMarker(marker) ?? marker.said}`);
      else open.delete(found);
    }
  }
  for (const { file, range, finding } of open)
    wrong.push(
      `unexpected: ${file}:${String(range.start.line + 1)}:${String(range.start.character + 1)} ${finding.severity}: ${finding.code} ${finding.message}`,
    );
  return wrong;
}

function meets(file: SpecFile, marker: Marker, found: PlacedFinding): boolean {
  const actual = markerOf(file, found);
  return (
    actual.kind === marker.kind &&
    actual.line === marker.line &&
    actual.start === marker.start &&
    actual.end === marker.end &&
    actual.said === marker.said &&
    marker.quoted.every((text) => found.finding.message.includes(text))
  );
}

function judgeFix({ files }: SpecSection, findings: readonly PlacedFinding[], expected: SpecFix): readonly string[] {
  const fix = findings.flatMap(({ fixes }) => fixes).find(({ title }) => title.startsWith(expected.title));
  if (fix === undefined) {
    const offered = findings.flatMap(({ fixes }) => fixes.map(({ title }) => title));
    return [`missing: a fix "${expected.title}"; offered: ${offered.join(' | ') || 'none'}`];
  }
  const before = files.find(({ path }) => path === expected.path)?.text ?? '';
  const after = withoutMarkers(applied(before, fix, expected.path));
  return after === withoutMarkers(expected.text) ? [] : [`the fix "${fix.title}" of ${expected.path} gives:\n${after}`];
}

/** A text with the edits of a fix for its file. */
function applied(text: string, fix: PlacedFix, path: string): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: { readonly line: number; readonly character: number }): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, character);
  return [...fix.edits]
    .filter(({ file }) => file === path)
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end), text);
}

function judgeOthers(file: SpecFile, service: LanguageService): readonly string[] {
  return file.markers.flatMap((marker) => {
    if (marker.kind === 'hover') return judgeHover(file, marker, service);
    if (marker.kind === 'relation') return judgePhrases(file, marker, relationsOf(service));
    return marker.kind === 'model' ? judgePhrases(file, marker, modelsOf(service)) : [];
  });
}

function judgeHover({ path }: SpecFile, { line, start, end, said, quoted }: Marker, service: LanguageService): readonly string[] {
  const shown = hoverAt(service, path, { line, character: Math.floor((start + end) / 2) });
  const where = `${path}:${String(line + 1)}`;
  if (said === 'nothing') return shown === '' ? [] : [`unexpected hover at ${where}:\n${shown}`];
  const missing = quoted.filter((text) => !shown.includes(text));
  return missing.length === 0 ? [] : [`the hover at ${where} lacks ${missing.map((text) => `"${text}"`).join(', ')}:\n${shown}`];
}

function judgePhrases(file: SpecFile, marker: Marker, all: readonly Observed[]): readonly string[] {
  const here = all.filter(
    ({ path, line, start, end }) => path === file.path && line === marker.line && start === marker.start && end === marker.end,
  );
  const wanted = marker.said.split(',').map((phrase) => phrase.trim());
  const where = `${file.path}:${String(marker.line + 1)}`;
  if (wanted.length === 1 && wanted[0] === 'none') return here.length === 0 ? [] : [`unexpected ${marker.kind} at ${where}`];
  if (here.some(({ phrases }) => wanted.every((phrase) => phrases.has(phrase)))) return [];
  return [
    `no ${marker.kind} at ${where} is "${marker.said}"; there: ${here.map(({ phrases }) => [...phrases].join(', ')).join(' | ') || 'none'}`,
  ];
}

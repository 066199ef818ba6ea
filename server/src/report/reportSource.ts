/** What every report is made from: analysed projects, and functions that say where things stand. No report reads a file. */
import { compareText } from '../base/compareText';
import type { DocumentKey } from '../base/documentKey';
import { rangeOf, type LineStarts, type Range, type Span } from '../base/span';
import type { Analysed } from '../relations/analysed';
import type { Place } from '../relations/graph';
import type { Edit, Finding } from '../rules/rule';

export interface ReportedProject extends Analysed {
  readonly findings: readonly Finding[];
}

export interface ReportSource {
  readonly projects: readonly ReportedProject[];
  readonly stats: ReportStats;
  /** Where a place stands now; null when its file is gone. */
  locate(place: Place): LocatedPlace | null;
  /** The text of a file, for excerpts; null when it cannot be read. */
  text(key: DocumentKey): string | null;
  /** False for a file that exists in the engine's mind only, as what is known of Django without its source. */
  isOnDisk(key: DocumentKey): boolean;
  /** The path of a file or folder as the report shows it, with forward slashes. */
  pathOf(key: DocumentKey): string;
}

export interface ReportStats {
  readonly files: number;
  readonly bytes: number;
  readonly parsed: number;
  readonly models: number;
  readonly relations: number;
}

export interface LocatedPlace {
  readonly key: DocumentKey;
  readonly span: Span;
  readonly lineStarts: LineStarts;
}

/** A finding with its places looked up. */
export interface PlacedFinding {
  readonly finding: Finding;
  /** The project it belongs to, by its root's path as the report shows it. */
  readonly project: string;
  readonly key: DocumentKey;
  readonly file: string;
  readonly range: Range;
  readonly related: readonly PlacedNote[];
  readonly fixes: readonly PlacedFix[];
}

export interface PlacedNote {
  readonly key: DocumentKey;
  readonly file: string;
  readonly range: Range;
  readonly message: string;
}

export interface PlacedFix {
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly PlacedEdit[];
}

export interface PlacedEdit {
  readonly file: string;
  readonly range: Range;
  readonly newText: string;
}

/** All findings with their places, sorted by file, position and code. A finding whose file is gone is left out. */
export function placeFindings(source: ReportSource): readonly PlacedFinding[] {
  return source.projects
    .flatMap(({ project, findings }) => findings.flatMap((finding) => placed(source, source.pathOf(project.root), finding)))
    .sort(compareFindings);
}

function placed(source: ReportSource, project: string, finding: Finding): readonly PlacedFinding[] {
  const at = source.locate(finding.at);
  if (at === null) return [];
  return [
    {
      finding,
      project,
      key: at.key,
      file: source.pathOf(at.key),
      range: rangeOf(at.lineStarts, at.span),
      related: finding.related.flatMap(({ at: place, message }) => {
        const there = source.locate(place);
        if (there === null || !source.isOnDisk(there.key)) return [];
        return [{ key: there.key, file: source.pathOf(there.key), range: rangeOf(there.lineStarts, there.span), message }];
      }),
      fixes: finding.fixes.flatMap(({ title, preferred, edits }) => {
        const there = edits.flatMap((edit) => placedEdit(source, edit));
        return there.length === edits.length ? [{ title, preferred, edits: there }] : [];
      }),
    },
  ];
}

function placedEdit(source: ReportSource, { at, where, newText, from }: Edit): readonly PlacedEdit[] {
  const there = source.locate(at);
  const before = from === undefined ? there : source.locate(from);
  if (there === null || before === null) return [];
  const range = rangeOf(there.lineStarts, there.span);
  const edited = {
    replace: range,
    before: { start: range.start, end: range.start },
    after: { start: range.end, end: range.end },
    replaceFrom: { start: rangeOf(before.lineStarts, before.span).end, end: range.end },
  };
  return [{ file: source.pathOf(there.key), range: edited[where], newText }];
}

function compareFindings(left: PlacedFinding, right: PlacedFinding): number {
  return (
    compareText(left.file, right.file) ||
    left.range.start.line - right.range.start.line ||
    left.range.start.character - right.range.start.character ||
    compareText(left.finding.code, right.finding.code) ||
    compareText(left.finding.message, right.finding.message) ||
    compareText(left.project, right.project)
  );
}

/** The projects in the order in which reports tell them: by root. */
export function sortedProjects(source: ReportSource): readonly ReportedProject[] {
  return [...source.projects].sort((left, right) => compareText(left.project.root, right.project.root));
}

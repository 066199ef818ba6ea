/** The facade: everything that the language server and the command line ask of us. The types; see workspaceState.ts and createLanguageService.ts. */
import type { DocumentKey } from '../base/documentKey';
import type { LineStarts, Span } from '../base/span';
import type { ExplainedRule } from '../features/explain';
import type { Hover } from '../features/shown';
import type { Analysed } from '../relations/analysed';
import type { Place } from '../relations/graph';
import type { Finding } from '../rules/rule';
import type { SourceNotice } from '../source/host';
import type { AnalysedProject } from './analyseProject';

/** What a person set; every field has a default, see settings.ts. */
export interface Settings {
  /** Django's version as `5.2`, or null to find it. */
  readonly django: string | null;
  /** Dotted settings module, or null to find it. */
  readonly settingsModule: string | null;
  /** An interpreter or an environment's folder, as a person wrote it; null to find one. */
  readonly python: string | null;
  /** What an editor has selected for a folder of the workspace: an interpreter or an environment's folder. `python` counts for more. */
  readonly interpreters: Readonly<Record<DocumentKey, string>>;
  /** Glob patterns (gitignore syntax) of folders and files to leave out, besides the defaults. */
  readonly exclude: readonly string[];
  /** Rule names or codes to report; empty for all. */
  readonly select: readonly string[];
  /** Rule names or codes not to report. */
  readonly ignore: readonly string[];
  /** Most Python files that a scan reads before it stops with a notice. */
  readonly maxFiles: number;
}

/** One analysed state of the workspace. Immutable; a later state has a higher revision. */
export interface Analysis {
  readonly revision: number;
  readonly projects: readonly ProjectAnalysis[];
  readonly notices: readonly SourceNotice[];
  readonly stats: AnalysisStats;
}

export interface ProjectAnalysis extends Analysed {
  /** Sorted by file, position and code. */
  readonly findings: readonly Finding[];
}

export interface AnalysisStats {
  /** Python files seen, their bytes, and how many of them were parsed. */
  readonly files: number;
  readonly bytes: number;
  readonly parsed: number;
  /** Files of installed packages that were read. */
  readonly installed: number;
  /** Models and relations of all projects, abstract models included in neither. */
  readonly models: number;
  readonly relations: number;
}

/** A file's change on disk, as a watcher reports it. */
export interface FileChange {
  readonly key: DocumentKey;
  readonly kind: 'created' | 'changed' | 'deleted';
}

/** Open text of a document: replaces what is on disk while the document is open. */
export interface OpenDocument {
  readonly key: DocumentKey;
  readonly text: string;
  readonly version: number;
}

/** Texts in, an analysis out. */
export interface Engine {
  /** Adds or replaces the text of an open document. */
  open(document: OpenDocument): void;
  /** Forgets the open text; the file on disk counts again. */
  close(key: DocumentKey): void;
  /** Takes in what a watcher reported, one batch. */
  filesChanged(changes: readonly FileChange[]): void;
  /** Replaces the settings. Unknown values were already told and dropped by readSettings. */
  configure(settings: Settings): void;
  /** The first reading of the folders in steps, so that a server can stay responsive and tell progress (0 to 1). */
  scan(): Iterable<number>;
  /** The current analysis: computed when something changed since the last call, else the same object. */
  analysis(): Analysis;
  /** Where a place stands in its file's current text; null when the file is gone. */
  locate(place: Place): Located | null;
  /** Line starts of a known document, for positions; null when the document is not known. */
  lineStarts(key: DocumentKey): LineStarts | null;
  /** Current text of a document, from the buffer or the disk; null when unreadable. */
  text(key: DocumentKey): string | null;
  /** What explanations are made of. */
  toExplain(): ExplanationContext;
}

/** The engine, and what it has to tell people who ask: a check starts without that. */
export interface LanguageService extends Omit<Engine, 'toExplain'> {
  /** The hover at `offset` (UTF-16 units) of a document; null when there is nothing to say. */
  hover(key: DocumentKey, offset: number): Hover | null;
  /** Why the classes of a project are or are not models, which settings were found …: Markdown for people. */
  explainProject(): string;
  /** Explains `shop.Order`, `shop.Order.customer` or a code such as `fields.E304`; null when nothing has this name. */
  explain(what: string): string | null;
}

export interface Located {
  readonly key: DocumentKey;
  readonly span: Span;
  readonly lineStarts: LineStarts;
}

export interface ExplanationContext {
  readonly roots: readonly DocumentKey[];
  readonly analysis: Analysis;
  readonly projects: readonly AnalysedProject[];
  readonly rules: readonly ExplainedRule[];
  readonly locate: (place: Place) => Located | null;
  readonly milliseconds: number | null;
}

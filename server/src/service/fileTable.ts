/**
 * What is known of each file: of what lies on disk nothing but that it is there, until somebody asks for its header or its facts. Open
 * documents stand in for what is on disk. Of a file that changes it tells how much of an earlier answer still holds.
 */
import { baseName, isInside, parentKey, type DocumentKey } from '../base/documentKey';
import { structuralEqual } from '../base/structuralEqual';
import { extractFacts } from '../facts/extractFacts';
import type { FileFacts, FileShape } from '../facts/fileShape';
import { sameOutline } from '../facts/sameOutline';
import { builtinFiles, isBuiltin } from '../project/djangoContrib';
import { isEntryPoint } from '../project/findProjects';
import type { SourceNotice, WorkspaceHost } from '../source/host';
import { scanHeader, type FileHeader } from '../syntax/header';
import type { PythonParser } from '../syntax/python';
import type { OpenDocument } from './languageService';

/** What a change of one file leaves of an answer that was given before. */
export type Change =
  /** All of it: nobody has asked for the file so far. */
  | { readonly kind: 'nothing' }
  /** All but the places. */
  | { readonly kind: 'places' }
  /** Nothing but the bodies of classes differs from what the file said before. */
  | { readonly kind: 'bodies'; readonly before: FileShape }
  | { readonly kind: 'everything' };

export interface FileTable {
  readonly open: ReadonlyMap<DocumentKey, OpenDocument>;
  /** What could not be read, by file. */
  readonly notices: ReadonlyMap<DocumentKey, SourceNotice>;
  readonly builtin: ReadonlyMap<DocumentKey, string>;
  /** Grows whenever a file comes or goes. */
  version(): number;
  /** Files of the workspace, sorted. */
  own(): readonly DocumentKey[];
  has(key: DocumentKey): boolean;
  size(): number;
  textOf(key: DocumentKey): string | null;
  /** The header of any file; null when it cannot be read. */
  headerOf(key: DocumentKey): FileHeader | null;
  factsOf(key: DocumentKey): FileFacts | null;
  /** Takes a file of the workspace in, or takes it in again. */
  take(key: DocumentKey): Change;
  openDocument(document: OpenDocument): void;
  /** False when it was not open. */
  closeDocument(key: DocumentKey): boolean;
  /** False when it was not known. */
  forget(key: DocumentKey): boolean;
  /** Forgets what stands in a folder that is gone; false when nothing was known of it. */
  forgetFolder(folder: DocumentKey): boolean;
  forgetInstalled(): void;
  /** Forgets everything but open documents. Until `settle` texts are kept for whoever may ask for facts. */
  begin(): void;
  settle(): void;
  /** True for what was asked for and is no file of the workspace. */
  isForeign(key: DocumentKey): boolean;
  counts(): { readonly bytes: number; readonly parsed: number; readonly installed: number };
}

interface FileState {
  readonly header: FileHeader;
  /** How much was read of it. */
  readonly bytes: number;
  /** Undefined until somebody asks; null when the text cannot be read. */
  facts: FileFacts | null | undefined;
}

export interface FileTableOptions {
  readonly host: WorkspaceHost;
  readonly parser: PythonParser;
  /** True for a file that stands in an environment of some project. */
  readonly isInstalled: (key: DocumentKey) => boolean;
}

/** An empty table. */
export function createFileTable({ host, parser, isInstalled }: FileTableOptions): FileTable {
  const builtin = builtinFiles();
  /** Null for a file that is read when somebody asks. */
  const files = new Map<DocumentKey, FileState | null>();
  /** Null for those that cannot be read. */
  const installed = new Map<DocumentKey, FileState | null>();
  const open = new Map<DocumentKey, OpenDocument>();
  const notices = new Map<DocumentKey, SourceNotice>();
  const unread = new Map<DocumentKey, string>();
  let keepsTexts = false;
  let version = 0;
  let sorted: { readonly version: number; readonly own: readonly DocumentKey[] } | null = null;

  /** Keeps what a person should know; of a file that is gone there is nothing to know. */
  function note(notice: SourceNotice): void {
    if (notice.kind !== 'vanished') notices.set(notice.key, notice);
  }

  function textOf(key: DocumentKey): string | null {
    const known = open.get(key)?.text ?? builtin.get(key) ?? unread.get(key);
    if (known !== undefined) return known;
    const result = host.read(key);
    if (result.text === null) note(result.notice);
    return result.text;
  }

  function set(key: DocumentKey, state: FileState | null): void {
    if (!files.has(key)) version++;
    files.set(key, state);
  }

  function stateOf(key: DocumentKey): FileState | null {
    const known = files.get(key) ?? installed.get(key);
    if (known !== undefined && known !== null) return known;
    const text = builtin.get(key);
    if (text !== undefined) return readInto(files, key, { text, bytes: 0 });
    if (files.has(key)) return readInto(files, key, host.read(key));
    if (installed.has(key)) return null;
    if (isInstalled(key)) return readInto(installed, key, host.read(key));
    installed.set(key, null);
    return null;
  }

  function readInto(
    into: Map<DocumentKey, FileState | null>,
    key: DocumentKey,
    result: ReturnType<WorkspaceHost['read']>,
  ): FileState | null {
    if (result.text === null) {
      note(result.notice);
      into.set(key, null);
      return null;
    }
    const state: FileState = { header: scanHeader(result.text, parser.reading), bytes: result.bytes, facts: undefined };
    keepText(key, result.text, state.header);
    into.set(key, state);
    return state;
  }

  /** Keeps a text for whoever may ask for facts. What is read as needed holds on to its text anyway. */
  function keepText(key: DocumentKey, text: string, header: FileHeader): void {
    if (keepsTexts && (parser.reading === 'as-needed' || header.classes.length > 0)) unread.set(key, text);
  }

  function factsOf(key: DocumentKey): FileFacts | null {
    const state = stateOf(key);
    if (state === null) return null;
    if (state.facts === undefined) {
      const text = textOf(key);
      if (parser.reading === 'whole') unread.delete(key);
      state.facts = text === null ? null : extractFacts(parser, text);
    }
    return state.facts;
  }

  function take(key: DocumentKey): Change {
    const before = files.get(key);
    // What nobody has asked for so far changes nothing. An entry point is read as text, which leaves no trace here.
    const isAsked = before !== null || notices.has(key) || isEntryPoint(key);
    const document = open.get(key);
    notices.delete(key);
    if (document === undefined && before == null) {
      // The walk finds what is there; who closes a document may never have saved it.
      const isThere = keepsTexts || host.entries(parentKey(key))?.get(baseName(key)) === 'file';
      if (isThere) set(key, null);
      else forget(key);
      return { kind: isThere && !isAsked ? 'nothing' : 'everything' };
    }
    const result = document === undefined ? host.read(key) : { text: document.text, bytes: document.text.length };
    unread.delete(key);
    if (result.text === null) {
      note(result.notice);
      forget(key);
      return { kind: 'everything' };
    }
    const header = scanHeader(result.text, parser.reading);
    const after: FileState = { header, bytes: result.bytes, facts: undefined };
    if (before?.facts != null) after.facts = extractFacts(parser, result.text);
    else keepText(key, result.text, header);
    set(key, after);
    if (!isAsked) return { kind: 'nothing' };
    return before == null || isEntryPoint(key) ? { kind: 'everything' } : changeBetween(before, after);
  }

  function forget(key: DocumentKey): boolean {
    unread.delete(key);
    if (!files.delete(key)) return false;
    version++;
    return true;
  }

  return {
    open,
    notices,
    builtin,
    version: () => version,
    own() {
      if (sorted?.version !== version) sorted = { version, own: [...files.keys()].filter((key) => !isBuiltin(key)).sort() };
      return sorted.own;
    },
    has: (key) => files.has(key),
    size: () => files.size,
    textOf,
    headerOf: (key) => stateOf(key)?.header ?? null,
    factsOf,
    take,
    openDocument(document) {
      open.set(document.key, document);
    },
    closeDocument: (key) => open.delete(key),
    forget(key) {
      notices.delete(key);
      return forget(key);
    },
    forgetFolder(folder) {
      const gone = [...files.keys()].filter((file) => isInside(folder, file) && !open.has(file));
      for (const file of gone) forget(file);
      for (const file of [...notices.keys()]) if (isInside(folder, file)) notices.delete(file);
      return gone.length > 0;
    },
    forgetInstalled() {
      installed.clear();
      version++;
    },
    begin() {
      for (const each of [files, installed, unread, notices]) each.clear();
      keepsTexts = true;
      version++;
    },
    settle() {
      keepsTexts = false;
      unread.clear();
    },
    isForeign: (key) => installed.has(key),
    counts() {
      const own = [...files].flatMap(([key, state]) => (state === null || isBuiltin(key) ? [] : [state]));
      return {
        bytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
        parsed: own.filter(({ facts }) => facts != null).length,
        installed: [...installed.values()].filter((state) => state !== null).length,
      };
    },
  };
}

function changeBetween(before: FileState, after: FileState): Change {
  if (!structuralEqual(before.header, after.header)) return { kind: 'everything' };
  if (before.facts == null || after.facts == null) return { kind: before.facts === after.facts ? 'places' : 'everything' };
  if (!before.facts.details.sameIn(after.facts.details)) return { kind: 'everything' };
  if (structuralEqual(before.facts.shape, after.facts.shape)) return { kind: 'places' };
  return sameOutline(before.facts.shape, after.facts.shape) ? { kind: 'bodies', before: before.facts.shape } : { kind: 'everything' };
}

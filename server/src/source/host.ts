/** What the outside gives to the engine: folders and texts. The engine itself reads nothing. */
import type { DocumentKey } from '../base/documentKey';

/** Something that a person should be told about the reading itself: an unreadable file, a cap that was reached, an environment that is none. */
export interface SourceNotice {
  readonly kind:
    | 'unreadable'
    | 'undecodable'
    | 'too-large'
    | 'too-many-files'
    | 'symlink-loop'
    | 'vanished'
    | 'environment'
    | 'setting'
    | 'syntax'
    | 'copy';
  readonly key: DocumentKey;
  /** A sentence for the person. */
  readonly message: string;
}

/** What the engine asks of the outside: folders and texts. The disk serves editors and terminals, a map serves tests. */
export interface WorkspaceHost {
  /** Walks the roots; yields what was found since the last step. */
  discover(roots: readonly DocumentKey[], limits: DiscoveryLimits): Iterable<DiscoveryStep>;
  /** The text of a file on disk. Never throws. */
  read(key: DocumentKey): ReadResult;
  /** The names in a folder with what stands there, links followed. Null when it cannot be opened or is no folder. Never throws. */
  entries(folder: DocumentKey): FolderEntries | null;
  /** Whether the walk would find a file of this name if it stood there: for what a watcher reports or an editor opens. */
  belongs(key: DocumentKey, roots: readonly DocumentKey[], limits: DiscoveryLimits): boolean;
}

/** Names in one folder. What is neither file nor folder, such as a link to nothing, is not in it. */
export type FolderEntries = ReadonlyMap<string, 'file' | 'folder'>;

export interface DiscoveryLimits {
  /** Patterns as in .gitignore, relative to each root. */
  readonly exclude: readonly string[];
  /** Most Python files that are found before the walk stops. */
  readonly maxFiles: number;
}

export interface DiscoveryStep {
  readonly files: readonly DocumentKey[];
  /** Lock files and the like, which may name Django's version. */
  readonly markers: readonly DocumentKey[];
  readonly notices: readonly SourceNotice[];
}

export type ReadResult = { readonly text: string; readonly bytes: number } | { readonly text: null; readonly notice: SourceNotice };

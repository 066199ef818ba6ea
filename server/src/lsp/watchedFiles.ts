/** Which files an editor is asked to watch, and what a batch of its reports means for the engine. */
import {
  FileChangeType,
  WatchKind,
  type FileEvent,
  type FileOperationRegistrationOptions,
  type FileSystemWatcher,
} from 'vscode-languageserver/node';
import { baseName, keyFromUri } from '../base/documentKey';
import type { FileChange } from '../service/languageService';
import { isMarker, MARKER_GLOBS } from '../source/markers';

export const fileWatchers: FileSystemWatcher[] = [
  { globPattern: '**/*.py' },
  { globPattern: `**/{${MARKER_GLOBS.join(',')}}` },
  { globPattern: '**/.gitignore' },
  // A folder that goes away is reported as one deletion, without its files; one that comes, perhaps without those that came with it.
  { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
];

/** What a person does to files in the editor's own tree: watchers tell of a moved folder too little. */
export const fileOperations: FileOperationRegistrationOptions = {
  filters: [
    { scheme: 'file', pattern: { glob: '**/*.py', matches: 'file' } },
    { scheme: 'file', pattern: { glob: '**', matches: 'folder' } },
  ],
};

export interface WatchedChanges {
  readonly changes: readonly FileChange[];
  /** True when the folders have to be walked again: what is left out, or what there is besides Python, is different. */
  readonly walkAgain: boolean;
}

const KINDS: Readonly<Record<FileChangeType, FileChange['kind']>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

/** Sorts a batch; events that mean nothing to the engine are left out. */
export function readFileEvents(events: readonly FileEvent[]): WatchedChanges {
  let walkAgain = false;
  const changes = events.flatMap(({ uri, type }): readonly FileChange[] => {
    const key = keyFromUri(uri);
    const kind = KINDS[type] as FileChange['kind'] | undefined;
    if (key === null || kind === undefined) return [];
    const name = baseName(key);
    if (name.endsWith('.py')) return [{ key, kind }];
    if (isMarker(key) || name === '.gitignore') {
      if (kind !== 'changed' || name === '.gitignore') walkAgain = true;
      return [{ key, kind }];
    }
    return kind !== 'changed' && !name.slice(1).includes('.') ? [{ key, kind }] : [];
  });
  return { changes, walkAgain };
}

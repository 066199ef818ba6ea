/** Whether a path that a person named exists, and as what. */
import { statSync } from 'node:fs';
import { pathFromKey, type DocumentKey } from '../base/documentKey';

/** What stands on disk under `key`, links followed; `nothing` also where it may not be looked at. */
export function whatStandsAt(key: DocumentKey): 'file' | 'folder' | 'nothing' {
  try {
    const found = statSync(pathFromKey(key), { throwIfNoEntry: false });
    if (found === undefined) return 'nothing';
    return found.isDirectory() ? 'folder' : 'file';
  } catch {
    return 'nothing';
  }
}

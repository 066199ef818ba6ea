/** The Python environment of a project, found by the names of folders and by small files of text; no Python is ever run. */
import type { DocumentKey } from '../base/documentKey';
import { environmentCandidates, type EnvironmentSearch } from './environmentCandidates';
import type { SourceNotice } from './host';
import { foldersAddedBy } from './pathFiles';
import { isEnvironment, sitePackagesOf } from './sitePackages';

export interface PythonEnvironment {
  /** What stands on Python's path behind the project's own folders, in order: site-packages, then what its .pth files add. */
  readonly folders: readonly DocumentKey[];
  /** Where it was found, in words for a person: `.venv`, `VIRTUAL_ENV`, `the chosen interpreter` … */
  readonly from: string;
  /** What a person should know: an unreadable site-packages, an environment without one … */
  readonly notices: readonly SourceNotice[];
}

/**
 * Finds the environment of a project. Null when there is none; when there is none and something to tell of it, `folders` is empty
 * and `from` is `nowhere`. Never throws.
 */
export function findEnvironment(search: EnvironmentSearch): PythonEnvironment | null {
  const { host } = search;
  const notices: SourceNotice[] = [];
  const tried = new Set<DocumentKey>();
  for (const { folder, from, packages = () => sitePackagesOf(folder, host), ifEmpty } of environmentCandidates(search)) {
    if (tried.has(folder)) continue;
    tried.add(folder);
    const installed = packages();
    notices.push(...installed.notices);
    const folders = installed.folders.flatMap((each) => {
      const added = foldersAddedBy(each, host);
      notices.push(...added.notices);
      return [each, ...added.folders];
    });
    if (folders.length > 0) return { folders: [...new Set(folders)], from, notices };
    if (ifEmpty !== undefined) notices.push(ifEmpty);
    else if (installed.notices.length === 0 && isEnvironment(folder, host)) notices.push(emptyNotice(folder));
  }
  return notices.length === 0 ? null : { folders: [], from: 'nowhere', notices };
}

function emptyNotice(folder: DocumentKey): SourceNotice {
  const message = `${folder} is a Python environment without a folder of installed packages; it is not used.`;
  return { kind: 'environment', key: folder, message };
}

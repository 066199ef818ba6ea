/**
 * The Python environment of a project, found by the names of folders and by small files of text; no Python is ever run.
 *
 * What a person chose counts above all. Then what lies with the project, nearest first. An environment that is activated in the
 * shell comes last: the shell may have been opened for something else, one editor serves several projects, and an editor and a
 * terminal should say the same of one project.
 */
import { isInside, joinKey, parentKey, relativeKey, type DocumentKey } from '../base/documentKey';
import type { SourceNotice } from './host';
import { foldersAddedBy } from './pathFiles';
import { sitePackagesOf, type FolderHost } from './sitePackages';

export interface PythonEnvironment {
  /** What stands on Python's path behind the project's own folders, in order: site-packages, then what its .pth files add. */
  readonly folders: readonly DocumentKey[];
  /** Where it was found, in words for a person: `.venv`, `VIRTUAL_ENV`, `the chosen interpreter` … */
  readonly from: string;
  /** What a person should know: an unreadable site-packages, an environment without one … */
  readonly notices: readonly SourceNotice[];
}

export interface EnvironmentSearch {
  /** The project's folder. */
  readonly root: DocumentKey;
  /** The workspace folder that holds it. */
  readonly workspace: DocumentKey;
  /** An interpreter, or an environment's folder, as a person or an editor names it; null to look for one. */
  readonly chosen: string | null;
  /** The variables of the process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly host: FolderHost;
}

/** Finds the environment of a project. Null when there is none, and nothing to tell of it either. Never throws. */
export function findEnvironment({ root, workspace, host }: EnvironmentSearch): PythonEnvironment | null {
  const notices: SourceNotice[] = [];
  for (const folder of foldersUpwards(root, workspace))
    for (const name of ['.venv', 'venv']) {
      const environment = joinKey(folder, name);
      if (host.entries(environment) === null) continue;
      const packages = sitePackagesOf(environment, host);
      notices.push(...packages.notices);
      if (packages.folders.length === 0) continue;
      const folders = packages.folders.flatMap((each) => {
        const added = foldersAddedBy(each, host);
        notices.push(...added.notices);
        return [each, ...added.folders];
      });
      return { folders: [...new Set(folders)], from: relativeKey(workspace, environment), notices };
    }
  return null;
}

/** `root` and the folders around it up to `workspace`; `root` alone when it lies elsewhere. */
function foldersUpwards(root: DocumentKey, workspace: DocumentKey): readonly DocumentKey[] {
  if (root === workspace || !isInside(workspace, root)) return [root];
  return [root, ...foldersUpwards(parentKey(root), workspace)];
}

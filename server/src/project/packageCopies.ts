/** Apps whose package stands in several folders of Python's path: the first is imported, and the others are easily taken for it. */
import { parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { App } from './project';

export interface PackageCopies {
  /** The app's dotted package. */
  readonly name: string;
  /** Folder of the package that counts. */
  readonly used: DocumentKey;
  /** Folders of the others, in the order of Python's path; never empty. */
  readonly others: readonly DocumentKey[];
}

/** Those of the apps that are there twice or more; none for apps known without source. */
export function packageCopies(apps: readonly App[], modules: Pick<ModuleMap, 'homesOf'>): readonly PackageCopies[] {
  return apps.flatMap(({ name, folder, from }) => {
    if (folder === null || from === 'builtin') return [];
    const others = modules.homesOf(name).flatMap((file) => (parentKey(file) === folder ? [] : [parentKey(file)]));
    return others.length === 0 ? [] : [{ name, used: folder, others }];
  });
}

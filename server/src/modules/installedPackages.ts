/**
 * The packages that are installed beside a project: which file of an environment's folders a dotted module name means. Folders
 * are looked into when somebody asks for a module in them; no file is read here.
 */
import { remembered } from '../base/collections';
import { baseName, isInside, joinKey, parentKey, type DocumentKey } from '../base/documentKey';

export interface InstalledPackages {
  /** The file of a module; null where no folder holds it, or where its meaning is known without its source. */
  fileOf(module: string): DocumentKey | null;
  /** The files of a package in all folders that hold it, in their order, those of the workspace left out. */
  homesOf(name: string): readonly DocumentKey[];
  /** False where surely no module of it has a file here: it is in none of the folders. */
  mayHold(module: string): boolean;
  /** True when the file stands in the environment. */
  has(file: DocumentKey): boolean;
  /** The folder of Python's path under which the file is found; null for a file of the workspace. */
  rootOf(file: DocumentKey): DocumentKey | null;
}

/** The names in a folder and what they stand for; null for what is no folder. */
export type EntriesOf = (folder: DocumentKey) => ReadonlyMap<string, 'file' | 'folder'> | null;

/** A project without an environment. */
export const NOTHING_INSTALLED: InstalledPackages = {
  fileOf: () => null,
  homesOf: () => [],
  mayHold: () => false,
  has: () => false,
  rootOf: () => null,
};

/**
 * Packages in the folders of an environment, the first folder wins (docs.python.org/3/reference/import.html).
 * @param isOwn true for a file of the workspace: an editable installation leads back to it
 */
export function createInstalledPackages(
  folders: readonly DocumentKey[],
  entriesOf: EntriesOf,
  isOwn: (file: DocumentKey) => boolean,
): InstalledPackages {
  const listed = new Map<DocumentKey, ReturnType<EntriesOf>>();
  // The nearest folder names the module.
  const nearest = [...folders].sort((left, right) => right.length - left.length);

  function entries(folder: DocumentKey): ReturnType<EntriesOf> {
    let known = listed.get(folder);
    if (known === undefined) listed.set(folder, (known = entriesOf(folder)));
    return known;
  }

  function inFolder(root: DocumentKey, parts: readonly string[]): DocumentKey | null {
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      if (entries(folder)?.get(part) !== 'folder') return null;
      folder = joinKey(folder, part);
    }
    const last = parts.at(-1) ?? '';
    const found = entries(folder);
    const init = found?.get(last) === 'folder' && entries(joinKey(folder, last))?.get('__init__.py') === 'file';
    if (init) return joinKey(folder, last, '__init__.py');
    return found?.get(`${last}.py`) === 'file' ? joinKey(folder, `${last}.py`) : null;
  }

  function holdsFolder(root: DocumentKey, parts: readonly string[]): boolean {
    let folder = root;
    return parts.every((part) => {
      const isThere = entries(folder)?.get(part) === 'folder';
      folder = joinKey(folder, part);
      return isThere;
    });
  }

  const search = remembered((module: string): DocumentKey | null => {
    const parts = module.split('.');
    for (const folder of folders) {
      const found = inFolder(folder, parts);
      if (found !== null) return found;
    }
    return null;
  });

  const folderOf = remembered((file: DocumentKey) => nearest.find((folder) => isInside(folder, file)) ?? null);

  function rootOf(file: DocumentKey): DocumentKey | null {
    return isOwn(file) ? null : folderOf(file);
  }

  return {
    fileOf: (module) => (isKnownWithoutSource(module) ? null : search(module)),
    homesOf: (name) =>
      folders.flatMap((folder) => {
        const found = inFolder(folder, name.split('.'));
        return found === null || isOwn(found) ? [] : [found];
      }),
    mayHold: (module) => !isKnownWithoutSource(`${module}.any`) && folders.some((folder) => holdsFolder(folder, module.split('.'))),
    has: (file) => rootOf(file) !== null && entries(parentKey(file))?.get(baseName(file)) === 'file',
    rootOf,
  };
}

/** Django's own classes and functions are known by their names; of its source only what declares models and apps is read. */
const DJANGO = /^django(?:\.|$)/;
const READ_OF_DJANGO = /^django\.contrib\.(?!gis|postgres)\w+(?:\.(?:models|base_user|base_session|apps))?$/;

function isKnownWithoutSource(module: string): boolean {
  return DJANGO.test(module) && !READ_OF_DJANGO.test(module);
}

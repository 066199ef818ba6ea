/**
 * Which file a dotted module name means, and which module a file is. Follows Python's import system
 * (docs.python.org/3/reference/import.html) on a list of known files: nothing is read, nothing executed.
 */
import { remembered } from '../base/collections';
import { baseName, isInside, joinKey, parentKey, relativeKey, type DocumentKey } from '../base/documentKey';
import type { InstalledPackages } from './installedPackages';

export interface ModuleMap {
  /** Dotted name of the file's module; packages by their folder's name. */
  moduleOf(file: DocumentKey): string;
  /** The file of a module as `importer` would get it; null when no known file answers. */
  fileOf(module: string, importer: DocumentKey | null): DocumentKey | null;
  /** What Python loads so that `importer` gets a module of this absolute name. */
  imported(module: string, importer: DocumentKey): ImportedModule;
  /** The files that would answer for an absolute name, each in another folder of Python's path, the one that counts first. */
  homesOf(module: string): readonly DocumentKey[];
  /** True when there is such a file, in the workspace or in an installed package. */
  has(file: DocumentKey): boolean;
  /** True for a file of an installed package. */
  isInstalled(file: DocumentKey): boolean;
  /** True for a module that may hold more than is read of it: one that is installed, or stands in a root that is known in part. */
  mayHoldMore(file: DocumentKey): boolean;
  /** True when the dotted name is a folder that is known in full, with or without `__init__.py`. */
  isPackage(module: string): boolean;
  /** Absolute dotted name of a relative import; null when it climbs out of the top package. */
  absolute(importer: DocumentKey, level: number, module: string): string | null;
}

export interface ImportedModule {
  /** The known files of the module itself and of the packages around it. */
  readonly files: readonly DocumentKey[];
  /** False where surely no module stands in it. */
  readonly mayHoldModules: boolean;
}

/** Folders on Python's path, the first wins; folders that hold top-level packages are added by themselves. */
export interface PythonPath {
  readonly roots: readonly DocumentKey[];
  /** Packages themselves, whose modules have a name by way of the folder above as well: they are looked into after all others. */
  readonly packages: readonly DocumentKey[];
}

/**
 * Builds the map.
 * @param files every known Python file
 * @param partialRoots those of them whose packages are known in part only: what is not there may still exist
 * @param installed the packages of the environment, which come after all of these
 */
export function createModuleMap(
  files: Iterable<DocumentKey>,
  { roots: sourceRoots, packages }: PythonPath,
  partialRoots: ReadonlySet<DocumentKey>,
  installed: InstalledPackages,
): ModuleMap {
  const known = new Set<DocumentKey>();
  const folders = new Set<DocumentKey>();
  for (const file of files) {
    known.add(file);
    for (let folder = parentKey(file); !folders.has(folder); folder = parentKey(folder)) {
      folders.add(folder);
      if (parentKey(folder) === folder) break;
    }
  }
  const topFolders = new Map<DocumentKey, DocumentKey>();
  const topOf = remembered((file: DocumentKey) => topFolderOf(file, known, topFolders));
  const allRoots = new Set(sourceRoots);
  for (const file of known) allRoots.add(topOf(file));
  for (const folder of packages) allRoots.add(folder);
  const roots = [...allRoots];
  /** The roots in which something has this name: of most that is imported there is none. */
  const rootsWith = remembered((name: string) =>
    roots.filter((root) => folders.has(joinKey(root, name)) || known.has(joinKey(root, `${name}.py`))),
  );
  /** The roots in which a package, or a part of one, is a folder. */
  const rootsWithFolder = remembered((module: string) => {
    const parts = module.split('.');
    return rootsWith(parts[0] ?? '').filter((root) => folders.has(joinKey(root, ...parts)));
  });
  const moduleNames = new Map<DocumentKey, string>();

  /** True for a folder inside of a package that nobody has put on the path: hardly anybody does. */
  const isHardlyRoot = remembered((root: DocumentKey) => !sourceRoots.includes(root) && isInPackage(root, sourceRoots, known));

  const search = remembered((module: string): DocumentKey | null => {
    const parts = module.split('.');
    let last: DocumentKey | null = null;
    for (const root of rootsWith(parts[0] ?? '')) {
      const found = inFolder(root, parts, known);
      if (found !== null && !isHardlyRoot(root)) return found;
      last ??= found;
    }
    return installed.fileOf(module) ?? last;
  });

  /** Looks below one folder first. */
  function searchBelow(top: DocumentKey, module: string): DocumentKey | null {
    const parts = module.split('.');
    return (rootsWith(parts[0] ?? '').includes(top) ? inFolder(top, parts, known) : null) ?? search(module);
  }

  function viewWith(fileOf: View['fileOf']): View {
    return {
      fileOf,
      imported: remembered((module) => ({ files: filesOnTheWay(fileOf, module), mayHoldModules: mayHold(fileOf(module), module) })),
    };
  }

  function mayHold(file: DocumentKey | null, module: string): boolean {
    if (file !== null) return baseName(file) === '__init__.py';
    return rootsWithFolder(module).length > 0 || installed.mayHold(module);
  }

  const viewOfInstalled = viewWith(search);
  const viewBelow = remembered((top: DocumentKey) => viewWith(remembered((module) => searchBelow(top, module))));
  /** Looks where the importer's own top package lies first, so that two projects side by side do not mix. */
  const viewFrom = remembered((importer: DocumentKey) => (isInstalled(importer) ? viewOfInstalled : viewBelow(topOf(importer))));

  function moduleOf(file: DocumentKey): string {
    let name = moduleNames.get(file);
    if (name === undefined) {
      const root = known.has(file) ? null : installed.rootOf(file);
      name = moduleName(file, root ?? nearestRoot(file, sourceRoots, topOf(file)));
      moduleNames.set(file, name);
    }
    return name;
  }

  function isInstalled(file: DocumentKey): boolean {
    return !known.has(file) && installed.rootOf(file) !== null;
  }

  return {
    moduleOf,
    has: (file) => known.has(file) || installed.has(file),
    isInstalled,
    mayHoldMore: (file) => isInstalled(file) || [...partialRoots].some((root) => isInside(root, file)),
    fileOf: (module, importer) => (importer === null ? search : viewFrom(importer).fileOf)(module),
    imported: (module, importer) => viewFrom(importer).imported(module),
    homesOf(module) {
      const own = sourceRoots.flatMap((root) => inFolder(root, module.split('.'), known) ?? []);
      return [...new Set([...own, ...installed.homesOf(module)])];
    },
    isPackage: (module) => rootsWithFolder(module).some((root) => !partialRoots.has(root)),
    absolute(importer, level, module) {
      if (level === 0) return module;
      const parts = moduleOf(importer).split('.');
      const drop = baseName(importer) === '__init__.py' ? level - 1 : level;
      if (drop > parts.length || (drop === parts.length && module === '')) return null;
      const kept = parts.slice(0, parts.length - drop);
      return [...kept, ...(module === '' ? [] : [module])].join('.');
    },
  };
}

/** What importers of one place see of all modules. */
interface View {
  readonly fileOf: (module: string) => DocumentKey | null;
  readonly imported: (module: string) => ImportedModule;
}

/** The files of a module and of the packages around it. */
function filesOnTheWay(fileOf: View['fileOf'], module: string): readonly DocumentKey[] {
  const files: DocumentKey[] = [];
  for (let end = module.length; end > 0; end = module.lastIndexOf('.', end - 1)) {
    const file = fileOf(module.slice(0, end));
    if (file !== null) files.push(file);
  }
  return files;
}

function inFolder(root: DocumentKey, parts: readonly string[], known: ReadonlySet<DocumentKey>): DocumentKey | null {
  const stem = joinKey(root, ...parts);
  const module = `${stem}.py` as DocumentKey;
  const init = `${stem}/__init__.py` as DocumentKey;
  if (known.has(init)) return init;
  return known.has(module) ? module : null;
}

/** The first folder above `file` that is no package itself: what Python's path must hold to reach the file. */
function topFolderOf(file: DocumentKey, known: ReadonlySet<DocumentKey>, memo: Map<DocumentKey, DocumentKey>): DocumentKey {
  const folder = parentKey(file);
  const cached = memo.get(folder);
  if (cached !== undefined) return cached;
  const isPackage = known.has(joinKey(folder, '__init__.py'));
  const top = isPackage && parentKey(folder) !== folder ? topFolderOf(folder, known, memo) : folder;
  memo.set(folder, top);
  return top;
}

/** True for a folder below a package, as far as the folders on Python's path. */
function isInPackage(folder: DocumentKey, roots: readonly DocumentKey[], known: ReadonlySet<DocumentKey>): boolean {
  for (let above = parentKey(folder); !roots.includes(above) && parentKey(above) !== above; above = parentKey(above))
    if (known.has(joinKey(above, '__init__.py'))) return true;
  return false;
}

/** The source root that names the file: the closest configured one, else the folder above the file's top package. */
function nearestRoot(file: DocumentKey, sourceRoots: readonly DocumentKey[], top: DocumentKey): DocumentKey {
  let best: DocumentKey | null = null;
  for (const root of sourceRoots) {
    if (!isInside(root, file)) continue;
    if (best === null || root.length > best.length) best = root;
  }
  return best ?? top;
}

function moduleName(file: DocumentKey, root: DocumentKey): string {
  const dotted = relativeKey(root, file).slice(0, -'.py'.length).replaceAll('/', '.');
  if (dotted === '__init__') return baseName(root);
  return dotted.endsWith('.__init__') ? dotted.slice(0, -'.__init__'.length) : dotted;
}

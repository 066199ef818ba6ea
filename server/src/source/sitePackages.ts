/**
 * From a Python environment's folder to the folders in which its packages are installed, whatever platform it was made on: only
 * names of folders are looked at. The layouts are those of CPython's `sysconfig`, of Debian's Python, and of conda.
 */
import { highestFirst } from '../base/collections';
import { baseName, joinKey, parentKey, resolveKey, type DocumentKey } from '../base/documentKey';
import type { FolderEntries, SourceNotice, WorkspaceHost } from './host';

/** The host's part that is needed to look at environments. */
export type FolderHost = Pick<WorkspaceHost, 'entries' | 'read'>;

/** Folders of installed packages, in the order of Python's path, and what kept others from being found. */
export interface InstalledPackages {
  readonly folders: readonly DocumentKey[];
  readonly notices: readonly SourceNotice[];
}

/** True for a folder that says of itself that it is an environment: `pyvenv.cfg` of venv, virtualenv and uv, `conda-meta` of conda. */
export function isEnvironment(folder: DocumentKey, host: FolderHost): boolean {
  return host.read(joinKey(folder, 'pyvenv.cfg')).text !== null || host.entries(joinKey(folder, 'conda-meta')) !== null;
}

/** The environment's folder of an interpreter: `…/bin/python`, `…\Scripts\python.exe`, and `…\python.exe` as in conda on Windows. */
export function environmentOfInterpreter(interpreter: DocumentKey): DocumentKey {
  const folder = parentKey(interpreter);
  return /^(bin|scripts)$/i.test(baseName(folder)) ? parentKey(folder) : folder;
}

/**
 * Where the packages of an environment are. Of several Pythons in it `version` counts (`3.12`), else the one that pyvenv.cfg
 * names, else the highest. With `include-system-site-packages` those of the Python behind it come last. None when there are none.
 */
export function sitePackagesOf(environment: DocumentKey, host: FolderHost, version: string | null = null): InstalledPackages {
  const config = readConfig(environment, host);
  const own = librariesOf(environment, host, version ?? config.version);
  if (config.base === null || config.base === environment) return own;
  const base = librariesOf(config.base, host, config.version);
  return { folders: [...own.folders, ...base.folders], notices: [...own.notices, ...base.notices] };
}

interface EnvironmentConfig {
  readonly version: string | null;
  /** The environment whose packages are seen, too. */
  readonly base: DocumentKey | null;
}

/** pyvenv.cfg as Python's `site` reads it: lines of `key = value`, keys in any case. */
function readConfig(environment: DocumentKey, host: FolderHost): EnvironmentConfig {
  const text = host.read(joinKey(environment, 'pyvenv.cfg')).text ?? '';
  const valueOf = (key: string): string | null => new RegExp(`^\\s*${key}\\s*=\\s*(.*?)\\s*$`, 'im').exec(text)?.[1] ?? null;
  const home = valueOf('include-system-site-packages')?.toLowerCase() === 'true' ? valueOf('home') : null;
  return {
    version: /^\d+\.\d+/.exec(valueOf('version') ?? valueOf('version_info') ?? '')?.[0] ?? null,
    base: home === null ? null : environmentOfInterpreter(joinKey(resolveKey(environment, home), 'python')),
  };
}

/** `lib` before `lib64`, which most often is the same folder. Debian keeps what pip installs for the system's Python in `local`. */
function librariesOf(environment: DocumentKey, host: FolderHost, version: string | null): InstalledPackages {
  const notices: SourceNotice[] = [];

  /** What stands in a folder that a listing has named; a sentence when it cannot be opened. */
  function open(folder: DocumentKey): FolderEntries | null {
    const entries = host.entries(folder);
    if (entries === null) notices.push({ kind: 'unreadable', key: folder, message: `${folder} cannot be opened as a folder.` });
    return entries;
  }

  function packagesIn(folder: DocumentKey): readonly DocumentKey[] {
    const entries = open(folder);
    return ['site-packages', 'dist-packages']
      .filter((name) => entries?.has(name) === true)
      .map((name) => joinKey(folder, name))
      .filter((packages) => open(packages) !== null);
  }

  function packagesOfLibrary(library: DocumentKey): readonly DocumentKey[] {
    const names = [...(open(library)?.keys() ?? [])];
    const inFolder = (name: string): readonly DocumentKey[] => packagesIn(joinKey(library, name));
    const ofOneVersion = firstFound(pythonsByVersion(names, version), inFolder);
    // Debian's packages serve every Python 3; Windows has no folder of a version.
    const ofAny = names.includes('python3') ? inFolder('python3') : [];
    return [...ofOneVersion, ...ofAny, ...(ofOneVersion.length === 0 ? packagesIn(library) : [])];
  }

  const entries = host.entries(environment);
  const libraries = [...(entries?.keys() ?? [])].filter((name) => /^lib(64)?$/i.test(name)).sort();
  const local =
    host.entries(joinKey(environment, 'local'))?.has('lib') === true ? packagesOfLibrary(joinKey(environment, 'local', 'lib')) : [];
  const folders = [
    ...local.filter((folder) => baseName(folder) === 'dist-packages'),
    ...firstFound(libraries, (name) => packagesOfLibrary(joinKey(environment, name))),
  ];
  return { folders, notices };
}

/** Names such as `python3.12`, `python3.13t` and `pypy3.10`: the wanted version first, then from the highest to the lowest. */
function pythonsByVersion(names: readonly string[], wanted: string | null): readonly string[] {
  const pythons = highestFirst(names.filter((name) => /^(python|pypy)\d+\.\d+t?$/.test(name)));
  const isWanted = (name: string): boolean => /\d+\.\d+/.exec(name)?.[0] === wanted;
  return [...pythons.filter(isWanted), ...pythons.filter((name) => !isWanted(name))];
}

/** What the first of `places` has that has anything. */
function firstFound<Place, Found>(places: readonly Place[], look: (place: Place) => readonly Found[]): readonly Found[] {
  for (const place of places) {
    const found = look(place);
    if (found.length > 0) return found;
  }
  return [];
}

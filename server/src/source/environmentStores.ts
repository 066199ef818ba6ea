/**
 * Environments that tools keep away from the project, in one place for all projects. Poetry, Pipenv and Hatch name them by a hash
 * of the project's path, so that a name alone proves to whom an environment belongs.
 */
import { createRequire } from 'node:module';
import { highestFirst, once } from '../base/collections';
import { joinKey, pathFromKey, resolveKey, type DocumentKey } from '../base/documentKey';
import type { FolderHost } from './sitePackages';

/** The variables of a process. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** An environment's folder, and the tool that has put it there: `Poetry`, `Pipenv` or `Hatch`. */
export interface StoredEnvironment {
  readonly folder: DocumentKey;
  readonly from: string;
}

/** The environments that tools keep for the project in `project`, those that the tool itself would take first. */
export function storedEnvironments(project: DocumentKey, variables: Variables, host: FolderHost): readonly StoredEnvironment[] {
  const lists = {
    Poetry: poetryEnvironments(project, variables, host),
    Pipenv: pipenvEnvironments(project, variables, host),
    Hatch: hatchEnvironments(project, variables, host),
  };
  return Object.entries(lists).flatMap(([from, folders]) => folders.map((folder) => ({ folder, from })));
}

/**
 * What a file `.venv` means, which Pipenv and virtualenvwrapper's helpers read: a path, or the name of an environment in their
 * stores. Nothing where the text is empty.
 */
export function environmentsNamedBy(text: string, folder: DocumentKey, variables: Variables): readonly DocumentKey[] {
  const name = text.trim();
  if (name === '') return [];
  if (/[\\/]/.test(name)) return [resolveKey(folder, name)];
  return [...pipenvStores(variables), ...foldersIn(variables, ['HOME', '.virtualenvs'])].map((store) => joinKey(store, name));
}

/** `<name>-<hash>-py3.12`, as `EnvManager.generate_env_name` makes it; `envs.toml` holds what `poetry env use` has chosen. */
function poetryEnvironments(folder: DocumentKey, variables: Variables, host: FolderHost): readonly DocumentKey[] {
  const path = pathAsWritten(folder);
  const endingOf = once(() => `-${hashOf(isWindows(folder) ? path.toLowerCase() : path)}-py`);
  return poetryStores(folder, variables, host).flatMap((store) => {
    const all = namesIn(store, host);
    if (all.length === 0) return [];
    const ending = endingOf();
    const names = all.filter((name) => name.includes(ending));
    if (names.length === 0) return [];
    const choices = host.read(joinKey(store, 'envs.toml')).text ?? '';
    const chosen = new RegExp(`${ending.slice(0, -3)}"?\\]\\s*minor\\s*=\\s*"([^"]*)"`).exec(choices)?.[1];
    return chosenFirst(names, (name) => name.endsWith(`-py${chosen ?? ''}`)).map((name) => joinKey(store, name));
  });
}

/** https://python-poetry.org/docs/configuration/: `virtualenvs.path`, else `virtualenvs` in the cache's folder of the platform. */
function poetryStores(folder: DocumentKey, variables: Variables, host: FolderHost): readonly DocumentKey[] {
  const configs = [
    joinKey(folder, 'poetry.toml'),
    ...foldersIn(
      variables,
      ['POETRY_CONFIG_DIR', 'config.toml'],
      ['XDG_CONFIG_HOME', 'pypoetry/config.toml'],
      ['HOME', '.config/pypoetry/config.toml'],
      ['HOME', 'Library/Application Support/pypoetry/config.toml'],
      ['APPDATA', 'pypoetry/config.toml'],
    ),
  ].map((file) => host.read(file).text ?? '');
  const settings = (name: RegExp): readonly string[] =>
    configs.flatMap((text) => new RegExp(`^\\s*${name.source}\\s*=\\s*["'](.*?)["']\\s*$`, 'm').exec(text)?.[1] ?? []);
  const caches = [
    ...foldersIn(variables, ['POETRY_CACHE_DIR', '']),
    ...settings(/cache-dir/).map((path) => resolveKey(folder, path)),
    ...foldersIn(
      variables,
      ['XDG_CACHE_HOME', 'pypoetry'],
      ['HOME', '.cache/pypoetry'],
      ['HOME', 'Library/Caches/pypoetry'],
      ['LOCALAPPDATA', 'pypoetry/Cache'],
    ),
  ];
  const paths = settings(/(?:virtualenvs\.)?path/).flatMap((path) =>
    path.startsWith('{cache-dir}')
      ? caches.map((cache) => resolveKey(cache, `.${path.slice('{cache-dir}'.length)}`))
      : resolveKey(folder, path),
  );
  return unique([
    ...foldersIn(variables, ['POETRY_VIRTUALENVS_PATH', '']),
    ...paths,
    ...caches.map((cache) => joinKey(cache, 'virtualenvs')),
  ]);
}

/** `<folder's name>-<hash of the Pipfile's path>`, and perhaps `-<python>`, as `Project.virtualenv_name` makes it. */
function pipenvEnvironments(folder: DocumentKey, variables: Variables, host: FolderHost): readonly DocumentKey[] {
  const hash = once(() => hashOf(pathAsWritten(joinKey(folder, 'Pipfile'))));
  return pipenvStores(variables).flatMap((store) =>
    namesIn(store, host)
      .filter((name) => name.endsWith(`-${hash()}`) || name.includes(`-${hash()}-`))
      .map((name) => joinKey(store, name)),
  );
}

function pipenvStores(variables: Variables): readonly DocumentKey[] {
  return unique(
    foldersIn(
      variables,
      ['WORKON_HOME', ''],
      ['XDG_DATA_HOME', 'virtualenvs'],
      ['HOME', '.local/share/virtualenvs'],
      ['USERPROFILE', '.virtualenvs'],
    ),
  );
}

/** `<store>/<project>/<hash>/<environment>`; the default environment has the project's name, Hatch's own begin with `hatch-`. */
function hatchEnvironments(folder: DocumentKey, variables: Variables, host: FolderHost): readonly DocumentKey[] {
  const hash = once(() => hashOf(pathAsWritten(folder)));
  const stores = foldersIn(
    variables,
    ['HATCH_DATA_DIR', 'env/virtual'],
    ['XDG_DATA_HOME', 'hatch/env/virtual'],
    ['HOME', '.local/share/hatch/env/virtual'],
    ['HOME', 'Library/Application Support/hatch/env/virtual'],
    ['LOCALAPPDATA', 'hatch/env/virtual'],
  );
  return unique(stores).flatMap((store) =>
    namesIn(store, host).flatMap((project) => {
      const kept = joinKey(store, project, hash());
      const names = namesIn(kept, host).filter((name) => !name.startsWith('hatch-') && !name.endsWith('-build'));
      return chosenFirst(names, (name) => name === project).map((name) => joinKey(kept, name));
    }),
  );
}

/** For each variable that holds an absolute path, the folder or file below it. `HOME` is the home folder on every platform. */
export function foldersIn(
  variables: Variables,
  ...places: readonly (readonly [variable: string, below: string])[]
): readonly DocumentKey[] {
  return places.flatMap(([variable, below]) => {
    const path = variables[variable] ?? (variable === 'HOME' ? variables['USERPROFILE'] : undefined) ?? '';
    if (!/^([a-z]:)?[\\/]/i.test(path)) return [];
    return resolveKey('/' as DocumentKey, `${path}/${below}`);
  });
}

/** As a Python on the platform of the key spells it: with backslashes and an upper-case drive on Windows. */
function pathAsWritten(key: DocumentKey): string {
  return isWindows(key) ? pathFromKey(key, 'windows').replace(/^[a-z]/, (drive) => drive.toUpperCase()) : key;
}

function isWindows(key: DocumentKey): boolean {
  return /^([a-z]:|\/\/)/.test(key);
}

/** Eight letters of a SHA-256 in URL-safe base 64, the hash that all three tools use. Node's cryptography is loaded when it is needed: that takes long. */
function hashOf(text: string): string {
  const { createHash } = createRequire(__filename)('node:crypto') as typeof import('node:crypto');
  return createHash('sha256').update(text).digest('base64url').slice(0, 8);
}

/** Names of folders, from the highest version to the lowest. */
function namesIn(folder: DocumentKey, host: FolderHost): readonly string[] {
  return highestFirst([...(host.entries(folder) ?? [])].flatMap(([name, kind]) => (kind === 'folder' ? [name] : [])));
}

function chosenFirst(names: readonly string[], isChosen: (name: string) => boolean): readonly string[] {
  return [...names.filter(isChosen), ...names.filter((name) => !isChosen(name))];
}

function unique(keys: readonly DocumentKey[]): readonly DocumentKey[] {
  return [...new Set(keys)];
}

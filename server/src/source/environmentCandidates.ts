/**
 * Where the environment of a project may be, from the surest place to the least sure.
 *
 * What a person chose counts above all. Then what lies with the project or is kept for it, nearest first. An environment that
 * is activated in the shell comes last: the shell may have been opened for something else, one editor serves several projects,
 * and an editor and a terminal should say the same of one project. It decides between several environments of one folder.
 */
import { highestFirst } from '../base/collections';
import { baseName, isInside, joinKey, parentKey, relativeKey, resolveKey, type DocumentKey } from '../base/documentKey';
import { environmentsNamedBy, foldersIn, storedEnvironments, type Variables } from './environmentStores';
import type { SourceNotice } from './host';
import { environmentOfInterpreter, isEnvironment, sitePackagesOf, type FolderHost, type InstalledPackages } from './sitePackages';

export interface EnvironmentSearch {
  /** The project's folder. */
  readonly root: DocumentKey;
  /** The workspace folder that holds it. */
  readonly workspace: DocumentKey;
  /** An interpreter, or an environment's folder, as a person names it; null to look for one. */
  readonly chosen: string | null;
  /** The same as an editor has it selected, where a person chose none. */
  readonly selected?: string | null;
  /** The variables of the process. */
  readonly variables: Variables;
  readonly host: FolderHost;
}

/** An environment that may be the project's, not looked into yet. */
export interface EnvironmentCandidate {
  readonly folder: DocumentKey;
  readonly from: string;
  /** Asked for once; left out where the layout is the usual one. */
  readonly packages?: () => InstalledPackages;
  /** What to tell when there are no packages in it; left out where that means nothing. */
  readonly ifEmpty?: SourceNotice;
}

/** The places to look, in order; each is looked into by whoever asks for the next. */
export function* environmentCandidates(search: EnvironmentSearch): Generator<EnvironmentCandidate> {
  const { root, workspace, chosen, selected = null, variables, host } = search;
  if (chosen !== null) yield namedEnvironment(search, chosen, 'chosen');
  if (selected !== null) yield namedEnvironment(search, selected, 'selected');
  const upwards = foldersUpwards(root, workspace);
  const ofUv = variables['UV_PROJECT_ENVIRONMENT'] ?? '';
  if (ofUv !== '') yield* upwards.map((each) => ({ folder: resolveKey(each, ofUv), from: 'UV_PROJECT_ENVIRONMENT' }));
  const activated = activatedEnvironments(variables);
  for (const folder of upwards) {
    const near: readonly EnvironmentCandidate[] = [
      ...environmentsIn(folder, search).map((each) => ({ folder: each, from: relativeKey(workspace, each) })),
      ...storedEnvironments(folder, variables, host),
    ];
    const isActivated = (candidate: EnvironmentCandidate): boolean => activated.some((each) => each.folder === candidate.folder);
    yield* near.filter(isActivated);
    yield* near.filter((candidate) => !isActivated(candidate));
    yield* localPackagesIn(folder, host);
  }
  yield* activated;
}

function namedEnvironment(
  { workspace, variables, host }: EnvironmentSearch,
  named: string,
  how: 'chosen' | 'selected',
): EnvironmentCandidate {
  const home = variables['HOME'] ?? variables['USERPROFILE'] ?? '~';
  const path = named
    .trim()
    .replace('${workspaceFolder}', () => workspace)
    .replace(/^~(?=[\\/]|$)/, () => home);
  const key = resolveKey(workspace, path);
  const message = `"${named}", which is ${how}, is neither a Python interpreter nor an environment with installed packages; it is not used.`;
  // What a person wrote can be put right; what an editor has selected may be right for all that it does.
  const ifEmpty = { kind: how === 'chosen' ? 'setting' : 'environment', key, message } as const;
  if (host.entries(key) !== null) return { folder: key, from: `the ${how} environment`, ifEmpty };
  const folder = environmentOfInterpreter(key);
  // The interpreter of an environment from another machine is a link to nothing; its packages are text all the same.
  const exists = host.entries(parentKey(key))?.has(baseName(key)) === true || isEnvironment(folder, host);
  const version = /^python(\d+\.\d+)/i.exec(baseName(key))?.[1] ?? null;
  const packages = (): InstalledPackages => (exists ? sitePackagesOf(folder, host, version) : { folders: [], notices: [] });
  return { folder, from: `the ${how} interpreter`, packages, ifEmpty };
}

/**
 * The environments in a folder, and that folder where it is one: what `.pdm-python` names, then the usual names, then all others.
 * PDM names an interpreter that is no environment's where packages are local.
 */
function environmentsIn(folder: DocumentKey, { variables, host }: EnvironmentSearch): readonly DocumentKey[] {
  const entries = host.entries(folder);
  const textOf = (name: string): string => (entries?.get(name) === 'file' ? (host.read(joinKey(folder, name)).text?.trim() ?? '') : '');
  const ofPdm = textOf('.pdm-python');
  const names = [...(entries ?? [])].flatMap(([name, kind]) => (kind === 'folder' ? [name] : [])).sort();
  const usual = USUAL_NAMES.filter((name) => names.includes(name)).map((name) => joinKey(folder, name));
  const marked = [...names.map((name) => joinKey(folder, name)), folder];
  return [
    ...new Set([
      ...(ofPdm === '' ? [] : [environmentOfInterpreter(resolveKey(folder, ofPdm))].filter((each) => isEnvironment(each, host))),
      ...environmentsNamedBy(textOf('.venv'), folder, variables),
      ...usual,
      ...marked.filter((each) => isEnvironment(each, host)),
    ]),
  ];
}

const USUAL_NAMES = ['.venv', 'venv', 'env', '.env'];

/** `__pypackages__/3.12/lib`, where PDM installs without an environment, as PEP 582 had it; the highest version. */
function localPackagesIn(folder: DocumentKey, host: FolderHost): readonly EnvironmentCandidate[] {
  const local = joinKey(folder, '__pypackages__');
  const versions = [...(host.entries(local)?.keys() ?? [])].filter((name) => /^\d+\.\d+$/.test(name));
  const folders = highestFirst(versions)
    .map((version) => joinKey(local, version, 'lib'))
    .filter((each) => host.entries(each) !== null)
    .slice(0, 1);
  return folders.length === 0 ? [] : [{ folder: local, from: '__pypackages__', packages: () => ({ folders, notices: [] }) }];
}

/** conda's `base` is activated in every shell of many people, and belongs to no project. */
function activatedEnvironments(variables: Variables): readonly EnvironmentCandidate[] {
  const names = variables['CONDA_DEFAULT_ENV'] === 'base' ? ['VIRTUAL_ENV'] : ['VIRTUAL_ENV', 'CONDA_PREFIX'];
  return names.flatMap((name) => foldersIn(variables, [name, '']).map((folder) => ({ folder, from: name })));
}

/** `root` and the folders around it up to `workspace`; `root` alone when it lies elsewhere. */
function foldersUpwards(root: DocumentKey, workspace: DocumentKey): readonly DocumentKey[] {
  if (root === workspace || !isInside(workspace, root)) return [root];
  return [root, ...foldersUpwards(parentKey(root), workspace)];
}

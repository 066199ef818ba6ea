/** What is installed beside each project: its environment, looked for once in a scan, and the packages in it. */
import { once } from '../base/collections';
import { isInside, joinKey, type DocumentKey } from '../base/documentKey';
import { readEntryPoints, type EntryPoint } from '../modules/entryPoints';
import { createInstalledPackages, NOTHING_INSTALLED, type InstalledPackages } from '../modules/installedPackages';
import { findEnvironment, type PythonEnvironment } from '../source/environment';
import type { WorkspaceHost } from '../source/host';
import type { Settings } from './languageService';

export interface Installation {
  readonly environment: PythonEnvironment | null;
  readonly packages: InstalledPackages;
  /** Folders of the workspace that an editable installation puts on Python's path. */
  readonly sourceRoots: readonly DocumentKey[];
  /** What its distributions offer, looked for when somebody asks; null where no environment is found. */
  readonly entryPoints: () => readonly EntryPoint[] | null;
}

export interface Installations {
  /** Of the project with this root; with nothing in it where no environment is found. */
  of(root: DocumentKey): Installation;
  /** Those that were looked for. */
  all(): readonly Installation[];
  /** True for a file that stands in one of them. */
  hold(key: DocumentKey): boolean;
  forget(): void;
}

export interface InstallationsOptions {
  readonly roots: readonly DocumentKey[];
  readonly host: WorkspaceHost;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly settings: () => Pick<Settings, 'python' | 'interpreters'>;
}

/** Looks for nothing before it is asked. */
export function createInstallations(options: InstallationsOptions): Installations {
  const known = new Map<DocumentKey, Installation>();
  return {
    of(root) {
      let found = known.get(root);
      if (found === undefined) known.set(root, (found = lookFor(root, options)));
      return found;
    },
    all: () => [...known.values()],
    hold: (key) => [...known.values()].some(({ packages }) => packages.has(key)),
    forget() {
      known.clear();
    },
  };
}

function lookFor(root: DocumentKey, { roots, host, variables, settings }: InstallationsOptions): Installation {
  const workspace = roots.find((each) => isInside(each, root)) ?? root;
  const { python, interpreters } = settings();
  const environment = findEnvironment({ root, workspace, chosen: python, selected: interpreters[workspace] ?? null, variables, host });
  if (environment === null) return { environment, packages: NOTHING_INSTALLED, sourceRoots: [], entryPoints: () => null };
  const { folders } = environment;
  const isOwn = (key: DocumentKey): boolean =>
    roots.some((each) => isInside(each, key)) && !folders.some((folder) => isPackagesFolder(folder) && isInside(folder, key));
  return {
    environment,
    packages: createInstalledPackages(folders, host.entries, isOwn),
    sourceRoots: folders.filter(isOwn),
    entryPoints: once(() => folders.flatMap((folder) => entryPointsIn(folder, host))),
  };
}

/** The entry points of the distributions in one folder. */
function entryPointsIn(folder: DocumentKey, host: WorkspaceHost): readonly EntryPoint[] {
  const names = [...(host.entries(folder)?.keys() ?? [])].filter((name) => /\.(?:dist|egg)-info$/.test(name)).sort();
  return names.flatMap((name) => {
    const hasAny = host.entries(joinKey(folder, name))?.get(ENTRY_POINTS) === 'file';
    return hasAny ? readEntryPoints(host.read(joinKey(folder, name, ENTRY_POINTS)).text ?? '') : [];
  });
}

const ENTRY_POINTS = 'entry_points.txt';

/** What pip fills, beside folders that its `.pth` files name. */
function isPackagesFolder(folder: DocumentKey): boolean {
  return /\/(?:site|dist)-packages$/.test(folder);
}

/** What is installed beside each project: its environment, looked for once in a scan, and the packages in it. */
import { isInside, type DocumentKey } from '../base/documentKey';
import { createInstalledPackages, NOTHING_INSTALLED, type InstalledPackages } from '../modules/installedPackages';
import { findEnvironment, type PythonEnvironment } from '../source/environment';
import type { WorkspaceHost } from '../source/host';
import type { Settings } from './languageService';

export interface Installation {
  readonly environment: PythonEnvironment | null;
  readonly packages: InstalledPackages;
  /** Folders of the workspace that an editable installation puts on Python's path. */
  readonly sourceRoots: readonly DocumentKey[];
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
  if (environment === null) return { environment, packages: NOTHING_INSTALLED, sourceRoots: [] };
  const { folders } = environment;
  const isOwn = (key: DocumentKey): boolean =>
    roots.some((each) => isInside(each, key)) && !folders.some((folder) => isPackagesFolder(folder) && isInside(folder, key));
  return { environment, packages: createInstalledPackages(folders, host.entries, isOwn), sourceRoots: folders.filter(isOwn) };
}

/** What pip fills, beside folders that its `.pth` files name. */
function isPackagesFolder(folder: DocumentKey): boolean {
  return /\/(?:site|dist)-packages$/.test(folder);
}

/** Which Django a project uses: from its lock files and pins, then from what is installed, then from its lower bounds. */
import { highestFirst } from '../base/collections';
import { baseName, isInside, parentKey, type DocumentKey } from '../base/documentKey';
import type { DjangoVersion } from './project';

/** The version whose rules hold where nothing says which one is used. */
export const NEWEST_DJANGO = '6.1';

interface Source {
  /** Name of the file, with the folder before it where that is `requirements`. */
  readonly name: RegExp;
  /** Its first group is the version, as `5.2`. */
  readonly pattern: RegExp;
}

/** A requirement as in PEP 508: the name with extras, what pins one version, and what bounds it from below. */
const DJANGO = String.raw`django\s*(?:\[[^\]]*\]\s*)?`;
const EXACTLY = String.raw`(?:===?|~=(?=\s*\d+\.\d+\.))\s*(\d+\.\d+)`;
const AT_LEAST = String.raw`(?:~=|>=)\s*(\d+\.\d+)`;

/** Where exactly one version is written. `~=5.2.3` is one, since it allows no `5.3`. The first that answers wins. */
const PINS: readonly Source[] = [
  { name: /^(uv|poetry|pdm)\.lock$/, pattern: /^name = "django"\s*\nversion = "(\d+\.\d+)/im },
  { name: /^Pipfile\.lock$/, pattern: /"django":\s*\{[^}]*?"version":\s*"==(\d+\.\d+)/is },
  { name: /^requirements.*\.txt$/i, pattern: new RegExp(`^${DJANGO}${EXACTLY}`, 'im') },
  { name: /^pyproject\.toml$/, pattern: new RegExp(`["']${DJANGO}${EXACTLY}`, 'i') },
  { name: /^(?:pyproject\.toml|Pipfile)$/, pattern: /^django\s*=\s*["'](?:==|~(?!=))?\s*(\d+\.\d+)/im },
];

/** Where the lowest of several versions is written. */
const LOWER_BOUNDS: readonly Source[] = [
  { name: /^requirements.*\.txt$/i, pattern: new RegExp(`^${DJANGO}${AT_LEAST}`, 'im') },
  { name: /^pyproject\.toml$/, pattern: new RegExp(`["']${DJANGO}${AT_LEAST}`, 'i') },
  { name: /^(?:pyproject\.toml|Pipfile)$/, pattern: /^django\s*=\s*["'{][^\n]*?(\d+\.\d+)/im },
  { name: /^setup\.cfg$/, pattern: new RegExp(`^(?:install_requires\\s*=)?\\s*${DJANGO}${AT_LEAST}`, 'im') },
];

/**
 * The version for a project root: from its own folder first, then from folders above it. What is installed counts for more than
 * a lower bound, and for less than a lock file, to which an environment may not have caught up. Null when nothing says it.
 */
export function versionFrom(
  markers: readonly DocumentKey[],
  root: DocumentKey,
  textOf: (file: DocumentKey) => string | null,
  installed: DjangoVersion | null = null,
): DjangoVersion | null {
  const near = markers.filter((file) => isInside(homeOf(file), root) || homeOf(file) === root || isInside(root, file));
  near.sort((left, right) => distance(root, left) - distance(root, right) || (left < right ? -1 : 1));
  return firstIn(PINS, near, textOf) ?? installed ?? firstIn(LOWER_BOUNDS, near, textOf);
}

/** An environment's part that is needed to see which Django is installed. */
interface Installed {
  /** In the order of Python's path. */
  readonly folders: readonly DocumentKey[];
  /** Where they were found, in words for a person. */
  readonly from: string;
}

/** What pip, and Debian, write beside an installed package; the version in it is that of PEP 440. */
const DISTRIBUTION = /^django-(\d+\.\d+)(?:[.a-z+-].*)?\.(?:dist|egg)-info$/i;

/**
 * The Django that is installed in an environment, by the name of its metadata's folder (`django-5.2.19.dist-info`): of the first
 * folder that has one, the highest. Null when there is none.
 */
export function versionIn(
  { folders, from }: Installed,
  entries: (folder: DocumentKey) => ReadonlyMap<string, unknown> | null,
): DjangoVersion | null {
  for (const folder of folders) {
    const [version] = highestFirst([...(entries(folder)?.keys() ?? [])].flatMap((name) => DISTRIBUTION.exec(name)?.[1] ?? []));
    if (version !== undefined) return { version, from };
  }
  return null;
}

function firstIn(
  sources: readonly Source[],
  files: readonly DocumentKey[],
  textOf: (file: DocumentKey) => string | null,
): DjangoVersion | null {
  for (const { name, pattern } of sources) {
    for (const file of files) {
      if (!name.test(nameOf(file))) continue;
      const version = pattern.exec(textOf(file) ?? '')?.[1];
      if (version !== undefined) return { version, from: nameOf(file) };
    }
  }
  return null;
}

function distance(root: DocumentKey, file: DocumentKey): number {
  return Math.abs(homeOf(file).split('/').length - root.split('/').length);
}

/** A folder of requirements has one file for each place in which a project runs: `requirements/base.txt`. */
const REQUIREMENTS = 'requirements';

function nameOf(file: DocumentKey): string {
  const folder = baseName(parentKey(file));
  return folder === REQUIREMENTS ? `${folder}/${baseName(file)}` : baseName(file);
}

/** The folder that a file speaks for. */
function homeOf(file: DocumentKey): DocumentKey {
  const folder = parentKey(file);
  return baseName(folder) === REQUIREMENTS ? parentKey(folder) : folder;
}

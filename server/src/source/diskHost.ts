/** Folders and files of the real disk. The only place of the engine that reads them; nothing here throws for what is on disk. */
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import createIgnore, { type Ignore } from 'ignore';
import { baseName, isInside, joinKey, keyFromPath, parentKey, pathFromKey, relativeKey, type DocumentKey } from '../base/documentKey';
import { decodePython } from './decode';
import { isMarker } from './markers';
import type { DiscoveryLimits, DiscoveryStep, FolderEntries, ReadResult, SourceNotice, WorkspaceHost } from './host';
import type { Look } from './stamps';

/** Folders that never hold a project's own source. */
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  '__pycache__',
  'site-packages',
  'venv',
  'env',
  'virtualenv',
  'build',
  'dist',
  'htmlcov',
]);

/**
 * Settings are often kept out of Git, and Python reads them all the same: `settings.py` beside an example of it, `local_settings.py`,
 * `settings/local.py`.
 */
const SETTINGS = /settings(?:_\w+)?\.py$|\/settings\/\w+\.py$/;

/** Migrations declare no models; they are left out. */
const MIGRATION = /\/migrations\/\d{4}[^/]*\.py$/;

const LARGEST = 20 * 1024 * 1024;
const STEP = 200;

/** The host over the real disk. `look` is told of everything that it looks at. */
export function createDiskHost(look: Look = () => undefined): WorkspaceHost {
  return {
    discover: (roots, limits) => discover(roots, limits, look),
    read: createReader(look),
    entries(folder) {
      look(folder);
      return entries(folder);
    },
    belongs,
  };
}

interface Walk {
  readonly look: Look;
  readonly root: DocumentKey;
  readonly limits: DiscoveryLimits;
  readonly found: Set<DocumentKey>;
  files: DocumentKey[];
  markers: DocumentKey[];
  notices: SourceNotice[];
  /** True when there is a file more than the walk may find. */
  full: boolean;
}

/** Patterns and the folder to which they are relative. */
interface Filter {
  readonly folder: DocumentKey;
  readonly ignore: Ignore;
}

/** What leaves files out on the way from a root: what a person chose, and the .gitignore files met so far, the nearest last. */
interface Filters {
  readonly chosen: Filter | null;
  readonly git: readonly Filter[];
}

function* discover(roots: readonly DocumentKey[], limits: DiscoveryLimits, look: Look): Generator<DiscoveryStep> {
  const found = new Set<DocumentKey>();
  for (const root of roots) {
    const walk: Walk = { look, root, limits, found, files: [], markers: [], notices: [], full: false };
    yield* folder(walk, root, filtersAt(root, limits));
    yield take(walk);
    if (walk.full) {
      const message = `Only the first ${String(limits.maxFiles)} Python files are looked at. Raise maxFiles, or exclude folders.`;
      yield { files: [], markers: [], notices: [{ kind: 'too-many-files', key: root, message }] };
      return;
    }
  }
}

function take(walk: Walk): DiscoveryStep {
  const step = { files: walk.files, markers: walk.markers, notices: walk.notices };
  walk.files = [];
  walk.markers = [];
  walk.notices = [];
  return step;
}

function* folder(walk: Walk, key: DocumentKey, inherited: Filters): Generator<DiscoveryStep> {
  const entries = entriesOf(walk, key);
  walk.look(key);
  if (key !== walk.root && (entries.some(({ name }) => isEnvironmentMark(name)) || holdsTranslations(key, entries))) return;
  const hasIgnore = entries.some(({ name }) => name === '.gitignore');
  if (hasIgnore) walk.look(joinKey(key, '.gitignore'));
  const filters = hasIgnore ? withGitignore(inherited, key) : inherited;
  for (const entry of entries) {
    if (walk.full) return;
    const child = joinKey(key, entry.name);
    const kind = kindOf(walk, child, entry);
    if (kind === 'folder') {
      if (isNeverSource(entry.name) || isIgnored(filters, child, 'folder')) continue;
      if (entry.isSymbolicLink()) tellLoop(walk, child);
      else yield* folder(walk, child, filters);
    } else if (kind === 'file' && entry.name.endsWith('.py')) {
      if (walk.found.has(child) || MIGRATION.test(child) || isIgnored(filters, child, 'file')) continue;
      if (walk.found.size >= walk.limits.maxFiles) {
        walk.full = true;
        return;
      }
      walk.found.add(child);
      walk.files.push(child);
      if (walk.files.length >= STEP) yield take(walk);
    } else if (kind === 'file' && isMarker(child)) walk.markers.push(child);
  }
}

function isNeverSource(folderName: string): boolean {
  return folderName.startsWith('.') || SKIPPED.has(folderName);
}

/** A virtual environment is recognised by what stands in it, whatever it is called. */
function isEnvironmentMark(name: string): boolean {
  return name === 'pyvenv.cfg' || name === 'conda-meta';
}

/** A folder `locale` that is no package holds translations: often more folders than all the source. */
function holdsTranslations(key: DocumentKey, entries: readonly Dirent[]): boolean {
  return baseName(key) === 'locale' && !entries.some(({ name }) => name === '__init__.py');
}

function entries(key: DocumentKey): FolderEntries | null {
  try {
    const found = new Map<string, 'file' | 'folder'>();
    for (const entry of readdirSync(pathFromKey(key), { withFileTypes: true })) {
      const target = entry.isSymbolicLink() ? linkTarget(joinKey(key, entry.name)) : entry;
      if (target?.isDirectory() === true) found.set(entry.name, 'folder');
      else if (target?.isFile() === true) found.set(entry.name, 'file');
    }
    return found;
  } catch {
    return null;
  }
}

function linkTarget(key: DocumentKey): Stats | null {
  try {
    return statSync(pathFromKey(key));
  } catch {
    return null;
  }
}

function entriesOf(walk: Walk, key: DocumentKey): readonly Dirent[] {
  try {
    return readdirSync(pathFromKey(key), { withFileTypes: true });
  } catch (error) {
    walk.notices.push({ kind: 'unreadable', key, message: `${key} cannot be opened: ${reasonOf(error)}.` });
    return [];
  }
}

function kindOf(walk: Walk, key: DocumentKey, entry: Dirent): 'folder' | 'file' | 'other' {
  if (entry.isDirectory()) return 'folder';
  if (entry.isFile()) return 'file';
  if (!entry.isSymbolicLink()) return 'other';
  try {
    const target = statSync(pathFromKey(key));
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'other';
  } catch (error) {
    if (reasonOf(error).includes('ELOOP')) walk.notices.push(loopNotice(key));
    return 'other';
  }
}

/** A linked folder is not entered: inside the root it is walked under its own name, elsewhere it is no part of the workspace. */
function tellLoop(walk: Walk, key: DocumentKey): void {
  try {
    if (isInside(keyFromPath(realpathSync(pathFromKey(key))), key)) walk.notices.push(loopNotice(key));
  } catch {
    // It vanished between two looks: nothing to tell.
  }
}

function loopNotice(key: DocumentKey): SourceNotice {
  return { kind: 'symlink-loop', key, message: `${key} is a link to a folder around it and was not followed.` };
}

/** As Git has it (core.ignoreCase), which follows what is usual for the file system. */
const PATTERN_OPTIONS = { ignorecase: process.platform !== 'linux' };

function filtersAt(root: DocumentKey, { exclude }: DiscoveryLimits): Filters {
  return { chosen: exclude.length === 0 ? null : { folder: root, ignore: createIgnore(PATTERN_OPTIONS).add([...exclude]) }, git: [] };
}

function withGitignore(filters: Filters, key: DocumentKey): Filters {
  try {
    const text = readFileSync(pathFromKey(joinKey(key, '.gitignore')), 'utf8');
    return { ...filters, git: [...filters.git, { folder: key, ignore: createIgnore(PATTERN_OPTIONS).add(text) }] };
  } catch {
    return filters;
  }
}

/**
 * What a person chose is left out; of several .gitignore files the nearest that says anything decides, as in Git, unless the file is one of
 * settings.
 */
function isIgnored({ chosen, git }: Filters, key: DocumentKey, kind: 'file' | 'folder'): boolean {
  const verdictOf = ({ folder: base, ignore }: Filter): ReturnType<Ignore['test']> =>
    ignore.test(`${relativeKey(base, key)}${kind === 'folder' ? '/' : ''}`);
  if (chosen !== null && verdictOf(chosen).ignored) return true;
  if (kind === 'file' && SETTINGS.test(key)) return false;
  for (const filter of git.toReversed()) {
    const { ignored, unignored } = verdictOf(filter);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** Opens a named pipe without waiting for somebody to write into it. Windows has no such flag, and no such pipes. */
const AT_ONCE = constants.O_RDONLY | ((constants as Partial<typeof constants>).O_NONBLOCK ?? 0);

/** Reads files one after the other into the same memory: what is kept of them is their text. */
function createReader(look: Look): WorkspaceHost['read'] {
  let memory = Buffer.allocUnsafeSlow(64 * 1024);

  function bytesOf(file: number, size: number): Buffer {
    if (size > memory.length) memory = Buffer.allocUnsafeSlow(2 * size);
    let length = 0;
    for (let more = -1; more !== 0 && length < size; length += more) more = readSync(file, memory, length, size - length, null);
    return memory.subarray(0, length);
  }

  return (key) => {
    let file: number | null = null;
    try {
      file = openSync(pathFromKey(key), AT_ONCE);
      const found = fstatSync(file);
      look(key, found);
      if (!found.isFile()) return refused(key, 'unreadable', 'it is no file');
      const { size } = found;
      if (size > LARGEST) return refused(key, 'too-large', 'it is larger than 20 MB');
      const decoded = decodePython(bytesOf(file, size));
      if ('problem' in decoded) return refused(key, 'undecodable', decoded.problem);
      return { text: decoded.text, bytes: size };
    } catch (error) {
      if (file === null) look(key);
      const reason = reasonOf(error);
      return reason.includes('ENOENT') ? refused(key, 'vanished', 'it is gone') : refused(key, 'unreadable', reason);
    } finally {
      if (file !== null) closeSync(file);
    }
  };
}

function refused(key: DocumentKey, kind: SourceNotice['kind'], why: string): ReadResult {
  return { text: null, notice: { kind, key, message: `${key} was left out: ${why}.` } };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function belongs(key: DocumentKey, roots: readonly DocumentKey[], limits: DiscoveryLimits): boolean {
  return key.endsWith('.py') && !MIGRATION.test(key) && mayBeFile(key) && roots.some((root) => isReached(key, root, limits));
}

/** Checks the folders between root and file one by one, as the walk would have. */
function isReached(key: DocumentKey, root: DocumentKey, limits: DiscoveryLimits): boolean {
  if (!isInside(root, key)) return false;
  const above: DocumentKey[] = [];
  for (let at = parentKey(key); at !== root && isInside(root, at); at = parentKey(at)) above.unshift(at);
  let filters = withGitignore(filtersAt(root, limits), root);
  for (const at of above) {
    if (isNeverSource(baseName(at)) || isIgnored(filters, at, 'folder') || !isEntered(at)) return false;
    filters = withGitignore(filters, at);
  }
  return !isIgnored(filters, key, 'file');
}

function isEntered(folderKey: DocumentKey): boolean {
  try {
    const path = pathFromKey(folderKey);
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined) return true;
    const names = found.isSymbolicLink() ? null : readdirSync(path);
    return names !== null && !names.some(isEnvironmentMark) && (baseName(folderKey) !== 'locale' || names.includes('__init__.py'));
  } catch {
    return false;
  }
}

/** Also where nothing stands yet: a document that was never saved is one of the workspace by its place. */
function mayBeFile(key: DocumentKey): boolean {
  try {
    return statSync(pathFromKey(key), { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    return false;
  }
}

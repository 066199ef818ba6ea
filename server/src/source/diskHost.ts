/** Folders and files of the real disk. The only place of the engine that reads them; nothing here throws for what is on disk. */
import { readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import createIgnore, { type Ignore } from 'ignore';
import { isInside, keyFromPath, parentKey, pathFromKey, relativeKey, type DocumentKey } from '../base/documentKey';
import { decodePython } from './decode';
import type { DiscoveryLimits, DiscoveryStep, ReadResult, SourceNotice, WorkspaceHost } from './host';

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

const MARKERS = /^(pyproject\.toml|(uv|poetry|pdm|Pipfile)\.lock|requirements[^/]*\.txt)$/;

/** Migrations declare no models; they are left out. */
const MIGRATION = /\/migrations\/\d{4}[^/]*\.py$/;

const LARGEST = 20 * 1024 * 1024;
const STEP = 200;

/** The host over the real disk. */
export function createDiskHost(): WorkspaceHost {
  return { discover, read, belongs };
}

interface Walk {
  readonly root: DocumentKey;
  readonly limits: DiscoveryLimits;
  readonly found: Set<DocumentKey>;
  files: DocumentKey[];
  markers: DocumentKey[];
  notices: SourceNotice[];
}

interface Filter {
  readonly folder: DocumentKey;
  readonly ignore: Ignore;
}

function* discover(roots: readonly DocumentKey[], limits: DiscoveryLimits): Generator<DiscoveryStep> {
  const found = new Set<DocumentKey>();
  for (const root of roots) {
    const walk: Walk = { root, limits, found, files: [], markers: [], notices: [] };
    const chosen = limits.exclude.length === 0 ? [] : [{ folder: root, ignore: createIgnore().add([...limits.exclude]) }];
    yield* folder(walk, root, chosen);
    yield take(walk);
    if (found.size >= limits.maxFiles) {
      const message = `Only the first ${String(limits.maxFiles)} Python files were read. Raise maxFiles, or exclude folders.`;
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

function* folder(walk: Walk, key: DocumentKey, inherited: readonly Filter[]): Generator<DiscoveryStep> {
  const entries = entriesOf(walk, key);
  // A virtual environment is recognised by its marker, whatever it is called.
  if (key !== walk.root && entries.some(({ name }) => name === 'pyvenv.cfg' || name === 'conda-meta')) return;
  const filters = entries.some(({ name }) => name === '.gitignore') ? [...inherited, ...gitignore(key)] : inherited;
  for (const entry of entries) {
    if (walk.found.size >= walk.limits.maxFiles) return;
    const child = `${key === '/' ? '' : key}/${entry.name}` as DocumentKey;
    const kind = kindOf(walk, child, entry);
    if (kind === 'folder') {
      if (entry.name.startsWith('.') || SKIPPED.has(entry.name) || isIgnored(filters, child, 'folder')) continue;
      if (entry.isSymbolicLink()) tellLoop(walk, child);
      else yield* folder(walk, child, filters);
    } else if (kind === 'file' && entry.name.endsWith('.py')) {
      if (walk.found.has(child) || MIGRATION.test(child) || isIgnored(filters, child, 'file')) continue;
      walk.found.add(child);
      walk.files.push(child);
      if (walk.files.length >= STEP) yield take(walk);
    } else if (kind === 'file' && MARKERS.test(entry.name)) walk.markers.push(child);
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

function gitignore(key: DocumentKey): readonly Filter[] {
  try {
    const text = readFileSync(`${pathFromKey(key)}/.gitignore`, 'utf8');
    return [{ folder: key, ignore: createIgnore().add(text) }];
  } catch {
    return [];
  }
}

function isIgnored(filters: readonly Filter[], key: DocumentKey, kind: 'file' | 'folder'): boolean {
  return filters.some(({ folder: base, ignore }) => ignore.ignores(`${relativeKey(base, key)}${kind === 'folder' ? '/' : ''}`));
}

function read(key: DocumentKey): ReadResult {
  try {
    const path = pathFromKey(key);
    const bytes = readFileSync(path);
    if (bytes.length > LARGEST) return refused(key, 'too-large', 'it is larger than 20 MB');
    const decoded = decodePython(bytes);
    if ('problem' in decoded) return refused(key, 'undecodable', decoded.problem);
    return { text: decoded.text, bytes: bytes.length };
  } catch (error) {
    const reason = reasonOf(error);
    return reason.includes('ENOENT') ? refused(key, 'vanished', 'it is gone') : refused(key, 'unreadable', reason);
  }
}

function refused(key: DocumentKey, kind: SourceNotice['kind'], why: string): ReadResult {
  return { text: null, notice: { kind, key, message: `${key} was left out: ${why}.` } };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Checks the folders between root and file one by one, as the walk would have. */
function belongs(key: DocumentKey, roots: readonly DocumentKey[], limits: DiscoveryLimits): boolean {
  const root = roots.find((candidate) => isInside(candidate, key));
  if (root === undefined || MIGRATION.test(key)) return false;
  const filters: Filter[] = limits.exclude.length === 0 ? [] : [{ folder: root, ignore: createIgnore().add([...limits.exclude]) }];
  const above: DocumentKey[] = [];
  for (let at = parentKey(key); at !== root && isInside(root, at); at = parentKey(at)) above.unshift(at);
  for (const at of [root, ...above]) {
    const name = at.slice(at.lastIndexOf('/') + 1);
    if (at !== root && (name.startsWith('.') || SKIPPED.has(name) || isIgnored(filters, at, 'folder') || isEnvironment(at))) return false;
    filters.push(...gitignore(at));
  }
  return !isIgnored(filters, key, 'file');
}

function isEnvironment(key: DocumentKey): boolean {
  try {
    return readdirSync(pathFromKey(key)).includes('pyvenv.cfg');
  } catch {
    return false;
  }
}

/** One name for one document, whatever spelling an editor or a file system uses for it. */
import { URI } from 'vscode-uri';

/**
 * An absolute path with forward slashes and, on Windows, a lower-case drive letter: `/srv/shop/models.py`,
 * `c:/srv/shop/models.py`, `//server/share/models.py`. Made by the functions of this file only.
 */
export type DocumentKey = string & { readonly __documentKey: unique symbol };

/** The last part of the path: `models.py`. */
export function baseName(key: DocumentKey): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The part of a key above which there is nothing: `/`, `c:/`, `//server/share`. */
const ROOT = /^(?:\/\/[^/]+\/[^/]+|[a-z]:\/|\/)/;

/** The folder that holds `key`; a root is its own parent. */
export function parentKey(key: DocumentKey): DocumentKey {
  const slash = key.lastIndexOf('/');
  // No root but a server's is longer than `c:/`.
  if (slash > 2 && !key.startsWith('//')) return key.slice(0, slash) as DocumentKey;
  const root = ROOT.exec(key)?.[0] ?? '';
  return key.slice(0, Math.max(slash, root.length)) as DocumentKey;
}

/** `folder` followed by `parts`. */
export function joinKey(folder: DocumentKey, ...parts: readonly string[]): DocumentKey {
  return `${withSeparator(folder)}${parts.join('/')}` as DocumentKey;
}

function withSeparator(folder: DocumentKey): string {
  return folder.endsWith('/') ? folder : `${folder}/`;
}

/** True when `key` lies in `folder`, at any depth, or is the folder itself. */
export function isInside(folder: DocumentKey, key: DocumentKey): boolean {
  // Asked for pairs by the hundred thousand: without a text made for each.
  if (!key.startsWith(folder)) return false;
  return key.length === folder.length || folder.endsWith('/') || key.charAt(folder.length) === '/';
}

/** The path of `key` from `root`, with forward slashes; `.` for the root itself; the whole key when it lies elsewhere. */
export function relativeKey(root: DocumentKey, key: DocumentKey): string {
  if (key === root) return '.';
  return isInside(root, key) ? key.slice(withSeparator(root).length) : key;
}

/**
 * The key that a path in a text means: an absolute one itself, any other one from `folder` on. Backslashes separate as slashes
 * do, whichever platform the text is from; `.` and `..` are followed.
 */
export function resolveKey(folder: DocumentKey, path: string): DocumentKey {
  const whole = keyFromPath(path.replaceAll('\\', '/'), /^([a-z]:|[\\/]{2})/i.test(path) ? 'windows' : 'posix');
  const root = ROOT.exec(whole)?.[0];
  const parts = (root === undefined ? whole : whole.slice(root.length)).split('/');
  let key = root === undefined ? folder : (root as DocumentKey);
  for (const part of parts) {
    if (part === '..') key = parentKey(key);
    else if (part !== '' && part !== '.') key = joinKey(key, part);
  }
  return key;
}

/** The platform whose paths are meant; the one that runs, unless a test says otherwise. */
export type PathStyle = 'posix' | 'windows';

const NATIVE: PathStyle = process.platform === 'win32' ? 'windows' : 'posix';

/** The key of an absolute file path. Trailing separators and the case of a drive letter or server do not matter. */
export function keyFromPath(path: string, style: PathStyle = NATIVE): DocumentKey {
  const key = style === 'windows' ? withDrive(path.replaceAll('\\', '/')) : path.replace(/\/{2,}/g, '/');
  const root = ROOT.exec(key)?.[0] ?? '';
  return (root + key.slice(root.length).replace(/\/+$/, '')) as DocumentKey;
}

/** A Windows path with forward slashes, each of them single, and with its drive or server in lower case. */
function withDrive(path: string): string {
  const single = path.replace(/(?!^)\/{2,}/g, '/');
  if (single.startsWith('//')) return single.replace(/^\/\/[^/]+/, (server) => server.toLowerCase());
  return single.replace(/^\/?([A-Za-z]):\/?/, (_, drive: string) => `${drive.toLowerCase()}:/`);
}

/** The path to hand to the file system: backslashes on Windows, the key itself elsewhere. */
export function pathFromKey(key: DocumentKey, style: PathStyle = NATIVE): string {
  return style === 'windows' ? key.replaceAll('/', '\\') : key;
}

/** The key of a `file:` URI as any editor spells it (`file:///c%3A/x`, `file:///C:/x`, `file://server/share/x`); null for other schemes. */
export function keyFromUri(uri: string, style: PathStyle = NATIVE): DocumentKey | null {
  if (!/^file:/i.test(uri)) return null;
  const { authority, path } = parseUri(uri);
  return keyFromPath(authority === '' || authority === 'localhost' ? path : `//${authority}${path}`, style);
}

function parseUri(uri: string): { readonly authority: string; readonly path: string } {
  try {
    return URI.parse(uri);
  } catch {
    // `file:////server/share`, which some editors write for a server.
    return { authority: '', path: URI.parse(uri.replace(/^file:\/*/i, 'file:///')).path.replace(/^/, '/') };
  }
}

/** The `file:` URI of a key, as VS Code spells it. */
export function uriFromKey(key: DocumentKey): string {
  const unc = /^\/\/([^/]+)(\/[^]*)$/.exec(key);
  if (unc !== null) return URI.from({ scheme: 'file', authority: unc[1] ?? '', path: unc[2] ?? '/' }).toString();
  return URI.from({ scheme: 'file', path: key.startsWith('/') ? key : `/${key}` }).toString();
}

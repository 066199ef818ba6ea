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

/** The folder that holds `key`; the root is its own parent. */
export function parentKey(key: DocumentKey): DocumentKey {
  const cut = key.lastIndexOf('/');
  return (cut <= 0 ? '/' : key.slice(0, cut)) as DocumentKey;
}

/** `folder` followed by `parts`. */
export function joinKey(folder: DocumentKey, ...parts: readonly string[]): DocumentKey {
  return [folder, ...parts].join('/') as DocumentKey;
}

/** True when `key` lies in `folder`, at any depth, or is the folder itself. */
export function isInside(folder: DocumentKey, key: DocumentKey): boolean {
  return key === folder || key.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path of `key` from `root`, with forward slashes; `.` for the root itself; the whole key when it lies elsewhere. */
export function relativeKey(root: DocumentKey, key: DocumentKey): string {
  if (key === root) return '.';
  return isInside(root, key) ? key.slice(root.length + 1) : key;
}

/** The platform whose paths are meant; the one that runs, unless a test says otherwise. */
export type PathStyle = 'posix' | 'windows';

const NATIVE: PathStyle = process.platform === 'win32' ? 'windows' : 'posix';

/** The key of an absolute file path. Trailing separators and the case of a drive letter do not matter. */
export function keyFromPath(path: string, style: PathStyle = NATIVE): DocumentKey {
  let key = style === 'windows' ? path.replaceAll('\\', '/') : path;
  const unc = style === 'windows' && key.startsWith('//');
  key = key.replace(/\/{2,}/g, '/');
  if (unc) key = `/${key}`;
  if (style === 'windows') key = key.replace(/^\/?([A-Za-z]):/, (_, drive: string) => `${drive.toLowerCase()}:`);
  while (key.length > 1 && key.endsWith('/') && !/^[a-z]:\/$/.test(key)) key = key.slice(0, -1);
  return key as DocumentKey;
}

/** The path to hand to the file system: backslashes on Windows, the key itself elsewhere. */
export function pathFromKey(key: DocumentKey, style: PathStyle = NATIVE): string {
  return style === 'windows' ? key.replaceAll('/', '\\') : key;
}

/** The key of a `file:` URI as any editor spells it (`file:///c%3A/x`, `file:///C:/x`, `file://server/share/x`); null for other schemes. */
export function keyFromUri(uri: string, style: PathStyle = NATIVE): DocumentKey | null {
  if (!/^file:/i.test(uri)) return null;
  const { authority, path } = parseUri(uri);
  const full = authority === '' ? path : `//${authority}${path}`;
  return keyFromPath(/^\/[A-Za-z]:/.test(full) && style === 'windows' ? full.slice(1) : full, style);
}

function parseUri(uri: string): { readonly authority: string; readonly path: string } {
  try {
    return URI.parse(uri);
  } catch {
    return { authority: '', path: uri.replace(/^file:\/*/i, '/') };
  }
}

/** The `file:` URI of a key, as VS Code spells it. */
export function uriFromKey(key: DocumentKey): string {
  const unc = /^\/\/([^/]+)(\/.*)$/.exec(key);
  if (unc !== null) return URI.from({ scheme: 'file', authority: unc[1] ?? '', path: unc[2] ?? '/' }).toString();
  return URI.from({ scheme: 'file', path: key.startsWith('/') ? key : `/${key}` }).toString();
}

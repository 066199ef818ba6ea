/** One name for one document, whatever spelling an editor or a file system uses for it. */

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

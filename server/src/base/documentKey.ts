/** One name for one document, whatever spelling an editor or a file system uses for it. */

/**
 * An absolute path with forward slashes and, on Windows, a lower-case drive letter: `/srv/shop/models.py`,
 * `c:/srv/shop/models.py`, `//server/share/models.py`. Made by the functions of this file only.
 */
export type DocumentKey = string & { readonly __documentKey: unique symbol };

/** What a person should know of the reading beyond single files: Python that no parser accepts, and packages that are there twice. */
import { relativeKey, type DocumentKey } from '../base/documentKey';
import { counted } from '../base/counted';
import type { PackageCopies } from '../project/packageCopies';
import type { SourceNotice } from '../source/host';

/** Most files that one sentence names. */
const MOST = 5;

/** One notice for all files that hold what no parser accepts; none where all is sound. */
export function brokenNotices(files: readonly DocumentKey[], pathOf: (key: DocumentKey) => string): readonly SourceNotice[] {
  const [first] = files;
  if (first === undefined) return [];
  const named = files.slice(0, MOST).map(pathOf).join(', ');
  const all = files.length <= MOST ? named : `${named} and ${counted(files.length - MOST, 'more file')}`;
  const message = `Not all Python can be read in ${all}: what else stands there counts, and nothing is reported that may rest on what is lost.`;
  return [{ kind: 'syntax', key: first, message }];
}

/** A sentence for each package that Python's path holds more than once. */
export function copyNotices(copies: readonly PackageCopies[], pathOf: (key: DocumentKey) => string): readonly SourceNotice[] {
  return copies.map(({ name, used, others }) => ({
    kind: 'copy',
    key: used,
    message: `The app ${name} is there more than once: ${pathOf(used)} comes first on Python's path and counts, not ${others.map(pathOf).join(' or ')}.`,
  }));
}

/** A path as people read it: relative to the folder of the workspace that is nearest. */
export function shortPath(roots: readonly DocumentKey[], key: DocumentKey): string {
  return roots.map((root) => relativeKey(root, key)).reduce<string>((best, path) => (path.length < best.length ? path : best), key);
}

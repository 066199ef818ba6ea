/**
 * What a folder of installed packages adds to Python's path: the lines of its `.pth` files, as Python's `site` reads them, and
 * the packages that setuptools installed as editable (PEP 660) with a finder. Lines of code are not run and not looked at.
 */
import { baseName, joinKey, parentKey, resolveKey, type DocumentKey } from '../base/documentKey';
import type { SourceNotice } from './host';
import type { FolderHost, InstalledPackages } from './sitePackages';

const EDITABLE_FINDER = /^__editable___.*_finder\.py$/;

/**
 * The folders that `packages` adds behind itself, in the order in which Python would add them: by the files' names. A line that
 * names no folder is passed over, as Python does it; a file that cannot be read is told.
 */
export function foldersAddedBy(packages: DocumentKey, host: FolderHost): InstalledPackages {
  const notices: SourceNotice[] = [];
  const textOf = (name: string): string => {
    const result = host.read(joinKey(packages, name));
    if (result.text === null) notices.push(result.notice);
    return result.text ?? '';
  };
  const names = [...(host.entries(packages) ?? new Map<string, 'file' | 'folder'>())]
    .flatMap(([name, kind]) => (kind === 'file' ? [name] : []))
    .sort();
  const folders = [
    ...names.filter(isPathFile).flatMap((name) => pathLines(textOf(name)).map((line) => resolveKey(packages, line))),
    ...names.filter((name) => EDITABLE_FINDER.test(name)).flatMap((name) => editableFolders(packages, textOf(name))),
  ];
  return { folders: [...new Set(folders)].filter((folder) => host.entries(folder) !== null), notices };
}

/** Python passes over hidden ones. */
function isPathFile(name: string): boolean {
  return name.endsWith('.pth') && !name.startsWith('.');
}

function pathLines(text: string): readonly string[] {
  return text
    .split(/\r?\n/)
    .filter((line) => !/^(#|import[ \t])/.test(line))
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * From `MAPPING = {'shop': '/srv/src/shop'}` the folder `/srv/src`, in which a search for `shop` finds the same. A package that
 * lies in a folder of another name cannot be said with a folder, and is left out.
 */
function editableFolders(packages: DocumentKey, finder: string): readonly DocumentKey[] {
  const mapping = /^MAPPING\b[^={]*=\s*(\{.*\})\s*$/m.exec(finder)?.[1] ?? '';
  return [...mapping.matchAll(/(['"])([\w.]+)\1: (['"])(.*?)\3(?=, ['"]|\})/g)].flatMap(([, , name = '', , path = '']) => {
    const parents = name
      .split('.')
      .reduceRight<DocumentKey | null>(
        (at, part) => (at !== null && baseName(at) === part ? parentKey(at) : null),
        resolveKey(packages, path.replace(/\\(.)/g, '$1')),
      );
    return parents === null ? [] : [parents];
  });
}

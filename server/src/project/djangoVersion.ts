/** Which Django a project uses, from its lock files and requirements, in this order. */
import { baseName, isInside, parentKey, type DocumentKey } from '../base/documentKey';
import type { DjangoVersion } from './project';

/** The version whose rules hold where nothing says which one is used. */
export const NEWEST_DJANGO = '6.1';

/** Where versions are written: exact in lock files, a lower bound in the others. The first that answers wins. */
const SOURCES: readonly { readonly name: RegExp; readonly pattern: RegExp }[] = [
  { name: /^(uv|poetry|pdm)\.lock$/, pattern: /^name = "django"\s*\nversion = "(\d+\.\d+)/im },
  { name: /^Pipfile\.lock$/, pattern: /"django":\s*\{[^}]*?"version":\s*"==(\d+\.\d+)/is },
  { name: /^requirements.*\.txt$/, pattern: /^django\s*(?:\[[^\]]*\])?\s*(?:===?|~=|>=)\s*(\d+\.\d+)/im },
  { name: /^pyproject\.toml$/, pattern: /["']django\s*(?:\[[^\]]*\])?\s*(?:===?|~=|>=)\s*(\d+\.\d+)/i },
  { name: /^pyproject\.toml$/, pattern: /^django\s*=\s*["'{][^\n]*?(\d+\.\d+)/im },
];

/** The version for a project root: from its own folder first, then from folders above it. Null when no file says it. */
export function versionFrom(
  markers: readonly DocumentKey[],
  root: DocumentKey,
  textOf: (file: DocumentKey) => string | null,
): DjangoVersion | null {
  const near = markers.filter((file) => isInside(parentKey(file), root) || parentKey(file) === root || isInside(root, file));
  near.sort((left, right) => distance(root, left) - distance(root, right) || (left < right ? -1 : 1));
  for (const { name, pattern } of SOURCES) {
    for (const file of near) {
      if (!name.test(baseName(file))) continue;
      const version = pattern.exec(textOf(file) ?? '')?.[1];
      if (version !== undefined) return { version, from: baseName(file) };
    }
  }
  return null;
}

function distance(root: DocumentKey, file: DocumentKey): number {
  return Math.abs(parentKey(file).split('/').length - root.split('/').length);
}

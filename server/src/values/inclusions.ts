/** Files that a settings module runs within itself: which ones the arguments of `include(…)` name. */
import { isInside, joinKey, parentKey, relativeKey, type DocumentKey } from '../base/documentKey';
import type { Argument } from '../syntax/python';
import { deeper, type Engine, type Scope } from './engine';
import { settle } from './projectSettings';
import type { Value } from './value';

export interface IncludedFile {
  /** As it is written, relative to the folder of the module, possibly with `*` in it. */
  readonly pattern: string;
  /** Null where there is no such file, and has to be one. */
  readonly key: DocumentKey | null;
}

/** The files in the order in which they run; null where their names are not known. */
export function includedFiles(engine: Engine, scope: Scope, args: readonly Argument[]): readonly IncludedFile[] | null {
  const named: IncludedName[] = [];
  for (const { spread, value: written } of args) {
    const value = settle(engine, engine.evaluate(deeper(scope), written));
    if (spread === '*' && (value.kind !== 'list' || value.open !== null)) return null;
    for (const item of spread === '*' && value.kind === 'list' ? value.items : [value]) {
      const name = nameOf(item);
      if (name === null) return null;
      // A function around a file is there to let it be absent.
      named.push(written.kind === 'call' ? { ...name, isOptional: true } : name);
    }
  }
  return named.flatMap(({ pattern, isOptional }): readonly IncludedFile[] => {
    const found = filesLike(engine.files, parentKey(scope.file), pattern).filter((key) => key !== scope.file);
    return found.length === 0 && !isOptional ? [{ pattern, key: null }] : found.map((key) => ({ pattern, key }));
  });
}

interface IncludedName {
  readonly pattern: string;
  readonly isOptional: boolean;
}

/** `"base.py"`, or `optional("local.py")` for a file that may be absent. */
function nameOf(value: Value): IncludedName | null {
  if (value.kind === 'string') return { pattern: value.value, isOptional: false };
  const [only, more] = value.kind === 'call' ? value.args.positional : [];
  return only?.kind === 'string' && more === undefined ? { pattern: only.value, isOptional: true } : null;
}

/** The files under a folder that a pattern with `*` names, in the order of their names. */
function filesLike(files: readonly DocumentKey[], folder: DocumentKey, pattern: string): readonly DocumentKey[] {
  if (!pattern.includes('*')) {
    const key = joinKey(folder, ...pattern.split('/'));
    return files.includes(key) ? [key] : [];
  }
  const spelled = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  const like = new RegExp(`^${spelled}$`);
  return files.filter((file) => isInside(folder, file) && like.test(relativeKey(folder, file))).sort();
}

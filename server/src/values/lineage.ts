/** Which classes a class inherits from, in Python's order, as far as they are known. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape } from '../facts/fileShape';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names, ShapeOf } from '../modules/names';
import { isDjango } from './django';
import type { ClassPath } from './value';

/** A class whose source is known, one outside of the known files by its dotted path, or a base that is not understood. */
export type Ancestor =
  | { readonly kind: 'class'; readonly file: DocumentKey; readonly shape: ClassShape; readonly dotted: string }
  | { readonly kind: 'external'; readonly path: string }
  | { readonly kind: 'unknown' };

export interface Lineage {
  /** The class and all that it inherits from; just an unknown one where the class is not found. */
  ancestors(of: ClassPath): readonly Ancestor[];
}

/** Creates the lookup. Classes are found anew by each call, since an edit may change their bodies. */
export function createLineage(names: Names, modules: ModuleMap, shapeOf: ShapeOf): Lineage {
  const orders = new Map<string, readonly string[]>();
  const known = new Map<string, ClassPath | { readonly path: string } | null>();

  function keyOf({ file, path }: ClassPath): string {
    const key = `${file}\n${path}`;
    known.set(key, { file, path });
    return key;
  }

  function orderOf(key: string): readonly string[] {
    const found = orders.get(key);
    if (found !== undefined) return found;
    orders.set(key, [key]);
    const shape = shapeAt(key);
    const bases = shape === null ? [] : basesOf(key, shape);
    const order = [key, ...mergeOrders([...bases.map((base) => [...orderOf(base)]), bases])];
    orders.set(key, order);
    return order;
  }

  function shapeAt(key: string): ClassShape | null {
    const at = known.get(key);
    if (at == null || !('file' in at)) return null;
    return shapeOf(at.file)?.classes.findLast(({ path }) => path === at.path) ?? null;
  }

  function basesOf(key: string, { args, order }: ClassShape): readonly string[] {
    const at = known.get(key);
    if (at == null || !('file' in at)) return [];
    return args.flatMap(({ keyword, spread, value }) => {
      if (keyword !== null) return keyword === 'metaclass' ? [UNKNOWN_KEY] : [];
      const definition = spread === '' ? names.resolveBefore(at.file, value.kind === 'subscript' ? value.object : value, order) : null;
      if (definition?.kind === 'class') return [definition.perhaps === true ? UNKNOWN_KEY : keyOfClass(definition)];
      if (definition?.kind === 'external') return [keyOfPath(definition.path)];
      const object = definition?.kind === 'unbound' && value.kind === 'name' && value.name === 'object';
      return [object ? keyOfPath('object') : UNKNOWN_KEY];
    });
  }

  /** Classes of Django itself are known by their names, also where their source is at hand. */
  function keyOfClass({ file, shape }: Extract<Definition, { kind: 'class' }>): string {
    const module = modules.moduleOf(file);
    return isDjango(module) ? keyOfPath(`${module}.${shape.path}`) : keyOf({ file, path: shape.path });
  }

  function keyOfPath(path: string): string {
    known.set(path, { path });
    return path;
  }

  function ancestorAt(key: string): Ancestor {
    const at = known.get(key);
    if (at == null) return { kind: 'unknown' };
    if (!('file' in at)) return { kind: 'external', path: at.path };
    const shape = shapeAt(key);
    if (shape === null) return { kind: 'unknown' };
    return { kind: 'class', file: at.file, shape, dotted: `${modules.moduleOf(at.file)}.${at.path}` };
  }

  return { ancestors: (of) => orderOf(keyOf(of)).map(ancestorAt) };
}

const UNKNOWN_KEY = '?';

/** The merge of Python's C3 linearisation; when Python would refuse the order, the rest in the order met. */
export function mergeOrders<Item>(sequences: readonly (readonly Item[])[]): readonly Item[] {
  const result: Item[] = [];
  let left = sequences.filter((sequence) => sequence.length > 0);
  while (left.length > 0) {
    const tails = new Set(left.flatMap((sequence) => sequence.slice(1)));
    const heads = left.flatMap((sequence) => sequence.slice(0, 1));
    const next = heads.find((candidate) => !tails.has(candidate)) ?? heads[0];
    if (next === undefined) break;
    result.push(next);
    left = left.map((sequence) => sequence.filter((item) => item !== next)).filter((sequence) => sequence.length > 0);
  }
  return result;
}

/**
 * Classes that a call makes while Python runs, `type(name, bases, namespace)`: each gets a shape as a class statement has one, so that
 * whoever knows classes knows these, too. Which class it is, its place tells: that of the outermost call.
 */
import { printExpression } from '../facts/printExpression';
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, Member } from '../facts/fileShape';
import type { Expression, NodeId } from '../syntax/python';
import type { Engine, MadeClass, MadeClasses, Scope } from './engine';
import type { Arguments, Dict, Value } from './value';

/** Creates the store; the same call makes the same class. */
export function createMadeClasses(): MadeClasses {
  const made = new WeakMap<ClassShape, MadeClass>();
  const values = new WeakMap<Expression, Value>();
  const byPlace = new Map<string, ClassShape>();

  function make(engine: Engine, scope: Scope, { positional, keywords, open }: Arguments, expression: Expression): Value | null {
    const [name, bases, namespace, more] = positional;
    if (open !== null || keywords.size > 0 || more !== undefined) return null;
    if (name?.kind !== 'string' || bases?.kind !== 'list' || bases.open !== null || namespace?.kind !== 'dict') return null;
    // What the namespace holds beyond what is known may be anything.
    if (namespace.open !== null && namespace.entries.size === 0) return null;
    const { file, id } = scope.place ?? { file: scope.file, id: expression.id };
    const key = [file, String(id), name.value, printExpression(expression)].join('\n');
    let shape = byPlace.get(key);
    if (shape === undefined) {
      shape = shapeOf({ name: name.value, namespace, id, index: -1 - byPlace.size });
      byPlace.set(key, shape);
      made.set(shape, { bases: bases.items, home: homeOf(engine, scope, namespace) });
    }
    return { kind: 'reference', definition: { kind: 'class', file, shape } };
  }

  function shapeOf({ name, namespace, id, index }: Parts): ClassShape {
    const members = [...namespace.entries].map(([key, value]) => memberOf(key, value, id));
    return { index, path: name, name, nameId: id, id, order: Infinity, certain: false, decorators: [], args: [], members };
  }

  function memberOf(name: string, value: Value, id: NodeId): Member {
    const said: Expression = { kind: 'opaque', id, text: name };
    // What may be a field reads as a call.
    const expression: Expression = value.kind === 'call' ? { kind: 'call', id, callee: said, args: [] } : said;
    values.set(said, value);
    return { name, nameId: id, id, certain: true, kind: 'value', value: expression, decorators: [] };
  }

  return { make, madeClass: (shape) => made.get(shape) ?? null, given: (expression) => values.get(expression) ?? null };
}

interface Parts {
  readonly name: string;
  readonly namespace: Dict;
  readonly id: NodeId;
  readonly index: number;
}

/** The module that the namespace names, else the one in which the call stands. */
function homeOf({ modules }: Engine, { file }: Scope, { entries }: Dict): DocumentKey {
  const module = entries.get('__module__');
  return (module?.kind === 'string' ? modules.fileOf(module.value, file) : null) ?? file;
}

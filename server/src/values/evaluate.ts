/**
 * What value module-level Python would have, as far as text decides it. One evaluator for settings, Meta options and field
 * arguments. Whatever it does not understand is `unknown`, with the reason and the place.
 */
import { groupBy } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { Binding, FileShape } from '../facts/fileShape';
import { printExpression } from '../facts/printExpression';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names, ShapeOf } from '../modules/names';
import type { Expression, NodeId } from '../syntax/python';

export type Value =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'number'; readonly value: number }
  /** A list or tuple. `open` means that there may be further items, or that some of these may be missing. */
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly open: Unknown | null }
  /** A class, function, module or external name. */
  | { readonly kind: 'reference'; readonly definition: Definition }
  /** The call of something, not made. */
  | { readonly kind: 'call'; readonly callee: Definition; readonly text: string }
  | Unknown;

export interface Unknown {
  readonly kind: 'unknown';
  /** A short reason: `os.environ.get("USER_MODEL")`. */
  readonly why: string;
  readonly file: DocumentKey;
  readonly id: NodeId;
}

export interface Evaluator {
  /** The value of `expression` as it stands at module level of `file`, once the module has run. */
  evaluate(file: DocumentKey, expression: Expression): Value;
  /** As `evaluate`, for an expression in the statement with this `order`: what the module binds further down does not count. */
  evaluateBefore(file: DocumentKey, expression: Expression, order: number): Value;
  /** The final value of a module-level name; null when the module never binds it. */
  variable(file: DocumentKey, name: string): Value | null;
}

const DEPTH = 64;

/** How far an evaluation has gone, and up to which statement of the module names count. */
interface Reach {
  readonly depth: number;
  readonly before: number;
}

function deeper({ depth, before }: Reach): Reach {
  return { depth: depth + 1, before };
}

/** From another module: the whole of it has run. */
function afterAll({ depth }: Reach): Reach {
  return { depth: depth + 1, before: Infinity };
}

/** A module-level name at one point of its module, and the key under which its value is kept. */
interface Variable {
  readonly file: DocumentKey;
  readonly name: string;
  readonly key: string;
}

/** Creates the evaluator over a name lookup. Pure: the same shapes give the same values. */
export function createEvaluator(names: Names, modules: ModuleMap, shapeOf: ShapeOf): Evaluator {
  const tables = new Map<FileShape, ReadonlyMap<string, readonly Binding[]>>();
  const memo = new Map<DocumentKey, Map<string, Value | null>>();

  function evaluateAt(file: DocumentKey, expression: Expression, reach: Reach): Value {
    if (reach.depth > DEPTH) return unknown(file, expression);
    switch (expression.kind) {
      case 'string':
        return { kind: 'string', value: expression.value };
      case 'constant':
        return { kind: 'constant', value: expression.value };
      case 'number':
        return { kind: 'number', value: Number(expression.text) };
      case 'list':
      case 'tuple':
      case 'set':
        return sequence(file, expression.items, reach);
      case 'binary':
        return binary(file, expression, reach);
      case 'unary': {
        const operand = evaluateAt(file, expression.operand, deeper(reach));
        const known = expression.operator === 'not' && operand.kind === 'constant';
        return known ? { kind: 'constant', value: operand.value !== true } : unknown(file, expression);
      }
      case 'conditional':
        return alternatives(
          unknown(file, expression.test),
          evaluateAt(file, expression.then, deeper(reach)),
          evaluateAt(file, expression.otherwise, deeper(reach)),
        );
      case 'fstring':
        return formatted(file, expression, reach);
      case 'name':
      case 'attribute':
        return named(file, expression, reach);
      case 'call':
        return call(file, expression, reach);
      default:
        return unknown(file, expression);
    }
  }

  function sequence(file: DocumentKey, items: readonly Expression[], reach: Reach): Value {
    const values: Value[] = [];
    let open: Unknown | null = null;
    for (const item of items) {
      const value = evaluateAt(file, item.kind === 'starred' ? item.value : item, deeper(reach));
      if (item.kind !== 'starred') values.push(value);
      else if (value.kind === 'list') {
        values.push(...value.items);
        open ??= value.open;
      } else open ??= unknown(file, item.value);
    }
    return { kind: 'list', items: values, open };
  }

  function binary(file: DocumentKey, expression: Extract<Expression, { kind: 'binary' }>, reach: Reach): Value {
    const left = evaluateAt(file, expression.left, deeper(reach));
    const right = evaluateAt(file, expression.right, deeper(reach));
    if (expression.operator === 'or' && left.kind === 'string' && left.value !== '') return left;
    if (expression.operator !== '+') return unknown(file, expression);
    if (left.kind === 'string' && right.kind === 'string') return { kind: 'string', value: left.value + right.value };
    return concatenate(left, right) ?? unknown(file, expression);
  }

  function formatted(file: DocumentKey, expression: Extract<Expression, { kind: 'fstring' }>, reach: Reach): Value {
    let text = '';
    for (const part of expression.parts) {
      const value: Value = typeof part === 'string' ? { kind: 'string', value: part } : evaluateAt(file, part, deeper(reach));
      if (value.kind !== 'string') return unknown(file, expression);
      text += value.value;
    }
    return { kind: 'string', value: text };
  }

  function named(file: DocumentKey, expression: Expression, reach: Reach): Value {
    const value = expression.kind === 'name' ? variableAt(file, expression.name, deeper(reach)) : null;
    if (value !== null && value.kind !== 'unknown') return value;
    const definition = names.resolveBefore(file, expression, reach.before);
    if (definition.kind === 'unknown' || definition.kind === 'unbound') return value ?? unknown(file, expression);
    if (definition.kind !== 'value') return { kind: 'reference', definition };
    if (value !== null) return value;
    const there = definition.file === file ? deeper(reach) : afterAll(reach);
    return variableAt(definition.file, definition.name, there) ?? unknown(file, expression);
  }

  function call(file: DocumentKey, expression: Extract<Expression, { kind: 'call' }>, reach: Reach): Value {
    const { callee, args } = expression;
    const [only] = args;
    if (callee.kind === 'name' && (callee.name === 'list' || callee.name === 'tuple') && args.length === 1 && only !== undefined)
      return evaluateAt(file, only.value, deeper(reach));
    if (callee.kind === 'name' && callee.name === 'getattr') return setting(file, expression) ?? unknown(file, expression);
    const definition = names.resolveBefore(file, callee, reach.before);
    if (definition.kind === 'unknown' || definition.kind === 'unbound') return unknown(file, expression);
    return { kind: 'call', callee: definition, text: printExpression(expression) };
  }

  /** `getattr(settings, "NAME", default)` is the setting; its default counts only where the settings are read. */
  function setting(file: DocumentKey, { args }: Extract<Expression, { kind: 'call' }>): Value | null {
    const [object, name] = args;
    if (object === undefined || name?.value.kind !== 'string') return null;
    const definition = names.resolve(file, object.value);
    if (definition.kind !== 'external' || definition.path !== 'django.conf.settings') return null;
    return { kind: 'reference', definition: { kind: 'external', path: `${definition.path}.${name.value.value}` } };
  }

  function variableAt(file: DocumentKey, name: string, reach: Reach): Value | null {
    let ofFile = memo.get(file);
    if (ofFile === undefined) memo.set(file, (ofFile = new Map<string, Value | null>()));
    const shape = shapeOf(file);
    const all = shape === null ? [] : bindingsOf(shape, name);
    const bindings = reach.before === Infinity ? all : all.filter(({ order }) => order < reach.before);
    const key = bindings.length === all.length ? name : `${name}\n${String(bindings.length)}`;
    const known = ofFile.get(key);
    if (known !== undefined) return known;
    ofFile.set(key, null);
    const value = reach.depth > DEPTH ? null : runBindings({ file, name, key }, bindings, reach);
    ofFile.set(key, value);
    return value;
  }

  /** Runs the bindings of one name in order; a branch that may not run leaves an alternative behind. */
  function runBindings({ file, name, key }: Variable, bindings: readonly Binding[], reach: Reach): Value | null {
    let current: Value | null = null;
    for (const binding of bindings) {
      const star = binding.name === '*';
      const next: Value | null = star ? starred(file, name, binding, reach) : step(file, binding, current, reach);
      if (next === null) continue;
      const doubt: Unknown = { kind: 'unknown', why: `${name} is set under a condition`, file, id: idOf(binding) };
      const certain: boolean = binding.certain && !(star && next.kind === 'unknown');
      current = certain ? next : current === null ? doubtful(next, doubt) : alternatives(doubt, current, next);
      memo.get(file)?.set(key, current);
    }
    return current;
  }

  /** The bindings of `name` and the star imports, in order. */
  function bindingsOf(shape: FileShape, name: string): readonly Binding[] {
    let table = tables.get(shape);
    if (table === undefined) tables.set(shape, (table = groupBy(shape.bindings, (binding) => binding.name)));
    const own = table.get(name) ?? [];
    const stars = table.get('*');
    return stars === undefined ? own : [...own, ...stars].sort((left, right) => left.order - right.order);
  }

  /** What a star import gives a name; null when it gives none, unknown when that cannot be seen. */
  function starred(file: DocumentKey, name: string, { value, certain }: Binding, reach: Reach): Value | null {
    if (value.kind !== 'imported') return { kind: 'unknown', why: `${name} may be set by globals() or exec`, file, id: 0 };
    if (name.startsWith('_')) return null;
    const module = modules.absolute(file, value.level, value.module);
    const target = module === null ? null : modules.fileOf(module, file);
    if (target !== null) return target === file ? null : variableAt(target, name, afterAll(reach));
    // A module that the workspace should hold is absent, and one that may be absent brings local settings at most.
    if (!certain || module === null || modules.isPackage(module.split('.', 1)[0] ?? module, file)) return null;
    return { kind: 'unknown', why: `${name} may come from ${module}`, file, id: 0 };
  }

  function step(file: DocumentKey, binding: Binding, current: Value | null, reach: Reach): Value | null {
    const { value } = binding;
    switch (value.kind) {
      case 'expression':
        return evaluateAt(file, value.value, { ...deeper(reach), before: binding.order });
      case 'changed':
        return change(file, value, current, { ...reach, before: binding.order });
      case 'unknown':
        return { kind: 'unknown', why: `${binding.name} is not a plain assignment`, file, id: binding.id };
      default: {
        const definition = names.lookupBefore(file, binding.name, binding.order + 1);
        if (definition.kind === 'value')
          return definition.file === file ? null : variableAt(definition.file, definition.name, afterAll(reach));
        return definition.kind === 'unknown' || definition.kind === 'unbound'
          ? { kind: 'unknown', why: `${binding.name} is imported from elsewhere`, file, id: binding.id }
          : { kind: 'reference', definition };
      }
    }
  }

  function change(
    file: DocumentKey,
    { operator, value }: { readonly operator: string; readonly value: Expression },
    current: Value | null,
    reach: Reach,
  ): Value | null {
    if (operator === 'argument' || operator === '[]=')
      return current?.kind === 'list' ? { ...current, open: unknown(file, value) } : current;
    const before: Value = current ?? unknown(file, value);
    if (operator === '+=') return concatenate(before, evaluateAt(file, value, deeper(reach))) ?? unknown(file, value);
    if (value.kind !== 'call' || before.kind !== 'list') return unknown(file, value);
    if (operator === 'pop' && value.args.length === 0 && before.open === null) return { ...before, items: before.items.slice(0, -1) };
    const given = value.args.map((argument) => evaluateAt(file, argument.value, deeper(reach)));
    const last = given.at(-1);
    if (last === undefined) return unknown(file, value);
    if (operator === 'append' || operator === 'insert') return { ...before, items: [...before.items, last] };
    if (operator === 'extend') return concatenate(before, last) ?? { ...before, open: unknown(file, value) };
    if (operator === 'remove' && last.kind === 'string')
      return { ...before, items: before.items.filter((item) => item.kind !== 'string' || item.value !== last.value) };
    return { ...before, open: unknown(file, value) };
  }

  return {
    evaluate: (file, expression) => evaluateAt(file, expression, { depth: 0, before: Infinity }),
    evaluateBefore: (file, expression, order) => evaluateAt(file, expression, { depth: 0, before: order }),
    variable: (file, name) => variableAt(file, name, { depth: 0, before: Infinity }),
  };
}

/** Whether Python takes a value for true, where the text decides it; false where it does not. */
export function isTruthy(value: Value | null): boolean {
  if (value?.kind === 'string') return value.value !== '';
  return value?.kind === 'constant' ? value.value === true : value?.kind === 'number' && value.value !== 0;
}

function idOf(binding: Binding): NodeId {
  return binding.value.kind === 'expression' || binding.value.kind === 'changed' ? binding.value.value.id : binding.id;
}

function unknown(file: DocumentKey, expression: Expression): Unknown {
  return { kind: 'unknown', why: printExpression(expression), file, id: expression.id };
}

function concatenate(left: Value, right: Value): Value | null {
  if (left.kind === 'list' && right.kind === 'list')
    return { kind: 'list', items: [...left.items, ...right.items], open: left.open ?? right.open };
  if (left.kind === 'list' && right.kind === 'unknown') return { ...left, open: right };
  if (left.kind === 'unknown' && right.kind === 'list') return { ...right, open: left };
  return null;
}

/** Either of two values: the same one, the items of both lists, or unknown. */
function alternatives(doubt: Unknown, left: Value, right: Value): Value {
  if (left.kind === 'list' && right.kind === 'list') {
    const known = new Set(left.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])));
    const more = right.items.filter((item) => item.kind !== 'string' || !known.has(item.value));
    return { kind: 'list', items: [...left.items, ...more], open: left.open ?? right.open ?? doubt };
  }
  if (left.kind === 'list') return { ...left, open: doubt };
  if (right.kind === 'list') return { ...right, open: doubt };
  if (left.kind === 'string' && right.kind === 'string' && left.value === right.value) return left;
  return doubt;
}

function doubtful(value: Value, doubt: Unknown): Value {
  return value.kind === 'list' ? { ...value, open: value.open ?? doubt } : doubt;
}

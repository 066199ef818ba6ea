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
  /** The value of `expression` as it stands at module level of `file`. */
  evaluate(file: DocumentKey, expression: Expression): Value;
  /** The final value of a module-level name; null when the module never binds it. */
  variable(file: DocumentKey, name: string): Value | null;
}

const DEPTH = 24;

/** Creates the evaluator over a name lookup. Pure: the same shapes give the same values. */
export function createEvaluator(names: Names, modules: ModuleMap, shapeOf: ShapeOf): Evaluator {
  const tables = new Map<FileShape, ReadonlyMap<string, readonly Binding[]>>();
  const memo = new Map<DocumentKey, Map<string, Value | null>>();

  function evaluateAt(file: DocumentKey, expression: Expression, depth: number): Value {
    if (depth > DEPTH) return unknown(file, expression);
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
        return sequence(file, expression.items, depth);
      case 'binary':
        return binary(file, expression, depth);
      case 'conditional':
        return alternatives(
          unknown(file, expression.test),
          evaluateAt(file, expression.then, depth + 1),
          evaluateAt(file, expression.otherwise, depth + 1),
        );
      case 'fstring':
        return formatted(file, expression, depth);
      case 'name':
      case 'attribute':
        return named(file, expression, depth);
      case 'call':
        return call(file, expression, depth);
      default:
        return unknown(file, expression);
    }
  }

  function sequence(file: DocumentKey, items: readonly Expression[], depth: number): Value {
    const values: Value[] = [];
    let open: Unknown | null = null;
    for (const item of items) {
      const value = evaluateAt(file, item.kind === 'starred' ? item.value : item, depth + 1);
      if (item.kind !== 'starred') values.push(value);
      else if (value.kind === 'list') {
        values.push(...value.items);
        open ??= value.open;
      } else open ??= unknown(file, item.value);
    }
    return { kind: 'list', items: values, open };
  }

  function binary(file: DocumentKey, expression: Extract<Expression, { kind: 'binary' }>, depth: number): Value {
    const left = evaluateAt(file, expression.left, depth + 1);
    const right = evaluateAt(file, expression.right, depth + 1);
    if (expression.operator === 'or' && left.kind === 'string' && left.value !== '') return left;
    if (expression.operator !== '+') return unknown(file, expression);
    if (left.kind === 'string' && right.kind === 'string') return { kind: 'string', value: left.value + right.value };
    return concatenate(left, right) ?? unknown(file, expression);
  }

  function formatted(file: DocumentKey, expression: Extract<Expression, { kind: 'fstring' }>, depth: number): Value {
    let text = '';
    for (const part of expression.parts) {
      const value: Value = typeof part === 'string' ? { kind: 'string', value: part } : evaluateAt(file, part, depth + 1);
      if (value.kind !== 'string') return unknown(file, expression);
      text += value.value;
    }
    return { kind: 'string', value: text };
  }

  function named(file: DocumentKey, expression: Expression, depth: number): Value {
    if (expression.kind === 'name') {
      const value = variableAt(file, expression.name, depth + 1);
      if (value !== null) return value;
    }
    return fromDefinition(names.resolve(file, expression), file, expression, depth);
  }

  function fromDefinition(definition: Definition, file: DocumentKey, expression: Expression, depth: number): Value {
    if (definition.kind === 'value') return variableAt(definition.file, definition.name, depth + 1) ?? unknown(file, expression);
    if (definition.kind === 'unknown' || definition.kind === 'unbound') return unknown(file, expression);
    return { kind: 'reference', definition };
  }

  function call(file: DocumentKey, expression: Extract<Expression, { kind: 'call' }>, depth: number): Value {
    const { callee, args } = expression;
    const [only] = args;
    if (callee.kind === 'name' && (callee.name === 'list' || callee.name === 'tuple') && args.length === 1 && only !== undefined)
      return evaluateAt(file, only.value, depth + 1);
    if (callee.kind === 'name' && callee.name === 'getattr') return setting(file, expression) ?? unknown(file, expression);
    const definition = names.resolve(file, callee);
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

  function variableAt(file: DocumentKey, name: string, depth: number): Value | null {
    let ofFile = memo.get(file);
    if (ofFile === undefined) memo.set(file, (ofFile = new Map<string, Value | null>()));
    const known = ofFile.get(name);
    if (known !== undefined) return known;
    ofFile.set(name, null);
    const shape = shapeOf(file);
    const value = shape === null || depth > DEPTH ? null : runBindings(file, name, shape, depth);
    ofFile.set(name, value);
    return value;
  }

  /** Runs the bindings of one name in order; a branch that may not run leaves an alternative behind. */
  function runBindings(file: DocumentKey, name: string, shape: FileShape, depth: number): Value | null {
    let current: Value | null = null;
    for (const binding of bindingsOf(shape, name)) {
      const next: Value | null = binding.name === '*' ? star(file, name, binding, depth) : step(file, binding, current, depth);
      if (next === null) continue;
      const doubt: Unknown = { kind: 'unknown', why: `${name} is set under a condition`, file, id: idOf(binding) };
      current = binding.certain ? next : current === null ? doubtful(next, doubt) : alternatives(doubt, current, next);
      memo.get(file)?.set(name, current);
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

  function star(file: DocumentKey, name: string, binding: Binding, depth: number): Value | null {
    if (binding.value.kind !== 'imported' || name.startsWith('_')) return null;
    const module = modules.absolute(file, binding.value.level, binding.value.module);
    const target = module === null ? null : modules.fileOf(module, file);
    return target === null || target === file ? null : variableAt(target, name, depth + 1);
  }

  function step(file: DocumentKey, binding: Binding, current: Value | null, depth: number): Value | null {
    const { value } = binding;
    switch (value.kind) {
      case 'expression':
        return evaluateAt(file, value.value, depth + 1);
      case 'changed':
        return change(file, value, current, depth);
      case 'unknown':
        return { kind: 'unknown', why: `${binding.name} is not a plain assignment`, file, id: 0 };
      default: {
        const definition = names.lookup(file, binding.name);
        if (definition.kind === 'value') return definition.file === file ? null : variableAt(definition.file, definition.name, depth + 1);
        return definition.kind === 'unknown' || definition.kind === 'unbound'
          ? { kind: 'unknown', why: `${binding.name} is imported from elsewhere`, file, id: 0 }
          : { kind: 'reference', definition };
      }
    }
  }

  function change(
    file: DocumentKey,
    { operator, value }: { readonly operator: string; readonly value: Expression },
    current: Value | null,
    depth: number,
  ): Value {
    const before: Value = current ?? unknown(file, value);
    if (operator === '+=') return concatenate(before, evaluateAt(file, value, depth + 1)) ?? unknown(file, value);
    if (value.kind !== 'call' || before.kind !== 'list') return unknown(file, value);
    const given = value.args.map((argument) => evaluateAt(file, argument.value, depth + 1));
    const last = given.at(-1);
    if (last === undefined) return unknown(file, value);
    if (operator === 'append' || operator === 'insert') return { ...before, items: [...before.items, last] };
    if (operator === 'extend') return concatenate(before, last) ?? { ...before, open: unknown(file, value) };
    if (operator === 'remove' && last.kind === 'string')
      return { ...before, items: before.items.filter((item) => item.kind !== 'string' || item.value !== last.value) };
    return { ...before, open: unknown(file, value) };
  }

  return {
    evaluate: (file, expression) => evaluateAt(file, expression, 0),
    variable: (file, name) => variableAt(file, name, 0),
  };
}

function idOf(binding: Binding): NodeId {
  return binding.value.kind === 'expression' || binding.value.kind === 'changed' ? binding.value.value.id : 0;
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

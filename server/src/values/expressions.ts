/** What an expression gives. */
import { baseName, type DocumentKey } from '../base/documentKey';
import { attributePath } from './attributes';
import { evaluateCall } from './calls';
import { comprehend } from './comprehensions';
import { DEPTH, deeper, isSettings, unknown, type Engine, type Scope } from './engine';
import { mergeSnapshots, NotUnderstood, Raises } from './memory';
import { operate, operateOne } from './operators';
import { isEnvironment } from './environment';
import { settle, truthOf } from './projectSettings';
import { alternatives, bool, dict, display, equal, isBounded, isTooLarge, text, type List, type Unknown, type Value } from './value';
import type { Binary, Dictionary, Expression, FormattedString, NumberLiteral, Slice, Subscript } from '../syntax/python';

/** Evaluates an expression where it stands; what it works out is unknown where it is too large to be meant. */
export function evaluateExpression(engine: Engine, scope: Scope, expression: Expression): Value {
  if (scope.depth > DEPTH || !engine.memory.step()) return unknown(scope, expression);
  const value = evaluateWithin(engine, scope, expression);
  return COMPUTED.has(expression.kind) && isTooLarge(value) ? unknown(scope, expression) : value;
}

const COMPUTED: ReadonlySet<Expression['kind']> = new Set<Expression['kind']>([
  'call',
  'fstring',
  'binary',
  'comprehension',
  'list',
  'tuple',
]);

function evaluateWithin(engine: Engine, scope: Scope, expression: Expression): Value {
  const part = (inner: Expression): Value => engine.evaluate(deeper(scope), inner);
  switch (expression.kind) {
    case 'string':
      return text(expression.value);
    case 'constant':
      return { kind: 'constant', value: expression.value };
    case 'number':
      return numberValue(expression) ?? unknown(scope, expression);
    case 'list':
    case 'tuple':
    case 'set':
      return sequence(expression.kind, expression.items, part, scope);
    case 'dict':
      return dictionary(engine, expression, part, scope);
    case 'binary':
      return binary(engine, scope, expression);
    case 'unary':
      return operateOne(expression.operator, settle(engine, part(expression.operand))) ?? unknown(scope, expression);
    case 'conditional': {
      const decided = truthOf(engine, part(expression.test));
      if (decided !== null) return part(decided ? expression.then : expression.otherwise);
      return eitherWay(engine, unknown(scope, expression.test), [() => part(expression.then), () => part(expression.otherwise)]);
    }
    case 'fstring':
      return formatted(engine, expression, part) ?? unknown(scope, expression);
    case 'name':
    case 'attribute':
      return named(engine, scope, expression);
    case 'subscript':
      return subscripted(engine, scope, expression);
    case 'call':
      return evaluateCall(engine, scope, expression);
    case 'lambda':
      // One within a function leans on what that holds.
      return scope.frame === null ? { kind: 'lambda', file: scope.file, text: expression.text } : unknown(scope, expression);
    case 'comprehension':
      return comprehend(engine, scope, expression);
    default:
      return engine.made.given(expression) ?? unknown(scope, expression);
  }
}

/** Whole numbers, and those with a fraction that shows. */
function numberValue({ text: written }: NumberLiteral): Value | null {
  const digits = written.replaceAll('_', '');
  const plain = /^(?:0|[1-9]\d*|0[xX][\da-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+\.\d*[1-9])$/.test(digits);
  const value = plain ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(value) || value % 1 !== 0 ? numberOf(value) : null;
}

function numberOf(value: number): Value | null {
  return Number.isNaN(value) ? null : { kind: 'number', value };
}

function sequence(form: List['form'], items: readonly Expression[], part: (inner: Expression) => Value, scope: Scope): Value {
  const values: Value[] = [];
  let open: Unknown | null = null;
  let bounded = true;
  for (const item of items) {
    const value = part(item.kind === 'starred' ? item.value : item);
    bounded &&= item.kind !== 'starred' || (value.kind === 'list' && isBounded(value));
    if (item.kind !== 'starred') values.push(value);
    else if (value.kind === 'list') {
      values.push(...value.items);
      open ??= value.open;
    } else open ??= value.kind === 'unknown' ? value : unknown(scope, item.value);
  }
  return { kind: 'list', form, items: values, open, bounded };
}

function dictionary(engine: Engine, { entries }: Dictionary, part: (inner: Expression) => Value, scope: Scope): Value {
  const found = new Map<string, Value>();
  let open: Unknown | null = null;
  for (const { key, value } of entries) {
    if (key === null) {
      const more = part(value);
      if (more.kind !== 'dict') open ??= unknown(scope, value);
      else {
        open ??= more.open;
        for (const [name, each] of more.entries) found.set(name, each);
      }
      continue;
    }
    const name = settle(engine, part(key));
    if (name.kind === 'string') found.set(name.value, part(value));
    else {
      part(value);
      open ??= unknown(scope, key);
    }
  }
  return dict(found, open);
}

function binary(engine: Engine, scope: Scope, expression: Binary): Value {
  const { operator } = expression;
  const left = engine.evaluate(deeper(scope), expression.left);
  if (operator === 'and' || operator === 'or') {
    const decided = truthOf(engine, left);
    if (decided === (operator === 'or')) return left;
    const right = (): Value => engine.evaluate(deeper(scope), expression.right);
    return decided === null ? eitherWay(engine, unknown(scope, expression), [() => left, right]) : right();
  }
  const right = engine.evaluate(deeper(scope), expression.right);
  const [one, other] = [settle(engine, left), settle(engine, right)];
  return operate(operator, one, other) ?? likelyIn(engine, operator, { item: one, container: other, doubt: unknown(scope, expression) });
}

interface Membership {
  readonly item: Value;
  readonly container: Value;
  readonly doubt: Unknown;
}

/** What a list that is not known whole lists is most likely in it; what somebody may set in the environment is most likely not. */
function likelyIn(engine: Engine, operator: string, { item, container, doubt }: Membership): Value {
  const isListed = container.kind === 'list' && container.items.some((each) => equal(each, item) === true);
  if ((!isListed && !isEnvironment(container)) || (operator !== 'in' && operator !== 'not in')) return doubt;
  engine.memory.doubt(doubt);
  return bool(isListed === (operator === 'in'));
}

/** One of two values, where it is not known which way Python goes: what only one of them does is doubtful. */
function eitherWay({ memory }: Engine, doubt: Unknown, [first, second]: readonly [() => Value, () => Value]): Value {
  const before = memory.snapshot();
  const left = notSurely(first);
  const after = memory.snapshot();
  memory.restore(before);
  const right = notSurely(second);
  const merged = mergeSnapshots(after, memory.snapshot(), doubt);
  if (merged !== null) memory.restore(merged);
  return alternatives(doubt, left, right);
}

function notSurely(way: () => Value): Value {
  try {
    return way();
  } catch (error) {
    throw error instanceof Raises ? new NotUnderstood(error.reason) : error;
  }
}

function formatted(engine: Engine, { parts }: FormattedString, part: (inner: Expression) => Value): Value | null {
  const shown = parts.map((each) => (typeof each === 'string' ? each : display(settle(engine, part(each)))));
  return shown.includes(null) ? null : text(shown.join(''));
}

function named(engine: Engine, scope: Scope, expression: Extract<Expression, { kind: 'name' | 'attribute' }>): Value {
  const { frame } = scope;
  const path = attributePath(expression);
  const head = path?.[0];
  const local = head !== undefined && frame !== null && (frame.variables.has(head) || frame.bound.has(head));
  if (expression.kind === 'name' && local) return frame.variables.get(expression.name) ?? unknown(scope, expression);
  if (path === null || local) return ofObject(engine, scope, expression);
  const value = expression.kind === 'name' ? engine.variable(scope.file, expression.name, deeper(scope)) : null;
  if (value !== null && value.kind !== 'unknown') return value;
  const definition = engine.names.resolveBefore(scope.file, expression, scope.before);
  if (isSettings(engine, definition)) return { kind: 'reference', definition: { kind: 'external', path: 'django.conf.settings' } };
  if (definition.kind === 'unbound' && expression.kind === 'name' && TYPES.has(expression.name))
    return { kind: 'reference', definition: { kind: 'external', path: `builtins.${expression.name}` } };
  if (definition.kind === 'unbound' && expression.kind === 'name' && expression.name === '__name__')
    return text(engine.modules.moduleOf(scope.file));
  if (definition.kind === 'unbound' && expression.kind === 'name' && expression.name === '__package__')
    return text(packageOf(engine, scope.file));
  if (definition.kind === 'unknown' || definition.kind === 'unbound')
    return expression.kind === 'attribute' ? ofObject(engine, scope, expression) : (value ?? unknown(scope, expression));
  return value !== null && definition.kind === 'value' ? value : engine.definitionValue(scope, definition, expression);
}

/** The package of a module: itself where it is one. */
function packageOf({ modules }: Engine, file: DocumentKey): string {
  const module = modules.moduleOf(file);
  return baseName(file) === '__init__.py' ? module : module.slice(0, Math.max(module.lastIndexOf('.'), 0));
}

/** Types of Python itself, as far as code asks whether something is one. */
const TYPES: ReadonlySet<string> = new Set(['str', 'int', 'bool', 'list', 'tuple', 'dict', 'set', 'type', 'object']);

function ofObject(engine: Engine, scope: Scope, expression: Extract<Expression, { kind: 'name' | 'attribute' }>): Value {
  if (expression.kind === 'name') return unknown(scope, expression);
  return engine.attribute(scope, engine.evaluate(deeper(scope), expression.object), expression.name, expression);
}

function subscripted(engine: Engine, scope: Scope, expression: Subscript): Value {
  const object = settle(engine, engine.evaluate(deeper(scope), expression.object));
  const [index, more] = expression.indexes;
  if (index === undefined || more !== undefined) return unknown(scope, expression);
  if (index.kind === 'slice') return sliced(engine, scope, object, index) ?? unknown(scope, expression);
  const at = settle(engine, engine.evaluate(deeper(scope), index));
  const found = itemOf(object, at);
  if (found === null && scope.frame !== null && object.kind === 'dict' && object.open === null && at.kind === 'string')
    throw new Raises(unknown(scope, expression));
  return found ?? unknown(scope, expression);
}

function itemOf(object: Value, at: Value): Value | null {
  if (object.kind === 'dict') return at.kind === 'string' ? (object.entries.get(at.value) ?? null) : null;
  if (at.kind !== 'number') return null;
  if (object.kind === 'list' && object.open === null && object.form !== 'set') return object.items.at(at.value) ?? null;
  const unit = object.kind === 'string' ? object.value.at(at.value) : undefined;
  return unit === undefined ? null : text(unit);
}

/** `object[start:stop]` of a text or a list; null where it is not known. */
function sliced(engine: Engine, scope: Scope, object: Value, { start, stop, step }: Slice): Value | null {
  const [from, to] = [start, stop].map((part) => (part === null ? undefined : settle(engine, engine.evaluate(deeper(scope), part))));
  const isWhole = [from, to].every((part) => part === undefined || (part.kind === 'number' && Number.isInteger(part.value)));
  if (!isWhole || step !== null) return null;
  const bounds = [from, to].map((part) => (part?.kind === 'number' ? part.value : undefined));
  if (object.kind === 'string')
    return text(
      Array.from(object.value)
        .slice(...bounds)
        .join(''),
    );
  const isOrdered = object.kind === 'list' && object.open === null && object.form !== 'set';
  return isOrdered ? { ...object, items: object.items.slice(...bounds) } : null;
}

/** Calls: of functions and methods whose source is known, of Python's own functions, and of what is not run. */
import { printExpression } from '../facts/printExpression';
import type { Argument, Call, Expression } from '../syntax/python';
import { callBuiltin } from './builtins';
import { callMethodOf, construct, bindingOf } from './construct';
import { deeper, DEPTH, unknown, type Engine, type Scope } from './engine';
import { isDjango } from './django';
import { entryPointsAsked, loadedEntryPoint } from './entryPoints';
import { defaultGiven, defaultOf } from './environment';
import { callKnown } from './knownCalls';
import { callMethod } from './methods';
import { holds } from './memory';
import { isWithinSetting, settle } from './projectSettings';
import type { Arguments, CallValue, Unknown, Value } from './value';

/** Evaluates a call. */
export function evaluateCall(engine: Engine, scope: Scope, expression: Call): Value {
  const { callee } = expression;
  const given = callee.kind === 'opaque' ? engine.made.given(callee) : null;
  if (given !== null) return given;
  if (callee.kind === 'name' && callee.name === 'super') return superOf(scope, expression) ?? unknown(scope, expression);
  if (callee.kind === 'attribute' && !isName(engine, scope, callee)) return callAttribute(engine, scope, expression, callee);
  const name = callee.kind === 'name' && isUnbound(engine, scope, callee) ? callee.name : null;
  const called = name === null ? engine.evaluate(deeper(scope), callee) : null;
  const args = evaluateArguments(engine, scope, expression.args);
  if (called?.kind === 'unknown' && isLocal(scope, callee)) engine.memory.letGoAll(called);
  if (name === null) return called === null ? unknown(scope, expression) : engine.apply(scope, called, args, expression);
  return callBuiltin(engine, scope, { name, args }, expression) ?? notRun(engine, scope, args, expression);
}

/** A name that the function binds, to a function inside of it most likely. */
function isLocal({ frame }: Scope, callee: Expression): boolean {
  return callee.kind === 'name' && frame?.bound.has(callee.name) === true;
}

/** A name that neither the function nor the module binds: one of Python's own. */
function isUnbound({ names }: Engine, { frame, file, before }: Scope, callee: Extract<Expression, { kind: 'name' }>): boolean {
  if (frame !== null && (frame.variables.has(callee.name) || frame.bound.has(callee.name))) return false;
  return names.resolveBefore(file, callee, before).kind === 'unbound';
}

/** `super()` and `super(Class, self)` in a method. */
function superOf({ frame }: Scope, { args }: Call): Value | null {
  const method = frame?.method;
  const self = method == null ? undefined : frame?.variables.get(method.self);
  if (method == null || self?.kind !== 'instance' || (args.length !== 0 && args.length !== 2)) return null;
  const [first] = args;
  const last = method.owner.path.slice(method.owner.path.lastIndexOf('.') + 1);
  if (first !== undefined && !(first.value.kind === 'name' && first.value.name === last)) return null;
  return { kind: 'super', owner: method.owner, self };
}

/** `object.method(…)`. */
function callAttribute(engine: Engine, scope: Scope, expression: Call, callee: Extract<Expression, { kind: 'attribute' }>): Value {
  const object = settle(engine, engine.evaluate(deeper(scope), callee.object));
  const { name } = callee;
  switch (object.kind) {
    case 'string':
    case 'list':
    case 'dict': {
      const args = evaluateArguments(engine, scope, expression.args);
      // An argument may have changed the object that a variable holds.
      const now = callee.object.kind === 'name' ? settle(engine, engine.evaluate(deeper(scope), callee.object)) : object;
      return onObject(engine, scope, { object: now, name, args }, expression);
    }
    case 'instance':
      return callMethodOf(
        engine,
        scope,
        { self: object, after: null, name, args: evaluateArguments(engine, scope, expression.args) },
        expression,
      );
    case 'super': {
      const args = evaluateArguments(engine, scope, expression.args);
      const self = scope.frame?.method == null ? object.self : (scope.frame.variables.get(scope.frame.method.self) ?? object.self);
      return callMethodOf(engine, scope, { self, after: object.owner, name, args }, expression);
    }
    case 'call': {
      const made = object.callee.kind === 'class' ? construct(engine, scope, object, expression) : null;
      const args = evaluateArguments(engine, scope, expression.args);
      const loaded = name === 'load' ? loadedEntryPoint(engine, scope, object, expression) : null;
      if (loaded !== null) return loaded;
      return made === null
        ? (schemeDefault(engine, scope, object, args, expression) ?? notRun(engine, scope, args, expression))
        : callMethodOf(engine, scope, { self: made, after: null, name, args }, expression);
    }
    case 'reference':
      if (object.definition.kind === 'class') return callOnClass(engine, scope, expression, { ...callee, of: object.definition });
      break;
    default:
  }
  const called = engine.attribute(scope, object, name, callee);
  const args = evaluateArguments(engine, scope, expression.args);
  engine.memory.letGo(object, unknown(scope, expression));
  return engine.apply(scope, called, args, expression);
}

/** True for a dotted name that leads to something outside of functions: then the whole of it is called. */
function isName(engine: Engine, { file, frame, before }: Scope, callee: Expression): boolean {
  let head = callee;
  while (head.kind === 'attribute') head = head.object;
  if (head.kind !== 'name' || (frame !== null && (frame.variables.has(head.name) || frame.bound.has(head.name)))) return false;
  const definition = engine.names.resolveBefore(file, callee, before);
  // A method of a setting's value is none of the module's names.
  if (definition.kind === 'external' && isWithinSetting(definition.path)) return false;
  return definition.kind !== 'unknown' && definition.kind !== 'unbound';
}

type OnClass = Extract<Expression, { kind: 'attribute' }> & {
  readonly of: Extract<Extract<Value, { kind: 'reference' }>['definition'], { kind: 'class' }>;
};

/** `Class.method(…)`: static and class methods, and plain ones that are handed their object. */
function callOnClass(engine: Engine, scope: Scope, expression: Call, { name, of }: OnClass): Value {
  const args = evaluateArguments(engine, scope, expression.args);
  for (const ancestor of engine.lineage.ancestors({ file: of.file, path: of.shape.path })) {
    if (ancestor.kind !== 'class') break;
    const owner = { file: ancestor.file, path: ancestor.shape.path };
    const member = engine.detailsOf(owner.file)?.memberOf(owner.path, name);
    if (member === undefined) continue;
    const how = member.kind === 'function' ? bindingOf(member.decorators) : null;
    if (how === null) break;
    const self: Value = { kind: 'reference', definition: of };
    const given = how === 'class' ? { ...args, positional: [self, ...args.positional] } : args;
    return engine.run(scope, { file: owner.file, path: `${owner.path}.${name}`, owner }, given, expression);
  }
  return notRun(engine, scope, args, expression);
}

interface OnObject {
  readonly object: Value;
  readonly name: string;
  readonly args: Arguments;
}

function onObject(engine: Engine, scope: Scope, { object, name, args }: OnObject, expression: Expression): Value {
  const settled: Arguments = { ...args, positional: args.positional.map((value) => settle(engine, value)) };
  const outcome = callMethod(object, name, settled);
  if (outcome === null) {
    engine.memory.letGo(object, unknown(scope, expression));
    return notRun(engine, scope, args, expression);
  }
  if (outcome.after !== undefined) changeObject(engine, { object, after: outcome.after }, unknown(scope, expression));
  return outcome.result;
}

/** Puts the new state of an object in place of the old one; what is held outside of functions is only doubted from then on. */
export function changeObject(
  { memory }: Engine,
  { object, after }: { readonly object: Value; readonly after: Value },
  reason: Unknown,
): void {
  if (memory.isShared(object)) memory.doubt(reason);
  // What holds itself has no end.
  if (holds(after, object)) memory.letGo(object, reason);
  else memory.replace(object, after);
}

/** The arguments of a call, from left to right. */
export function evaluateArguments(engine: Engine, scope: Scope, args: readonly Argument[]): Arguments {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let open: Unknown | null = null;
  for (const { keyword, spread, value: written } of args) {
    const value = settleSpread(engine, engine.evaluate(deeper(scope), written), spread);
    if (keyword !== null) keywords.set(keyword, value);
    else if (spread === '') positional.push(value);
    else if (spread === '*' && value.kind === 'list' && value.form !== 'set') {
      positional.push(...value.items);
      open ??= value.open;
    } else if (spread === '**' && value.kind === 'dict') {
      for (const [name, each] of value.entries) keywords.set(name, each);
      open ??= value.open;
    } else open ??= unknown(scope, written);
  }
  return { positional, keywords, open };
}

function settleSpread(engine: Engine, value: Value, spread: string): Value {
  return spread === '' ? value : settle(engine, value);
}

/** Calls a value with arguments. */
export function applyValue(engine: Engine, scope: Scope, callee: Value, args: Arguments, expression: Expression): Value {
  if (scope.depth > DEPTH) return unknown(scope, expression);
  if (callee.kind === 'partial') return engine.apply(deeper(scope), callee.callee, combined(callee.args, args), expression);
  if (callee.kind === 'lambda')
    return engine.run(scope, { file: callee.file, path: 'lambda', owner: null, lambda: callee.text }, args, expression);
  if (callee.kind === 'call') return schemeDefault(engine, scope, callee, args, expression) ?? notRun(engine, scope, args, expression);
  if (callee.kind !== 'reference') return notRun(engine, scope, args, expression);
  const { definition } = callee;
  if (definition.kind === 'external' && PARTIALS.has(definition.path)) return partial(args) ?? unknown(scope, expression);
  if (definition.kind === 'external' && MODEL_BASES.has(definition.path))
    return engine.made.make(engine, scope, args, expression) ?? notRun(engine, scope, args, expression);
  const path = definition.kind === 'external' ? definition.path : '';
  const answer =
    callKnown(engine, scope, { called: definition, args }, expression) ?? entryPointsAsked(engine, scope, { path, args }, expression);
  if (answer !== null) return answer;
  const deferred: Value = { kind: 'call', callee: definition, args, text: printExpression(expression) };
  if (definition.kind === 'class') return deferred;
  if (definition.kind === 'function' && !isDjango(engine.modules.moduleOf(definition.file))) {
    const result = engine.run(scope, { file: definition.file, path: definition.name, owner: null }, args, expression);
    return result.kind === 'unknown' && result.likely === undefined ? (likelyOutcome(engine, args, result) ?? result) : result;
  }
  if (definition.kind === 'external' || definition.kind === 'function') {
    const likely = definition.kind === 'external' ? defaultOf(definition.path, args) : null;
    if (likely === null) letGoAll(engine, args, unknown(scope, expression));
    else engine.memory.doubt(unknown(scope, expression));
    return likely ?? deferred;
  }
  return notRun(engine, scope, args, expression);
}

const PARTIALS: ReadonlySet<string> = new Set(['functools.partial']);

/** Metaclasses, called as `type` is. */
const MODEL_BASES: ReadonlySet<string> = new Set(['django.db.models.base.ModelBase', 'builtins.type']);

function partial({ positional, keywords, open }: Arguments): Value | null {
  const [callee, ...rest] = positional;
  return callee === undefined ? null : { kind: 'partial', callee, args: { positional: rest, keywords, open } };
}

function combined(first: Arguments, then: Arguments): Arguments {
  return {
    positional: [...first.positional, ...then.positional],
    keywords: new Map([...first.keywords, ...then.keywords]),
    open: first.open ?? then.open,
  };
}

/** What is called is not known: a default that it is given is the likely outcome, and it may change what it is handed. */
function notRun(engine: Engine, scope: Scope, args: Arguments, expression: Expression): Value {
  const reason = unknown(scope, expression);
  const likely = likelyOutcome(engine, args, reason);
  if (likely === null) letGoAll(engine, args, reason);
  return likely ?? reason;
}

/** `env("DEBUG")` where `env = Env(DEBUG=(bool, False))`: the likely outcome, with the doubt noted; null where the object was told of no default. */
function schemeDefault(engine: Engine, scope: Scope, made: CallValue, args: Arguments, expression: Expression): Value | null {
  const [name] = args.positional;
  const scheme = name?.kind === 'string' && !args.keywords.has('default') ? made.args.keywords.get(name.value) : undefined;
  if (made.callee.kind !== 'external' || scheme?.kind !== 'list' || scheme.form !== 'tuple' || scheme.items.length !== 2) return null;
  engine.memory.doubt(unknown(scope, expression));
  return scheme.items[1] ?? null;
}

/** The default that a call is given, with the doubt noted; null where none is. */
function likelyOutcome({ memory }: Engine, args: Arguments, reason: Unknown): Value | null {
  const likely = defaultGiven(args);
  if (likely !== null) memory.doubt(reason);
  return likely;
}

function letGoAll({ memory }: Engine, { positional, keywords }: Arguments, reason: Unknown): void {
  if (memory.frames.length === 0) return;
  for (const value of [...positional, ...keywords.values()]) memory.letGo(value, reason);
}

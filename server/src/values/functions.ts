/** Runs functions whose source is known: parameters are bound, and the body is gone through. */
import { lastMember } from '../facts/members';
import type { FunctionSource, Parameter } from '../syntax/functionSource';
import type { Expression, Statement } from '../syntax/python';
import { deeper, DEPTH, unknown, type Engine, type Scope } from './engine';
import { mergeSnapshots, NotUnderstood, type Frame, type Snapshot } from './memory';
import { runStatements } from './run';
import { dict, list, NONE, type Arguments, type CalledFunction, type Value } from './value';

/** What a call of a function gives; unknown, and its arguments doubtful, where something is not understood. */
export function runFunction(engine: Engine, scope: Scope, called: CalledFunction, args: Arguments, expression: Expression): Value {
  const { memory } = engine;
  const remembered = engine.rememberedCalls.of(engine.settings(), called, args);
  if (remembered === null) return runAnew(engine, scope, called, args, expression);
  const known = remembered.known();
  if (known !== null) {
    if (known.doubt !== null) memory.doubt(known.doubt);
    return known.result;
  }
  const { result, doubt, isChange } = memory.watched(() => runAnew(engine, scope, called, args, expression));
  const place = scope.place ?? { file: scope.file, id: expression.id };
  const isForPlace = doubt !== null && doubt.file === place.file && doubt.id === place.id;
  if (!isChange && !isForPlace) remembered.keep({ result, doubt });
  return result;
}

function runAnew(engine: Engine, scope: Scope, called: CalledFunction, args: Arguments, expression: Expression): Value {
  const source = scope.depth > DEPTH / 2 ? null : sourceOf(engine, called);
  const before = engine.memory.snapshot();
  const result = source === null ? null : runSource(engine, scope, { called, source, args }, expression);
  if (result !== null) return result;
  const reason = unknown(scope, expression);
  engine.memory.restore(before);
  for (const value of [...args.positional, ...args.keywords.values()]) engine.memory.letGo(value, reason);
  return reason;
}

function sourceOf({ detailsOf }: Engine, { file, path, lambda }: CalledFunction): FunctionSource | null {
  const details = detailsOf(file);
  return (lambda === undefined ? details?.functionAt(path) : details?.lambdaOf(lambda)) ?? null;
}

interface Run {
  readonly called: CalledFunction;
  readonly source: FunctionSource;
  readonly args: Arguments;
}

function runSource(engine: Engine, scope: Scope, { called, source, args }: Run, expression: Expression): Value | null {
  const { memory } = engine;
  const [first] = source.parameters;
  const method = called.owner === null || first === undefined ? null : { owner: called.owner, self: first.name };
  const frame: Frame = { variables: new Map(), bound: boundNames(source), method };
  const inner: Scope = {
    file: called.file,
    depth: scope.depth + 2,
    before: Infinity,
    frame,
    place: scope.place ?? { file: scope.file, id: expression.id },
  };
  const open = memory.frames.length;
  memory.push(frame);
  try {
    if (!bindParameters(engine, inner, { called, source, args })) return null;
    const { falls, returned, exits } = runStatements(engine, inner, source.body);
    const ends: readonly Snapshot[] = falls ? [...exits, memory.snapshot()] : exits;
    if (ends.length === 0) return null;
    const left = ends.reduce<Snapshot | null>((one, other) => mergeSnapshots(one, other, unknown(inner, expression)), null);
    if (left !== null) memory.restore(left);
    if (!falls) return returned;
    if (returned === null) return NONE;
    // Mostly the other way is for what does not happen, and gives nothing.
    return returned.kind === 'unknown' ? unknown(scope, expression) : { ...unknown(scope, expression), likely: returned };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return null;
  } finally {
    while (memory.frames.length > open) memory.pop();
  }
}

/** False where Python would refuse the arguments. */
function bindParameters(engine: Engine, scope: Scope, { called, source, args }: Run): boolean {
  const variables = scope.frame?.variables ?? new Map<string, Value>();
  const positional = [...args.positional];
  const keywords = new Map(args.keywords);
  for (const parameter of source.parameters) {
    const { name, by } = parameter;
    if (by === '*') variables.set(name, list(positional.splice(0), 'tuple', args.open));
    else if (by === '**') variables.set(name, dict(new Map(keywords), args.open));
    if (by === '**') keywords.clear();
    if (by === '*' || by === '**') continue;
    const value = takeArgument(parameter, positional, keywords);
    const given = value ?? args.open ?? defaultOf(engine, scope, called, parameter);
    if (given === null) return false;
    variables.set(name, given);
  }
  return positional.length === 0 && keywords.size === 0;
}

function takeArgument({ name, by }: Parameter, positional: Value[], keywords: Map<string, Value>): Value | null {
  const first = by === 'keyword' ? undefined : positional.shift();
  if (first !== undefined) return first;
  const named = by === 'position' ? undefined : keywords.get(name);
  if (named !== undefined) keywords.delete(name);
  return named ?? null;
}

function defaultOf(engine: Engine, scope: Scope, { owner }: CalledFunction, { defaultValue }: Parameter): Value | null {
  if (defaultValue === null) return null;
  const shape = owner === null ? undefined : engine.shapeOf(owner.file)?.classes.findLast(({ path }) => path === owner.path);
  // The default of a method may be a name of its class.
  if (shape !== undefined && defaultValue.kind === 'name' && lastMember(shape.members, defaultValue.name) !== undefined)
    return unknown(scope, defaultValue);
  const outside: Frame = { variables: new Map(), bound: new Set(), method: null };
  const value = engine.evaluate({ ...deeper(scope), frame: outside }, defaultValue);
  engine.memory.share(value);
  return value;
}

/** All names that a function binds. */
export function boundNames({ parameters, body }: Pick<FunctionSource, 'parameters' | 'body'>): ReadonlySet<string> {
  const names = new Set(parameters.map(({ name }) => name));
  const target = (expression: Expression): void => {
    if (expression.kind === 'name') names.add(expression.name);
    else if (expression.kind === 'tuple' || expression.kind === 'list') expression.items.forEach(target);
    else if (expression.kind === 'starred') target(expression.value);
  };
  const visit = (statement: Statement): void => {
    switch (statement.kind) {
      case 'assignment':
      case 'delete':
        statement.targets.forEach(target);
        return;
      case 'class':
      case 'function':
        names.add(statement.name);
        return;
      case 'import':
        for (const { module, alias } of statement.names) names.add(alias ?? module.split('.', 1)[0] ?? module);
        return;
      case 'importFrom':
        for (const { name, alias } of statement.names ?? []) names.add(alias ?? name);
        return;
      case 'if':
        for (const { body: inner } of statement.branches) inner.forEach(visit);
        return;
      case 'try':
        for (const block of [statement.body, ...statement.handlers, statement.otherwise, statement.finalizer]) block.forEach(visit);
        return;
      case 'block':
        for (const name of statement.binds) names.add(name);
        for (const inner of [...statement.body, ...statement.otherwise]) visit(inner);
        return;
      default:
    }
  };
  body.forEach(visit);
  return names;
}

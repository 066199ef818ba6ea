/** What a function puts into names, entries of dictionaries and attributes, and takes out of them. */
import type { Assignment, Expression } from '../syntax/python';
import { changeObject } from './calls';
import { deeper, unknown, type Engine, type Scope } from './engine';
import { NotUnderstood } from './memory';
import { withEntry } from './methods';
import { operate } from './operators';
import { settle } from './projectSettings';
import { dict, itemsOf, list, type Value } from './value';

/** Runs an assignment. */
export function assign(engine: Engine, scope: Scope, { targets, operator, value }: Assignment): void {
  if (value === null) return;
  if (operator === '=') {
    const given = engine.evaluate(deeper(scope), value);
    for (const target of targets) bindTarget(engine, scope, target, given);
    return;
  }
  for (const target of targets) augment(engine, scope, target, { operator: operator.slice(0, -1), value });
}

function augment(
  engine: Engine,
  scope: Scope,
  target: Expression,
  { operator, value }: { readonly operator: string; readonly value: Expression },
): void {
  const before = settle(engine, engine.evaluate(deeper(scope), target));
  const given = settle(engine, engine.evaluate(deeper(scope), value));
  const after = operate(operator, before, given) ?? unknown(scope, value);
  // A list and a dictionary stay the same object.
  if (before.kind === 'list' && before.form !== 'tuple') changeObject(engine, { object: before, after }, unknown(scope, value));
  else if (before.kind === 'dict') changeObject(engine, { object: before, after }, unknown(scope, value));
  bindTarget(engine, scope, target, after);
}

/** Binds a name, several names, an entry of a dictionary or an attribute. */
export function bindTarget(engine: Engine, scope: Scope, target: Expression, value: Value): void {
  switch (target.kind) {
    case 'name':
      scope.frame?.variables.set(target.name, value);
      return;
    case 'tuple':
    case 'list':
      bindEach(engine, scope, target.items, value);
      return;
    case 'subscript':
      setItem(engine, scope, target, value);
      return;
    case 'attribute': {
      const object = engine.evaluate(deeper(scope), target.object);
      if (object.kind === 'instance')
        engine.memory.replace(object, { ...object, attributes: new Map(object.attributes).set(target.name, value) });
      else touchHead(engine, scope, target);
      return;
    }
    default:
      throw new NotUnderstood(unknown(scope, target));
  }
}

function bindEach(engine: Engine, scope: Scope, targets: readonly Expression[], value: Value): void {
  const items = itemsOf(value);
  const paired = items?.length === targets.length && !(value.kind === 'list' && value.open !== null);
  for (const [at, target] of targets.entries()) {
    if (target.kind === 'starred') bindTarget(engine, scope, target.value, unknown(scope, target));
    else bindTarget(engine, scope, target, (paired && !hasStar(targets) ? items[at] : null) ?? unknown(scope, target));
  }
}

function hasStar(targets: readonly Expression[]): boolean {
  return targets.some(({ kind }) => kind === 'starred');
}

function setItem(engine: Engine, scope: Scope, target: Extract<Expression, { kind: 'subscript' }>, value: Value): void {
  const object = engine.evaluate(deeper(scope), target.object);
  const [index] = target.indexes;
  const key = index === undefined ? null : settle(engine, engine.evaluate(deeper(scope), index));
  const reason = unknown(scope, target);
  if (object.kind === 'dict' && key?.kind === 'string')
    changeObject(engine, { object, after: withEntry(object, key.value, value) }, reason);
  else if (object.kind === 'dict') changeObject(engine, { object, after: dict(new Map(), reason) }, reason);
  else if (object.kind === 'list') changeObject(engine, { object, after: list([], object.form, reason) }, reason);
  else touchHead(engine, scope, target);
}

/** `self.remote_field.name = …`: something of an object changes in a way that is not followed. */
function touchHead(engine: Engine, scope: Scope, target: Expression): void {
  let head = target;
  while (head.kind === 'attribute' || head.kind === 'subscript') head = head.object;
  if (head.kind === 'name') engine.memory.letGo(engine.evaluate(deeper(scope), head), unknown(scope, target));
}

/** `del NAME`, `del NAME[key]`. */
export function remove(engine: Engine, scope: Scope, target: Expression): void {
  if (target.kind === 'name') {
    scope.frame?.variables.delete(target.name);
    return;
  }
  const [index] = target.kind === 'subscript' ? target.indexes : [];
  const object = target.kind === 'subscript' ? engine.evaluate(deeper(scope), target.object) : null;
  const key = index === undefined ? null : settle(engine, engine.evaluate(deeper(scope), index));
  if (object?.kind !== 'dict' || key?.kind !== 'string') {
    touchHead(engine, scope, target);
    return;
  }
  const left = new Map(object.entries);
  left.delete(key.value);
  changeObject(engine, { object, after: dict(left, object.open) }, unknown(scope, target));
}

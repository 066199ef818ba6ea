/** Objects that known classes make: their `__init__` is run up to the first base that lies outside, or in Django itself. */
import type { DocumentKey } from '../base/documentKey';
import type { Member } from '../facts/fileShape';
import { lastMember } from '../facts/members';
import type { Expression } from '../syntax/python';
import { unknown, type Engine, type Scope } from './engine';
import { withObject } from './heldObject';
import type { Ancestor } from './lineage';
import { givenAbove, madeClassOf } from './modelObjects';
import {
  NONE,
  type Arguments,
  type CalledFunction,
  type CallValue,
  type ClassPath,
  type Instance,
  type Unknown,
  type Value,
} from './value';

/** Makes the object of a class whose source is known; null where that is not understood. */
export function construct(engine: Engine, scope: Scope, { callee, args }: CallValue, expression: Expression): Instance | null {
  if (callee.kind !== 'class' || callee.perhaps === true) return null;
  const of: ClassPath = { file: callee.file, path: callee.shape.path };
  const ancestors = engine.lineage.ancestors(of);
  if (ancestors.some((ancestor) => ancestor.kind === 'class' && lastMember(ancestor.shape.members, '__new__') !== undefined)) return null;
  const made: Instance = { kind: 'instance', of, attributes: new Map(), initialised: null, handedUp: [], touched: null };
  return withObject(
    engine,
    made,
    (held) => void callMethodOf(engine, scope, { self: held(), after: null, name: '__init__', args }, expression),
  );
}

/** Calls a method of an object; gives the object as it is afterwards. */
export function afterMethod(
  engine: Engine,
  scope: Scope,
  { object, name, args }: { readonly object: Instance; readonly name: string; readonly args: Arguments },
  expression: Expression,
): Instance | null {
  return withObject(engine, object, (held) => void callMethodOf(engine, scope, { self: held(), after: null, name, args }, expression));
}

export interface MethodCall {
  readonly self: Value;
  /** The class behind which the method is looked for, as `super()` does; null for the whole lineage. */
  readonly after: ClassPath | null;
  readonly name: string;
  readonly args: Arguments;
}

/** Calls a method of an object, or of `super()`; what leaves the known files is noted in the object. */
export function callMethodOf(engine: Engine, scope: Scope, call: MethodCall, expression: Expression): Value {
  const { self, after, name, args } = call;
  if (self.kind !== 'instance') return unknown(scope, expression);
  const made = name === '__new__' ? madeClassOf(self) : null;
  if (made !== null) return made;
  const ancestors = engine.lineage.ancestors(self.of);
  const from = after === null ? 0 : ancestors.findIndex((ancestor) => isClass(ancestor, after)) + 1;
  for (const ancestor of ancestors.slice(from)) {
    if (ancestor.kind !== 'class') return handUp(engine, scope, { call, ancestor }, expression);
    const owner = { file: ancestor.file, path: ancestor.shape.path };
    const member = engine.detailsOf(owner.file)?.memberOf(owner.path, name);
    if (member === undefined) continue;
    const path = `${owner.path}.${name}`;
    const called: CalledFunction = { file: owner.file, path, owner };
    const how = isProperty(member) ? 'object' : member.kind === 'function' ? bindingOf(member.decorators) : null;
    if (how === null) break;
    const given =
      how === 'static' ? args : { ...args, positional: [how === 'class' ? classOf(engine, self.of) : self, ...args.positional] };
    return engine.run(scope, called, given, expression);
  }
  // What `object` itself does to what it makes is nothing.
  return name === '__init__' ? NONE : touch(engine, self, unknown(scope, expression));
}

function isClass(ancestor: Ancestor, { file, path }: ClassPath): boolean {
  return ancestor.kind === 'class' && ancestor.file === file && ancestor.shape.path === path;
}

/** A method that runs when its name is asked for, without a call. */
export function isProperty({ kind, decorators }: Member): boolean {
  const [only, more] = decorators;
  return kind === 'function' && more === undefined && (only?.kind === 'name' || only?.kind === 'attribute') && PROPERTIES.has(only.name);
}

const PROPERTIES: ReadonlySet<string> = new Set(['property', 'cached_property']);

/** What is put in front of the arguments of a method; null for decorators that do something else. */
export function bindingOf(decorators: readonly Expression[]): 'object' | 'class' | 'static' | null {
  const [only, more] = decorators;
  if (only === undefined) return 'object';
  if (more !== undefined || only.kind !== 'name') return null;
  return only.name === 'staticmethod' ? 'static' : only.name === 'classmethod' ? 'class' : null;
}

function classOf({ shapeOf }: Engine, { file, path }: ClassPath): Value {
  const shape = shapeOf(file)?.classes.findLast((each) => each.path === path);
  return shape === undefined ? noPlace(file, path) : { kind: 'reference', definition: { kind: 'class', file, shape } };
}

function noPlace(file: DocumentKey, why: string): Unknown {
  return { kind: 'unknown', why, file, id: 0 };
}

interface Handed {
  readonly call: MethodCall;
  readonly ancestor: Exclude<Ancestor, { kind: 'class' }>;
}

/** `super().__init__(…)` that reaches a class whose source is not followed. */
function handUp(engine: Engine, scope: Scope, { call: { self, name, args }, ancestor }: Handed, expression: Expression): Value {
  const reason = unknown(scope, expression);
  if (self.kind !== 'instance') return reason;
  const given = givenAbove(self, name);
  if (given !== undefined) return given;
  if (ancestor.kind === 'unknown') return touch(engine, self, reason);
  if (name !== '__init__') {
    engine.memory.replace(self, { ...self, handedUp: [...self.handedUp, { method: name, args }] });
    return reason;
  }
  if (self.initialised !== null) return touch(engine, self, reason);
  engine.memory.replace(self, { ...self, initialised: { path: ancestor.path, args } });
  return { kind: 'constant', value: null };
}

function touch(engine: Engine, self: Value, reason: Unknown): Unknown {
  engine.memory.letGo(self, reason);
  return reason;
}

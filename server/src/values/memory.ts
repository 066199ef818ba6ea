/**
 * What a running evaluation holds in its hands: the variables of the functions under way, what was doubtful so far, and how much it has
 * done. Values never change; where Python would change an object, every variable that holds it gets the new one.
 */
import type { ClassPath, Dict, Instance, Unknown, Value } from './value';
import { alternatives, dict, NONE, openedList } from './value';

export interface Frame {
  readonly variables: Map<string, Value>;
  /** Names that the function binds somewhere: they mean nothing outside of it. */
  readonly bound: ReadonlySet<string>;
  /** Of a method: the class that holds it, and the name of its first parameter. */
  readonly method: { readonly owner: ClassPath; readonly self: string } | null;
}

/** The variables of all functions under way at one moment. */
export type Snapshot = readonly ReadonlyMap<string, Value>[];

/** Thrown where a function does what is not understood, and caught where it was called. */
export class NotUnderstood extends Error {
  readonly reason: Unknown;

  constructor(reason: Unknown) {
    super(reason.why);
    this.reason = reason;
  }
}

/** Thrown where Python surely raises an exception in a function: what catches it goes on. */
export class Raises extends NotUnderstood {}

/** How much one evaluation may do. */
const STEPS = 20_000;

export interface Memory {
  readonly frames: readonly Frame[];
  push(frame: Frame): void;
  pop(): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  /** Puts another value wherever an object is held. */
  replace(object: Value, after: Value): void;
  /** What is handed to something that is not understood may be changed by it. */
  letGo(value: Value, reason: Unknown): void;
  /** As `letGo`, for all that functions under way hold: a function inside of them may reach it. */
  letGoAll(reason: Unknown): void;
  /** Marks the objects of a value as held outside of functions, too. */
  share(value: Value): void;
  isShared(value: Value): boolean;
  /** Notes that what comes out may be otherwise. */
  doubt(reason: Unknown): void;
  /** Does something, and tells what was doubtful about it apart. */
  apart<Result>(work: () => Result): { readonly result: Result; readonly doubt: Unknown | null };
  /** Does something as a part of the evaluation under way, and tells what was doubtful about it, and whether it changed what callers hold. */
  watched<Result>(work: () => Result): { readonly result: Result; readonly doubt: Unknown | null; readonly isChange: boolean };
  /** Counts one step; false when it has been too many. */
  step(): boolean;
}

/** An empty memory. */
export function createMemory(): Memory {
  const frames: Frame[] = [];
  const shared = new WeakSet<Value>();
  let doubtful: Unknown | null = null;
  let steps = 0;
  /** How often something changed in a function that is not the one at work. */
  let changes = 0;

  function replace(object: Value, after: Value): void {
    const atWork = frames.at(-1);
    for (const frame of frames)
      for (const [name, value] of frame.variables) {
        const next = substitute(value, object, after);
        if (next === value) continue;
        frame.variables.set(name, next);
        if (frame !== atWork) changes++;
      }
  }

  function letGo(value: Value, reason: Unknown): void {
    if (value.kind === 'list' || value.kind === 'dict') {
      for (const part of value.kind === 'list' ? value.items : value.entries.values()) letGo(part, reason);
      if (shared.has(value)) return;
      replace(value, value.kind === 'list' ? openedList(value, reason) : dict(new Map(), value.open ?? reason));
    } else if (value.kind === 'instance') replace(value, { ...value, touched: value.touched ?? reason });
    else if (value.kind === 'super') letGo(value.self, reason);
    // An object of a class that is not followed: what it was made with is no more than likely.
    else if (value.kind === 'call') replace(value, { ...reason, likely: value });
  }

  function share(value: Value): void {
    if ((value.kind !== 'list' && value.kind !== 'dict') || shared.has(value)) return;
    shared.add(value);
    for (const part of value.kind === 'list' ? value.items : value.entries.values()) share(part);
  }

  return {
    frames,
    push: (frame) => void frames.push(frame),
    pop: () => void frames.pop(),
    snapshot: () => frames.map(({ variables }) => new Map(variables)),
    restore(snapshot) {
      for (const [at, { variables }] of frames.entries()) {
        variables.clear();
        for (const [name, value] of snapshot[at] ?? []) variables.set(name, value);
      }
    },
    replace,
    letGo,
    letGoAll(reason) {
      for (const { variables } of frames) for (const value of [...variables.values()]) letGo(value, reason);
    },
    share,
    isShared: (value) => shared.has(value),
    doubt(reason) {
      doubtful ??= reason;
    },
    apart(work) {
      const [before, done] = [doubtful, steps];
      doubtful = null;
      steps = 0;
      try {
        const result = work();
        return { result, doubt: doubtful };
      } finally {
        doubtful = before;
        steps = done;
      }
    },
    watched(work) {
      const [before, changed] = [doubtful, changes];
      doubtful = null;
      try {
        const result = work();
        return { result, doubt: doubtful, isChange: changes !== changed };
      } finally {
        doubtful = before ?? doubtful;
      }
    },
    step: () => ++steps <= STEPS,
  };
}

/** Whether an object is a value or part of it. */
export function holds(value: Value, object: Value): boolean {
  return value === object || substitute(value, object, NONE) !== value;
}

/** The same value where the object is not part of it. */
function substitute(value: Value, object: Value, after: Value): Value {
  if (value === object) return after;
  if (value.kind === 'list') {
    const items = value.items.map((item) => substitute(item, object, after));
    return items.some((item, at) => item !== value.items[at]) ? { ...value, items } : value;
  }
  if (value.kind === 'dict') {
    const entries = inMap(value.entries, object, after);
    return entries === value.entries ? value : { ...value, entries };
  }
  if (value.kind !== 'instance') return value.kind === 'super' ? { ...value, self: substitute(value.self, object, after) } : value;
  const attributes = inMap(value.attributes, object, after);
  return attributes === value.attributes ? value : { ...value, attributes };
}

function inMap(values: ReadonlyMap<string, Value>, object: Value, after: Value): ReadonlyMap<string, Value> {
  let changed: Map<string, Value> | null = null;
  for (const [key, value] of values) {
    const next = substitute(value, object, after);
    if (next !== value) (changed ??= new Map(values)).set(key, next);
  }
  return changed ?? values;
}

/** The variables where one of two ways was gone; null stands for a way that nobody comes back from. */
export function mergeSnapshots(left: Snapshot | null, right: Snapshot | null, doubt: Unknown): Snapshot | null {
  if (left === null || right === null) return left ?? right;
  // One object under two names stays one object.
  const merged = new Map<Value, Map<Value, Value>>();
  const either = (one: Value, other: Value): Value => {
    let known = merged.get(one);
    if (known === undefined) merged.set(one, (known = new Map<Value, Value>()));
    let value = known.get(other);
    if (value === undefined) known.set(other, (value = mergeValues(doubt, one, other)));
    return value;
  };
  return left.map((variables, at) => {
    const others = right[at] ?? new Map<string, Value>();
    const names = new Set([...variables.keys(), ...others.keys()]);
    return new Map([...names].map((name) => [name, either(variables.get(name) ?? doubt, others.get(name) ?? doubt)]));
  });
}

function mergeValues(doubt: Unknown, left: Value, right: Value): Value {
  if (left === right) return left;
  return left.kind === 'instance' && right.kind === 'instance' ? mergeInstances(doubt, left, right) : alternatives(doubt, left, right);
}

function mergeInstances(doubt: Unknown, left: Instance, right: Instance): Value {
  const names = new Set([...left.attributes.keys(), ...right.attributes.keys()]);
  const value = (name: string): Value => mergeValues(doubt, left.attributes.get(name) ?? doubt, right.attributes.get(name) ?? doubt);
  const attributes = new Map([...names].map((name) => [name, value(name)]));
  const touched = left.touched ?? right.touched;
  const merged = { ...left, attributes };
  if (left.handedUp !== right.handedUp) return { ...merged, touched: touched ?? doubt };
  const [one, other] = [left.initialised, right.initialised];
  if (one === other) return { ...merged, touched };
  if (one === null || one.path !== other?.path || one.args.positional.length !== other.args.positional.length)
    return { ...merged, touched: touched ?? doubt };
  const keywords = alternatives(doubt, dict(one.args.keywords, one.args.open), dict(other.args.keywords, other.args.open)) as Dict;
  const positional = one.args.positional.map((value, at) => mergeValues(doubt, value, other.args.positional[at] ?? doubt));
  return { ...merged, touched, initialised: { path: one.path, args: { positional, keywords: keywords.entries, open: keywords.open } } };
}

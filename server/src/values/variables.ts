/** The values of module-level names: their bindings are run in order; a branch that may not run leaves an alternative behind. */
import { groupBy } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { Binding, BoundValue, FileShape, Guard } from '../facts/fileShape';
import { printExpression } from '../facts/printExpression';
import type { Argument, Call, Expression, NodeId } from '../syntax/python';
import { DEPTH, unknown, type Engine, type Scope, type Surroundings } from './engine';
import { includedFiles, type IncludedFile } from './inclusions';
import {
  alternatives,
  concatenate,
  dict,
  hardly,
  isBounded,
  isNone,
  likelyOf,
  openedList,
  type Arguments,
  type Dict,
  type List,
  type Unknown,
  type Value,
} from './value';
import { evaluateArguments } from './calls';
import { callMethod, withEntry } from './methods';
import { afterLoop } from './loops';
import { operate } from './operators';
import { changedUnderOtherName } from './otherNames';
import { settle, truthOf } from './projectSettings';

type Reach = Pick<Scope, 'depth' | 'before' | 'around'>;

export interface Variables {
  /** The value of a module-level name; null when the module never binds it. */
  variable(file: DocumentKey, name: string, reach: Reach): Value | null;
  /** Whether one of these tests does not come out as it has to, or most likely does not, in the statement with this order. */
  isRuledOut(file: DocumentKey, guards: readonly Guard[], order: number): boolean;
}

/** A module-level name at one point of its module, and the key under which its value is kept. */
interface Variable {
  readonly file: DocumentKey;
  readonly name: string;
  readonly key: string;
}

interface ChangedDict {
  readonly before: Dict;
  readonly operator: string;
  readonly value: Expression;
}

interface ItemSet {
  /** What stands between the brackets; null where that is more than one thing. */
  readonly key: Expression | null;
  readonly value: Expression;
}

type Looped = Extract<BoundValue, { kind: 'looped' }>;

interface Reached {
  /** Whether Python gets to a binding; null where that is not known. */
  readonly isReached: boolean | null;
  /** Whether Python most likely does not. */
  readonly isUnlikely: boolean;
  /** The first test that is not decided; null where there is none, as under `try`. */
  readonly test: Expression | null;
}

/** Files that run in a module, and at which of its statements. */
interface Inclusion {
  readonly file: DocumentKey;
  readonly order: number;
  readonly files: readonly IncludedFile[];
  readonly reach: Reach;
}

interface Kept {
  readonly value: Value | null;
  readonly doubt: Unknown | null;
}

/** Creates the lookup; values are kept. */
export function createVariables(engine: () => Engine): Variables {
  const tables = new Map<FileShape, ReadonlyMap<string, readonly Binding[]>>();
  const memo = new Map<DocumentKey, Map<string, Kept>>();

  function variable(file: DocumentKey, name: string, reach: Reach): Value | null {
    const { memory } = engine();
    const kept = keptFor(file, name, reach);
    if (kept.doubt !== null) memory.doubt(kept.doubt);
    if (kept.value !== null) memory.share(kept.value);
    return kept.value;
  }

  function keptFor(file: DocumentKey, name: string, reach: Reach): Kept {
    let ofFile = memo.get(file);
    if (ofFile === undefined) memo.set(file, (ofFile = new Map<string, Kept>()));
    const shape = engine().shapeOf(file);
    const all = shape === null ? [] : bindingsOf(shape, name);
    const bindings = reach.before === Infinity ? all : all.filter(({ order }) => order < reach.before);
    const upTo = bindings.length === all.length ? name : `${name}\n${String(bindings.length)}`;
    const key = reach.around === undefined ? upTo : `${upTo}\n${reach.around.key}`;
    const known = ofFile.get(key);
    if (known !== undefined) return known;
    const nothing: Kept = { value: null, doubt: null };
    ofFile.set(key, nothing);
    const found = reach.depth > DEPTH ? nothing : evaluated({ file, name, key }, bindings, reach);
    ofFile.set(key, found);
    return found;
  }

  function evaluated(variable: Variable, bindings: readonly Binding[], reach: Reach): Kept {
    const { result, doubt } = engine().memory.apart(() => {
      const value = runBindings(variable, bindings, reach, reach.around?.lookup(variable.name) ?? null);
      const { file, name } = variable;
      if ((value?.kind === 'list' || value?.kind === 'dict') && engine().detailsOf(file)?.changesOutOfSight(name) === true)
        engine().memory.doubt({ kind: 'unknown', why: `${name}, which may be changed by a function`, file, id: bindings[0]?.id ?? 0 });
      const isChangeable = value?.kind === 'dict' || (value?.kind === 'list' && value.form !== 'tuple');
      const changed = isChangeable ? changedUnderOtherName(engine(), variable, reach.before) : null;
      if (changed !== null) engine().memory.doubt(changed);
      return value;
    });
    return { value: result, doubt };
  }

  /** The bindings of `name` and the star imports, in order. */
  function bindingsOf(shape: FileShape, name: string): readonly Binding[] {
    let table = tables.get(shape);
    if (table === undefined) tables.set(shape, (table = groupBy(shape.bindings, (binding) => binding.name)));
    const own = table.get(name) ?? [];
    const stars = table.get('*');
    return stars === undefined ? own : [...own, ...stars].sort((left, right) => left.order - right.order);
  }

  function runBindings({ file, name, key }: Variable, bindings: readonly Binding[], reach: Reach, before: Value | null): Value | null {
    let current = before;
    for (const binding of bindings) {
      const { isReached, isUnlikely, test } = happens(file, binding, reach);
      if (isReached === false) continue;
      const star = binding.name === '*';
      const next = star ? starred(file, name, binding, reach, current) : onward(binding, current, step(file, binding, current, reach));
      if (next === null || next === current) continue;
      const isOpen = star && next.kind === 'unknown';
      // What follows is there to set a few things differently: most likely not this one.
      if (isOpen && isReached === true && binding.value.kind === 'imported' && current !== null && current.kind !== 'unknown') {
        engine().memory.doubt(next);
        continue;
      }
      // One value of a dictionary that may have changed is not known, whether it has or not.
      const isWithin = next.kind === 'dict' && binding.value.kind === 'changed' && binding.value.operator === 'within';
      const certain: boolean = isWithin || (isReached === true && !isOpen);
      const doubt: Unknown = isReached === true && isOpen ? next : { kind: 'unknown', why: whyOf(name, test), file, id: idOf(binding) };
      // None stands for what is still to be found.
      current = certain
        ? next
        : isUnlikely
          ? hardly(doubt, current, next)
          : current === null || isNone(current) || isUnset(current)
            ? doubtful(next, doubt)
            : likelyFirst(alternatives(doubt, current, next), current, next);
      memo.get(file)?.set(key, { value: current, doubt: null });
    }
    return current;
  }

  function happens(file: DocumentKey, { certain, guards, order }: Binding, reach: Reach): Reached {
    if (certain || guards === null) return { isReached: certain ? true : null, isUnlikely: false, test: null };
    const outcomes = guards.map((guard) => outcome(scopeAt(file, reach, order), guard));
    const answers = outcomes.map(({ result, doubt }) => (doubt === null ? result : null));
    const isReached = answers.includes(false) ? false : answers.includes(null) ? null : true;
    const test = guards[answers.indexOf(null)]?.test ?? null;
    return { isReached, isUnlikely: outcomes.some(({ result }) => result === false), test };
  }

  /** Whether a test comes out as it has to, as far as that is known, and why it may not. */
  function outcome(scope: Scope, { test, holds }: Guard): { readonly result: boolean | null; readonly doubt: Unknown | null } {
    const { result, doubt } = engine().memory.apart(() => engine().evaluate(scope, test));
    const decided = truthOf(engine(), likelyOf(result));
    return { result: decided === null ? null : decided === holds, doubt: doubt ?? (result.kind === 'unknown' ? result : null) };
  }

  /** What a star import gives a name; null when it gives none, unknown when that cannot be seen. */
  function starred(file: DocumentKey, name: string, { value, certain, order }: Binding, reach: Reach, current: Value | null): Value | null {
    const { modules } = engine();
    const files = value.kind === 'included' ? includedFiles(engine(), scopeAt(file, reach, order), value.args) : null;
    if (files !== null) return afterFiles({ file, order, files, reach }, name, current);
    if (value.kind !== 'imported') return { kind: 'unknown', why: `${name}, which may be set by globals() or exec`, file, id: 0 };
    if (name.startsWith('_')) return null;
    const module = modules.absolute(file, value.level, value.module);
    const target = module === null ? null : modules.fileOf(module, file);
    if (target !== null) return target === file ? null : variable(target, name, afterAll(reach));
    // One that may be absent brings local settings at most.
    if (!certain || module === null) return null;
    return { kind: 'unknown', why: `${name}, which may come from ${module}`, file, id: 0 };
  }

  /** The value of a name after other files have run in a module, one after the other. */
  function afterFiles({ file, order, files, reach }: Inclusion, name: string, before: Value | null): Value | null {
    let current = before;
    const begun = new Set(reach.around?.begun).add(file);
    for (const [at, { pattern, key: other }] of files.entries()) {
      if (other === null) return { kind: 'unknown', why: `${name}, which may come from ${pattern}`, file, id: 0 };
      if (begun.has(other)) continue;
      begun.add(other);
      const now = current;
      const above = { file, order, files: files.slice(0, at), reach: { ...reach, depth: reach.depth + 1 } };
      const around: Surroundings = {
        key: `${file}\n${String(order)}\n${String(at)}`,
        begun: new Set(begun),
        lookup: (asked) => (asked === name ? now : afterFiles(above, asked, variable(file, asked, { ...above.reach, before: order }))),
      };
      const shape = engine().shapeOf(other);
      const bindings = shape === null ? [] : bindingsOf(shape, name);
      const key = `${name}\nincluded\n${around.key}`;
      current = runBindings({ file: other, name, key }, bindings, { ...reach, before: Infinity, around }, current);
    }
    return current;
  }

  function step(file: DocumentKey, binding: Binding, current: Value | null, reach: Reach): Value | null {
    const { value } = binding;
    switch (value.kind) {
      case 'expression':
        return engine().evaluate(scopeAt(file, reach, binding.order), value.value);
      case 'changed':
        if (value.operator === 'within')
          return current === null ? null : changedWithin(scopeAt(file, reach, binding.order), binding, current);
        return (
          (current?.kind === 'dict' ? handedOver(scopeAt(file, reach, binding.order), binding, current) : null) ??
          change(scopeAt(file, reach, binding.order), value, current)
        );
      case 'looped':
        return looped(file, binding, value, reach, current);
      case 'unknown':
        return { kind: 'unknown', why: `${binding.name}, which is no plain assignment`, file, id: binding.id };
      default: {
        const definition = engine().names.lookupBefore(file, binding.name, binding.order + 1);
        if (definition.kind === 'value')
          return definition.file === file ? null : variable(definition.file, definition.name, afterAll(reach));
        return definition.kind === 'unknown' || definition.kind === 'unbound'
          ? { kind: 'unknown', why: `${binding.name}, which is imported from elsewhere`, file, id: binding.id }
          : { kind: 'reference', definition };
      }
    }
  }

  /**
   * A dictionary of defaults that a function is given, `merge(NAME, getattr(settings, "SHOP", {}))`: it fills in what the project has set, and
   * most likely leaves the rest. Null for any other change, and where something is set.
   */
  function handedOver(scope: Scope, { name, value }: Binding, before: Dict): Dict | null {
    if (value.kind !== 'changed' || value.operator !== 'argument' || value.value.kind !== 'call') return null;
    const { args } = value.value;
    const isIt = ({ value: given }: Argument): boolean => given.kind === 'name' && given.name === name;
    const others = args.filter((argument) => !isIt(argument)).map((argument) => settle(engine(), engine().evaluate(scope, argument.value)));
    const mayAdd = (other: Value): boolean =>
      other.kind === 'unknown' || (other.kind === 'dict' && (other.entries.size > 0 || other.open !== null));
    if (others.length === args.length || others.some(mayAdd)) return null;
    const doubt = unknown(scope, value.value);
    engine().memory.doubt(doubt);
    return dict(before.entries, before.open ?? doubt);
  }

  /** A name after a loop; where the loop is not understood, each of its changes may happen, as under a condition. */
  function looped(file: DocumentKey, { name, order }: Binding, value: Looped, reach: Reach, before: Value | null): Value | null {
    const isKnown = before !== null && before.kind !== 'unknown';
    const after = isKnown ? afterLoop(engine(), scopeAt(file, reach, order), { name, before }, value) : null;
    if (after !== null) return after;
    const changes = value.changes.filter((change) => change.name === name);
    return runBindings({ file, name, key: `${name}\nlooped` }, changes, reach, before);
  }

  /** `NAME += value`, `NAME.append(value)`, `NAME[key] = value`, `call(NAME)`. */
  function change(scope: Scope, { operator, value, key }: Extract<BoundValue, { kind: 'changed' }>, current: Value | null): Value | null {
    const reason = unknown(scope, value);
    if (operator === 'argument') return current === null ? null : opened(current, reason);
    const evaluate = (expression: Expression): Value => settle(engine(), engine().evaluate(scope, expression));
    if (operator === '[]=') {
      if (current?.kind === 'list') return itemsSet(scope, current, { key, value }) ?? openedList(current, reason);
      const name = key === null || current?.kind !== 'dict' ? null : evaluate(key);
      if (current?.kind !== 'dict' || name?.kind !== 'string') return current === null ? null : opened(current, reason);
      return withEntry(current, name.value, engine().evaluate(scope, value));
    }
    const before: Value = current ?? reason;
    if (operator === '+=') {
      const given = evaluate(value);
      return concatenate(before, given) ?? operate('+', before, given) ?? reason;
    }
    if (before.kind === 'dict') return changedDict(scope, { before, operator, value }) ?? dict(new Map(), reason);
    if (value.kind !== 'call' || before.kind !== 'list') return reason;
    const outcome = before.open === null ? callMethod(before, operator, settledArguments(scope, value)) : null;
    if (outcome !== null) return outcome.after ?? before;
    const given = value.args.map((argument) => evaluate(argument.value));
    const last = given.at(-1);
    if (last === undefined) return openedList(before, reason);
    if (operator === 'append' || operator === 'add' || operator === 'insert') return { ...before, items: [...before.items, last] };
    if (operator === 'extend') return concatenate(before, last) ?? openedList(before, reason);
    if (operator === 'remove' && last.kind === 'string')
      return { ...before, items: before.items.filter((item) => item.kind !== 'string' || item.value !== last.value) };
    return openedList(before, reason);
  }

  function settledArguments(scope: Scope, call: Call): Arguments {
    const { positional, keywords, open } = evaluateArguments(engine(), scope, call.args);
    return { positional: positional.map((value) => settle(engine(), value)), keywords, open };
  }

  /** A dictionary of whose values one is changed, or may be, has the others still; of anything else nothing is known any more. */
  function changedWithin(scope: Scope, { certain, value }: Binding, before: Value): Value {
    if (value.kind !== 'changed') return before;
    const reason = unknown(scope, value.value);
    const name = value.key === null || before.kind !== 'dict' ? null : settle(engine(), engine().evaluate(scope, value.key));
    if (before.kind !== 'dict' || name?.kind !== 'string') return opened(before, reason);
    const likely = certain ? undefined : before.entries.get(name.value);
    return withEntry(before, name.value, likely === undefined ? reason : { ...reason, likely: likelyOf(likely) });
  }

  /** A list after `NAME[1:2] = value` or `NAME[2] = value`; null for a slice in steps, and where an index is not known. */
  function itemsSet(scope: Scope, before: List, { key, value }: ItemSet): List | null {
    const given = settle(engine(), engine().evaluate(scope, value));
    if (key?.kind === 'slice') {
      const isWhole = key.start === null && key.stop === null && key.step === null;
      if (isWhole) return given.kind === 'list' ? { ...given, form: before.form } : null;
      const [start, stop] = [key.start, key.stop].map((at) => (at === null ? undefined : settle(engine(), engine().evaluate(scope, at))));
      if (key.step !== null || before.open !== null || given.kind !== 'list') return null;
      if ([start, stop].some((at) => at !== undefined && at.kind !== 'number')) return null;
      const from = indexOf(before, start, 0);
      const items = before.items.toSpliced(from, Math.max(0, indexOf(before, stop, before.items.length) - from), ...given.items);
      return { ...before, items, open: given.open, bounded: isBounded(given) };
    }
    const index = key === null ? null : settle(engine(), engine().evaluate(scope, key));
    const isThere = index?.kind === 'number' && before.open === null && before.items.at(index.value) !== undefined;
    return isThere ? { ...before, items: before.items.with(index.value, given) } : null;
  }

  /** A dictionary after the call of one of its methods; null where that is not known. */
  function changedDict(scope: Scope, { before, operator, value }: ChangedDict): Value | null {
    if (value.kind !== 'call') return null;
    const outcome = callMethod(before, operator, evaluateArguments(engine(), scope, value.args));
    return outcome === null ? null : (outcome.after ?? before);
  }

  const isRuledOut = (file: DocumentKey, guards: readonly Guard[], order: number): boolean =>
    guards.some((guard) => outcome(scopeAt(file, { depth: 0, before: Infinity }, order), guard).result === false);

  return { variable, isRuledOut };
}

/** Where a slice begins or ends, counted from the end where it is negative. */
function indexOf({ items }: List, at: Value | undefined, otherwise: number): number {
  if (at?.kind !== 'number') return otherwise;
  return Math.min(items.length, Math.max(0, at.value < 0 ? items.length + at.value : at.value));
}

function scopeAt(file: DocumentKey, { depth, around }: Reach, before: number): Scope {
  return { file, depth: depth + 1, before, frame: null, place: null, around };
}

/** From another module: the whole of it has run. */
function afterAll({ depth }: Reach): Reach {
  return { depth: depth + 1, before: Infinity };
}

function opened(value: Value, reason: Unknown): Value {
  if (value.kind === 'list') return openedList(value, reason);
  return value.kind === 'dict' ? dict(new Map(), reason) : value;
}

function isUnset(value: Value): boolean {
  return value.kind === 'unknown' && value.unset === true;
}

/** Of something known and something unknown that may come after it, what is known is the likely one. */
function likelyFirst(either: Value, before: Value, after: Value): Value {
  if (either.kind !== 'unknown' || after.kind !== 'unknown') return either;
  const likely = after.likely ?? likelyOf(before);
  return likely.kind === 'unknown' ? either : { ...either, likely };
}

/** Why a name may not have the value of a binding. */
function whyOf(name: string, test: Expression | null): string {
  return test === null ? `${name}, which is set under a condition` : printExpression(test);
}

function idOf(binding: Binding): NodeId {
  return binding.value.kind === 'expression' || binding.value.kind === 'changed' ? binding.value.value.id : binding.id;
}

/** A list that is made from itself in a way that is not understood, `APPS = extended(APPS)`, is most likely still there, and perhaps more. */
function onward({ name, value }: Binding, current: Value | null, next: Value | null): Value | null {
  if (current?.kind !== 'list' || next?.kind !== 'unknown' || value.kind !== 'expression') return next;
  const isFromItself = new RegExp(`(?<![\\w.'"])${name}\\b`).test(printExpression(value.value));
  return isFromItself ? openedList(current, next) : next;
}

function doubtful(value: Value, doubt: Unknown): Value {
  if (value.kind === 'list') return { ...value, open: value.open ?? doubt, bounded: isBounded(value) };
  return value.kind === 'unknown' ? (value.likely === undefined ? doubt : value) : { ...doubt, likely: value };
}

/** Values that Python would have, as far as source text decides them. Unknown is one of them. */
import type { DocumentKey } from '../base/documentKey';
import type { Definition } from '../modules/names';
import type { NodeId } from '../syntax/python';

export type Value =
  | Text
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'number'; readonly value: number }
  | List
  | Dict
  /** A class, function, module or external name. */
  | { readonly kind: 'reference'; readonly definition: Definition }
  | CallValue
  /** `functools.partial(callee, …)`. */
  | { readonly kind: 'partial'; readonly callee: Value; readonly args: Arguments }
  | LambdaValue
  | Instance
  /** `super()` within a method. */
  | { readonly kind: 'super'; readonly owner: ClassPath; readonly self: Value }
  | Unknown;

export interface Text {
  readonly kind: 'string';
  readonly value: string;
  /** True for an item that its list has under some condition only. */
  readonly perhaps?: boolean;
  /** True of such an item where the condition most likely does not hold. */
  readonly unlikely?: boolean;
}

/** A list, tuple or set. `open` means that there may be further items, that some of these may be missing, or that it is no list at all. */
export interface List {
  readonly kind: 'list';
  readonly form: 'list' | 'tuple' | 'set';
  readonly items: readonly Value[];
  readonly open: Unknown | null;
  /** True of an open list that is one of several which are known: it has no further items, if it is there. */
  readonly bounded?: boolean;
  /** True of an open list that most likely has these items and no others. */
  readonly likelyWhole?: boolean;
}

/** A dictionary with texts as its keys. `open` means that there may be further keys; those that are listed are there. */
export interface Dict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Value>;
  readonly open: Unknown | null;
}

/** The call of something that is not run: a class, or what lies outside of the known files. */
export interface CallValue {
  readonly kind: 'call';
  readonly callee: Definition;
  readonly args: Arguments;
  readonly text: string;
}

/** A lambda that no function holds. */
export interface LambdaValue {
  readonly kind: 'lambda';
  readonly file: DocumentKey;
  readonly text: string;
}

/** The object that a class whose source is known makes, as far as its `__init__` was followed. */
export interface Instance {
  readonly kind: 'instance';
  readonly of: ClassPath;
  readonly attributes: ReadonlyMap<string, Value>;
  /** What its first base outside of the known files, or in Django itself, was initialised with; null before that. */
  readonly initialised: { readonly path: string; readonly args: Arguments } | null;
  /** Calls of methods of that base, other than `__init__`, in turn. */
  readonly handedUp: readonly HandedUp[];
  /** Why something else may have happened to the object; null when all is understood. */
  readonly touched: Unknown | null;
}

/** `super().method(…)` that left the known files. */
export interface HandedUp {
  readonly method: string;
  readonly args: Arguments;
}

export interface ClassPath {
  readonly file: DocumentKey;
  /** `Order` or `Order.Meta`. */
  readonly path: string;
}

/** What is called: a function, a method by its path, or a lambda. */
export interface CalledFunction {
  readonly file: DocumentKey;
  readonly path: string;
  /** Of a method: the class that holds it. */
  readonly owner: ClassPath | null;
  /** Of a lambda: its text, which is all that it has. */
  readonly lambda?: string;
}

/** What a call hands over. `open` means that there may be more, by keyword or by position. */
export interface Arguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
  readonly open: Unknown | null;
}

export interface Unknown {
  readonly kind: 'unknown';
  /** A short reason: `os.environ.get("USER_MODEL")`. */
  readonly why: string;
  readonly file: DocumentKey;
  readonly id: NodeId;
  /** The value that it has unless something outside of the text says otherwise. Proves nothing. */
  readonly likely?: Value;
  /** True of a name that most likely has no value at all. */
  readonly unset?: boolean;
}

/** Most items of a list, and characters of a text, that are worked out: code that doubles what it has again and again would fill the memory. */
export const LARGEST = 10_000;

export function isTooLarge(value: Value): boolean {
  return (value.kind === 'string' && value.value.length > LARGEST) || (value.kind === 'list' && value.items.length > LARGEST);
}

export const NONE: Value = { kind: 'constant', value: null };

/** The value that it has unless something outside of the text says otherwise: to be shown, not to prove anything. */
export function likelyOf(value: Value): Value {
  return value.kind === 'unknown' ? (value.likely ?? value) : value;
}

export function text(value: string): Text {
  return { kind: 'string', value };
}

export function bool(value: boolean): Value {
  return { kind: 'constant', value };
}

export function list(items: readonly Value[], form: List['form'] = 'list', open: Unknown | null = null): List {
  return { kind: 'list', form, items, open };
}

export function dict(entries: ReadonlyMap<string, Value>, open: Unknown | null = null): Dict {
  return { kind: 'dict', entries, open };
}

/** Whether Python takes a value for true; null where the text does not decide it. */
export function truth(value: Value): boolean | null {
  switch (value.kind) {
    case 'string':
      return value.value !== '';
    case 'constant':
      return value.value === true;
    case 'number':
      return value.value !== 0;
    case 'list':
      return value.open === null ? value.items.length > 0 : null;
    case 'dict':
      return value.open === null ? value.entries.size > 0 : null;
    case 'reference':
      return value.definition.kind === 'class' || value.definition.kind === 'function' || value.definition.kind === 'module' ? true : null;
    default:
      return null;
  }
}

/** Whether Python takes a value for true, where the text decides it; false where it does not. */
export function isTruthy(value: Value | null): boolean {
  return value !== null && truth(value) === true;
}

/** What a loop goes through; null where it is not known. Of an open list these and perhaps others. */
export function itemsOf(value: Value): readonly Value[] | null {
  if (value.kind === 'list') return value.form === 'set' && value.items.length > 1 ? null : value.items;
  if (value.kind === 'dict') return [...value.entries.keys()].map(text);
  return value.kind === 'string' ? Array.from(value.value, text) : null;
}

/** Whether two values are equal for Python; null where the text does not decide it. */
export function equal(left: Value, right: Value): boolean | null {
  if (isPlain(left) && isPlain(right)) {
    // True is 1 for Python; nobody writes that.
    if (left.kind !== right.kind && left.kind !== 'string' && right.kind !== 'string') return isNone(left) || isNone(right) ? false : null;
    return left.kind === right.kind && left.value === right.value;
  }
  if (left.kind === 'list' && right.kind === 'list') return equalLists(left, right);
  if (left.kind === 'reference' && right.kind === 'reference') return sameDefinition(left.definition, right.definition) ? true : null;
  const [plain, other] = isPlain(left) ? [left, right] : [right, left];
  // An open list may be something else altogether.
  const apart =
    (other.kind === 'list' && other.open === null) || other.kind === 'dict' || (other.kind === 'reference' && truth(other) === true);
  return isPlain(plain) && apart ? false : null;
}

function equalLists(left: List, right: List): boolean | null {
  if (left.open !== null || right.open !== null || left.form === 'set' || right.form === 'set') return null;
  if (left.form !== right.form || left.items.length !== right.items.length) return false;
  let all: boolean | null = true;
  for (const [at, item] of left.items.entries()) {
    const same = equal(item, right.items[at] ?? NONE);
    if (same === false) return false;
    all = same === null ? null : all;
  }
  return all;
}

type Plain = Extract<Value, { kind: 'string' | 'constant' | 'number' }>;

function isPlain(value: Value): value is Plain {
  return value.kind === 'string' || value.kind === 'constant' || value.kind === 'number';
}

/** True for None, as far as the text decides it. */
export function isNone(value: Value): boolean {
  return value.kind === 'constant' && value.value === null;
}

function sameDefinition(left: Definition, right: Definition): boolean {
  if (left.kind === 'external') return right.kind === 'external' && left.path === right.path;
  if (left.kind === 'class') return right.kind === 'class' && left.file === right.file && left.shape.index === right.shape.index;
  if (left.kind === 'function') return right.kind === 'function' && left.file === right.file && left.name === right.name;
  return left.kind === 'module' && right.kind === 'module' && left.module === right.module;
}

/** A value as `str()` would show it; null where that is not known. */
export function display(value: Value): string | null {
  if (value.kind === 'string') return value.value;
  if (value.kind === 'number') return Number.isSafeInteger(value.value) ? String(value.value) : null;
  if (value.kind !== 'constant') return null;
  return value.value === null ? 'None' : value.value ? 'True' : 'False';
}

/** Whether a list has none but these items, although some of them may be missing. */
export function isBounded({ open, bounded }: List): boolean {
  return open === null || bounded === true;
}

/** The same list where something that is not known may have happened to it. */
export function openedList(list: List, reason: Unknown): List {
  return { ...list, open: list.open ?? reason, bounded: false };
}

/** One list after the other; null where one of them is none. */
export function concatenate(left: Value, right: Value): Value | null {
  if (left.kind === 'list' && right.kind === 'list') {
    if (left.items.length + right.items.length > LARGEST) return null;
    const items = [...left.items, ...right.items];
    return { ...left, items, open: left.open ?? right.open, bounded: isBounded(left) && isBounded(right) };
  }
  if (left.kind === 'list' && right.kind === 'unknown') return openedList(left, right);
  if (left.kind === 'unknown' && right.kind === 'list') return openedList(right, left);
  return null;
}

/** Either of two values: the same one, the items of both lists, or unknown. */
export function alternatives(doubt: Unknown, left: Value, right: Value): Value {
  if (left === right) return left;
  if (left.kind === 'list' && right.kind === 'list') {
    if (equal(left, right) === true) return left;
    const more = right.items.filter((item) => item.kind !== 'string' || !hasText(left, item.value));
    const items = [...left.items.map((item) => perhapsIn(item, right)), ...more.map((item) => perhapsIn(item, left))];
    return { ...left, items, open: left.open ?? right.open ?? doubt, bounded: isBounded(left) && isBounded(right) };
  }
  if (left.kind === 'list') return openedList(left, doubt);
  if (right.kind === 'list') return openedList(right, doubt);
  if (left.kind === 'dict' && right.kind === 'dict') return eitherDict(doubt, left, right);
  return left.kind !== 'call' && equal(left, right) === true ? left : doubt;
}

function hasText({ items }: List, text: string): boolean {
  return items.some((item) => item.kind === 'string' && item.value === text);
}

/** An item of one of two lists, either of which it may be: one that the other does not surely have, too, may be missing. */
function perhapsIn(item: Value, { items }: List): Value {
  if (item.kind !== 'string') return item;
  const other = items.find((each) => each.kind === 'string' && each.value === item.value);
  if (other?.kind !== 'string') return { ...item, perhaps: true };
  const either: Text = item.unlikely === true && other.unlikely !== true ? { ...item, unlikely: false } : item;
  return other.perhaps === true ? { ...either, perhaps: true } : either;
}

/** What a name had, or in place of it something that is hardly ever there; of lists, what only that one has is unlikely. */
export function hardly(doubt: Unknown, before: Value | null, next: Value): Value {
  if (before?.kind === 'unknown') return before;
  // Of a list that comes first, another way may have the same items.
  if (before === null && next.kind === 'list')
    return newUnlikely({ ...next, open: next.open ?? doubt, bounded: isBounded(next) }, list([]));
  if (before === null) return { ...doubt, unset: true };
  return before.kind === 'list' && next.kind === 'list'
    ? newUnlikely(alternatives(doubt, before, next), before)
    : { ...doubt, likely: before };
}

function newUnlikely(either: Value, before: List): Value {
  if (either.kind !== 'list') return either;
  const isNew = (item: Value): boolean => item.kind === 'string' && !hasText(before, item.value);
  return { ...either, items: either.items.map((item) => (item.kind === 'string' && isNew(item) ? { ...item, unlikely: true } : item)) };
}

/** What both say alike; a key that only one of them has may be missing. */
function eitherDict(doubt: Unknown, left: Dict, right: Dict): Dict {
  const entries = new Map<string, Value>();
  let open = left.open ?? right.open;
  for (const [key, value] of left.entries) {
    const other = right.entries.get(key);
    if (other === undefined) open ??= doubt;
    else entries.set(key, alternatives(doubt, value, other));
  }
  for (const key of right.entries.keys()) if (!left.entries.has(key)) open ??= doubt;
  return dict(entries, open);
}

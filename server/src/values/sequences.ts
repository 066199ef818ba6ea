/** What Python's functions over sequences give. What they are given may be open: then so is what comes out. */
import type { Expression } from '../syntax/python';
import { deeper, unknown, type Engine, type Scope } from './engine';
import { operate } from './operators';
import { settle, truthOf } from './projectSettings';
import {
  bool,
  concatenate,
  dict,
  display,
  isNone,
  itemsOf,
  list,
  NONE,
  type Arguments,
  type List,
  type Unknown,
  type Value,
} from './value';

/** Most items that a range is written out with. */
const LONGEST_RANGE = 1_000;

/** A call of such a function: the engine runs what it is handed. */
export interface SequenceCall {
  readonly engine: Engine;
  readonly scope: Scope;
  readonly args: Arguments;
  readonly expression: Expression;
}

/** The outcome of one of Python's own functions; null for any other, and where it is not known. */
export function callSequenceBuiltin(name: string, call: SequenceCall): Value | null {
  const { engine, args } = call;
  if (args.keywords.size > 0 || args.open !== null) return null;
  const given = args.positional.map((value) => settle(engine, value));
  const [first, second] = given;
  switch (name) {
    case 'map':
      return given.length === 2 ? mapped(call, first, second) : null;
    case 'filter':
      return given.length === 2 ? filtered(call, first, second) : null;
    case 'zip':
      return zipped(given);
    case 'range':
      return rangeOf(given);
    case 'sum':
      return first === undefined || second === undefined ? null : summed(first, second);
    case 'any':
    case 'all':
      return first === undefined || second !== undefined ? null : quantified(call, name, first);
    case 'int':
      return first === undefined || second !== undefined ? null : whole(first);
    default:
      return null;
  }
}

/** `itertools.chain(first, second)`. */
export function chained(values: readonly Value[]): Value | null {
  let all: Value | null = list([]);
  for (const value of values) {
    const next = listOf(value);
    all = all === null || next === null ? null : concatenate(all, next);
  }
  return all;
}

/** `functools.reduce(function, sequence, first)`. */
export function reduced({ engine, scope, args, expression }: SequenceCall): Value | null {
  const [callee, sequence, start] = args.positional;
  const items = sequence === undefined ? null : closedItems(settle(engine, sequence));
  if (callee === undefined || items === null || args.keywords.size > 0) return null;
  const [first, ...rest] = start === undefined ? items : [start, ...items];
  if (first === undefined) return null;
  return rest.reduce<Value | null>((left, right) => {
    if (left === null) return null;
    return (
      operatorNamed(callee, left, right) ??
      known(engine.apply(deeper(scope), callee, { ...NOTHING, positional: [left, right] }, expression))
    );
  }, first);
}

/** `dict.fromkeys(keys, value)`: a list without what stands in it twice, once it is made one again. */
export function fromKeys([keys, value = NONE]: readonly Value[]): Value | null {
  const names = keys?.kind === 'list' ? textsOf(keys) : null;
  if (keys?.kind !== 'list' || names === null) return null;
  return dict(new Map(names.map((name) => [name, value])), keys.open);
}

/** `copy.deepcopy(value)`: an object of its own, down to the last. */
export function copied(value: Value): Value | null {
  if (value.kind === 'list') {
    const items = value.items.map(copied);
    return items.includes(null) ? null : { ...value, items: items.map((item) => item ?? NONE) };
  }
  if (value.kind === 'dict') {
    const entries = [...value.entries].map(([name, each]) => [name, copied(each)] as const);
    return entries.some(([, each]) => each === null)
      ? null
      : dict(new Map(entries.map(([name, each]) => [name, each ?? NONE])), value.open);
  }
  return value.kind === 'instance' || value.kind === 'call' || value.kind === 'super' ? null : value;
}

const NOTHING: Arguments = { positional: [], keywords: new Map(), open: null };

const OPERATORS: Readonly<Record<string, string>> = {
  __proto__: null as never,
  'operator.add': '+',
  'operator.concat': '+',
  'operator.iconcat': '+',
  'operator.or_': '|',
};

function operatorNamed(callee: Value, left: Value, right: Value): Value | null {
  const path = callee.kind === 'reference' && callee.definition.kind === 'external' ? callee.definition.path : '';
  const operator = OPERATORS[path];
  return operator === undefined ? null : operate(operator, left, right);
}

function mapped({ engine, scope, expression }: SequenceCall, callee: Value | undefined, sequence: Value | undefined): Value | null {
  const from = sequence === undefined ? null : listOf(sequence);
  if (callee === undefined || from === null) return null;
  const items = from.items.map((item) => known(call(engine, scope, callee, item, expression)));
  return items.includes(null) ? null : { ...from, items: items.map((item) => item ?? NONE) };
}

function filtered({ engine, scope, expression }: SequenceCall, callee: Value | undefined, sequence: Value | undefined): Value | null {
  const from = sequence === undefined ? null : listOf(sequence);
  if (callee === undefined || from === null) return null;
  let open: Unknown | null = from.open;
  const items = from.items.filter((item) => {
    const holds = truthOf(engine, isNone(callee) ? item : call(engine, scope, callee, item, expression));
    if (holds === null) open ??= unknown(scope, expression);
    return holds !== false;
  });
  return { ...from, items, open };
}

/** `str` and the like are names that nobody binds. */
function call(engine: Engine, scope: Scope, callee: Value, item: Value, expression: Expression): Value {
  const path = callee.kind === 'reference' && callee.definition.kind === 'external' ? callee.definition.path : '';
  const shown = path === 'builtins.str' ? display(item) : null;
  if (shown !== null) return { kind: 'string', value: shown };
  return engine.apply(deeper(scope), callee, { ...NOTHING, positional: [item] }, expression);
}

function known(value: Value): Value | null {
  return value.kind === 'unknown' || value.kind === 'call' ? null : value;
}

function zipped(sequences: readonly Value[]): Value | null {
  const all = sequences.map(closedItems);
  const rows = all.flatMap((items) => (items === null ? [] : [items]));
  if (rows.length !== all.length || rows.length === 0) return null;
  const shortest = Math.min(...rows.map((items) => items.length));
  return list(
    Array.from({ length: shortest }, (_, at) =>
      list(
        rows.map((items) => items[at] ?? NONE),
        'tuple',
      ),
    ),
  );
}

function rangeOf(given: readonly Value[]): Value | null {
  const numbers = given.flatMap((value) => (value.kind === 'number' ? [value.value] : []));
  if (numbers.length !== given.length || numbers.length === 0 || numbers.length > 3) return null;
  const [start = 0, end = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const length = step === 0 ? Infinity : Math.max(0, Math.ceil((end - start) / step));
  if (length > LONGEST_RANGE) return null;
  return list(Array.from({ length }, (_, at): Value => ({ kind: 'number', value: start + at * step })));
}

/** `sum(lists, [])`. */
function summed(sequence: Value, start: Value): Value | null {
  const items = closedItems(sequence);
  if (items === null || start.kind !== 'list') return null;
  return items.reduce<Value | null>((left, right) => (left === null || right.kind !== 'list' ? null : concatenate(left, right)), start);
}

function quantified({ engine }: SequenceCall, name: 'any' | 'all', sequence: Value): Value | null {
  if (sequence.kind !== 'list') return null;
  const outcomes = sequence.items.map((item) => truthOf(engine, item));
  const decides = name === 'any';
  if (outcomes.includes(decides)) return bool(decides);
  return outcomes.includes(null) || sequence.open !== null ? null : bool(!decides);
}

function whole(value: Value): Value | null {
  if (value.kind === 'number') return Number.isInteger(value.value) ? value : null;
  if (value.kind === 'constant' && value.value !== null) return { kind: 'number', value: value.value ? 1 : 0 };
  const isWhole = value.kind === 'string' && /^\s*[+-]?\d{1,15}\s*$/.test(value.value);
  return isWhole ? { kind: 'number', value: Number(value.value) } : null;
}

function listOf(value: Value): List | null {
  if (value.kind === 'list') return { ...value, form: 'list' };
  const items = itemsOf(value);
  return items === null ? null : list(items, 'list', value.kind === 'dict' ? value.open : null);
}

function closedItems(value: Value): readonly Value[] | null {
  return (value.kind === 'list' || value.kind === 'dict') && value.open !== null ? null : itemsOf(value);
}

function textsOf({ items }: List): readonly string[] | null {
  const texts = items.flatMap((item) => (item.kind === 'string' && item.perhaps !== true ? [item.value] : []));
  return texts.length === items.length ? texts : null;
}

/** Python's operators and formatting on known values; null where the outcome is not known. */
import { bool, concatenate, dict, display, equal, isBounded, LARGEST, text, truth, type Value } from './value';

/** The value of `left operator right`; null where it is not known. `and` and `or` are no business of this file. */
export function operate(operator: string, left: Value, right: Value): Value | null {
  switch (operator) {
    case '+':
      return add(left, right);
    case '-':
      return left.kind === 'number' && right.kind === 'number' ? number(left.value - right.value) : ofSets(operator, left, right);
    case '*':
      return left.kind === 'number' && right.kind === 'number' ? number(left.value * right.value) : repeated(left, right);
    case '%':
      return left.kind === 'string' ? formatPercent(left.value, right) : null;
    case '|':
      if (left.kind !== 'dict' || right.kind !== 'dict') return ofSets(operator, left, right);
      return dict(new Map([...left.entries, ...right.entries]), left.open ?? right.open);
    case '&':
      return ofSets(operator, left, right);
    default:
      return compare(operator, left, right);
  }
}

function number(value: number): Value | null {
  return Number.isSafeInteger(value) ? { kind: 'number', value } : null;
}

function add(left: Value, right: Value): Value | null {
  if (left.kind === 'string' && right.kind === 'string')
    return left.value.length + right.value.length > LARGEST ? null : text(left.value + right.value);
  if (left.kind === 'number' && right.kind === 'number') return number(left.value + right.value);
  return concatenate(left, right);
}

/** Union, intersection and difference of sets that are known whole. */
function ofSets(operator: '|' | '&' | '-', left: Value, right: Value): Value | null {
  if (left.kind !== 'list' || right.kind !== 'list' || left.form !== 'set' || right.form !== 'set') return null;
  const both = [...left.items, ...right.items];
  if (left.open !== null || right.open !== null || !both.every(({ kind }) => kind === 'string' || kind === 'number')) return null;
  const isIn = (items: readonly Value[], item: Value): boolean => items.some((each) => equal(each, item) === true);
  if (operator === '|') return { ...left, items: [...left.items, ...right.items.filter((item) => !isIn(left.items, item))] };
  return { ...left, items: left.items.filter((item) => isIn(right.items, item) === (operator === '&')) };
}

/** `["a"] * 2`. */
function repeated(left: Value, right: Value): Value | null {
  const [sequence, times] = left.kind === 'number' ? [right, left] : [left, right];
  if (sequence.kind !== 'list' || sequence.form === 'set' || times.kind !== 'number') return null;
  if (!Number.isInteger(times.value) || times.value * Math.max(1, sequence.items.length) > LARGEST) return null;
  return { ...sequence, items: Array.from({ length: Math.max(0, times.value) }, () => sequence.items).flat() };
}

function compare(operator: string, left: Value, right: Value): Value | null {
  switch (operator) {
    case '==':
      return known(equal(left, right));
    case '!=':
      return known(negated(equal(left, right)));
    case 'is':
      return known(identical(left, right));
    case 'is not':
      return known(negated(identical(left, right)));
    case 'in':
      return known(contains(right, left)) ?? likelyIn(right, left, true);
    case 'not in':
      return known(negated(contains(right, left))) ?? likelyIn(right, left, false);
    default:
      return ordered(operator, left, right);
  }
}

function known(value: boolean | null): Value | null {
  return value === null ? null : bool(value);
}

function negated(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** `is` is known for constants and names; two equal texts may or may not be one object. */
function identical(left: Value, right: Value): boolean | null {
  const same = equal(left, right);
  if (same === false) return false;
  return left.kind === 'constant' || right.kind === 'constant' || left.kind === 'reference' ? same : null;
}

function contains(container: Value, item: Value): boolean | null {
  if (container.kind === 'string') return item.kind === 'string' ? container.value.includes(item.value) : null;
  if (container.kind === 'dict') {
    if (item.kind !== 'string') return null;
    return container.entries.has(item.value) ? true : container.open === null ? false : null;
  }
  if (container.kind !== 'list' || !isBounded(container)) return null;
  const found = container.items.map((each) => equal(each, item));
  if (container.open !== null) return found.every((same) => same === false) ? false : null;
  return found.includes(true) ? true : found.includes(null) ? null : false;
}

/** What stands in a list that is not known whole is most likely there. */
function likelyIn(container: Value, item: Value, outcome: boolean): Value | null {
  if (container.kind !== 'list' || container.open === null) return null;
  return container.items.some((each) => equal(each, item) === true) ? { ...container.open, likely: bool(outcome) } : null;
}

function ordered(operator: string, left: Value, right: Value): Value | null {
  const order = orderOf(left, right);
  if (order === null) return null;
  if (operator === '<') return bool(order < 0);
  if (operator === '>') return bool(order > 0);
  if (operator === '<=') return bool(order <= 0);
  return operator === '>=' ? bool(order >= 0) : null;
}

/** Below, at or above zero as the left of two numbers, or of two tuples, stands before, with or behind the right; null where that is not known. */
function orderOf(left: Value, right: Value): number | null {
  if (left.kind === 'number' && right.kind === 'number') return left.value - right.value;
  if (left.kind !== 'list' || right.kind !== 'list' || left.form !== 'tuple' || right.form !== 'tuple') return null;
  if (left.open !== null || right.open !== null) return null;
  for (const [at, item] of left.items.entries()) {
    const other = right.items[at];
    if (other === undefined) return 1;
    const order = orderOf(item, other);
    if (order !== 0) return order;
  }
  return left.items.length - right.items.length;
}

/** The value of `operator operand`; null where it is not known. */
export function operateOne(operator: string, operand: Value): Value | null {
  if (operator === 'not') return known(negated(truth(operand)));
  return operator === '-' && operand.kind === 'number' ? number(-operand.value) : null;
}

/** `"%s.%s" % values`: texts and whole numbers without width or precision. */
export function formatPercent(template: string, right: Value): Value | null {
  const items = right.kind === 'list' && right.form === 'tuple' ? right.items : [right];
  if (right.kind === 'list' && (right.form !== 'tuple' || right.open !== null)) return null;
  let used = 0;
  const all: (string | null)[] = [];
  const filled = template.replace(/%(?:\((\w+)\))?(.?)/gs, (_, name: string | undefined, type: string) => {
    if (type === '%' && name === undefined) return '%';
    const value = name === undefined ? items[used++] : right.kind === 'dict' && right.open === null ? right.entries.get(name) : undefined;
    const shown = value === undefined || (type !== 's' && !(type === 'd' && value.kind === 'number')) ? null : display(value);
    all.push(shown);
    return shown ?? '';
  });
  const fits = right.kind === 'dict' ? used === 0 : used === items.length;
  return fits && !all.includes(null) ? text(filled) : null;
}

/** `"{}.{name}".format(…)`: texts and whole numbers as they are. */
export function formatBraces(template: string, positional: readonly Value[], keywords: ReadonlyMap<string, Value>): Value | null {
  let next = 0;
  const all: (string | null)[] = [];
  const filled = template.replace(/\{\{|\}\}|\{(\w*)\}|[{}]/g, (whole, name: string | undefined) => {
    if (whole === '{{' || whole === '}}') return whole.charAt(0);
    const value = name === '' ? positional[next++] : /^\d+$/.test(name ?? '') ? positional[Number(name)] : keywords.get(name ?? '');
    const shown = value === undefined ? null : display(value);
    all.push(shown);
    return shown ?? '';
  });
  return all.includes(null) ? null : text(filled);
}

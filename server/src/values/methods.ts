/** Methods of texts, lists and dictionaries on known values; null where the outcome is not known. */
import { formatBraces } from './operators';
import { bool, concatenate, dict, equal, list, NONE, text, type Arguments, type Dict, type List, type Text, type Value } from './value';

export interface Outcome {
  readonly result: Value;
  /** What the object is afterwards, where the method changes it. */
  readonly after?: Value;
}

/** What `object.name(…)` gives and leaves behind; null where it is not known, or no method of these. */
export function callMethod(object: Value, name: string, args: Arguments): Outcome | null {
  if (object.kind === 'string') return textMethod(object, name, args);
  if (args.open !== null) return null;
  if (object.kind === 'list') return listMethod(object, name, args);
  return object.kind === 'dict' ? dictMethod(object, name, args) : null;
}

function textMethod(object: Text, name: string, args: Arguments): Outcome | null {
  if (args.open !== null) return null;
  const result = name === 'format' ? formatBraces(object.value, args.positional, args.keywords) : plainTextMethod(object.value, name, args);
  return result === null ? null : { result };
}

function plainTextMethod(value: string, name: string, { positional, keywords }: Arguments): Value | null {
  if (keywords.size > 0) return null;
  const [first, second] = positional;
  const given = first?.kind === 'string' ? first.value : null;
  // What lies beyond ASCII changes its case by other rules here than there.
  const plain = /^[\x00-\x7f]*$/.test(value);
  switch (positional.length) {
    case 0:
      return withoutArguments(value, name, plain);
    case 1:
      if (name === 'join') return first === undefined ? null : join(value, first);
      if (name === 'startswith' || name === 'endswith') return first === undefined ? null : affix(value, name, first);
      if (given === null) return null;
      if ((name === 'split' || name === 'rsplit') && given !== '') return list(value.split(given).map(text));
      if (name === 'partition' || name === 'rpartition') return given === '' ? null : parted(value, name, given);
      if (name in PLACES) return plain ? placeOf(value, name, given) : null;
      if (name === 'removeprefix') return text(value.startsWith(given) ? value.slice(given.length) : value);
      if (name === 'removesuffix') return text(given !== '' && value.endsWith(given) ? value.slice(0, -given.length) : value);
      if (name === 'strip' || name === 'lstrip' || name === 'rstrip') return text(strip(value, name, (unit) => given.includes(unit)));
      return null;
    case 2:
      if (name === 'replace' && given !== null && given !== '' && second?.kind === 'string')
        return text(value.replaceAll(given, () => second.value));
      if ((name === 'split' || name === 'rsplit') && given !== null && given !== '' && second?.kind === 'number')
        return splitAtMost(value, given, { most: second.value, fromRight: name === 'rsplit' });
      return null;
    default:
      return null;
  }
}

function withoutArguments(value: string, name: string, plain: boolean): Value | null {
  switch (name) {
    case 'lower':
      return plain ? text(value.toLowerCase()) : null;
    case 'upper':
      return plain ? text(value.toUpperCase()) : null;
    case 'title':
      return plain ? text(value.toLowerCase().replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())) : null;
    case 'capitalize':
      return plain ? text(value.charAt(0).toUpperCase() + value.slice(1).toLowerCase()) : null;
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return plain ? text(strip(value, name, (unit) => /\s/.test(unit))) : null;
    case 'split':
      return plain
        ? list(
            value
              .split(/\s+/)
              .filter((part) => part !== '')
              .map(text),
          )
        : null;
    default:
      return null;
  }
}

function strip(value: string, name: string, gone: (unit: string) => boolean): string {
  let start = 0;
  let end = value.length;
  if (name !== 'rstrip') while (start < end && gone(value.charAt(start))) start++;
  if (name !== 'lstrip') while (end > start && gone(value.charAt(end - 1))) end--;
  return value.slice(start, end);
}

/** What stands before a separator, the separator, and what stands behind it; the whole text where there is none. */
function parted(value: string, name: 'partition' | 'rpartition', separator: string): Value {
  const at = name === 'partition' ? value.indexOf(separator) : value.lastIndexOf(separator);
  const [before, after] = name === 'partition' ? [value, ''] : ['', value];
  const parts = at === -1 ? [before, '', after] : [value.slice(0, at), separator, value.slice(at + separator.length)];
  return list(parts.map(text), 'tuple');
}

/** Methods that tell where a text stands in another one, and whether from the right. */
const PLACES: Readonly<Record<string, boolean>> = { __proto__: null as never, find: false, index: false, rfind: true, rindex: true };

/** Null where `index` raises an exception. */
function placeOf(value: string, name: string, wanted: string): Value | null {
  const at = PLACES[name] === true ? value.lastIndexOf(wanted) : value.indexOf(wanted);
  return at === -1 && name.endsWith('index') ? null : { kind: 'number', value: at };
}

function join(separator: string, items: Value): Value | null {
  if (items.kind !== 'list' || items.open !== null || (items.form === 'set' && items.items.length > 1)) return null;
  const parts = items.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  return parts.length === items.items.length ? text(parts.join(separator)) : null;
}

function affix(value: string, name: 'startswith' | 'endswith', wanted: Value): Value | null {
  const options = wanted.kind === 'list' && wanted.open === null ? wanted.items : [wanted];
  const texts = options.flatMap((option) => (option.kind === 'string' ? [option.value] : []));
  if (texts.length !== options.length) return null;
  return bool(texts.some((option) => (name === 'startswith' ? value.startsWith(option) : value.endsWith(option))));
}

function splitAtMost(
  value: string,
  separator: string,
  { most, fromRight }: { readonly most: number; readonly fromRight: boolean },
): Value | null {
  const parts = value.split(separator);
  if (most < 0 || parts.length <= most + 1) return list(parts.map(text));
  const joined = fromRight
    ? [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)]
    : [...parts.slice(0, most), parts.slice(most).join(separator)];
  return list(joined.map(text));
}

function listMethod(object: List, name: string, { positional, keywords }: Arguments): Outcome | null {
  if (keywords.size > 0) return null;
  const [first, second] = positional;
  const changed = (items: readonly Value[], result = NONE): Outcome => ({ result, after: { ...object, items } });
  if (name === 'copy' && first === undefined) return { result: { ...object } };
  if ((name === 'append' || name === 'add') && first !== undefined) return changed([...object.items, first]);
  if (name === 'clear' && first === undefined) return { result: NONE, after: { ...object, items: [], open: null } };
  if ((name === 'extend' || (name === 'update' && object.form === 'set')) && first !== undefined) {
    const after = concatenate(object, first);
    return after === null ? null : { result: NONE, after };
  }
  if (object.open !== null) return null;
  if (object.form === 'set') {
    const same = first === undefined || (name !== 'discard' && name !== 'remove') ? null : object.items.map((item) => equal(item, first));
    return same === null || same.includes(null) ? null : changed(object.items.filter((_, at) => same[at] === false));
  }
  if (name === 'insert' && first?.kind === 'number' && second !== undefined) return changed(object.items.toSpliced(first.value, 0, second));
  if (name === 'pop' && object.items.length > 0) {
    const at = first === undefined ? -1 : first.kind === 'number' ? first.value : null;
    const taken = at === null ? undefined : object.items.at(at);
    return at === null || taken === undefined ? null : changed(object.items.toSpliced(at, 1), taken);
  }
  if (name === 'remove' && first !== undefined) {
    const same = object.items.map((item) => equal(item, first));
    const at = same.indexOf(true);
    return at === -1 || same.slice(0, at).includes(null) ? null : changed(object.items.toSpliced(at, 1));
  }
  return null;
}

function dictMethod(object: Dict, name: string, { positional, keywords }: Arguments): Outcome | null {
  const { entries, open } = object;
  const [first, second = NONE] = positional;
  if (name === 'update') return updated(object, first, keywords);
  if (keywords.size > 0) return null;
  if (positional.length === 0) {
    if (name === 'copy') return { result: { ...object } };
    if (name === 'keys') return { result: list([...entries.keys()].map(text), 'list', open) };
    if (name === 'values') return { result: list([...entries.values()], 'list', open) };
    return name === 'items'
      ? {
          result: list(
            [...entries].map(([key, value]) => list([text(key), value], 'tuple')),
            'list',
            open,
          ),
        }
      : null;
  }
  if (first?.kind !== 'string') return null;
  const held = entries.get(first.value);
  if (open !== null && held === undefined) return null;
  if (name === 'get') return { result: held ?? second };
  if (name === 'setdefault')
    return held === undefined ? { result: second, after: withEntry(object, first.value, second) } : { result: held };
  if (name !== 'pop' || (held === undefined && positional.length === 1)) return null;
  const left = new Map(entries);
  left.delete(first.value);
  return { result: held ?? second, after: dict(left, open) };
}

function updated(object: Dict, given: Value | undefined, keywords: ReadonlyMap<string, Value>): Outcome | null {
  if (given !== undefined && given.kind !== 'dict') return null;
  const entries = new Map([...object.entries, ...(given?.entries ?? []), ...keywords]);
  return { result: NONE, after: dict(entries, object.open ?? given?.open ?? null) };
}

/** A dictionary with one more entry, or another one under its key. */
export function withEntry({ entries, open }: Dict, key: string, value: Value): Dict {
  return dict(new Map(entries).set(key, value), open);
}

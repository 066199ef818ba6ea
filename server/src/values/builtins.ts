/** Python's own functions, as far as settings and models use them. */
import type { Expression } from '../syntax/python';
import type { Engine, Scope } from './engine';
import { unknown } from './engine';
import { askedSetting, settingAttribute, settingValue, settle } from './projectSettings';
import { callSequenceBuiltin } from './sequences';
import { bool, dict, display, itemsOf, list, NONE, text, truth, type Arguments, type Value } from './value';

interface BuiltinCall {
  readonly name: string;
  readonly args: Arguments;
}

/** The outcome of a call of one of Python's own functions; null where it is not known. */
export function callBuiltin(engine: Engine, scope: Scope, { name, args }: BuiltinCall, expression: Expression): Value | null {
  if (args.open !== null) return null;
  if (name === 'getattr') return getAttribute(engine, scope, args, expression);
  if (name === 'type') return engine.made.make(engine, scope, args, expression);
  if (name === 'hasattr') return hasAttribute(engine, args) ?? unknown(scope, expression);
  if (name === 'setattr') return setAttribute(engine, args);
  const settled = args.positional.map((value) => settle(engine, value));
  if (name === 'dict') return dictOf(settled, args);
  const plain = args.keywords.size === 0 ? plainBuiltin(name, settled) : null;
  return plain ?? callSequenceBuiltin(name, { engine, scope, args, expression });
}

function plainBuiltin(name: string, [first, second, third]: readonly Value[]): Value | null {
  if (third !== undefined) return null;
  if (first === undefined) return EMPTY[name] ?? null;
  if (name === 'isinstance') return second === undefined ? null : known(isOneOf(first, second));
  if (second !== undefined) return null;
  switch (name) {
    case 'list':
    case 'tuple':
    case 'set':
    case 'frozenset':
      return copyOf(name === 'frozenset' ? 'set' : name, first);
    case 'sorted':
      return sorted(first);
    case 'reversed':
      return first.kind === 'list' && first.form !== 'set' ? { ...first, form: 'list', items: first.items.toReversed() } : null;
    case 'str':
      return shown(first);
    case 'bool':
      return known(truth(first));
    case 'len':
      return length(first);
    case 'callable':
      return isCallable(first);
    case 'enumerate':
      return first.kind === 'list' && first.form !== 'set'
        ? { ...first, form: 'list', items: first.items.map((item, at) => list([{ kind: 'number', value: at }, item], 'tuple')) }
        : null;
    default:
      return null;
  }
}

function isCallable(value: Value): Value | null {
  if (value.kind === 'reference') return truth(value) === true && value.definition.kind !== 'module' ? bool(true) : null;
  return PLAIN.has(value.kind) ? bool(false) : null;
}

/** Whether a value is of a type, or of one of several; null where that is not known. */
function isOneOf(value: Value, wanted: Value): boolean | null {
  const types = wanted.kind === 'list' && wanted.open === null ? wanted.items : [wanted];
  const own = typesOf(value);
  if (own === null) return null;
  const answers = types.map((type) => {
    if (type.kind !== 'reference') return null;
    if (type.definition.kind === 'class') return false;
    return type.definition.kind === 'external' && type.definition.path.startsWith('builtins.')
      ? own.includes(type.definition.path.slice(9))
      : null;
  });
  return answers.includes(true) ? true : answers.includes(null) ? null : false;
}

function typesOf(value: Value): readonly string[] | null {
  switch (value.kind) {
    case 'string':
      return ['str', 'object'];
    case 'number':
      return ['int', 'object'];
    case 'constant':
      return value.value === null ? ['object'] : ['bool', 'int', 'object'];
    case 'list':
      return value.open === null ? [value.form, 'object'] : null;
    case 'dict':
      return ['dict', 'object'];
    case 'reference':
      return value.definition.kind === 'class' ? ['type', 'object'] : null;
    default:
      return null;
  }
}

const PLAIN: ReadonlySet<Value['kind']> = new Set(['string', 'constant', 'number', 'list', 'dict']);

const EMPTY: Readonly<Record<string, Value>> = {
  __proto__: null as never,
  list: list([]),
  tuple: list([], 'tuple'),
  set: list([], 'set'),
  str: text(''),
  bool: bool(false),
};

function known(value: boolean | null): Value | null {
  return value === null ? null : bool(value);
}

function shown(value: Value): Value | null {
  const known = display(value);
  return known === null ? null : text(known);
}

function copyOf(form: 'list' | 'tuple' | 'set', value: Value): Value | null {
  if (value.kind === 'list') return { ...value, form };
  const items = itemsOf(value);
  return items === null ? null : list(items, form, value.kind === 'dict' ? value.open : null);
}

function length(value: Value): Value | null {
  if (value.kind === 'string') return { kind: 'number', value: Array.from(value.value).length };
  if (value.kind === 'dict') return value.open === null ? { kind: 'number', value: value.entries.size } : null;
  return value.kind === 'list' && value.open === null && value.form !== 'set' ? { kind: 'number', value: value.items.length } : null;
}

function sorted(value: Value): Value | null {
  if (value.kind !== 'list') return null;
  const texts = value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []));
  if (texts.length !== value.items.length) return null;
  return { ...value, form: 'list', items: texts.sort().map(text) };
}

function dictOf([first, second]: readonly Value[], { keywords }: Arguments): Value | null {
  if (second !== undefined || (first !== undefined && first.kind !== 'dict')) return null;
  return dict(new Map([...(first?.entries ?? []), ...keywords]), first?.open ?? null);
}

/** `getattr(settings, "NAME", default)` is the setting; its default counts where the settings are read whole. */
function getAttribute(engine: Engine, scope: Scope, { positional }: Arguments, expression: Expression): Value | null {
  const [object, given, otherwise] = positional;
  const name = given === undefined ? undefined : settle(engine, given);
  if (object === undefined || name?.kind !== 'string') return null;
  if (!isProjectSettings(object)) {
    if (otherwise === undefined) return engine.attribute(scope, object, name.value, expression);
    if (settle(engine, object).kind === 'dict' && !OF_DICTIONARIES.has(name.value)) return otherwise;
    if (isLeftOut(engine, object, name.value)) {
      engine.memory.doubt(unknown(scope, expression));
      return otherwise;
    }
    return attributeOfOwn(engine, scope, { object, name: name.value }, expression);
  }
  if (otherwise === undefined) return askedSetting(engine, scope, name.value, expression);
  if (name.value === 'AUTH_USER_MODEL') return settingAttribute(engine, name.value);
  const value = settingValue(engine, name.value);
  const isKnown = value !== null && value !== 'unset' && value.kind !== 'unknown';
  if (!isKnown && value !== 'unset') engine.memory.doubt(unknown(scope, expression));
  return isKnown ? value : otherwise;
}

/** Attributes of dictionaries, whose keys are none. */
const OF_DICTIONARIES: ReadonlySet<string> = new Set(
  ['clear', 'copy', 'fromkeys', 'get', 'items', 'keys', 'pop', 'popitem', 'setdefault', 'update', 'values'].concat('__class__', '__dict__'),
);

/** True for a module whose source is known and does not bind a name: something else may still set it. */
function isLeftOut({ names, modules }: Engine, object: Value, name: string): boolean {
  const definition = object.kind === 'reference' ? object.definition : null;
  if (definition?.kind !== 'module' || definition.file === null) return false;
  return names.lookup(definition.file, name).kind === 'unbound' && modules.fileOf(`${definition.module}.${name}`, null) === null;
}

/** What the project's own classes and modules bind to a name: only that is sure to be there. */
function attributeOfOwn(
  engine: Engine,
  scope: Scope,
  { object, name }: { readonly object: Value; readonly name: string },
  expression: Expression,
): Value | null {
  const isOwn =
    object.kind === 'instance' ||
    (object.kind === 'reference' && (object.definition.kind === 'class' || object.definition.kind === 'module'));
  const value = isOwn ? engine.attribute(scope, object, name, expression) : null;
  return value?.kind === 'unknown' ? null : value;
}

function hasAttribute(engine: Engine, { positional: [object, given] }: Arguments): Value | null {
  const name = given === undefined ? undefined : settle(engine, given);
  if (object === undefined || name?.kind !== 'string') return null;
  if (name.value === '__call__') return isCallable(settle(engine, object));
  if (object.kind === 'instance') return object.attributes.has(name.value) ? bool(true) : null;
  if (!isProjectSettings(object)) return null;
  const value = settingValue(engine, name.value);
  if (value === null || value === 'unset') return value === null ? null : bool(false);
  // What only the text of the settings as a whole may set is most likely not set.
  if (value.kind === 'unknown') engine.memory.doubt(value);
  return bool(value.kind !== 'unknown');
}

/** `setattr(object, "name", value)`, of an object that a known class makes. */
function setAttribute({ memory }: Engine, { positional: [object, name, value] }: Arguments): Value | null {
  if (object?.kind !== 'instance' || name?.kind !== 'string' || value === undefined) return null;
  memory.replace(object, { ...object, attributes: new Map(object.attributes).set(name.value, value) });
  return NONE;
}

function isProjectSettings(object: Value): boolean {
  return object.kind === 'reference' && object.definition.kind === 'external' && object.definition.path === 'django.conf.settings';
}

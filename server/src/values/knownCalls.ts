/** Functions of Python and Django that are known by name, and what they give. */
import { isEnvironmentKnown } from '../modules/absent';
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { memberOfModule } from './attributes';
import { unknown, type Engine, type Scope } from './engine';
import { settle } from './projectSettings';
import { chained, copied, fromKeys, reduced, type SequenceCall } from './sequences';
import { bool, dict, list, NONE, text, type Arguments, type Value } from './value';

export interface KnownCall {
  readonly called: Definition;
  readonly args: Arguments;
}

/** What such a call gives; null for any other call, and where that is not known. */
export function callKnown(engine: Engine, scope: Scope, { called, args }: KnownCall, expression: Expression): Value | null {
  const path = pathOf(engine, called);
  const ofSequence = SEQUENCES.get(path);
  if (ofSequence !== undefined) return args.open === null ? ofSequence({ engine, scope, args, expression }) : null;
  const answer = ANSWERS.get(path);
  const [first, ...rest] = args.positional;
  const name = answer === undefined || first === undefined ? null : settle(engine, first);
  if (answer === undefined || name?.kind !== 'string' || args.open !== null) return null;
  return answer({ engine, scope, expression, rest: [...rest, ...args.keywords.values()] }, name.value);
}

interface Asked {
  readonly engine: Engine;
  readonly scope: Scope;
  readonly expression: Expression;
  /** What the call is given behind its first argument, a text. */
  readonly rest: readonly Value[];
}

type Answer = (asked: Asked, name: string) => Value | null;

/** `apps.is_installed("django.contrib.sites")`, which is likely false where the list of apps is not known whole. */
const isInstalled: Answer = ({ engine, scope, expression }, name) => {
  const known = engine.isInstalledApp(name);
  if (known === null) engine.memory.doubt(unknown(scope, expression));
  return bool(known ?? false);
};

/** `import_module("shop.models")`. What is not read may be missing, too. */
const importedModule: Answer = ({ engine, rest }, module) => {
  const file = rest.length === 0 ? engine.modules.fileOf(module, null) : null;
  return file === null ? null : { kind: 'reference', definition: { kind: 'module', module, file } };
};

/** `import_string("shop.models.Order")`. */
const importedMember: Answer = ({ engine, scope, expression }, path) => {
  const cut = Math.max(path.lastIndexOf('.'), 0);
  const module = path.slice(0, cut);
  if (engine.modules.fileOf(module, null) === null) return null;
  return memberOfModule(engine, scope, { module, name: path.slice(cut + 1) }, expression);
};

/** No database allows less; what is longer one of them may cut, and most others do not. */
const NEVER_CUT = 30;

/** `truncate_name("shop_order", connection.ops.max_name_length())`. */
const truncated: Answer = ({ engine, scope, expression }, name) => {
  if (name.length > NEVER_CUT) engine.memory.doubt(unknown(scope, expression));
  return text(name);
};

/** `importlib.util.find_spec("debug_toolbar")`, of which code asks whether there is one: most likely not where the environment holds none. */
const foundModule: Answer = ({ engine, scope, expression, rest }, name) => {
  const { modules, memory } = engine;
  if (rest.length > 0) return null;
  if (modules.fileOf(name, null) !== null || modules.isPackage(name)) return bool(true);
  if (!isEnvironmentKnown(modules)) return null;
  memory.doubt(unknown(scope, expression));
  return NONE;
};

/** `json.loads("[1]")`. */
const loadedJson: Answer = ({ rest }, written) => {
  if (rest.length > 0) return null;
  try {
    return valueOfJson(JSON.parse(written));
  } catch {
    return null;
  }
};

function valueOfJson(json: unknown): Value | null {
  if (typeof json === 'string') return text(json);
  if (json === null || typeof json === 'boolean') return { kind: 'constant', value: json };
  if (typeof json === 'number') return Number.isSafeInteger(json) ? { kind: 'number', value: json } : null;
  if (Array.isArray(json)) {
    const items = json.flatMap((item: unknown) => valueOfJson(item) ?? []);
    return items.length === json.length ? list(items) : null;
  }
  const entries = Object.entries(json as object).map(([key, value]) => [key, valueOfJson(value)] as const);
  return entries.some(([, value]) => value === null) ? null : dict(new Map(entries.map(([key, value]) => [key, value ?? NONE])));
}

/** Patterns that mean the same here as there: characters and classes of these, each perhaps repeated. */
const PLAIN_PATTERN = /^(?:(?:\\[wWdDsS]|\[[\w-]+\]|[\w -])[+*]?)+$/;

/** `re.findall(r"\w+", "order lines")`. */
const foundAll: Answer = ({ rest: [given, more] }, pattern) => {
  const isPlain = PLAIN_PATTERN.test(pattern) && given?.kind === 'string' && /^[\x00-\x7f]*$/.test(given.value);
  return isPlain && more === undefined ? list((given.value.match(new RegExp(pattern, 'g')) ?? []).map(text)) : null;
};

const ANSWERS: ReadonlyMap<string, Answer> = new Map([
  ['django.apps.apps.is_installed', isInstalled],
  ['importlib.import_module', importedModule],
  ['django.utils.module_loading.import_string', importedMember],
  ['django.db.backends.utils.truncate_name', truncated],
  ['re.findall', foundAll],
  ['importlib.util.find_spec', foundModule],
  ['json.loads', loadedJson],
]);

const SEQUENCES: ReadonlyMap<string, (call: SequenceCall) => Value | null> = new Map([
  ['itertools.chain', (call) => (call.args.keywords.size > 0 ? null : chained(settledIn(call)))],
  [
    'itertools.chain.from_iterable',
    (call) => {
      const [given, more] = settledIn(call);
      return given?.kind === 'list' && given.open === null && more === undefined ? chained(given.items) : null;
    },
  ],
  ['functools.reduce', reduced],
  ['builtins.dict.fromkeys', (call) => fromKeys(settledIn(call))],
  ['copy.copy', (call) => copyIn(call, 'shallow')],
  ['copy.deepcopy', (call) => copyIn(call, 'deep')],
]);

function settledIn({ engine, args }: SequenceCall): readonly Value[] {
  return args.positional.map((value) => settle(engine, value));
}

function copyIn(call: SequenceCall, how: 'shallow' | 'deep'): Value | null {
  const [value, more] = settledIn(call);
  if (value === undefined || more !== undefined) return null;
  return how === 'shallow' && (value.kind === 'list' || value.kind === 'dict') ? { ...value } : copied(value);
}

function pathOf({ modules }: Engine, definition: Definition): string {
  if (definition.kind === 'external') return definition.path;
  return definition.kind === 'function' ? `${modules.moduleOf(definition.file)}.${definition.name}` : '';
}

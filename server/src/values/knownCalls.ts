/** Functions of Python and Django that are known by name, and what they give. */
import type { Definition } from '../modules/names';
import type { Expression } from '../syntax/python';
import { memberOfModule } from './attributes';
import { unknown, type Engine, type Scope } from './engine';
import { settle } from './projectSettings';
import { bool, list, text, type Arguments, type Value } from './value';

export interface KnownCall {
  readonly called: Definition;
  readonly args: Arguments;
}

/** What such a call gives; null for any other call, and where that is not known. */
export function callKnown(engine: Engine, scope: Scope, { called, args }: KnownCall, expression: Expression): Value | null {
  const answer = ANSWERS.get(pathOf(engine, called));
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
]);

function pathOf({ modules }: Engine, definition: Definition): string {
  if (definition.kind === 'external') return definition.path;
  return definition.kind === 'function' ? `${modules.moduleOf(definition.file)}.${definition.name}` : '';
}

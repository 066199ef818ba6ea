/** Calls that read the environment of the process: what they fall back to is the likely outcome, and no more than that. */
import { NONE, type Arguments, type Value } from './value';

/** Python's own functions with a default in this place. */
const DEFAULT_AT: Readonly<Record<string, number>> = {
  __proto__: null as never,
  'os.getenv': 1,
  'os.environ.get': 1,
  'os.environ.setdefault': 1,
};

const VARIABLE = /^[A-Z][A-Z0-9_]*$/;

const PLAIN: ReadonlySet<Value['kind']> = new Set<Value['kind']>(['constant', 'string', 'number', 'list', 'dict']);

/** `default` of a call that names something by a text first, or what stands second behind a variable's name; null where it is not given. */
export function defaultGiven({ positional: [name, second], keywords }: Arguments): Value | null {
  if (name?.kind !== 'string') return null;
  const behind = VARIABLE.test(name.value) && second !== undefined && PLAIN.has(second.kind) ? second : null;
  return keywords.get('default') ?? behind;
}

/** The default that such a call is given; null where the call is another one, or has none. */
export function defaultOf(path: string, args: Arguments): Value | null {
  const { positional, keywords } = args;
  const at = DEFAULT_AT[path];
  if (at !== undefined) return positional[at] ?? keywords.get('default') ?? NONE;
  // Libraries for it spell it in the same way: `config("NAME", default="value")`, `env.str("NAME", default="value")`; classes do not.
  const isClass = /^[A-Z]/.test(path.slice(path.lastIndexOf('.') + 1));
  return isClass || path.startsWith('django.') ? null : defaultGiven(args);
}

/** The variables of the process themselves. */
export function isEnvironment(value: Value): boolean {
  return value.kind === 'reference' && value.definition.kind === 'external' && value.definition.path === 'os.environ';
}

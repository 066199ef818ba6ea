/** Calls that read the environment of the process: what they fall back to is the likely outcome, and no more than that. */
import { NONE, type Arguments, type Value } from './value';

/** Python's own functions with a default in this place. */
const DEFAULT_AT: Readonly<Record<string, number>> = {
  __proto__: null as never,
  'os.getenv': 1,
  'os.environ.get': 1,
  'os.environ.setdefault': 1,
};

/** The default that such a call is given; null where the call is another one, or has none. */
export function defaultOf(path: string, { positional, keywords }: Arguments): Value | null {
  const at = DEFAULT_AT[path];
  if (at !== undefined) return positional[at] ?? keywords.get('default') ?? NONE;
  // Libraries for it spell it in the same way: `config("NAME", default="value")`, `env.str("NAME", default="value")`; classes do not.
  const isClass = /^[A-Z]/.test(path.slice(path.lastIndexOf('.') + 1));
  return !isClass && !path.startsWith('django.') && positional[0]?.kind === 'string' ? (keywords.get('default') ?? null) : null;
}

/** The variables of the process themselves. */
export function isEnvironment(value: Value): boolean {
  return value.kind === 'reference' && value.definition.kind === 'external' && value.definition.path === 'os.environ';
}

/** Names that code binds by way of the dictionary that holds them. */
import type { Expression } from '../syntax/python';

/** The name in `locals()["name"]`, of one of these functions; null for any other target, and where the name is computed. */
export function namespaceKey(target: Expression, functions: ReadonlySet<string>): (Expression & { readonly kind: 'string' }) | null {
  if (target.kind !== 'subscript' || target.object.kind !== 'call' || target.object.args.length > 0) return null;
  const { callee } = target.object;
  const [key, more] = target.indexes;
  const isNamespace = callee.kind === 'name' && functions.has(callee.name);
  return isNamespace && more === undefined && key?.kind === 'string' ? key : null;
}

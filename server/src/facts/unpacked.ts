/** Which target of an assignment gets which value. */
import type { Expression } from '../syntax/python';

/** `a, b = 1, 2`: each target with its value; `a, b = split()` gives each an item. Null where the text does not pair them. */
export function unpacked(
  targets: readonly Expression[],
  value: Expression | null,
): readonly { readonly item: Expression; readonly value: Expression | null }[] {
  const values = value?.kind === 'tuple' || value?.kind === 'list' ? value.items : [];
  const paired = values.length === targets.length && ![...targets, ...values].some(({ kind }) => kind === 'starred');
  if (value?.kind === 'call' && !targets.some(({ kind }) => kind === 'starred'))
    return targets.map((item, at) => ({ item, value: itemOf(value, at) }));
  return targets.map((item, at) => ({ item, value: paired ? (values[at] ?? null) : null }));
}

function itemOf(value: Expression, at: number): Expression {
  const { id } = value;
  return { kind: 'subscript', id, object: value, indexes: [{ kind: 'number', id, text: String(at) }] };
}

/** Fields that code gets from a model once its class stands. */
import type { Expression } from '../syntax/python';

export interface GotField {
  readonly model: Expression;
  readonly field: string;
}

/** `Order._meta.get_field("owner")`; null for any other expression. */
export function gotField(value: Expression): GotField | null {
  if (value.kind !== 'call' || value.callee.kind !== 'attribute' || value.callee.name !== 'get_field') return null;
  const { object } = value.callee;
  const name = value.args[0]?.value;
  return object.kind === 'attribute' && object.name === '_meta' && name?.kind === 'string'
    ? { model: object.object, field: name.value }
    : null;
}

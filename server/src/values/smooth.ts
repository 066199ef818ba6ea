/** What surely raises nothing. */
import type { Expression, Statement } from '../syntax/python';
import type { Scope } from './engine';
import type { Value } from './value';

/** Whether nothing in the body of a `try` can raise: all that it does is to look things up, and they are there. */
export function isSmooth(body: readonly Statement[], returned: Value | null, { frame }: Scope): boolean {
  return body.every((statement) => {
    if (statement.kind === 'return')
      return statement.value === null || (isLookup(statement.value) && returned !== null && isThere(returned));
    if (statement.kind !== 'assignment' || statement.value === null || !isLookup(statement.value)) return false;
    const values = statement.targets.map((target) => (target.kind === 'name' ? frame?.variables.get(target.name) : undefined));
    return values.every((value) => value !== undefined && isThere(value));
  });
}

function isLookup(expression: Expression): boolean {
  switch (expression.kind) {
    case 'name':
    case 'string':
    case 'number':
    case 'constant':
      return true;
    case 'attribute':
      return isLookup(expression.object);
    case 'subscript':
      return isLookup(expression.object) && expression.indexes.every(isLookup);
    case 'call':
      return (
        expression.callee.kind === 'name' && expression.callee.name === 'getattr' && expression.args.every(({ value }) => isLookup(value))
      );
    default:
      return false;
  }
}

/** A value that code has found; what lies outside of the known files may be missing after all. */
function isThere(value: Value): boolean {
  if (value.kind !== 'reference') return value.kind !== 'unknown' && value.kind !== 'super';
  return value.definition.kind !== 'external' || value.definition.path === 'django.conf.settings.AUTH_USER_MODEL';
}

/** What a function gives back that is called with a class. */
import type { FunctionSource } from '../syntax/functionSource';
import type { Statement } from '../syntax/python';

/** Whether all that a function ever returns is what it was given first, as a decorator does that only takes note of a class. */
export function returnsItsFirst({ parameters, body }: FunctionSource): boolean {
  const [first] = parameters;
  const returns = first === undefined ? [] : body.flatMap(returnsIn);
  return returns.length > 0 && returns.every(({ value }) => value?.kind === 'name' && value.name === first?.name);
}

function returnsIn(statement: Statement): readonly Extract<Statement, { kind: 'return' }>[] {
  switch (statement.kind) {
    case 'return':
      return [statement];
    case 'if':
      return statement.branches.flatMap(({ body }) => body.flatMap(returnsIn));
    case 'try':
      return [statement.body, ...statement.handlers, statement.otherwise, statement.finalizer].flat().flatMap(returnsIn);
    case 'block':
      return [...statement.body, ...statement.otherwise].flatMap(returnsIn);
    default:
      return [];
  }
}

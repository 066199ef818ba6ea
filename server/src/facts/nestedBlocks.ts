/** What stands under other statements, and under which tests. */
import type { Expression, Statement } from '../syntax/python';
import type { Guard } from './fileShape';

/** Whether tests that need no project to be decided hold; null where others decide. */
export function constantly(guards: readonly Guard[]): boolean | null {
  const answers = guards.map(({ test, holds }) => {
    const outcome = outcomeOf(test);
    return outcome === null ? null : outcome === holds;
  });
  return answers.includes(false) ? false : answers.includes(null) ? null : true;
}

/** The outcome of a constant, and of the one that only type checkers take for true; null for any other test. */
function outcomeOf(test: Expression): boolean | null {
  switch (test.kind) {
    case 'constant':
      return test.value === true;
    case 'number':
      return Number(test.text) !== 0;
    case 'name':
    case 'attribute':
      return test.name === 'TYPE_CHECKING' ? false : null;
    case 'unary': {
      const outcome = test.operator === 'not' ? outcomeOf(test.operand) : null;
      return outcome === null ? null : !outcome;
    }
    default:
      return null;
  }
}

export interface NestedBlock {
  /** The tests that decide whether an `if` gets there; null for other statements. */
  readonly guards: readonly Guard[] | null;
  readonly binds: readonly string[];
  readonly body: readonly Statement[];
}

/** The bodies of a compound statement, in the order in which they stand. */
export function nestedBlocks(statement: Statement): readonly NestedBlock[] {
  switch (statement.kind) {
    case 'if':
      return statement.branches.map(({ test, body }, at) => {
        const before = statement.branches
          .slice(0, at)
          .flatMap((branch) => (branch.test === null ? [] : [{ test: branch.test, holds: false }]));
        return { guards: test === null ? before : [...before, { test, holds: true }], binds: [], body };
      });
    case 'try':
      return [statement.body, ...statement.handlers, statement.otherwise, statement.finalizer].map((body) => ({
        guards: null,
        binds: [],
        body,
      }));
    case 'block':
      return [{ guards: null, binds: statement.binds, body: [...statement.body, ...statement.otherwise] }];
    default:
      return [];
  }
}

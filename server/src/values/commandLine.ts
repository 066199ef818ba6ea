/** The words of the command, as code asks for them: which command runs decides nothing for sure. */
import type { Expression } from '../syntax/python';
import { unknown, type Engine, type Scope } from './engine';
import { list, text, type Value } from './value';

/** `sys.argv` as `manage.py check` has it, most likely; null for any other path. */
export function commandLineNamed({ memory }: Engine, scope: Scope, path: string, expression: Expression): Value | null {
  if (path !== 'sys.argv') return null;
  memory.doubt(unknown(scope, expression));
  return list([text('manage.py'), text('check')]);
}

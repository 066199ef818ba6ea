/** An on_delete that is no function: Django raises TypeError while the module is imported (ForeignKey.__init__). */
import type { WrittenArgument } from '../relations/graph';
import { onDeleteChoices } from './missingOnDelete';
import type { Declaration, Finding, Rule } from './rule';
import { isForeignKey, ofEachDeclaration, tellDeclaration } from './told';

export const onDeleteNotCallable: Rule = {
  name: 'on-delete-not-callable',
  django: [],
  summary: 'on_delete is given something that cannot be called, such as a string.',
  severity: 'error',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration): Finding | null {
  const { relation, written } = declaration;
  if (relation.onDelete === null || BEHAVIOUR.test(relation.onDelete) || !isForeignKey(relation) || written.openArguments) return null;
  const given = written.args['on_delete'];
  if (given === undefined) return null;
  const problem = problemOf(given);
  if (problem === null) return null;
  const meant =
    given.text
      .replace(/["'()]/g, '')
      .split('.')
      .at(-1) ?? '';
  const fixes = onDeleteChoices(written);
  const matching = fixes.filter(({ title }) => new RegExp(`\\b${meant}:`, 'i').test(title));
  return tellDeclaration(
    declaration,
    {
      code: 'on-delete-not-callable',
      rule: 'on-delete-not-callable',
      severity: 'error',
      message: `on_delete of "${relation.field}" is ${problem}, not a function.`,
      why: 'Django raises TypeError while it imports this module, and no check of the project runs.',
      help: 'Give the function itself, without quotes or parentheses: models.CASCADE.',
      at: given.value,
      fixes: /^\w+$/.test(meant) && matching.length > 0 ? matching.map((fix) => ({ ...fix, preferred: true })) : fixes,
    },
    [],
  );
}

const BEHAVIOUR = /^(CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|SET|DO_NOTHING|DB_[A-Z_]+)$/;

const BEHAVIOURS = /^django\.db\.models\.(?:\w+\.)*(CASCADE|PROTECT|RESTRICT|SET_NULL|SET_DEFAULT|DO_NOTHING|DB_\w+)$/;

/** What the value is, where it is proven to be no function; null otherwise. */
function problemOf({ valueKind, known, refersTo, text }: WrittenArgument): string | null {
  if (typeof known === 'string') return `the string "${known}"`;
  if (known !== undefined) return text;
  if (valueKind === 'number' || valueKind === 'list' || valueKind === 'tuple' || valueKind === 'dict') return text;
  return valueKind === 'call' && refersTo !== null && BEHAVIOURS.test(refersTo) ? `the result of ${text}` : null;
}

/** on_delete=SET_DEFAULT on a field without a default (ForeignKey._check_on_delete). */
import { onDeleteChoices } from './missingOnDelete';
import type { Declaration, Finding, Rule } from './rule';
import { isForeignKey, ofEachDeclaration, tellDeclaration } from './told';

export const setDefaultWithoutDefault: Rule = {
  name: 'set-default-without-default',
  django: ['fields.E321'],
  summary: 'on_delete is SET_DEFAULT, but the field has no default.',
  severity: 'error',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration): Finding | null {
  const { relation, written } = declaration;
  if (relation.onDelete !== 'SET_DEFAULT' || !isForeignKey(relation) || declaration.copies.length === 0) return null;
  if (written.openArguments || written.argumentNames.includes('default')) return null;
  return tellDeclaration(
    declaration,
    {
      code: 'fields.E321',
      rule: 'set-default-without-default',
      severity: 'error',
      message: `"${relation.field}" is set to its default when its target is deleted, but has no default.`,
      why: 'Deleting the target would try to store NULL instead, or fail.',
      help: 'Give the primary key of the row to fall back to as default=, or choose another on_delete.',
      fixes: onDeleteChoices(written).map((fix) => ({ ...fix, preferred: false })),
    },
    ['fields.E321'],
  );
}

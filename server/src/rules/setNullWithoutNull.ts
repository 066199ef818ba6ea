/** on_delete=SET_NULL on a field that may not be null (ForeignKey._check_on_delete). */
import type { Analysed } from '../relations/analysed';
import { onDeleteChoices } from './missingOnDelete';
import { fixOf, setArgument } from './fixes';
import type { Declaration, Finding, Rule } from './rule';
import { isForeignKey, ofEachDeclaration, tellDeclaration } from './told';

export const setNullWithoutNull: Rule = {
  name: 'set-null-without-null',
  django: ['fields.E320'],
  summary: 'on_delete is SET_NULL, but the field may not be null.',
  severity: 'error',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration, { project }: Analysed): Finding | null {
  const { relation, written } = declaration;
  const behaviour = relation.onDelete;
  const database = behaviour === 'DB_SET_NULL' && Number.parseFloat(project.django.version) >= 6.1;
  if ((behaviour !== 'SET_NULL' && !database) || !isForeignKey(relation)) return null;
  if (declaration.copies.every((copy) => copy.null) || written.openArguments) return null;
  const given = written.args['null'];
  if (given !== undefined && given.known !== false && given.known !== null) return null;
  return tellDeclaration(
    declaration,
    {
      code: 'fields.E320',
      rule: 'set-null-without-null',
      severity: 'error',
      message: `"${relation.field}" is set to NULL when its target is deleted, but may not be NULL.`,
      why: 'Deleting the target would fail in the database with an integrity error.',
      help: 'Add null=True, or choose another on_delete.',
      fixes: [
        ...fixOf('Add null=True', 'preferred', [setArgument(written, 'null', 'True')]),
        ...onDeleteChoices(written)
          .filter(({ title }) => /CASCADE|PROTECT/.test(title))
          .map((fix) => ({ ...fix, preferred: false })),
      ],
    },
    ['fields.E320'],
  );
}

/** on_delete on a ManyToManyField, which has no such argument: TypeError while the module is imported. */
import { fixOf, removeArgument } from './fixes';
import type { Declaration, Finding, Rule } from './rule';
import { ofEachDeclaration, tellDeclaration } from './told';

export const onDeleteOnManyToMany: Rule = {
  name: 'on-delete-on-many-to-many',
  django: [],
  summary: 'A ManyToManyField is given on_delete, which it does not take.',
  severity: 'error',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration): Finding | null {
  const { relation, written } = declaration;
  // A class of its own may take what Django's does not.
  if (relation.kind !== 'many-to-many' || !relation.certain || written.openArguments) return null;
  const given = written.argumentNames.includes('on_delete') ? written.args['on_delete'] : undefined;
  if (given === undefined) return null;
  return tellDeclaration(
    declaration,
    {
      code: 'on-delete-on-many-to-many',
      rule: 'on-delete-on-many-to-many',
      severity: 'error',
      message: `"${relation.field}" is a many-to-many field, which takes no on_delete.`,
      why: 'Django raises TypeError while it imports this module. Rows of the join table go with either end anyway.',
      help: 'Remove on_delete. To decide what a deletion does to the links, use a through model with foreign keys.',
      at: given.at,
      fixes: fixOf('Remove on_delete', 'preferred', [removeArgument(written, 'on_delete')]),
    },
    [],
  );
}

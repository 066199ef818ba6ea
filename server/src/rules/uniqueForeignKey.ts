/** A foreign key with unique=True, which is a one-to-one relation by another name (ForeignKey._check_unique). */
import { djangoName, fixOf, removeArgument } from './fixes';
import type { Declaration, Finding, Rule } from './rule';
import { isForeignKey, tellDeclaration } from './told';

export const uniqueForeignKey: Rule = {
  name: 'unique-foreign-key',
  django: ['fields.W342'],
  summary: 'A ForeignKey is unique: a OneToOneField says that better.',
  severity: 'warning',
  decidedBy: 'class',
  check: ({ declarations }) => declarations.flatMap(check),
};

function check(declaration: Declaration): readonly Finding[] {
  const { relation, written, copies } = declaration;
  if (relation.kind !== 'many-to-one' || !relation.unique || !isForeignKey(relation)) return [];
  if (copies.length === 0 || written.openArguments) return [];
  const { unique, primary_key: primaryKey } = written.args;
  if (unique?.known !== true && primaryKey?.known !== true) return [];
  const argument = unique?.known === true ? 'unique' : 'primary_key';
  const reached = relation.className === 'ForeignKey' ? djangoName(written, 'OneToOneField') : null;
  return [
    tellDeclaration(
      declaration,
      {
        code: 'fields.W342',
        rule: 'unique-foreign-key',
        severity: 'warning',
        message: `"${relation.field}" is a foreign key with ${argument}=True: each target can have one row at most.`,
        why: 'The other end still behaves as if there were many: it is a manager, not an object.',
        help: 'Use OneToOneField. Its reverse accessor then gives the one object, and has another default name.',
        fixes:
          reached === null
            ? []
            : fixOf('Change to OneToOneField', 'preferred', [
                { at: written.className, where: 'replace', newText: 'OneToOneField' },
                ...(argument === 'unique' ? [removeArgument(written, 'unique')] : []),
                ...reached.edits,
              ]),
      },
      ['fields.W342'],
    ),
  ];
}

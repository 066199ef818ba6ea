/** A foreign key with unique=True, which is a one-to-one relation by another name (ForeignKey._check_unique). */
import { djangoName, fixOf, removeArgument } from './fixes';
import type { Declaration, Finding, Rule } from './rule';
import { isForeignKey, ofEachDeclaration, tellDeclaration } from './told';

export const uniqueForeignKey: Rule = {
  name: 'unique-foreign-key',
  django: ['fields.W342'],
  summary: 'A ForeignKey is unique: a OneToOneField says that better.',
  severity: 'warning',
  decidedBy: 'class',
  check: ofEachDeclaration(check),
};

function check(declaration: Declaration): Finding | null {
  const { relation, written } = declaration;
  if (relation.kind !== 'many-to-one' || !relation.unique || !isForeignKey(relation)) return null;
  if (declaration.copies.length === 0 || written.openArguments) return null;
  const { unique, primary_key: primaryKey } = written.args;
  if (unique?.known !== true && primaryKey?.known !== true) return null;
  const argument = unique?.known === true ? 'unique' : 'primary_key';
  const reached = relation.className === 'ForeignKey' ? djangoName(written, 'OneToOneField') : null;
  return tellDeclaration(
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
  );
}

/** A foreign key or one-to-one field without on_delete: Python raises TypeError while the module is imported. */
import type { Analysed } from '../relations/analysed';
import type { WrittenRelation } from '../relations/graph';
import { djangoName, fixOf, setArgument } from './fixes';
import type { Declaration, Finding, Fix, Rule } from './rule';
import { ofEachDeclaration, tellDeclaration } from './told';

export const missingOnDelete: Rule = {
  name: 'missing-on-delete',
  django: [],
  summary: 'A ForeignKey or OneToOneField has no on_delete.',
  severity: 'error',
  decidedBy: 'class',
  check: (project) => (isRequired(project) ? ofEachDeclaration(check)(project) : []),
};

/** Before Django 2.0 it was CASCADE where nothing was said. */
function isRequired({ project }: Analysed): boolean {
  return Number.parseFloat(project.django.version) >= 2;
}

function check(declaration: Declaration, analysed: Analysed): Finding | null {
  const { relation, written } = declaration;
  if ((relation.kind !== 'many-to-one' && relation.kind !== 'one-to-one') || relation.onDelete !== null) return null;
  if (written.openArguments || written.argumentNames.includes('on_delete')) return null;
  const target = relation.target.kind === 'resolved' ? (analysed.graph.models.get(relation.target.label)?.name ?? 'target') : 'target';
  return tellDeclaration(
    declaration,
    {
      code: 'missing-on-delete',
      rule: 'missing-on-delete',
      severity: 'error',
      message: `"${relation.field}" does not say what happens when its ${target} is deleted: on_delete is missing.`,
      why: 'Django raises TypeError while it imports this module, and no check of the project runs.',
      help: 'Choose CASCADE to delete along, PROTECT to refuse, SET_NULL to keep the row without its target.',
      fixes: onDeleteChoices(written),
    },
    [],
  );
}

/** One fix for each behaviour, the common ones first; none where the names cannot be reached. */
export function onDeleteChoices(written: WrittenRelation): readonly Fix[] {
  return [
    ...choice(written, 'CASCADE', 'delete along with the target', 'preferred'),
    ...choice(written, 'PROTECT', 'refuse to delete the target', 'possible'),
    ...choice(written, 'SET_NULL', 'keep the row, with null=True', 'possible'),
    ...choice(written, 'RESTRICT', 'refuse unless the row is deleted too', 'possible'),
    ...choice(written, 'DO_NOTHING', 'leave it to the database', 'possible'),
  ];
}

function choice(written: WrittenRelation, name: string, meaning: string, preference: 'preferred' | 'possible'): readonly Fix[] {
  const reached = djangoName(written, name);
  if (reached === null) return [];
  const edits = [
    setArgument(written, 'on_delete', reached.text),
    ...(name === 'SET_NULL' && written.args['null']?.known !== true ? [setArgument(written, 'null', 'True')] : []),
    ...reached.edits,
  ];
  return fixOf(`on_delete=${reached.text}: ${meaning}`, preference, edits);
}

/** The card of a GenericForeignKey: a relation to any model, held in two fields. */
import type { Relation } from '../relations/graph';
import { blocks, bullets, code, plain, pythonBlock } from './markdown';
import { isUsable, lastPart, variableFor } from './naming';

/** Markdown on a generic foreign key. */
export function genericCard(relation: Relation): string {
  const name = lastPart(relation.from);
  const type = nameGiven(relation, 'ct_field', 'content_type');
  const key = nameGiven(relation, 'fk_field', 'object_id');
  const usable = [name, relation.field, type ?? '', key ?? ''].every(isUsable);
  return blocks(
    `**Each ${plain(name)} has one object of any model; one object may have many of them.**`,
    `A generic relation, ${code(relation.id)}.`,
    usable
      ? pythonBlock([
          `${variableFor(name)}.${relation.field}  # one object of any model, or None`,
          `${name}.objects.filter(${type ?? ''}=…, ${key ?? ''}=…)`,
        ])
      : null,
    bullets([
      type === null || key === null
        ? 'Which fields hold the model and the key is not known.'
        : `${code(type)} says which model, ${code(key)} which row; the relation itself has no column.`,
      `Filters cannot go through ${code(relation.field)}. A ${code('GenericRelation')} on a target gives the way back.`,
      `Deleting the object deletes nothing here unless its model has a ${code('GenericRelation')}: the database does not know of this relation.`,
    ]),
  );
}

/** The literal name that an argument gives, Django's default when it is absent, null when it is not known. */
function nameGiven({ written }: Relation, argument: string, byDefault: string): string | null {
  const given = written?.args[argument];
  if (given === undefined) return written?.openArguments === true ? null : byDefault;
  return typeof given.known === 'string' ? given.known : null;
}

/** What `on_delete` does between two models, in words. Follows django/db/models/deletion.py. */
import type { Relation } from '../relations/graph';
import type { Ends } from './ends';
import { code, plain } from './markdown';

/** One or two sentences; null for relations that have no `on_delete`. */
export function onDeleteWords(relation: Relation, ends: Ends): string | null {
  const { onDelete } = relation;
  if (relation.kind !== 'many-to-one' && relation.kind !== 'one-to-one') return null;
  if (relation.parentLink && onDelete === 'CASCADE')
    return `Deleting one ${plain(ends.target.one)} also deletes its row in ${plain(ends.source.one)}; deleting the ${plain(ends.source.one)} deletes both rows.`;
  const deleting = `Deleting one ${plain(ends.target.one)}`;
  const whose = `whose ${code(relation.field)} it is`;
  const single = relation.unique;
  const every = `${single ? 'the' : 'every'} ${plain(ends.source.one)} ${whose}`;
  const those = `the ${plain(single ? ends.source.one : ends.source.many)} ${whose}`;
  const theirs = `${single ? 'its' : 'their'} ${code(relation.field)}`;
  switch (onDelete) {
    case null:
      return relation.written?.openArguments === true
        ? `Whether ${code('on_delete')} is given cannot be seen: it may come through ${code('**')} or ${code('*')}.`
        : `There is no ${code('on_delete')}: Django cannot load this model until one is given.`;
    case 'CASCADE':
      return `${deleting} also deletes ${every}.`;
    case 'PROTECT':
      return `${deleting} is refused with ${code('ProtectedError')} while it is the ${code(relation.field)} of any ${plain(ends.source.one)}.`;
    case 'RESTRICT':
      return `${deleting} is refused with ${code('RestrictedError')} while it is the ${code(relation.field)} of any ${plain(ends.source.one)}, unless that one is deleted along with it by a CASCADE.`;
    case 'SET_NULL':
      return `${deleting} keeps ${those} and sets ${theirs} to None.`;
    case 'SET_DEFAULT':
      return `${deleting} keeps ${those} and sets ${theirs} to the default${defaultOf(relation)}.`;
    case 'SET':
      return `${deleting} keeps ${those} and sets ${theirs} to what ${code(onDeleteText(relation))} gives.`;
    case 'DO_NOTHING':
      return `${deleting} leaves ${those} ${single ? 'as it is' : 'as they are'}: Django does nothing, and a database that checks foreign keys refuses with ${code('IntegrityError')}.`;
    case 'DB_CASCADE':
      return `${deleting} makes the database delete ${every}. Django does not load them and sends no signals for them.`;
    case 'DB_SET_NULL':
      return `${deleting} makes the database set the column of ${those} to NULL.`;
    case 'DB_SET_DEFAULT':
      return `${deleting} makes the database set the column of ${those} to its database default.`;
    default:
      return `${deleting} calls ${code(onDelete)}, which decides about ${those}.`;
  }
}

/** `on_delete` as it is written, else its name. */
export function onDeleteText(relation: Relation): string {
  return relation.written?.args['on_delete']?.text ?? relation.onDelete ?? '';
}

function defaultOf(relation: Relation): string {
  const given = relation.written?.args['default'];
  return given === undefined ? '' : `, ${code(given.text)}`;
}

/** What each argument of a relation field does, in words for the value at hand. Follows django/db/models/fields/related.py. */
import type { Relation, RelationGraph, WrittenArgument } from '../relations/graph';
import type { Ends } from './ends';
import { reverseCode } from './exampleCode';
import { code, plain, pythonBlock } from './markdown';
import { onDeleteWords } from './onDelete';
import { lastPart } from './naming';
import { throughWords } from './throughWords';

export interface ArgumentContext {
  readonly graph: RelationGraph;
  readonly relation: Relation;
  readonly written: WrittenArgument;
  /** Null when the target is not known. */
  readonly ends: Ends | null;
  /** The value where source text decides it; undefined where not. */
  readonly literal: string | boolean | null | undefined;
}

/** Sentences on the argument; null for one that has nothing to do with relations. */
export function argumentWords(argument: string, context: ArgumentContext): string | null {
  const words = WORDS[argument];
  return words === undefined ? null : words(context);
}

const WORDS: Readonly<Record<string, (context: ArgumentContext) => string>> = {
  __proto__: null as never,
  on_delete: ({ relation, ends }) =>
    ends === null
      ? 'What happens to this row when the one it points at is deleted.'
      : (onDeleteWords(relation, ends) ?? `A ${relation.kind} relation takes no ${code('on_delete')}.`),
  null: (context) => nullWords(context),
  blank: ({ literal, relation }) =>
    onOff(literal, {
      on: `Forms and ${code('full_clean()')} accept no choice here. The column is a matter of ${code('null')}${relation.kind === 'many-to-many' ? ', which many-to-many relations do not have' : ''}.`,
      off: `Forms and ${code('full_clean()')} demand a choice here.`,
      open: 'Whether forms accept no choice here.',
    }),
  related_name: (context) => relatedName(context),
  related_query_name: ({ relation, ends, graph }) =>
    relation.queryName === null
      ? 'It names the relation in filters on the target; hidden here.'
      : [
          `Filters on ${targetName(relation)} name the relation ${code(relation.queryName)}${relation.accessor === null ? '' : `; the accessor stays ${code(relation.accessor)}`}.`,
          ...(ends === null ? [] : [pythonBlock(reverseCode(graph, relation, ends)) ?? '']),
        ].join('\n\n'),
  through: ({ graph, relation, ends }) =>
    ends === null
      ? 'The model between the two ends; it may hold more about each pair.'
      : `${throughWords(graph, relation, ends) ?? ''} It may hold more about each pair.`.trim(),
  through_fields: ({ relation, written }) =>
    `Of the foreign keys of ${code(relation.through ?? 'the through model')} the first named leads to ${plain(lastPart(relation.from))}, the second to ${targetName(relation)}: ${code(written.text)}. Needed where more than one leads to an end.`,
  symmetrical: ({ literal, relation }) =>
    onOff(literal, {
      on: `Both directions are one: whoever is added to ${code(relation.field)} of another has the other there, too. There is no reverse accessor.`,
      off: `Each direction stands for itself: being in ${code(relation.field)} of another does not put the other into one's own. The way back is ${relation.accessor === null ? 'hidden' : code(relation.accessor)}.`,
      open: 'Whether both directions of a relation to itself are one.',
    }),
  to_field: ({ relation, written }) =>
    `The column ${columnName(relation)} holds ${code(`${lastPart(targetText(relation))}.${stringOf(written)}`)} instead of the primary key. That field must be unique.`,
  db_column: ({ relation, written }) =>
    `The column is called ${code(stringOf(written))} in the database instead of ${code(`${relation.field}_id`)}; Python keeps ${code(relation.field)} and ${code(`${relation.field}_id`)}.`,
  db_constraint: ({ literal }) =>
    onOff(literal, {
      on: "The database checks that every row points at one that exists. That is Django's default.",
      off: 'The database checks nothing: rows may point at ones that do not exist, and reading those raises `DoesNotExist`.',
      open: 'Whether the database checks that every row points at one that exists.',
    }),
  limit_choices_to: ({ relation, written }) =>
    `Forms and the admin offer only those ${targetName(relation)} rows that match ${code(written.text)}; the database allows any.`,
  unique: ({ literal, ends, relation }) =>
    onOff(literal, {
      on: `At most one row may point at each ${ends === null ? 'target' : plain(ends.target.one)}${relation.kind === 'many-to-one' ? `: that is what ${code('OneToOneField')} says, with a reverse accessor for one object` : ''}.`,
      off: 'Any number of rows may point at the same target.',
      open: 'Whether at most one row may point at each target.',
    }),
  parent_link: ({ literal, relation }) =>
    onOff(literal, {
      on: `This is the link from ${plain(lastPart(relation.from))} to the parent it extends, instead of the one that Django would make.`,
      off: 'An ordinary one-to-one relation, not the link of multi-table inheritance.',
      open: 'Whether this is the link of multi-table inheritance.',
    }),
  swappable: ({ literal }) =>
    onOff(literal, {
      on: "Migrations follow the setting that swaps the target, such as AUTH_USER_MODEL. That is Django's default.",
      off: 'Migrations name the target that is set now, also where a setting could swap it.',
      open: 'Whether migrations follow a setting that swaps the target.',
    }),
  db_table: ({ relation, written }) =>
    `The join table is called ${code(stringOf(written))} instead of the name made from ${plain(lastPart(relation.from))} and ${code(relation.field)}.`,
  db_index: ({ literal, relation }) =>
    onOff(literal, {
      on: `The column ${columnName(relation)} has an index. That is Django's default for foreign keys.`,
      off: `The column ${columnName(relation)} has no index: filters and deletions across it read the whole table.`,
      open: `Whether the column ${columnName(relation)} has an index.`,
    }),
  default: ({ relation, written }) =>
    `New rows get ${code(written.text)}, a primary key or an instance, unless told otherwise${relation.onDelete === 'SET_DEFAULT' ? '; so do rows whose target is deleted (SET\\_DEFAULT)' : ''}.`,
  editable: ({ literal }) =>
    onOff(literal, {
      on: "Forms and the admin show the field. That is Django's default.",
      off: 'Forms and the admin leave the field out, and validation skips it.',
      open: 'Whether forms and the admin show the field.',
    }),
  primary_key: ({ literal, relation }) =>
    onOff(literal, {
      on: `${code(relation.field)} is the primary key: each ${plain(lastPart(relation.from))} is identified by what it points at.`,
      off: `${code(relation.field)} is not the primary key.`,
      open: `Whether ${code(relation.field)} is the primary key.`,
    }),
  ct_field: ({ written }) => `${code(stringOf(written))} says which model the object is of: a foreign key to ContentType.`,
  fk_field: ({ written }) => `${code(stringOf(written))} holds the primary key of the object.`,
  content_type_field: ({ relation, written }) =>
    `${code(stringOf(written))} is the foreign key to ContentType that the generic foreign key of ${targetName(relation)} uses.`,
  object_id_field: ({ relation, written }) =>
    `${code(stringOf(written))} is the field of ${targetName(relation)} that holds the primary key of the object.`,
  for_concrete_model: ({ literal }) =>
    onOff(literal, {
      on: "A proxy counts as the model it stands for. That is Django's default.",
      off: 'A proxy counts as a model of its own.',
      open: 'Whether a proxy counts as the model it stands for.',
    }),
  verbose_name: ({ relation, written }) => `Forms and the admin call ${code(relation.field)} ${code(written.text)}.`,
  help_text: ({ written }) => `Forms show this beside the field: ${code(written.text)}.`,
};

function nullWords({ literal, relation, ends }: ArgumentContext): string {
  if (relation.kind === 'many-to-many') return `It has no effect: a many-to-many relation has no column that could be NULL.`;
  const target = ends === null ? 'target' : plain(ends.target.one);
  return onOff(literal, {
    on: `The column ${columnName(relation)} may be NULL: without a ${ends === null ? 'target' : `row of ${target}`}, ${code(relation.field)} is None.`,
    off: `The column ${columnName(relation)} is never NULL: each ${plain(lastPart(relation.from))} needs one ${target}.`,
    open: `Whether the column ${columnName(relation)} may be NULL.`,
  });
}

function relatedName({ relation, ends, graph, literal }: ArgumentContext): string {
  const target = targetName(relation);
  if (relation.symmetrical) return `It has no effect: a symmetrical relation has no reverse accessor.`;
  if (relation.relatedName?.endsWith('+') === true) return `It ends with ${code('+')}: ${target} gets no name that leads back here.`;
  if (relation.accessor === null) return `The name that leads back here from ${target}.`;
  const filled =
    typeof literal === 'string' && literal !== relation.accessor
      ? ` ${code(literal)} becomes ${code(relation.accessor)} on this model.`
      : '';
  const byDefault = relation.kind === 'one-to-one' ? lastPart(relation.from).toLowerCase() : `${lastPart(relation.from).toLowerCase()}_set`;
  const instead = byDefault === relation.accessor ? '' : `, instead of ${code(byDefault)}`;
  const example = ends === null ? null : pythonBlock(reverseCode(graph, relation, ends));
  return [
    `The way back: ${target} gets the accessor ${code(relation.accessor)}${instead}.${filled}`,
    ...(example === null ? [] : [example]),
  ].join('\n\n');
}

interface ByValue {
  readonly on: string;
  readonly off: string;
  /** When source text does not decide the value. */
  readonly open: string;
}

function onOff(literal: string | boolean | null | undefined, { on, off, open }: ByValue): string {
  if (literal === true) return on;
  return literal === false || literal === null ? off : open;
}

function targetText({ target }: Relation): string {
  return target.kind === 'resolved' ? target.label : target.text;
}

function targetName(relation: Relation): string {
  return relation.target.kind === 'resolved' ? plain(lastPart(relation.target.label)) : code(relation.target.text);
}

function columnName({ column, field }: Relation): string {
  return code(column ?? `${field}_id`);
}

function stringOf({ known, text }: WrittenArgument): string {
  return typeof known === 'string' ? known : text;
}

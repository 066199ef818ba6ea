/** Django's public names, however they were imported: what a dotted path outside the workspace stands for. */
import type { Definition } from '../modules/names';
import type { RelationKind } from './graph';

/** The modules that export Django's model classes and fields, all under the same names. */
const IN_MODEL_MODULE = /^django\.(?:db\.models|contrib\.gis\.db\.models|contrib\.postgres\.fields|contrib\.contenttypes\.fields)\./;

/** Last part of a dotted path. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** True for `django.db.models.Model` by any of the paths under which Django exports it. */
export function isModelClass(path: string): boolean {
  return lastPart(path) === 'Model' && isDjangoPath(path);
}

/** True when `path` lies in one of Django's modules of models and fields. */
export function isDjangoPath(path: string): boolean {
  return IN_MODEL_MODULE.test(path);
}

/** A base outside the known files that adds neither fields nor managers. */
export function isPlainBase(path: string): boolean {
  return PLAIN_BASES.has(path);
}

const PLAIN_BASES: ReadonlySet<string> = new Set(['object', 'abc.ABC', 'typing.Generic', 'enum.Enum']);

/** The kind of relation that Django's own field class makes; null for any other class. */
export function relationKindOf(path: string): RelationKind | null {
  return isDjangoPath(path) ? (RELATION_CLASSES[lastPart(path)] ?? null) : null;
}

const RELATION_CLASSES: Readonly<Record<string, RelationKind>> = {
  __proto__: null as never,
  ForeignKey: 'many-to-one',
  ForeignObject: 'many-to-one',
  OneToOneField: 'one-to-one',
  ManyToManyField: 'many-to-many',
  GenericForeignKey: 'generic',
  GenericRelation: 'generic-reverse',
};

/** True for the class whose relations are made of several columns that other fields have. */
export function isForeignObject(path: string): boolean {
  return lastPart(path) === 'ForeignObject' && isDjangoPath(path);
}

/** What decides which arguments a field takes, and whether it has a column. */
export interface FieldForm {
  readonly kind: RelationKind | 'plain';
  /** True for ForeignObject and what is derived from it: its columns are those of other fields. */
  readonly multiColumn: boolean;
}

/** Names of the positional parameters of Django's relation field, in order (django/db/models/fields/related.py and contenttypes/fields.py). */
export function positionalOf({ kind, multiColumn }: FieldForm): readonly string[] {
  if (kind === 'plain') return [];
  return multiColumn ? POSITIONAL_OF_SEVERAL : POSITIONAL[kind];
}

const POSITIONAL_OF_SEVERAL: readonly string[] = [
  'to',
  'on_delete',
  'from_fields',
  'to_fields',
  'rel',
  'related_name',
  'related_query_name',
  'limit_choices_to',
  'parent_link',
  'swappable',
];

const POSITIONAL: Readonly<Record<RelationKind, readonly string[]>> = {
  'many-to-one': ['to', 'on_delete', 'related_name', 'related_query_name', 'limit_choices_to', 'parent_link', 'to_field', 'db_constraint'],
  'one-to-one': ['to', 'on_delete', 'to_field'],
  'many-to-many': [
    'to',
    'related_name',
    'related_query_name',
    'limit_choices_to',
    'symmetrical',
    'through',
    'through_fields',
    'db_constraint',
    'db_table',
    'swappable',
  ],
  generic: ['ct_field', 'fk_field', 'for_concrete_model'],
  'generic-reverse': ['to', 'object_id_field', 'content_type_field', 'for_concrete_model', 'related_query_name', 'limit_choices_to'],
};

/** True for Django's function that gives the user model, with its source or without. */
export function isGetUserModel(callee: Definition): boolean {
  if (callee.kind === 'external') return callee.path === 'django.contrib.auth.get_user_model';
  return callee.kind === 'function' && callee.name === 'get_user_model' && callee.file.endsWith('/django/contrib/auth/__init__.py');
}

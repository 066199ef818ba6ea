/** Attributes and columns that a field class of the project names itself (Field.get_attname_column). */
import type { Evaluator } from '../values/evaluate';
import { fieldObject, objectOf, withGivenAbove } from '../values/modelObjects';
import { list, NONE, text, type Value } from '../values/value';
import type { ClassInfo } from './classInfo';

/** What a field is called by its model, and in the table; null for what is not known, or not there. */
export interface FieldNames {
  readonly attname: string | null;
  readonly column: string | null;
}

/** True where a class or one of its bases says itself what its attribute or its column is called. */
export function namesColumn(parts: readonly ClassInfo[]): boolean {
  return parts.some(({ shape }) => shape.members.some(({ name }) => HOOKS.has(name)));
}

const HOOKS: ReadonlySet<string> = new Set(['get_attname', 'get_attname_column', 'set_attributes_from_name']);

/** The names that such a class gives to a field, of which Django would say `usual`; `given` is its `db_column`. */
export function chosenNames(
  evaluator: Evaluator,
  parts: readonly ClassInfo[],
  { field, usual, given }: { readonly field: string; readonly usual: string; readonly given: string | null },
): FieldNames {
  const has = (hook: string): boolean => parts.some(({ shape }) => shape.members.some(({ name }) => name === hook));
  const [own] = parts;
  if (own === undefined || has('set_attributes_from_name')) return { attname: null, column: null };
  const above = new Map<string, Value>([['get_attname', text(usual)]]);
  const result = (name: string): Value => {
    const object = withGivenAbove(fieldObject(objectOf({ file: own.file, path: own.shape.path }), field, NONE), above);
    return evaluator.methodResult(own.file, { object, name });
  };
  const attname = has('get_attname') ? result('get_attname') : text(usual);
  const column = given === null ? attname : text(given);
  if (!has('get_attname_column')) return { attname: textOf(attname), column: textOf(column) };
  above.set('get_attname_column', list([attname, column], 'tuple'));
  const both = result('get_attname_column');
  const [first, second] = both.kind === 'list' && both.open === null ? both.items : [];
  return { attname: textOf(first), column: textOf(second) };
}

function textOf(value: Value | undefined): string | null {
  return value?.kind === 'string' ? value.value : null;
}

/**
 * What Django's own field class gets in the end, where code stands between it and what a model writes: the `__init__` of a derived class,
 * a function that returns a field, or arguments that are spread from a dictionary.
 */
import { outsideClassScope } from '../facts/classScope';
import type { Member } from '../facts/fileShape';
import type { Call, Expression } from '../syntax/python';
import { hasSpread } from '../syntax/unread';
import type { Evaluator, Value } from '../values/evaluate';
import type { Arguments, CallValue, Instance, Unknown } from '../values/value';
import type { ClassInfo, Classes } from './classes';
import { isDjangoPath, isForeignObject, lastPart, positionalOf, relationKindOf, type FieldForm } from './djangoNames';
import { FOLLOWED_HOOKS, type FieldClass } from './fieldClasses';

export interface MadeField {
  readonly fieldClass: FieldClass;
  /** By the names that Django knows them under. */
  readonly args: ReadonlyMap<string, Value>;
  /** True when something outside of the text decides whether there is such a field. */
  readonly perhaps: boolean;
  /** The field as its class has initialised it, where code of that class runs when a model gets the field; else null. */
  readonly contributes: Instance | null;
}

export interface FieldMaking {
  readonly evaluator: Evaluator;
  readonly classes: Pick<Classes, 'fieldClassOf' | 'mro' | 'info'>;
}

/** True where the arguments as they are written are not all that counts. */
export function isMade(fieldClass: FieldClass | null, call: Call): boolean {
  return fieldClass === null || fieldClass.ownCode || hasSpread(call);
}

/** Finds out what is made; null when it is no field, or the code on the way is not understood. */
export function madeField(making: FieldMaking, owner: ClassInfo, member: Member): MadeField | null {
  const { evaluator, classes } = making;
  if (member.value === null) return null;
  const written = outsideClassScope(owner.shape, member, member.value);
  const value = evaluator.evaluateBefore(owner.file, written, owner.shape.order);
  const likely = value.kind === 'unknown' ? value.likely : value;
  if (likely?.kind !== 'call') return null;
  const fieldClass = classes.fieldClassOf(likely.callee);
  if (fieldClass === null) return null;
  const certain = fieldClass.certain && likely === value;
  if (likely.callee.kind === 'class' && fieldClass.ownCode)
    return constructed(making, owner, { call: likely, fieldClass, certain, member, written });
  const { args, open } = namedArguments(fieldClass, likely.args);
  return { fieldClass: { ...fieldClass, certain: certain && open === null }, args, perhaps: likely !== value, contributes: null };
}

interface Making {
  readonly call: CallValue;
  readonly fieldClass: FieldClass;
  readonly certain: boolean;
  readonly member: Member;
  readonly written: Expression;
}

/** Runs the `__init__` of a derived class, and what it does when a model gets it. */
function constructed(making: FieldMaking, owner: ClassInfo, { call, fieldClass, certain, member, written }: Making): MadeField | null {
  const made = making.evaluator.construct(owner.file, call, written);
  if (made?.initialised == null) return null;
  const { path, args: given } = made.initialised;
  const kind = relationKindOf(path);
  const { args, open } = namedArguments(kind === null ? fieldClass : { kind, multiColumn: isForeignObject(path) }, given);
  const understood =
    isDjangoPath(path) && made.touched === null && open === null && !changesState(made) && isHandedUp(making, made, call, member.name);
  const contributes = hooksOf(making, call).includes('contribute_to_class') ? made : null;
  return { fieldClass: { ...fieldClass, certain: certain && understood }, args, perhaps: false, contributes };
}

/** Attributes in which Django's fields keep what they are: a class that sets one itself changes more than arguments. */
const STATE: ReadonlySet<string> = new Set(
  (
    'name attname column null unique _unique primary_key db_column db_index remote_field rel to_fields from_fields swappable auto_created ' +
    'many_to_many many_to_one one_to_one one_to_many concrete has_null_arg db_table db_constraint is_relation related_model model ' +
    'object_id_field_name content_type_field_name ct_field fk_field for_concrete_model'
  ).split(' '),
);

function changesState({ attributes }: Instance): boolean {
  return [...attributes.keys()].some((name) => STATE.has(name));
}

const SOME_MODEL: Unknown = { kind: 'unknown', why: 'the model', file: '' as Unknown['file'], id: 0 };

/** Whether the hooks of a class hand on what they are given, and do nothing else to the field. */
function isHandedUp(making: FieldMaking, made: Instance, call: CallValue, name: string): boolean {
  const { evaluator } = making;
  const { callee } = call;
  if (callee.kind !== 'class') return false;
  return hooksOf(making, call).every((hook) => {
    const second: Value = hook === 'contribute_to_class' ? { kind: 'string', value: name } : SOME_MODEL;
    const args: Arguments = { positional: [SOME_MODEL, second], keywords: new Map(), open: null };
    const after = evaluator.afterMethod(callee.file, { object: made, name: hook, args });
    if (after?.touched !== null || changesState(after)) return false;
    const [only, more] = after.handedUp;
    const [model, given] = only?.args.positional ?? [];
    return more === undefined && only?.method === hook && model === SOME_MODEL && isSame(given, second) && only.args.open === null;
  });
}

/** Hooks that a model calls, and that the class of a field or one of its bases has. */
function hooksOf({ classes }: FieldMaking, { callee }: CallValue): readonly string[] {
  const parts = callee.kind === 'class' ? classes.mro(classes.info(callee.file, callee.shape)) : [];
  return [...FOLLOWED_HOOKS].filter(
    (hook) => hook !== '__init__' && parts.some(({ shape }) => shape.members.some((each) => each.name === hook)),
  );
}

function isSame(value: Value | undefined, wanted: Value): boolean {
  return value === wanted || (value?.kind === 'string' && wanted.kind === 'string' && value.value === wanted.value);
}

function namedArguments(
  form: FieldForm,
  { positional, keywords, open }: Arguments,
): { readonly args: ReadonlyMap<string, Value>; readonly open: Unknown | null } {
  const names = positionalOf(form);
  const args = new Map<string, Value>();
  for (const [at, value] of positional.entries()) {
    const name = names[at];
    if (name !== undefined) args.set(name, value);
  }
  for (const [name, value] of keywords) args.set(name, value);
  return { args, open };
}

/** A short text for a value that code gave, for what is not known. */
export function textOfValue(value: Value): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'unknown':
      return value.why;
    case 'call':
      return value.text;
    case 'reference':
      return value.definition.kind === 'external' ? lastPart(value.definition.path) : nameOf(value.definition);
    default:
      return '';
  }
}

function nameOf(definition: Extract<Value, { kind: 'reference' }>['definition']): string {
  if (definition.kind === 'class') return definition.shape.name;
  return definition.kind === 'function' ? definition.name : '';
}

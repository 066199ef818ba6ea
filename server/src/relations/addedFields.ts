/** Fields that module-level code gives to a model after its class statement: `Model.add_to_class("name", field)`, `field.contribute_to_class(Model, "name")`. */
import type { DocumentKey } from '../base/documentKey';
import type { ClassShape, FileShape, Member } from '../facts/fileShape';
import type { Names } from '../modules/names';
import type { Call, Expression } from '../syntax/python';
import type { ClassInfo, Classes } from './classes';

/** A field from outside of the class that gets it. */
export interface AddedField {
  /** Stands in for the class where the field is written: its file, and everything that is bound there. */
  readonly owner: ClassInfo;
  readonly member: Member;
}

export interface AddedFieldsContext {
  readonly names: Names;
  readonly classes: Pick<Classes, 'info'>;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
}

/** What the modules in `files` add, by the class that gets it. A condition may stand before it, so it proves nothing. */
export function addedFields(context: AddedFieldsContext, files: readonly DocumentKey[]): ReadonlyMap<ClassInfo, readonly AddedField[]> {
  const { names, classes, shapeOf } = context;
  const found = new Map<ClassInfo, AddedField[]>();
  for (const file of files)
    for (const call of shapeOf(file)?.calls ?? []) {
      const added = call.kind === 'call' ? addedBy(call) : null;
      const definition = added === null ? null : names.resolve(file, added.model);
      if (added === null || definition?.kind !== 'class') continue;
      const subject = classes.info(definition.file, definition.shape);
      const field = { owner: standIn(file, subject, call), member: memberOf(call, added) };
      const list = found.get(subject);
      if (list === undefined) found.set(subject, [field]);
      else list.push(field);
    }
  return found;
}

interface Added {
  readonly model: Expression;
  readonly name: string;
  readonly field: Expression;
}

function addedBy({ callee, args }: Call): Added | null {
  const [first, second] = args.map(({ value }) => value);
  if (callee.kind !== 'attribute' || first === undefined || second === undefined) return null;
  if (callee.name === 'add_to_class') return first.kind === 'string' ? { model: callee.object, name: first.value, field: second } : null;
  if (callee.name !== 'contribute_to_class' || second.kind !== 'string') return null;
  return { model: first, name: second.value, field: callee.object };
}

function memberOf({ id }: Expression, { name, field }: Added): Member {
  return { name, nameId: id, id, certain: false, kind: 'value', value: field, decorators: [] };
}

function standIn(file: DocumentKey, { shape, dotted }: ClassInfo, { id }: Expression): ClassInfo {
  const there: ClassShape = { ...shape, nameId: id, id, order: Infinity, args: [], members: [], decorators: [] };
  return { file, shape: there, dotted, bases: [] };
}

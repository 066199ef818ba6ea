/** What module-level code sets on the fields of a model after its class statement: `Order._meta.get_field("owner").null = True`. */
import type { DocumentKey } from '../base/documentKey';
import type { FieldChange, FileShape } from '../facts/fileShape';
import type { Names } from '../modules/names';
import type { Evaluator, Value } from '../values/evaluate';
import type { ClassInfo, Classes } from './classes';

export interface ChangedField extends FieldChange {
  /** Where the change is written. */
  readonly file: DocumentKey;
}

export interface FieldChangesContext {
  readonly names: Names;
  readonly classes: Pick<Classes, 'info'>;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
}

/** What the modules in `files` change, by the class whose field it is. */
export function fieldChanges(context: FieldChangesContext, files: readonly DocumentKey[]): ReadonlyMap<ClassInfo, readonly ChangedField[]> {
  const { names, classes, shapeOf } = context;
  const found = new Map<ClassInfo, ChangedField[]>();
  for (const file of files)
    for (const change of shapeOf(file)?.fieldChanges ?? []) {
      const definition = names.resolveBefore(file, change.model, change.order);
      if (definition.kind !== 'class') continue;
      const subject = classes.info(definition.file, definition.shape);
      found.set(subject, [...(found.get(subject) ?? []), { ...change, file }]);
    }
  return found;
}

/** True for a change that a class statement comes after: what it inherits is changed already. */
export function isBefore({ file, order }: ChangedField, info: ClassInfo): boolean {
  return file !== info.file || order < info.shape.order;
}

/** The value that an attribute of a field is set to last; null where nothing sets it for certain. */
export function changedTo(evaluator: Evaluator, changes: readonly ChangedField[], attribute: string): Value | null {
  const last = changes.findLast((change) => change.attribute === attribute && change.certain);
  return last === undefined ? null : evaluator.evaluateBefore(last.file, last.value, last.order);
}

/** Whether an edit left everything of a file as it was but the bodies of its classes. */
import { structuralEqual } from '../base/structuralEqual';
import type { Binding, BoundValue, ClassShape, FileShape } from './fileShape';

/**
 * True when two shapes bind the same names to the same things and have the same classes with the same bases and the same `Meta`:
 * then names, values and the identity of models are what they were, and only fields and methods may differ. Ordinals of
 * nodes are not compared: they shift with every edit.
 */
export function sameOutline(before: FileShape, after: FileShape): boolean {
  return (
    before.broken === after.broken &&
    before.bindings.length === after.bindings.length &&
    before.classes.length === after.classes.length &&
    before.bindings.every((binding, at) => sameBinding(binding, after.bindings[at])) &&
    withoutIds(before.calls) === withoutIds(after.calls) &&
    withoutIds(before.fieldChanges) === withoutIds(after.fieldChanges) &&
    before.classes.every((shape, at) => sameClass(shape, after.classes[at]))
  );
}

/** True when two statements of one class have the same body, wherever it stands. */
export function sameBody(left: ClassShape, right: ClassShape): boolean {
  return withoutIds(left.members) === withoutIds(right.members);
}

const HOLDS_EXPRESSIONS: ReadonlySet<BoundValue['kind']> = new Set(['expression', 'changed', 'looped']);

function sameBinding(left: Binding, right: Binding | undefined): boolean {
  if (left.name !== right?.name || left.order !== right.order || left.certain !== right.certain) return false;
  if (withoutIds(left.guards) !== withoutIds(right.guards)) return false;
  if (HOLDS_EXPRESSIONS.has(left.value.kind)) return withoutIds(left.value) === withoutIds(right.value);
  return structuralEqual(left.value, right.value);
}

function sameClass(left: ClassShape, right: ClassShape | undefined): boolean {
  if (left.path !== right?.path || left.order !== right.order || left.certain !== right.certain) return false;
  if (withoutIds(left.args) !== withoutIds(right.args)) return false;
  if (left.name === 'Meta') return withoutIds(left.members) === withoutIds(right.members);
  return metaOf(left) === metaOf(right);
}

/** What the body binds to `Meta`: a class inside it is compared by itself. */
function metaOf(shape: ClassShape): string {
  return withoutIds(shape.members.filter(({ name }) => name === 'Meta'));
}

/** Plain data of a shape as text, without the ordinals of nodes. */
export function withoutIds(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => (key === 'id' || key === 'nameId' ? undefined : inner));
}

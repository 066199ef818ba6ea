/** Loops at module level, whose body changes a list or a dictionary of the module once for each item. */
import type { BlockStatement } from '../syntax/python';
import type { Binding } from './fileShape';

/**
 * Puts the loop as a whole in place of the changes that its body makes, which are the last of `bindings`, from `from` on: one binding
 * for each name that they change. A name that the body itself binds stays as it is.
 */
export function foldLoop(
  bindings: Binding[],
  from: number,
  loop: BlockStatement,
  whole: Pick<Binding, 'order' | 'certain' | 'guards'>,
): void {
  const inside = bindings.splice(from);
  const local = new Set(inside.flatMap((binding) => (isChange(binding) ? [] : [binding.name])));
  const isFolded = (binding: Binding): boolean => isChange(binding) && !local.has(binding.name);
  const changes = inside.filter(isFolded);
  const seen = new Set<string>();
  for (const binding of inside) {
    const { name, id } = binding;
    if (!isFolded(binding)) bindings.push(binding);
    else if (!seen.has(name)) bindings.push({ ...whole, name, id, value: { kind: 'looped', loop, changes } });
    seen.add(name);
  }
}

/** All changes of what names hold, those that loops make among them. */
export function changesIn(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.flatMap((binding) => {
    const { name, value } = binding;
    if (value.kind === 'looped') return changesIn(value.changes.filter((change) => change.name === name));
    return value.kind === 'changed' ? [binding] : [];
  });
}

/** Names lead to other modules by what `__all__` lists, without anything being evaluated. */
function isChange({ name, value }: Binding): boolean {
  return name !== '__all__' && (value.kind === 'changed' || value.kind === 'looped');
}

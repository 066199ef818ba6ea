/** Whether a module changes what one of its names holds under another name, which another module gave to the same object. */
import type { DocumentKey } from '../base/documentKey';
import { changesIn } from '../facts/loops';
import type { Definition } from '../modules/names';
import type { NodeId } from '../syntax/python';
import type { Engine } from './engine';
import type { Unknown } from './value';

interface ModuleName {
  readonly file: DocumentKey;
  readonly name: string;
}

/**
 * The first change, before the statement `before`, of a name that stands for the same object: `from base import APPS as MORE`, then
 * `MORE.append(…)`. Null where there is none; changes that are told of `name` itself do not count.
 */
export function changedUnderOtherName(engine: Engine, { file, name }: ModuleName, before: number): Unknown | null {
  const changes = changesIn(engine.shapeOf(file)?.bindings ?? []);
  const told = new Set(changes.flatMap((change) => (change.name === name ? [change.order] : [])));
  const others = changes.filter(({ order }) => order < before && !told.has(order));
  const meant = (wanted: string, { id, order }: { readonly id: NodeId; readonly order: number }): Definition =>
    engine.names.resolveBefore(file, { kind: 'name', id, name: wanted }, order);
  const change = others.find((binding) => isSameValue(meant(binding.name, binding), () => meant(name, binding)));
  return change === undefined ? null : { kind: 'unknown', why: `${name}, which is changed as ${change.name}`, file, id: change.id };
}

function isSameValue(left: Definition, right: () => Definition): boolean {
  if (left.kind !== 'value') return false;
  const other = right();
  return other.kind === 'value' && other.file === left.file && other.name === left.name;
}

/** Calls of module-level code that hand a model to a library: `register(Order)`. */
import type { DocumentKey } from '../base/documentKey';
import type { FileShape, Member } from '../facts/fileShape';
import type { ModuleMap } from '../modules/moduleMap';
import type { Names } from '../modules/names';
import type { ClassInfo, Classes } from './classes';
import type { RegisteringCall } from './graphContext';
import { libraryPacks } from './libraryPacks';
import { pathOf } from './madeRelation';

export interface RegisteringContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly classes: Pick<Classes, 'info'>;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
}

const PATHS = new Set(libraryPacks.flatMap(({ models }) => models.flatMap(({ registeredWith }) => registeredWith ?? [])));
const CALLED = new Set([...PATHS].map((path) => path.slice(path.lastIndexOf('.') + 1)));

/** The calls in `files`, by the class that they are given. */
export function registeringCalls(
  { names, modules, classes, shapeOf }: RegisteringContext,
  files: readonly DocumentKey[],
): ReadonlyMap<ClassInfo, readonly RegisteringCall[]> {
  const found = new Map<ClassInfo, RegisteringCall[]>();
  for (const file of files)
    for (const call of shapeOf(file)?.calls ?? []) {
      if (call.kind !== 'call' || (call.callee.kind !== 'name' && call.callee.kind !== 'attribute') || !CALLED.has(call.callee.name))
        continue;
      if (!PATHS.has(pathOf(modules.moduleOf, names.resolve(file, call.callee)))) continue;
      const [first] = call.args;
      const model = first?.keyword === null ? names.resolve(file, first.value) : null;
      if (model?.kind !== 'class') continue;
      const subject = classes.info(model.file, model.shape);
      const { id } = call;
      const shape = { ...subject.shape, nameId: id, id, order: Infinity, args: [], members: [], decorators: [] };
      const member: Member = { name: 'history', nameId: id, id, certain: false, kind: 'value', value: call, decorators: [] };
      found.set(subject, [...(found.get(subject) ?? []), { info: { ...subject, file, shape, bases: [] }, member }]);
    }
  return found;
}

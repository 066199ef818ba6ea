/** Calls of module-level code that hand a model to a library: `register(Order)`, and `@track()` above its class. */
import type { DocumentKey } from '../../base/documentKey';
import type { FileShape, Member } from '../../facts/fileShape';
import type { ModuleMap } from '../../modules/moduleMap';
import type { Names } from '../../modules/names';
import type { Expression } from '../../syntax/python';
import type { ClassInfo, Classes } from '../classes';
import type { RegisteringCall } from '../graphContext';
import { libraryPacks } from './libraryPacks';
import { pathOf } from './madeRelation';

export interface RegisteringContext {
  readonly names: Names;
  readonly modules: ModuleMap;
  readonly classes: Pick<Classes, 'info'>;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
}

const PATHS = new Set(libraryPacks.flatMap(({ models = [] }) => models.flatMap(({ registeredWith }) => registeredWith)));
const CALLED = new Set([...PATHS].map((path) => path.slice(path.lastIndexOf('.') + 1)));

/** The calls in `files`, by the class that they are given. */
export function registeringCalls(
  { names, modules, classes, shapeOf }: RegisteringContext,
  files: readonly DocumentKey[],
): ReadonlyMap<ClassInfo, readonly RegisteringCall[]> {
  const found = new Map<ClassInfo, RegisteringCall[]>();
  const registers = (file: DocumentKey, call: Expression): boolean => {
    if (call.kind !== 'call' || (call.callee.kind !== 'name' && call.callee.kind !== 'attribute') || !CALLED.has(call.callee.name))
      return false;
    return PATHS.has(pathOf(modules.moduleOf, names.resolve(file, call.callee)));
  };
  const add = (subject: ClassInfo, file: DocumentKey, call: Expression): void => {
    const { id } = call;
    const shape = { ...subject.shape, nameId: id, id, order: Infinity, args: [], members: [], decorators: [] };
    const member: Member = { name: 'history', nameId: id, id, certain: false, kind: 'value', value: call, decorators: [] };
    found.set(subject, [...(found.get(subject) ?? []), { info: { ...subject, file, shape, bases: [] }, member }]);
  };
  for (const file of files) {
    const { calls = [], classes: statements = [] } = shapeOf(file) ?? {};
    for (const call of calls) {
      const first = call.kind === 'call' ? call.args[0] : undefined;
      const model = first?.keyword === null && registers(file, call) ? names.resolve(file, first.value) : null;
      if (model?.kind === 'class') add(classes.info(model.file, model.shape), file, call);
    }
    for (const shape of statements)
      for (const decorator of shape.decorators) if (registers(file, decorator)) add(classes.info(file, shape), file, decorator);
  }
  return found;
}

/** Which files may make models with calls: most projects have none, and then nothing is read for it. */
import { baseName, parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { ImportEdge } from '../project/loadedModules';
import type { ClassFactory } from '../syntax/classFactories';

export interface MakersContext {
  readonly modules: ModuleMap;
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
  readonly factoriesIn: (file: DocumentKey) => readonly ClassFactory[];
}

export interface ClassMakers {
  /** Files whose text has a call that may make a class of others. */
  readonly factories: ReadonlySet<DocumentKey>;
  /** Models modules, as Django loads them, that such a file is or that import one. */
  readonly makers: readonly DocumentKey[];
}

/** Looks through the files that are loaded. */
export function classMakers({ modules, importsOf, factoriesIn }: MakersContext, loaded: Iterable<DocumentKey>): ClassMakers {
  const files = [...loaded];
  const factories = new Set(files.filter((file) => factoriesIn(file).some(({ bases }) => bases === null || bases.length > 0)));
  if (factories.size === 0) return { factories, makers: [] };
  const imports = (file: DocumentKey): boolean =>
    importsOf(file).some(({ level, module, names }) => {
      const absolute = modules.absolute(file, level, module);
      const named = absolute === null ? [] : [absolute, ...(names ?? []).map((name) => `${absolute}.${name}`)];
      return named.some((each) => isFactory(modules.fileOf(each, file)));
    });
  const isFactory = (file: DocumentKey | null): boolean => file !== null && factories.has(file);
  return { factories, makers: files.filter((file) => isModelsModule(file) && (isFactory(file) || imports(file))) };
}

function isModelsModule(file: DocumentKey): boolean {
  return baseName(file) === 'models.py' || baseName(parentKey(file)) === 'models';
}

/** Which files may make models with calls: most projects have none, and then nothing is read for it. */
import { remembered } from '../base/collections';
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
  /** Whether the text of a file that is loaded has a call that may make a class of others. */
  readonly isFactory: (file: DocumentKey) => boolean;
  /** Models modules, as Django loads them, that such a file is or that import one. */
  readonly makers: readonly DocumentKey[];
}

/** Looks through the models modules that are loaded, and what these import. */
export function classMakers({ modules, importsOf, factoriesIn }: MakersContext, loaded: ReadonlySet<DocumentKey>): ClassMakers {
  const isFactory = remembered(
    (file: DocumentKey) => loaded.has(file) && factoriesIn(file).some(({ bases }) => bases === null || bases.length > 0),
  );
  const imports = (file: DocumentKey): boolean =>
    importsOf(file).some(({ level, module, names }) => {
      const absolute = modules.absolute(file, level, module);
      if (absolute === null) return false;
      if (leadsToFactory(absolute, file)) return true;
      return modules.imported(absolute, file).mayHoldModules && (names ?? []).some((name) => leadsToFactory(`${absolute}.${name}`, file));
    });
  const leadsToFactory = (module: string, importer: DocumentKey): boolean => {
    const file = modules.fileOf(module, importer);
    return file !== null && isFactory(file);
  };
  return { isFactory, makers: [...loaded].filter((file) => isModelsModule(file) && (isFactory(file) || imports(file))) };
}

function isModelsModule(file: DocumentKey): boolean {
  return baseName(file) === 'models.py' || baseName(parentKey(file)) === 'models';
}

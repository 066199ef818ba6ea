/**
 * Which modules Django imports: from each installed app its own modules (models, admin, apps, urls …) and what these import in
 * turn. A class in a module that nothing imports is in no registry.
 */
import { baseName, parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { App } from './project';

/** One import statement, as the header scan sees it; inside functions too. */
export interface ImportEdge {
  readonly level: number;
  readonly module: string;
  /** Imported names, which may be submodules; null for a star. */
  readonly names: readonly string[] | null;
}

export interface LoadContext {
  readonly modules: ModuleMap;
  readonly files: readonly DocumentKey[];
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
}

const TEST_MODULE = /^(tests?|conftest|test_.*|.*_tests?)\.py$/;

/** The files that get imported once the apps are set up and URLs are resolved. */
export function loadedModules(context: LoadContext, apps: readonly App[], urlconf: string | null): ReadonlySet<DocumentKey> {
  const { modules, files } = context;
  const folders = new Set(apps.flatMap(({ folder }) => (folder === null ? [] : [folder])));
  const loaded = new Set<DocumentKey>();
  const waiting: DocumentKey[] = [];
  const add = (file: DocumentKey | null): void => {
    if (file === null || loaded.has(file)) return;
    loaded.add(file);
    waiting.push(file);
  };
  for (const file of files) {
    const folder = parentKey(file);
    const inModels = baseName(folder) === 'models' && baseName(file) === '__init__.py' && folders.has(parentKey(folder));
    if (folders.has(file) || inModels || (folders.has(folder) && !TEST_MODULE.test(baseName(file)))) add(file);
  }
  if (urlconf !== null) add(modules.fileOf(urlconf, null));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const { level, module, names } of context.importsOf(file)) {
      const absolute = modules.absolute(file, level, module);
      if (absolute === null) continue;
      const target = modules.fileOf(absolute, file);
      add(target);
      for (const name of names ?? []) add(modules.fileOf(`${absolute}.${name}`, file));
      for (let cut = absolute.lastIndexOf('.'); cut > 0; cut = absolute.lastIndexOf('.', cut - 1))
        add(modules.fileOf(absolute.slice(0, cut), file));
    }
  }
  return loaded;
}

/** Modules that Python surely does not find: nothing of their top package stands in a project whose environment is known. */
import type { DocumentKey } from '../base/documentKey';
import type { ModuleMap } from './moduleMap';

/** A module of Django: where it stands, there is an environment, and what it holds can be looked up. */
const PART_OF_DJANGO = 'django.contrib.contenttypes.models';

/** True where the project's environment is known. */
export function isEnvironmentKnown({ fileOf, isInstalled }: ModuleMap): boolean {
  const django = fileOf(PART_OF_DJANGO, null);
  return django !== null && isInstalled(django);
}

/**
 * True for a module below a package of which no known file is anything. Of a name without a dot nobody can say that: it may come with
 * Python.
 */
export function isAbsent(modules: ModuleMap, module: string, importer: DocumentKey): boolean {
  const [head = module, below] = module.split('.', 2);
  if (below === undefined || OF_PYTHON.has(head)) return false;
  return modules.fileOf(head, importer) === null && !modules.isPackage(head) && !modules.imported(head, importer).mayHoldModules;
}

/** Django, of which little is read, and the packages that come with Python and hold modules. */
const OF_PYTHON: ReadonlySet<string> = new Set(
  (
    'django asyncio collections compression concurrent ctypes curses dbm distutils email encodings ensurepip html http idlelib importlib ' +
    'json lib2to3 logging multiprocessing os pathlib pydoc_data re sqlite3 string sys sysconfig tkinter tomllib unittest urllib venv wsgiref xml ' +
    'xmlrpc zipfile zoneinfo'
  ).split(' '),
);

/** Which modules a project can import: the folders on its path are its own, and those that it adds to the path itself. */
import { isInside, joinKey, parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap, PythonPath } from '../modules/moduleMap';
import type { ShapeOf } from '../modules/names';
import { withStarSources } from '../modules/starSources';
import { addedToPath } from '../project/addedToPath';
import { BUILTIN_ROOT } from '../project/djangoContrib';
import type { ProjectEvidence } from '../project/findProjects';
import { settingsFileOf } from '../project/openProject';

export interface ModulesInput {
  readonly roots: readonly DocumentKey[];
  readonly known: ReadonlySet<DocumentKey>;
  readonly textOf: (file: DocumentKey) => string | null;
  readonly shapeOf: ShapeOf;
  /** The module map over all files for this path, and for what is installed beside the project with this root. */
  readonly moduleMapOf: (project: DocumentKey, path: PythonPath) => ModuleMap;
}

/** The module map of a project. */
export function modulesOfProject(input: ModulesInput, evidence: ProjectEvidence): ModuleMap {
  const { moduleMapOf, known } = input;
  const sourceRoots = [evidence.root, joinKey(evidence.root, 'src'), ...input.roots.filter((root) => isInside(root, evidence.root))];
  const started = evidence.evidence === null ? [] : [evidence.root];
  const roots = [...new Set([...started, ...usable(sourceRoots, known)]), BUILTIN_ROOT];
  const modules = moduleMapOf(evidence.root, { roots, packages: [] });
  const packages = addedPackages(input, evidence, modules);
  return packages.length === 0 ? modules : moduleMapOf(evidence.root, { roots, packages });
}

/** Packages that manage.py or the settings put on Python's path: folders that are no packages are found without being told. */
function addedPackages({ known, textOf, shapeOf }: ModulesInput, evidence: ProjectEvidence, modules: ModuleMap): readonly DocumentKey[] {
  const settings = settingsFileOf(evidence, modules);
  const first = evidence.evidence === null ? [] : [evidence.evidence];
  return [...first, ...(settings === null ? [] : withStarSources({ modules, shapeOf }, settings))]
    .flatMap((file) => addedToPath(textOf(file) ?? '', [evidence.root, parentKey(file)]))
    .filter((folder) => known.has(joinKey(folder, '__init__.py')));
}

/** Folders that can stand on Python's path: a package itself does not, unless Python is started there. */
function usable(roots: readonly DocumentKey[], known: ReadonlySet<DocumentKey>): readonly DocumentKey[] {
  return [...new Set(roots)].filter((root) => !known.has(joinKey(root, '__init__.py')));
}

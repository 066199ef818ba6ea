/** Which Django projects a workspace holds, from the files that give them away. Reads nothing: it is handed the few texts. */
import { baseName, isInside, joinKey, parentKey, type DocumentKey } from '../base/documentKey';
import { configurationIn, configuredModuleIn, settingsModuleIn } from './settingsNamed';

export interface ProjectEvidence {
  readonly root: DocumentKey;
  /** Dotted settings module; null when the project has none that text decides. */
  readonly settings: string | null;
  /** The class in it that holds the settings (`DJANGO_CONFIGURATION`); null where they stand in the module itself. */
  readonly configuration: string | null;
  /** The file that gave it away; null for a folder of apps without a project. */
  readonly evidence: DocumentKey | null;
}

/** Where pytest-django and tox look for settings. */
const CONFIGURATIONS = /^(?:pytest\.ini|pyproject\.toml|tox\.ini|setup\.cfg)$/;

const ENTRY_POINTS = ['manage.py', 'wsgi.py', 'asgi.py'];

/** True for a file whose text may name the settings module. */
export function isEntryPoint(file: DocumentKey): boolean {
  return ENTRY_POINTS.includes(baseName(file));
}

export interface ProjectSearch {
  readonly roots: readonly DocumentKey[];
  readonly files: readonly DocumentKey[];
  /** Lock files and the configurations of tools. */
  readonly markers: readonly DocumentKey[];
  readonly textOf: (file: DocumentKey) => string | null;
  /** A settings module that a person chose, above all that files say. */
  readonly chosenSettings: string | null;
}

/**
 * Finds the projects, sorted by root. A folder with `manage.py` is one; where there is none, a settings module that wsgi.py or
 * asgi.py names, or the configuration of a test runner; else each workspace folder is a folder of apps without settings. What stands
 * inside a package of a project is no project of its own.
 */
export function findProjects(search: ProjectSearch): readonly ProjectEvidence[] {
  const { files, textOf, chosenSettings } = search;
  const known = new Set(files);
  const found = new Map<DocumentKey, ProjectEvidence>();
  let named = chosenSettings;
  for (const name of ENTRY_POINTS) {
    // What stands in the folder itself speaks for it before what stands somewhere below, a test's or a template's say.
    for (const file of files.filter((each) => baseName(each) === name).sort(byDepth)) {
      const settings = chosenSettings ?? settingsModuleIn(textOf(file) ?? '');
      named ??= settings;
      const root = settings === null ? null : rootOf(file, settings, known);
      if (root !== null && !found.has(root) && (name === 'manage.py' || found.size === 0))
        found.set(root, { root, settings, configuration: configurationIn(textOf(file) ?? ''), evidence: file });
    }
  }
  if (found.size === 0) {
    for (const file of search.markers.toSorted(byDepth)) {
      const settings = CONFIGURATIONS.test(baseName(file)) ? (chosenSettings ?? configuredModuleIn(textOf(file) ?? '')) : null;
      const root = settings === null ? null : (rootOf(file, settings, known) ?? srcRoot(file, settings.replaceAll('.', '/'), known));
      named ??= settings;
      if (root !== null && !found.has(root))
        found.set(root, { root, settings, configuration: configurationIn(textOf(file) ?? ''), evidence: file });
    }
  }
  // Settings that are named but nowhere to be found are told of as such.
  if (found.size === 0) return search.roots.map((root) => ({ root, settings: named, configuration: null, evidence: null }));
  const bare = search.roots.filter((root) => ![...found.keys()].some((project) => isInside(root, project) || isInside(project, root)));
  const projects = [...found.values()].filter(({ root }) => !isInPackage(root, [...found.keys()], known));
  const all = [...projects, ...bare.map((root) => ({ root, settings: null, configuration: null, evidence: null }))];
  return all.sort((left, right) => (left.root < right.root ? -1 : 1));
}

/** True for a folder inside a Python package of another project: what stands there is a test of the package, or a template for new projects. */
function isInPackage(root: DocumentKey, others: readonly DocumentKey[], known: ReadonlySet<DocumentKey>): boolean {
  return others.some((other) => {
    if (root === other || !isInside(other, root)) return false;
    for (let folder = parentKey(root); folder !== other; folder = parentKey(folder))
      if (known.has(joinKey(folder, '__init__.py'))) return true;
    return false;
  });
}

function byDepth(left: DocumentKey, right: DocumentKey): number {
  return left.split('/').length - right.split('/').length;
}

/** The folder from which the settings module can be imported: the file's own, or one above it (`config/wsgi.py`). */
function rootOf(file: DocumentKey, settings: string, known: ReadonlySet<DocumentKey>): DocumentKey | null {
  const path = settings.replaceAll('.', '/');
  let folder = parentKey(file);
  for (let step = 0; step < 3; step++) {
    const stem = joinKey(folder, path);
    if (known.has(`${stem}.py` as DocumentKey) || known.has(`${stem}/__init__.py` as DocumentKey)) return folder;
    folder = parentKey(folder);
  }
  return baseName(file) === 'manage.py' ? srcRoot(file, path, known) : null;
}

function srcRoot(file: DocumentKey, path: string, known: ReadonlySet<DocumentKey>): DocumentKey | null {
  const stem = joinKey(parentKey(file), 'src', path);
  const there = known.has(`${stem}.py` as DocumentKey) || known.has(`${stem}/__init__.py` as DocumentKey);
  return there ? parentKey(file) : null;
}

/** Which apps a project has, which files Django imports for them, and which of these may hold models. */
import type { DocumentKey } from '../base/documentKey';
import { isBuiltin } from '../project/djangoContrib';
import type { ProjectEvidence } from '../project/findProjects';
import { holderAmong } from '../project/holderAmong';
import { loadedModules, type LoadContext, type LoadedModules } from '../project/loadedModules';
import { openProject, type OpenedProject, type UserClass } from '../project/openProject';
import { modelFolders, withoutUnreached } from '../project/packagesAsApps';
import { listsApps, type App } from '../project/project';
import { isLeftOut } from './leftOutImports';
import type { ModelFinder } from './modelFinder';
import type { ProjectReaders } from './projectReaders';
import type { WorkspaceInput } from './workspaceInput';

export interface LoadedProject {
  readonly opened: OpenedProject;
  /** The app that holds a file; null when none does. */
  readonly holderOf: (file: DocumentKey) => App | null;
  readonly loaded: LoadedModules;
  /** The files in which the project's models are looked for: what is not loaded is not even read. */
  readonly candidates: readonly DocumentKey[];
  /** Folders of packages that might be apps of their own, or not be loaded at all. */
  readonly doubted: readonly DocumentKey[];
}

/** What Django asks of no user model, and every one extends. */
const USER_BASE = 'django.contrib.auth.base_user.AbstractBaseUser';

export interface LoadInput {
  readonly input: WorkspaceInput;
  readonly evidence: ProjectEvidence;
  readonly readers: ProjectReaders;
  readonly finder: ModelFinder;
  readonly environment: string | null;
}

/** Reads settings and imports, and lets `readers` know what it learns. */
export function loadProject(request: LoadInput): LoadedProject {
  const { input, readers, finder } = request;
  const { modules } = readers;
  const found = open(request);
  const loading = loadingOf(request);
  const opened = found.appsFromSettings ? found : withoutUnreached(found, loading);
  const { apps } = opened.project;
  readers.learnProject(opened.project);
  const fromPackages = apps.filter(({ from }) => from === 'installed');
  const areKnown = opened.appsFromSettings || listsApps(opened.project);
  const loaded = areKnown ? imported(loading, opened) : anything(request, loading, opened);
  readers.learnLoaded(loaded.surely);
  const holderOf = holderAmong(apps);
  return {
    opened,
    holderOf,
    loaded,
    candidates: [
      ...(areKnown || fromPackages.length > 0 ? finder.among(loaded.all) : finder.anywhere()),
      ...input.builtin.filter((file) => holderOf(file) !== null && modules.has(file)),
    ],
    doubted: found.project.apps.flatMap((app) => (apps.includes(app) || app.folder === null ? [] : [app.folder])),
  };
}

function open({ input, evidence, readers, finder, environment }: LoadInput): OpenedProject {
  const { modules, names, evaluator, shapeOf, settingsFile } = readers;
  const isModel = (kind: string): boolean => kind === 'model' || kind === 'likely';
  const filesWithModels = (): readonly DocumentKey[] =>
    finder.classesIn(finder.anywhere()).flatMap((info) => (isModel(readers.classes.modelness(info)) ? [info.file] : []));
  const context = {
    modules,
    names,
    evaluator,
    shapeOf,
    isBuiltin,
    hasFile: modules.has,
    modelFolders: () => modelFolders(filesWithModels(), modules.has),
    userClasses: () => userClasses(readers, finder),
    importedContrib: () => importedContrib(input, finder.anywhere()),
    django: input.djangoOf(evidence.root, settingsFile),
    environment,
    workspace: input.roots[0] ?? evidence.root,
  };
  return openProject(context, evidence);
}

/** Classes of the workspace, but tests, that may well be its user model. */
function userClasses({ classes, modules }: ProjectReaders, finder: ModelFinder): readonly UserClass[] {
  return finder
    .classesIn(finder.anywhere())
    .filter((info) => !isBuiltin(info.file) && !modules.isInstalled(info.file) && !classes.abstract(info))
    .filter((info) => classes.mro(info).some(({ dotted }) => dotted === USER_BASE))
    .map(({ file, shape }) => ({ file, name: shape.name }));
}

function loadingOf({ input, readers }: LoadInput): LoadContext {
  const { files, importsOf, importsByName, textOf } = input;
  const { modules, evaluator, shapeOf } = readers;
  const leftOut = { evaluator, shapeOf, textOf };
  return { modules, files, importsOf, importsByName, textOf, isLeftOut: (file, edge) => isLeftOut(leftOut, file, edge) };
}

/** Where no settings say what is installed, all that is found counts as loaded. */
function imported(loading: LoadContext, { project, urlconf }: OpenedProject): LoadedModules {
  return loadedModules(loading, { ...project, urlconf });
}

/** Where nothing says what is installed, all that there is; for sure, where settings decide it after all, only what the apps import. */
function anything({ input, finder }: LoadInput, loading: LoadContext, opened: OpenedProject): LoadedModules {
  const apps = opened.project.apps.filter(({ from }) => from === 'installed');
  const ofPackages = loadedModules(loading, { apps, installedAppsKnown: false, urlconf: null }).all;
  const all = new Set([...finder.anywhere(), ...input.builtin, ...ofPackages]);
  return { all, surely: opened.settingsFile === null ? all : new Set([...imported(loading, opened).surely, ...input.builtin]) };
}

function importedContrib({ importsOf }: WorkspaceInput, files: readonly DocumentKey[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => importsOf(file).flatMap(({ module }) => /^django\.contrib\.(\w+)/.exec(module)?.[1] ?? [])));
}

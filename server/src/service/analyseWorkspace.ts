/** From the files' facts to analysed projects, in one pass: the road from text to findings, without state. */
import { once, remembered } from '../base/collections';
import { isInside, type DocumentKey } from '../base/documentKey';
import { returnsItsFirst } from '../facts/decorators';
import type { Details, FileFacts, FileShape } from '../facts/fileShape';
import type { EntryPoint } from '../modules/entryPoints';
import { createNames } from '../modules/names';
import { isBuiltin } from '../project/djangoContrib';
import { findProjects, type ProjectEvidence } from '../project/findProjects';
import { loadedModules, type ImportEdge, type LoadContext, type LoadedModules } from '../project/loadedModules';
import { createImportedAs, holderAmong } from '../project/holderAmong';
import { openProject, settingsFileOf, type OpenedProject } from '../project/openProject';
import { packageCopies, type PackageCopies } from '../project/packageCopies';
import { appBeginnings, installedApp, isInPackageOfItsOwn, modelFolders, modelNamed, withoutUnreached } from '../project/packagesAsApps';
import type { DjangoVersion, Project } from '../project/project';
import { buildGraph } from '../relations/buildGraph';
import type { MakerContext } from '../relations/graphContext';
import { homeOf } from '../relations/classHome';
import { createClasses, type ClassInfo, type Classes } from '../relations/classes';
import { addedFields } from '../relations/addedFields';
import { fieldChanges } from '../relations/fieldChanges';
import { createFieldTable } from '../relations/fields';
import { madeClasses } from '../relations/madeClasses';
import { configuredModels } from '../relations/configuredModels';
import { madeLabels } from '../relations/madeNames';
import { createMadeByCallee } from '../relations/makers';
import type { RelationGraph } from '../relations/graph';
import { registeringCalls } from '../relations/registeringCalls';
import { createRegistry, type ClassVerdict } from '../relations/registry';
import type { ClassFactory } from '../syntax/classFactories';
import { NO_SETTINGS, type EvaluatorContext } from '../values/engine';
import { createEvaluator } from '../values/evaluate';
import type { FileHeader } from '../syntax/header';
import { classMakers } from './classMakers';
import { isLeftOut } from './leftOutImports';
import { modelFilesAmong } from './modelFilesAmong';
import { isTestFile } from './testFiles';
import { modulesOfProject, type ModulesInput } from './modulesOfProject';
import { notLoadedOf, type NotLoaded } from './notLoaded';
import { possibleModels } from './possibleModels';

export interface WorkspaceInput {
  readonly roots: readonly DocumentKey[];
  /** Lock files and the configurations of tools. */
  readonly markers: readonly DocumentKey[];
  /** Every Python file of the workspace, sorted, and what is known of Django without its source. */
  readonly files: readonly DocumentKey[];
  readonly known: ReadonlySet<DocumentKey>;
  readonly moduleMapOf: ModulesInput['moduleMapOf'];
  /** Where the Python environment of a project was found, for people; null when it has none. */
  readonly environmentOf: (project: DocumentKey) => string | null;
  /** What the distributions of that environment offer; null when it has none. */
  readonly entryPointsOf: (project: DocumentKey) => readonly EntryPoint[] | null;
  /** The header of a file of the workspace or of an installed package; null when it cannot be read. */
  readonly headerOf: (file: DocumentKey) => FileHeader | null;
  readonly factsOf: (file: DocumentKey) => FileFacts | null;
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
  /** Names of the classes of a file, by its header. */
  readonly classesIn: (file: DocumentKey) => readonly string[];
  /** Calls of a file that make classes. */
  readonly factoriesIn: (file: DocumentKey) => readonly ClassFactory[];
  /** True for a file that imports modules by a name that is computed. */
  readonly importsByName: (file: DocumentKey) => boolean;
  readonly textOf: (file: DocumentKey) => string | null;
  readonly builtin: readonly DocumentKey[];
  readonly chosenSettings: string | null;
  /** Django's version for a project with this root and settings module. */
  readonly djangoOf: (root: DocumentKey, settingsFile: DocumentKey | null) => DjangoVersion;
}

export interface AnalysedProject {
  /**
   * The same project after edits of class bodies in these files, given with what they said before; null when more has to be
   * made anew. Gives what `analyseWorkspace` would give.
   */
  readonly afterEdit: (edited: ReadonlyMap<DocumentKey, FileShape>) => AnalysedProject | null;
  readonly opened: OpenedProject;
  readonly graph: RelationGraph;
  readonly verdicts: readonly ClassVerdict[];
  readonly loads: (file: DocumentKey) => boolean;
  readonly notLoaded: NotLoaded;
  readonly copies: readonly PackageCopies[];
  /** The settings, and the files in which models were looked for. */
  readonly sources: readonly DocumentKey[];
}

/** Analyses every project of the workspace. Never throws on bad source: what cannot be read is absent and marked. */
export function analyseWorkspace(input: WorkspaceInput): readonly AnalysedProject[] {
  const evidence = findProjects(input);
  const owner = remembered((file: DocumentKey) => ownerOf(file, evidence));
  return evidence.flatMap((each) => {
    const analysed = analyseProject(input, each, (file) => !input.known.has(file) || owner(file) === each.root || owner(file) === null);
    const empty = each.evidence === null && evidence.length > 1 && analysed.graph.models.size === 0;
    return empty ? [] : [analysed];
  });
}

/** The nearest project root above the file; null for files that several projects may share. */
function ownerOf(file: DocumentKey, evidence: readonly ProjectEvidence[]): DocumentKey | null {
  let best: DocumentKey | null = null;
  for (const { root } of evidence) if (isInside(root, file) && (best === null || root.length > best.length)) best = root;
  return best;
}

function analyseProject(input: WorkspaceInput, evidence: ProjectEvidence, isOfProject: (file: DocumentKey) => boolean): AnalysedProject {
  const shapeOf = (file: DocumentKey): FileShape | null => input.factsOf(file)?.shape ?? null;
  const { files, known } = input;
  const modules = modulesOfProject({ ...input, shapeOf }, evidence);
  let surelyLoaded: ReadonlySet<DocumentKey> = new Set();
  const detailsOf = (file: DocumentKey): Details | null => input.factsOf(file)?.details ?? null;
  const keepsClass = (file: DocumentKey, name: string): boolean => {
    const source = detailsOf(file)?.functionAt(name) ?? null;
    return source !== null && returnsItsFirst(source);
  };
  const names = createNames({ modules, shapeOf, isPreferred: (file) => surelyLoaded.has(file), keepsClass });
  let settings = NO_SETTINGS;
  let labelOf: EvaluatorContext['labelOf'] = () => null;
  const evaluator = createEvaluator({
    files,
    names,
    modules,
    shapeOf,
    detailsOf,
    settings: () => settings,
    isInstalledApp: (name) => installedApp(project, name),
    djangoVersion: () => input.djangoOf(evidence.root, settings.file).version,
    entryPoints: () => input.entryPointsOf(evidence.root),
    labelOf: (found) => labelOf(found),
  });
  let project: Project | null = null;
  const early = { isAsked: false };
  const ofProject = <Answer>(answer: (known: Project) => Answer): Answer | null => {
    early.isAsked ||= project === null;
    return project === null ? null : answer(project);
  };
  const readClasses = (): Classes =>
    createClasses({
      names,
      modules,
      evaluator,
      shapeOf,
      detailsOf,
      modelNamed: (label) => ofProject(({ apps }) => modelNamed(apps, { modules, names }, label)),
      userModel: () => ofProject(({ authUserModel }) => authUserModel),
    });
  let classes = readClasses();
  const isModelInfo = (info: ClassInfo): boolean => ['model', 'likely'].includes(classes.modelness(info));
  const infosOf = (wanted: readonly DocumentKey[]): readonly ClassInfo[] =>
    wanted.flatMap((file) => (shapeOf(file)?.classes ?? []).flatMap((shape) => (shape.name === 'Meta' ? [] : [classes.info(file, shape)])));
  const environment = input.environmentOf(evidence.root);
  const among = { modules, headerOf: input.headerOf, hasEnvironment: environment !== null };
  const mayHoldModels = (some: Iterable<DocumentKey>): readonly DocumentKey[] => modelFilesAmong(among, some).filter(isOfProject);
  /** Where models are looked for unless settings tell what is installed: this reads nearly everything. */
  const sources = once(() => mayHoldModels(files.filter((file) => !isTestFile(file))));
  settings = { ...NO_SETTINGS, file: settingsFileOf(evidence, modules), configuration: evidence.configuration };
  const found = openProject(
    {
      modules,
      names,
      evaluator,
      shapeOf,
      isBuiltin,
      hasFile: modules.has,
      modelFolders: () =>
        modelFolders(
          infosOf(sources())
            .filter(isModelInfo)
            .map(({ file }) => file),
          modules.has,
        ),
      importedContrib: () => importedContrib(input, sources()),
      django: input.djangoOf(evidence.root, settings.file),
      environment,
      workspace: input.roots[0] ?? evidence.root,
    },
    evidence,
  );
  const { importsOf, importsByName, textOf } = input;
  const leftOut = { evaluator, shapeOf, textOf };
  const loading: LoadContext = {
    modules,
    files,
    importsOf,
    importsByName,
    textOf,
    isLeftOut: (file, edge) => isLeftOut(leftOut, file, edge),
  };
  const opened = found.appsFromSettings ? found : withoutUnreached(found, loading);
  const { apps } = opened.project;
  // Packages that might be apps of their own, or not be loaded at all.
  const doubted = found.project.apps.flatMap((app) => (apps.includes(app) || app.folder === null ? [] : [app.folder]));
  ({ project } = opened);
  // Where packages with models were looked for, bases that the project names were not known yet.
  if (early.isAsked) classes = readClasses();
  settings = { ...settings, modules: appBeginnings(apps, modules) };
  const holderOf = holderAmong(apps);
  const appOf = (file: DocumentKey): string | null => holderOf(file)?.label ?? null;
  const fromPackages = apps.filter(({ from }) => from === 'installed');
  const listed = apps.some(({ from }) => from === 'settings');
  const areKnown = opened.appsFromSettings || listed;
  const loaded = areKnown
    ? loadedModules(loading, apps, opened.urlconf)
    : everything([...sources(), ...input.builtin, ...loadedModules(loading, fromPackages, null).all]);
  surelyLoaded = loaded.surely;
  // What is not loaded is not even read.
  const candidates = [
    ...(areKnown || fromPackages.length > 0 ? mayHoldModels(loaded.all) : sources()),
    ...input.builtin.filter((file) => appOf(file) !== null && modules.has(file)),
  ];
  const { isFactory, makers } = classMakers({ modules, importsOf: input.importsOf, factoriesIn: input.factoriesIn }, loaded.all);
  const made = madeClasses({ names, evaluator, classes, shapeOf, isFactory }, makers);
  const infos = [...infosOf(candidates), ...made];
  // Beside apps that settings list, packages are apps only if the part of the list that is not known names them.
  const onlyGuessed = new Set(apps.flatMap(({ label, from }) => (listed && from === 'package' ? [label] : [])));
  // An import of an app that is perhaps not installed may be one that is only tried.
  const isSurelyLoaded = (file: DocumentKey): boolean => loaded.surely.has(file) && holderOf(file)?.certain !== false;
  const registry = createRegistry(infos, {
    classes,
    appLabelOf: ({ file, shape }) => appOf(evaluator.madeClass(shape)?.home ?? homeOf({ evaluator, modules }, file, shape)),
    isLoaded: ({ file }) =>
      loaded.surely.has(file) || (loaded.all.has(file) && !(listed && isInPackageOfItsOwn(holderOf(file), modules.has, file))),
    isSurelyLoaded: ({ file }) => isSurelyLoaded(file),
    // Settings that are not known may put another model in a swappable one's place.
    isSurelyItself: (info) =>
      !doubted.some((folder) => isInside(folder, info.file)) &&
      !onlyGuessed.has(appOf(info.file) ?? '') &&
      (opened.settingsFile !== null || classes.metaOption(info, 'swappable') === null),
    mayBeInstalled: remembered(
      (label: string) =>
        apps.every((app) => app.listsModels || app.label !== label) &&
        (!opened.project.installedAppsKnown || apps.some((app) => app.label === label || app.folder === null)),
    ),
  });
  const verdicts = registry.verdicts.filter(({ info }) => !modules.isInstalled(info.file));
  labelOf = ({ file, shape }) => registry.byInfo.get(classes.info(file, shape))?.label ?? null;
  const fields = createFieldTable(classes, evaluator, {
    added: addedFields({ names, classes, shapeOf }, candidates),
    changed: fieldChanges({ names, classes, shapeOf }, candidates),
  });
  const context: MakerContext = {
    project: opened.project,
    names,
    modules,
    evaluator,
    classes,
    registry,
    shapeOf,
    isBuiltin,
    fields,
    registering: registeringCalls({ names, modules, classes, shapeOf }, candidates),
    madeByCallee: createMadeByCallee({ names, modules, classes }),
    djangoImports: new Map(),
    parts: new Map(),
    originOf: (file) => (isBuiltin(file) ? 'builtin' : modules.isInstalled(file) ? 'installed' : 'workspace'),
    importedAs: createImportedAs(modules, holderOf),
    autoField: (label) => apps.find((app) => app.label === label)?.autoField ?? opened.autoField,
  };
  const graphNow = (): RelationGraph =>
    buildGraph({
      ...context,
      madeLabel: madeLabels(context),
      configured: configuredModels({ ...context, detailsOf }),
      mayHold: possibleModels({
        ...input,
        project: opened.project,
        registry,
        names,
        candidates,
        isInstalled: modules.isInstalled,
        isTest: isTestFile,
        lineageOf: classes.mro,
        classOf: ({ file, shape }) => classes.info(file, shape),
        isSurelyItself: (info) => classes.complete(info) && !classes.isRewritten(info),
      }),
    });
  function afterEdit(edited: ReadonlyMap<DocumentKey, FileShape>): AnalysedProject | null {
    const affected = classes.refresh(edited);
    if (affected === null) return null;
    fields.forget(affected);
    for (const file of edited.keys()) context.djangoImports.delete(file);
    for (const [info, { relations }] of context.parts)
      if (affected.has(info) || relations.some(({ target }) => target.kind !== 'resolved' || target.perhaps === true))
        context.parts.delete(info);
    return { ...same, graph: graphNow(), afterEdit };
  }
  const notLoaded = notLoadedOf({
    context,
    infosOf,
    isMeant: (file) => known.has(file) && !isBuiltin(file) && isOfProject(file),
    isLoaded: (file) => loaded.all.has(file),
    isSurelyLoaded,
    files: () => mayHoldModels([...loaded.all, ...files]),
  });
  const { settingsFile } = opened;
  const sourcesRead = settingsFile === null ? candidates : [settingsFile, ...candidates];
  const same = { opened, verdicts, notLoaded, loads: isSurelyLoaded, copies: packageCopies(apps, modules), sources: sourcesRead };
  return { ...same, graph: graphNow(), afterEdit };
}

/** Where no settings say what is installed, all that is found counts as loaded. */
function everything(files: readonly DocumentKey[]): LoadedModules {
  const all = new Set(files);
  return { all, surely: all };
}

function importedContrib({ importsOf }: WorkspaceInput, files: readonly DocumentKey[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => importsOf(file).flatMap(({ module }) => /^django\.contrib\.(\w+)/.exec(module)?.[1] ?? [])));
}

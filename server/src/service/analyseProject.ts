/** From the files' facts to one analysed project, in one pass: readers, what is loaded, registry, graph. */
import { remembered } from '../base/collections';
import { isInside, type DocumentKey } from '../base/documentKey';
import type { FileShape } from '../facts/fileShape';
import { isBuiltin } from '../project/djangoContrib';
import type { ProjectEvidence } from '../project/findProjects';
import { createImportedAs } from '../project/holderAmong';
import type { OpenedProject } from '../project/openProject';
import { packageCopies, type PackageCopies } from '../project/packageCopies';
import { isInPackageOfItsOwn } from '../project/packagesAsApps';
import { listsApps } from '../project/project';
import { guessedApps } from '../relations/analysed';
import { addedFields } from '../relations/addedFields';
import { buildGraph } from '../relations/buildGraph';
import { homeOf } from '../relations/classHome';
import type { ClassInfo } from '../relations/classes';
import { configuredModels } from '../relations/packs/configuredModels';
import { fieldChanges } from '../relations/fieldChanges';
import { createFieldTable } from '../relations/fields';
import type { RelationGraph } from '../relations/graph';
import type { MakerContext } from '../relations/graphContext';
import { madeClasses } from '../relations/madeClasses';
import { madeLabels } from '../relations/packs/madeNames';
import { createMadeByCallee } from '../relations/packs/makers';
import { registeringCalls } from '../relations/packs/registeringCalls';
import { createRegistry, type ClassVerdict, type Registry } from '../relations/registry';
import { classMakers } from './classMakers';
import { loadProject, type LoadedProject } from './loadProject';
import { createModelFinder } from './modelFinder';
import { notLoadedOf, type NotLoaded } from './notLoaded';
import { possibleModels } from './possibleModels';
import { createProjectReaders, type ProjectReaders } from './projectReaders';
import { isTestFile } from './testFiles';
import type { WorkspaceInput } from './workspaceInput';

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

/** Analyses one project. Never throws on bad source: what cannot be read is absent and marked. */
export function analyseProject(
  input: WorkspaceInput,
  evidence: ProjectEvidence,
  isOfProject: (file: DocumentKey) => boolean,
): AnalysedProject {
  const readers = createProjectReaders(input, evidence);
  const environment = input.environmentOf(evidence.root);
  const finder = createModelFinder({ input, readers, hasEnvironment: environment !== null, isOfProject });
  const project = loadProject({ input, evidence, readers, finder, environment });
  const { opened, loaded, candidates } = project;
  const { modules, classes } = readers;
  const infos = [...finder.classesIn(candidates), ...madeIn(input, readers, loaded.all)];
  // An import of an app that is perhaps not installed may be one that is only tried.
  const isSurelyLoaded = (file: DocumentKey): boolean => loaded.surely.has(file) && project.holderOf(file)?.certain !== false;
  const registry = registryOf(infos, { project, readers, isSurelyLoaded });
  readers.learnModels(({ file, shape }) => registry.byInfo.get(classes.info(file, shape))?.label ?? null);
  const context = makerContext(registry, project, readers);
  const graphNow = (): RelationGraph => graphOf(context, { input, readers, candidates });

  function afterEdit(edited: ReadonlyMap<DocumentKey, FileShape>): AnalysedProject | null {
    const affected = classes.refresh(edited);
    if (affected === null) return null;
    context.fields.forget(affected);
    for (const file of edited.keys()) context.djangoImports.delete(file);
    for (const [info, { relations }] of context.parts)
      if (affected.has(info) || relations.some(({ target }) => target.kind !== 'resolved' || target.perhaps === true))
        context.parts.delete(info);
    return { ...same, graph: graphNow(), afterEdit };
  }

  const same = {
    opened,
    verdicts: registry.verdicts.filter(({ info }) => !modules.isInstalled(info.file)),
    notLoaded: notLoadedOf({
      context,
      infosOf: finder.classesIn,
      isMeant: (file) => input.known.has(file) && !isBuiltin(file) && isOfProject(file),
      isLoaded: (file) => loaded.all.has(file),
      isSurelyLoaded,
      files: () => finder.among([...loaded.all, ...input.files]),
    }),
    loads: isSurelyLoaded,
    copies: packageCopies(opened.project.apps, modules),
    sources: opened.settingsFile === null ? candidates : [opened.settingsFile, ...candidates],
  };
  return { ...same, graph: graphNow(), afterEdit };
}

/** The classes that calls make in the files that are loaded. */
function madeIn(input: WorkspaceInput, readers: ProjectReaders, loaded: ReadonlySet<DocumentKey>): readonly ClassInfo[] {
  const { isFactory, makers } = classMakers({ ...input, modules: readers.modules }, loaded);
  const { names, evaluator, classes, shapeOf } = readers;
  return madeClasses({ names, evaluator, classes, shapeOf, isFactory }, makers);
}

interface RegistryInput {
  readonly project: LoadedProject;
  readonly readers: ProjectReaders;
  readonly isSurelyLoaded: (file: DocumentKey) => boolean;
}

function registryOf(infos: readonly ClassInfo[], { project, readers, isSurelyLoaded }: RegistryInput): Registry {
  const { opened, holderOf, loaded, doubted } = project;
  const { modules, evaluator, classes } = readers;
  const { apps, installedAppsKnown } = opened.project;
  const appOf = (file: DocumentKey): string | null => holderOf(file)?.label ?? null;
  const listed = listsApps(opened.project);
  const onlyGuessed = guessedApps(opened.project);
  return createRegistry(infos, {
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
        (!installedAppsKnown || apps.some((app) => app.label === label || app.folder === null)),
    ),
  });
}

/** All that the graph is built from, but the models that may be there beside those that class statements say. */
function makerContext(registry: Registry, { opened, holderOf, candidates }: LoadedProject, readers: ProjectReaders): MakerContext {
  const { modules, names, evaluator, classes, shapeOf } = readers;
  const { project } = opened;
  return {
    project,
    names,
    modules,
    evaluator,
    classes,
    registry,
    shapeOf,
    isBuiltin,
    fields: createFieldTable(classes, evaluator, {
      added: addedFields({ names, classes, shapeOf }, candidates),
      changed: fieldChanges({ names, classes, shapeOf }, candidates),
    }),
    registering: registeringCalls({ names, modules, classes, shapeOf }, candidates),
    madeByCallee: createMadeByCallee({ names, modules, classes }),
    djangoImports: new Map(),
    parts: new Map(),
    originOf: (file) => (isBuiltin(file) ? 'builtin' : modules.isInstalled(file) ? 'installed' : 'workspace'),
    importedAs: createImportedAs(modules, holderOf),
    autoField: (label) => project.apps.find((app) => app.label === label)?.autoField ?? opened.autoField,
  };
}

interface GraphInput {
  readonly input: WorkspaceInput;
  readonly readers: ProjectReaders;
  readonly candidates: readonly DocumentKey[];
}

function graphOf(context: MakerContext, { input, readers, candidates }: GraphInput): RelationGraph {
  const { project, registry, names, modules, classes } = context;
  const mayHold = possibleModels({
    ...input,
    project,
    registry,
    names,
    candidates,
    modules,
    isTest: isTestFile,
    lineageOf: classes.mro,
    classOf: ({ file, shape }) => classes.info(file, shape),
    isSurelyItself: (info) => classes.complete(info) && !classes.isRewritten(info),
  });
  const configured = configuredModels({ ...context, detailsOf: readers.detailsOf });
  return buildGraph({ ...context, madeLabel: madeLabels(context), configured, mayHold });
}

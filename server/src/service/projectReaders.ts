/**
 * What reads names, values and classes of one project. Each may be asked before all is known that it answers from: the settings
 * are read as values to learn which apps there are, and what apps there are decides which values settings have.
 */
import type { DocumentKey } from '../base/documentKey';
import { returnsItsFirst } from '../facts/decorators';
import type { Details, FileShape } from '../facts/fileShape';
import type { ModuleMap } from '../modules/moduleMap';
import { createNames, type Names } from '../modules/names';
import type { ProjectEvidence } from '../project/findProjects';
import { settingsFileOf } from '../project/openProject';
import { appBeginnings, installedApp, modelNamed } from '../project/packagesAsApps';
import type { Project } from '../project/project';
import { createClasses, type Classes } from '../relations/classes';
import { libraryPacks } from '../relations/packs/libraryPacks';
import { NO_SETTINGS, type EvaluatorContext, type ProjectSettings } from '../values/engine';
import { createEvaluator, type Evaluator } from '../values/evaluate';
import { modulesOfProject } from './modulesOfProject';
import type { WorkspaceInput } from './workspaceInput';

export interface ProjectReaders {
  readonly modules: ModuleMap;
  readonly names: Names;
  readonly evaluator: Evaluator;
  /** Made anew by {@link learnProject} where something rested on what was not known: to be asked for again after it. */
  readonly classes: Classes;
  readonly settingsFile: DocumentKey | null;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly detailsOf: (file: DocumentKey) => Details | null;
  learnProject(project: Project): void;
  /** Files that are surely imported: where several files could be meant by a name, these are. */
  learnLoaded(files: ReadonlySet<DocumentKey>): void;
  learnModels(labelOf: EvaluatorContext['labelOf']): void;
}

/** What is found out later than it may be asked for. */
interface Learned {
  settings: ProjectSettings;
  project: Project | null;
  loaded: ReadonlySet<DocumentKey>;
  labelOf: EvaluatorContext['labelOf'];
}

const SETTINGS_CLASSES = libraryPacks.flatMap(({ settings = [] }) => settings);

/** Readers that know the settings module and nothing else yet. */
export function createProjectReaders(input: WorkspaceInput, evidence: ProjectEvidence): ProjectReaders {
  const shapeOf = (file: DocumentKey): FileShape | null => input.factsOf(file)?.shape ?? null;
  const detailsOf = (file: DocumentKey): Details | null => input.factsOf(file)?.details ?? null;
  const modules = modulesOfProject({ ...input, shapeOf }, evidence);
  const settingsFile = settingsFileOf(evidence, modules);
  const learned: Learned = {
    settings: { ...NO_SETTINGS, file: settingsFile, configuration: evidence.configuration },
    project: null,
    loaded: new Set(),
    labelOf: () => null,
  };
  const names = createNames({
    modules,
    shapeOf,
    isPreferred: (file) => learned.loaded.has(file),
    keepsClass: (file, name) => {
      const source = detailsOf(file)?.functionAt(name) ?? null;
      return source !== null && returnsItsFirst(source);
    },
  });
  const evaluator = createEvaluator({
    files: input.files,
    names,
    modules,
    shapeOf,
    detailsOf,
    settings: () => learned.settings,
    settingsClasses: SETTINGS_CLASSES,
    isInstalledApp: (name) => installedApp(learned.project, name),
    djangoVersion: () => input.djangoOf(evidence.root, settingsFile).version,
    entryPoints: () => input.entryPointsOf(evidence.root),
    labelOf: (found) => learned.labelOf(found),
  });
  let wasAskedEarly = false;
  const ofProject = <Answer>(answer: (project: Project) => Answer): Answer | null => {
    wasAskedEarly ||= learned.project === null;
    return learned.project === null ? null : answer(learned.project);
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

  return {
    modules,
    names,
    evaluator,
    settingsFile,
    shapeOf,
    detailsOf,
    get classes() {
      return classes;
    },
    learnProject(project) {
      learned.project = project;
      learned.settings = { ...learned.settings, modules: appBeginnings(project.apps, modules) };
      if (wasAskedEarly) classes = readClasses();
    },
    learnLoaded(files) {
      learned.loaded = files;
    },
    learnModels(labelOf) {
      learned.labelOf = labelOf;
    },
  };
}

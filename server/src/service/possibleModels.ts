/** Models that may exist although no class statement of their app spells them out: of these nothing is proven by absence. */
import { once } from '../base/collections';
import { baseName, isInside, parentKey, type DocumentKey } from '../base/documentKey';
import type { FileFacts } from '../facts/fileShape';
import type { Expression } from '../syntax/python';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names } from '../modules/names';
import { holderAmong } from '../project/holderAmong';
import type { ImportEdge } from '../project/loadedModules';
import type { App, Project } from '../project/project';
import type { ClassInfo } from '../relations/classes';
import type { Registry } from '../relations/registry';
import type { ClassFactory } from '../syntax/classFactories';

export interface PossibleInput {
  readonly project: Project;
  readonly registry: Registry;
  readonly names: Names;
  readonly files: readonly DocumentKey[];
  /** The files that are loaded and may hold models. */
  readonly candidates: readonly DocumentKey[];
  readonly factsOf: (file: DocumentKey) => FileFacts | null;
  /** Names of all classes of a file, also those inside functions. */
  readonly classesIn: (file: DocumentKey) => readonly string[];
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
  readonly factoriesIn: (file: DocumentKey) => readonly ClassFactory[];
  readonly modules: Pick<ModuleMap, 'absolute' | 'fileOf' | 'isInstalled' | 'isPackage'>;
  readonly isTest: (file: DocumentKey) => boolean;
  /** A class and those that it extends. */
  readonly lineageOf: (info: ClassInfo) => readonly ClassInfo[];
  readonly classOf: (definition: Extract<Definition, { kind: 'class' }>) => ClassInfo;
  /** False for a class whose label what it extends may change. */
  readonly isSurelyItself: (info: ClassInfo) => boolean;
}

interface OfApp {
  readonly names: ReadonlySet<string>;
  /** Lower-case names of models that something from outside the workspace may derive further models from. */
  readonly deriving: readonly string[];
  readonly broken: boolean;
}

interface Anywhere {
  readonly names: ReadonlySet<string>;
  readonly any: boolean;
}

/**
 * Whether an app may hold a model of this name: an unread or unregistered class, a name bound to a call, a name built around that of a
 * model with a foreign object in its body or handed to foreign code (libraries make their `HistoricalOrder` and the like that way, at run
 * time), or a class that some file of the project makes by a call, which may land in any app.
 */
export function possibleModels(input: PossibleInput): (appLabel: string, modelName: string) => boolean {
  const { project, registry, files, classesIn } = input;
  const byApp = new Map<string, OfApp>();
  const abstract = new Set(registry.abstract.map(({ info }) => info.shape.name));
  const holderOf = holderAmong(project.apps);
  let made: Anywhere | null = null;
  // Where no settings name the app its label is a guess: any class of the name may be the one that is meant.
  const guessed = new Set(project.apps.flatMap(({ label, from }) => (from === 'package' ? [label] : [])));
  const handedOut = once(() => handedOutside(input));
  const anywhere = (lower: string): boolean => files.some((file) => classesIn(file).some((name) => name.toLowerCase() === lower));

  return (appLabel, modelName) => {
    let known = byApp.get(appLabel);
    if (known === undefined) byApp.set(appLabel, (known = namesOfApp(input, appLabel, { abstract, handedOut, holderOf })));
    const lower = modelName.toLowerCase();
    if (guessed.size > 0 && anywhere(lower)) return true;
    if (known.broken || known.names.has(lower) || known.deriving.some((model) => lower.includes(model))) return true;
    made ??= madeAnywhere(input);
    return made.any || made.names.has(lower);
  };
}

interface Throughout {
  /** Names of all abstract models. */
  readonly abstract: ReadonlySet<string>;
  /** Models that module-level code hands to what comes from outside. */
  readonly handedOut: () => ReadonlySet<ClassInfo>;
  readonly holderOf: (file: DocumentKey) => App | null;
}

function namesOfApp(input: PossibleInput, label: string, { abstract, handedOut, holderOf }: Throughout): OfApp {
  const { registry, files, candidates, factsOf, classesIn, lineageOf } = input;
  const isOfApp = (file: DocumentKey): boolean => holderOf(file)?.label === label;
  const found = new Set<string>();
  let broken = false;
  // Also those that nothing seems to load, and that seem to be no models: a base from outside may make them some.
  for (const file of files) if (isOfApp(file)) for (const name of classesIn(file)) if (!abstract.has(name)) found.add(name.toLowerCase());
  for (const file of files) if (!broken && isOfApp(file) && isOfModels(file) && lacksModule(input, file)) broken = true;
  for (const file of candidates) {
    if (!isOfApp(file)) continue;
    const shape = factsOf(file)?.shape;
    if (shape === undefined || shape.broken) broken = true;
    for (const { name, value } of shape?.bindings ?? []) {
      if (value.kind !== 'class' && value.kind !== 'imported') found.add(name.toLowerCase());
      if (name === '*' && value.kind === 'unknown') broken = true;
    }
  }
  const own = [...registry.models.values()].flatMap(({ appLabel, info }) => (appLabel === label ? [info] : []));
  // `Order_tags`, the model that Django makes for a many-to-many field.
  for (const info of own)
    for (const { shape } of lineageOf(info)) for (const { name } of shape.members) found.add(`${info.shape.name}_${name}`.toLowerCase());
  const deriving = own.filter((info) => derives(input, info) || handedOut().has(info)).map(({ shape }) => shape.name.toLowerCase());
  return { names: found, deriving, broken };
}

/** `shop/models.py`, or a module of the package `shop/models`. */
function isOfModels(file: DocumentKey): boolean {
  return baseName(file) === 'models.py' || baseName(parentKey(file)) === 'models';
}

/** Whether a file surely imports a module that should stand in the workspace and does not: such a one may hold any model. */
function lacksModule({ modules, names, importsOf }: PossibleInput, file: DocumentKey): boolean {
  return importsOf(file).some(({ level, module, names: imported, runs }) => {
    const absolute = runs === 'always' ? modules.absolute(file, level, module) : null;
    if (absolute === null || !modules.isPackage(absolute.split('.', 1)[0] ?? absolute)) return false;
    const source = modules.fileOf(absolute, file);
    if (source === null && !modules.isPackage(absolute)) return true;
    const isPackage = source === null || baseName(source) === '__init__.py';
    const isBound = (name: string): boolean => source !== null && source !== file && names.lookup(source, name).kind !== 'unbound';
    return isPackage && (imported ?? []).some((name) => modules.fileOf(`${absolute}.${name}`, file) === null && !isBound(name));
  });
}

/** Whether the body of a class or of a base in the workspace calls what comes from outside, or a decorator from there stands above it. */
function derives(input: PossibleInput, info: ClassInfo): boolean {
  const { lineageOf, modules } = input;
  return lineageOf(info).some(
    ({ file, shape: { members, decorators } }) =>
      !modules.isInstalled(file) &&
      (members.some(({ value }) => value?.kind === 'call' && isFromOutside(input, file, value.callee)) ||
        decorators.some((decorator) => isFromOutside(input, file, decorator.kind === 'call' ? decorator.callee : decorator))),
  );
}

/** `register(Order)` and the like. */
function handedOutside(input: PossibleInput): ReadonlySet<ClassInfo> {
  const found = new Set<ClassInfo>();
  for (const file of input.candidates)
    for (const call of input.factsOf(file)?.shape.calls ?? []) {
      const first = call.kind === 'call' ? call.args[0] : undefined;
      const model = first?.keyword === null ? input.names.resolve(file, first.value) : null;
      if (call.kind === 'call' && model?.kind === 'class' && isFromOutside(input, file, call.callee)) found.add(input.classOf(model));
    }
  return found;
}

/** Whether a file calls what is not known, stands outside of the workspace, or extends what does and is no manager or field of Django's. */
function isFromOutside({ names, modules, lineageOf, classOf }: PossibleInput, file: DocumentKey, callee: Expression): boolean {
  const called = names.resolve(file, callee);
  if (called.kind !== 'class') return called.kind === 'unknown' || (called.kind === 'external' && !isOfDjango(called.path));
  if (modules.isInstalled(called.file)) return true;
  const lineage = lineageOf(classOf(called));
  const beyond = lineage.flatMap(({ bases }) => bases.flatMap((base) => (base.kind === 'external' ? [base.path] : [])));
  const outside = [...lineage.flatMap((part) => (modules.isInstalled(part.file) ? [part.dotted] : [])), ...beyond];
  return outside.length > 0 && !outside.some(isOfDjango);
}

function isOfDjango(path: string): boolean {
  return path.startsWith('django.');
}

/** Loaded classes that have no app that is known or may be moved to another one, classes inside functions, and those that a call makes. */
function madeAnywhere({
  project,
  registry,
  files,
  candidates,
  factsOf,
  classesIn,
  factoriesIn,
  importsOf,
  isTest,
  isSurelyItself,
}: PossibleInput): Anywhere {
  const names = new Set<string>();
  let any = false;
  for (const { info, verdict } of registry.verdicts)
    if (verdict === 'no-app' || verdict === 'unknown-base' || (verdict === 'model' && !isSurelyItself(info)))
      names.add(info.shape.name.toLowerCase());
  for (const file of candidates) {
    const read = new Set(factsOf(file)?.shape.classes.map(({ name }) => name));
    for (const name of classesIn(file)) if (!read.has(name)) names.add(name.toLowerCase());
  }
  const models = new Set(['Model', ...[...registry.byInfo.keys()].map(({ shape }) => shape.name)]);
  const own = files.filter((file) => isInside(project.root, file) && !isTest(file));
  for (const file of own)
    for (const { name, bases } of factoriesIn(file)) {
      // Bases that are not spelled out are those of a model only where the file knows of models.
      const mayBe =
        bases === null ? importsOf(file).some(({ module }) => module.startsWith('django.db')) : bases.some((base) => models.has(base));
      if (mayBe && name === null) any = true;
      if (mayBe && name !== null) names.add(name.toLowerCase());
    }
  return { names, any };
}

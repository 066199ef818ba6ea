/**
 * The apps of a project: INSTALLED_APPS entries followed to packages and app configs as AppConfig.create does
 * (django/apps/config.py), or, without settings, every package that holds models.
 */
import { joinKey, parentKey, baseName, type DocumentKey } from '../base/documentKey';
import type { ClassShape, FileShape } from '../facts/fileShape';
import { outsideClassScope } from '../facts/classScope';
import { lastMember } from '../facts/members';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names } from '../modules/names';
import type { Evaluator, Value } from '../values/evaluate';
import { objectOf } from '../values/modelObjects';
import type { App } from './project';

export interface AppsContext {
  readonly modules: ModuleMap;
  readonly names: Names;
  readonly evaluator: Evaluator;
  readonly shapeOf: (file: DocumentKey) => FileShape | null;
  readonly hasFile: (file: DocumentKey) => boolean;
  readonly isBuiltin: (file: DocumentKey) => boolean;
}

/** The app of one INSTALLED_APPS entry. An entry that no known file answers gives an app without a folder. */
export function appOfEntry(context: AppsContext, entry: string, importer: DocumentKey | null): App {
  const { modules } = context;
  const asModule = modules.fileOf(entry, importer);
  const folder = asModule === null ? folderByName(context, entry, importer) : folderOf(asModule);
  if (folder !== null || modules.isPackage(entry)) {
    const config = folder === null ? null : defaultConfig(context, folder);
    return config === null ? appFrom(context, entry, folder, null) : appOfConfig(context, config, { name: entry, folder }, importer);
  }
  const cut = entry.lastIndexOf('.');
  const configFile = cut === -1 ? null : modules.fileOf(entry.slice(0, cut), importer);
  if (configFile !== null) {
    const definition = context.names.lookup(configFile, entry.slice(cut + 1));
    if (definition.kind === 'class') {
      const beside = { name: entry.slice(0, cut).replace(/\.apps$/, ''), folder: parentKey(configFile) };
      return appOfConfig(context, { file: definition.file, shape: definition.shape }, beside, importer);
    }
  }
  const name = cut !== -1 && /^[A-Z]/.test(entry.slice(cut + 1)) ? entry.slice(0, cut).replace(/\.apps$/, '') : entry;
  return {
    label: name.slice(name.lastIndexOf('.') + 1),
    name,
    from: 'settings',
    folder: null,
    certain: true,
    likely: true,
    autoField: null,
    listsModels: true,
    configs: [],
  };
}

interface ConfigClass {
  readonly file: DocumentKey;
  readonly shape: ClassShape;
}

interface NamedFolder {
  readonly name: string;
  readonly folder: DocumentKey | null;
}

/** The app of a config class, which may name another package than the one beside it. */
function appOfConfig(context: AppsContext, config: ConfigClass, beside: NamedFolder, importer: DocumentKey | null): App {
  const name = attribute(context, config, 'name') ?? beside.name;
  const module = name === beside.name && beside.folder !== null ? null : context.modules.fileOf(name, importer);
  return appFrom(context, name, module === null ? beside.folder : folderOf(module), config);
}

function appFrom(context: AppsContext, name: string, folder: DocumentKey | null, config: ConfigClass | null): App {
  const written = config === null ? null : member(context, config, 'label');
  const label = written?.kind === 'string' ? written.value : null;
  const origin = folder === null ? 'settings' : originOf(context, joinKey(folder, '__init__.py'));
  const key = config === null ? null : attribute(context, config, 'default_auto_field');
  return {
    label: label ?? name.slice(name.lastIndexOf('.') + 1),
    ...(written?.kind === 'unknown' && { labelDoubt: written }),
    name,
    from: origin,
    folder,
    certain: true,
    likely: true,
    // Every contrib app says AutoField in its own AppConfig.
    autoField: origin === 'builtin' ? 'AutoField' : (key?.slice(key.lastIndexOf('.') + 1) ?? null),
    listsModels: config === null || listsModels(context, config),
    configs: config === null ? [] : lineage(context, config).map(({ file }) => file),
  };
}

/** Whether a config hands `import_models` on to Django's own, in the end, as far as its code is understood. */
function listsModels(context: AppsContext, config: ConfigClass): boolean {
  if (!lineage(context, config).some(({ shape }) => lastMember(shape.members, IMPORT_MODELS) !== undefined)) return true;
  const { file, shape } = config;
  const args = { positional: [], keywords: new Map<string, Value>(), open: null };
  const after = context.evaluator.afterMethod(file, { object: objectOf({ file, path: shape.path }), name: IMPORT_MODELS, args });
  return after === null || after.handedUp.some(({ method }) => method === IMPORT_MODELS);
}

const IMPORT_MODELS = 'import_models';

function originOf({ isBuiltin, modules }: AppsContext, file: DocumentKey): App['from'] {
  if (isBuiltin(file)) return 'builtin';
  return modules.isInstalled(file) ? 'installed' : 'settings';
}

function folderOf(module: DocumentKey): DocumentKey {
  return baseName(module) === '__init__.py' ? parentKey(module) : module;
}

/** The folder of a package without `__init__.py`, by what an app has in it. */
function folderByName({ modules }: AppsContext, name: string, importer: DocumentKey | null): DocumentKey | null {
  const inside = modules.fileOf(`${name}.models`, importer) ?? modules.fileOf(`${name}.apps`, importer);
  if (inside === null) return null;
  const folder = parentKey(inside);
  return baseName(inside) === '__init__.py' ? parentKey(folder) : folder;
}

/**
 * The config class that Django picks from what a package's `apps` module holds, imported classes included: the only one that does not say
 * `default = False`, else the only one that says `default = True`.
 */
function defaultConfig(context: AppsContext, folder: DocumentKey): ConfigClass | null {
  const file = joinKey(folder, 'apps.py');
  const shape = context.hasFile(file) ? context.shapeOf(file) : null;
  if (shape === null) return null;
  const configs = configsIn(context, file, shape);
  const offered = configs.filter((config) => defaultOf(context, config) !== false);
  const chosen = offered.length === 1 ? offered : configs.filter((config) => defaultOf(context, config) === true);
  return chosen.length === 1 ? (chosen[0] ?? null) : null;
}

/** The config classes of the workspace that a module has a name for. */
function configsIn(context: AppsContext, file: DocumentKey, shape: FileShape): readonly ConfigClass[] {
  const found = new Map<ClassShape, ConfigClass>();
  for (const { name, value } of shape.bindings) {
    if (value.kind !== 'class' && value.kind !== 'imported' && value.kind !== 'expression') continue;
    const definition = name === '*' ? null : context.names.lookup(file, name);
    if (definition?.kind === 'class' && isConfig(context, definition)) found.set(definition.shape, definition);
  }
  return [...found.values()];
}

/** `default` of a config class, its own or inherited; null when it is not written. */
function defaultOf(context: AppsContext, config: ConfigClass): boolean | null {
  const value = member(context, config, 'default');
  return value?.kind === 'constant' ? value.value === true : null;
}

function isConfig(context: AppsContext, { file, shape }: ConfigClass): boolean {
  return lineage(context, { file, shape }).some((config) =>
    basesOf(context, config).some((base) => base.kind === 'external' && base.path.endsWith('Config')),
  );
}

function basesOf({ names }: AppsContext, { file, shape }: ConfigClass): readonly Definition[] {
  return shape.args.flatMap(({ keyword, value }) => (keyword === null ? [names.resolve(file, value)] : []));
}

/** A class and those of the workspace that it inherits from, each once, also where they inherit from each other. */
function lineage(context: AppsContext, config: ConfigClass): readonly ConfigClass[] {
  const found: ConfigClass[] = [];
  const visit = (next: ConfigClass): void => {
    if (found.some(({ shape }) => shape === next.shape)) return;
    found.push(next);
    for (const base of basesOf(context, next)) if (base.kind === 'class') visit(base);
  };
  visit(config);
  return found;
}

/** A string attribute of a config class, from its own body or a base in the workspace. */
function attribute(context: AppsContext, config: ConfigClass, name: string): string | null {
  const value = member(context, config, name);
  return value?.kind === 'string' ? value.value : null;
}

/** What a config class, or the first of its bases that does, binds to a name; null where none does. */
function member(context: AppsContext, config: ConfigClass, name: string): Value | null {
  for (const { file, shape } of lineage(context, config)) {
    const own = lastMember(shape.members, name);
    if (own?.value != null) return context.evaluator.evaluateBefore(file, outsideClassScope(shape, own, own.value), shape.order);
  }
  return null;
}

/** The app of a package that holds models, where no settings say what is installed. */
export function appOfFolder(context: AppsContext, folder: DocumentKey): App {
  const init = joinKey(folder, '__init__.py');
  const name = context.hasFile(init) ? context.modules.moduleOf(init) : baseName(folder);
  const config = defaultConfig(context, folder);
  const configured = config === null ? null : attribute(context, config, 'name');
  const app = appFrom(context, configured ?? name, folder, config);
  return { ...app, from: app.from === 'installed' ? 'installed' : 'package' };
}

/**
 * Which modules Django imports: from each installed app its own modules (models, admin, apps, urls …) and what these import in
 * turn. A class in a module that nothing imports is in no registry.
 */
import { once } from '../base/collections';
import { baseName, parentKey, type DocumentKey } from '../base/documentKey';
import { isAbsent, isEnvironmentKnown } from '../modules/absent';
import type { ImportedModule, ModuleMap } from '../modules/moduleMap';
import { holderAmong } from './holderAmong';
import type { App } from './project';

/** One import statement, as the header scan sees it. */
export interface ImportEdge {
  readonly level: number;
  readonly module: string;
  /** Imported names, which may be submodules; null for a star. */
  readonly names: readonly string[] | null;
  /** Whether it runs when the module is imported: `perhaps` under an `if`, `never` in a function. */
  readonly runs: 'always' | 'perhaps' | 'never';
  /** Which `try` of the file it stands in; null where it stands in none. */
  readonly tried: number | null;
}

/** What the search for loaded modules leans on. */
export interface LoadContext {
  readonly modules: ModuleMap;
  readonly files: readonly DocumentKey[];
  readonly importsOf: (file: DocumentKey) => readonly ImportEdge[];
  /** True for a file that imports modules by a name that is computed: a package does so with its own modules. */
  readonly importsByName: (file: DocumentKey) => boolean;
  readonly textOf: (file: DocumentKey) => string | null;
  /** True for an import under a condition that a test of the settings keeps from running. */
  readonly isLeftOut: (file: DocumentKey, edge: ImportEdge) => boolean;
}

/** What Django imports of each installed app by itself: the package, its config and its models. */
const LOADED_BY_DJANGO: ReadonlySet<string> = new Set(['__init__.py', 'apps.py', 'models.py']);

/** What the admin imports of each of them, where it is one itself (django.contrib.admin.autodiscover). */
const LOADED_BY_ADMIN: ReadonlySet<string> = new Set(['admin.py']);

const ADMIN = 'django.contrib.admin';

export interface LoadedModules {
  /** The files that get imported once the apps are set up and URLs are resolved, also those that only some condition imports. */
  readonly all: ReadonlySet<DocumentKey>;
  /** Those that no condition stands before, neither where they are imported nor where settings install their app. */
  readonly surely: ReadonlySet<DocumentKey>;
}

/** What the settings say of it. */
export interface Installed {
  readonly apps: readonly App[];
  /** False where there may be others. */
  readonly installedAppsKnown: boolean;
  readonly urlconf: string | null;
}

/** What Django imports for these apps and this URL configuration. */
export function loadedModules(context: LoadContext, { apps, installedAppsKnown, urlconf }: Installed): LoadedModules {
  const { modules } = context;
  const urls = urlconf === null ? null : modules.fileOf(urlconf, null);
  const certain = apps.filter((app) => app.certain);
  const hasAdmin = certain.some(({ name }) => name === ADMIN);
  const mayHaveAdmin = !installedAppsKnown || apps.some(({ name }) => name === ADMIN);
  const first = [...firstModules(context, certain), ...(hasAdmin ? modulesIn(context, certain, LOADED_BY_ADMIN) : [])];
  const doubtful = [
    ...firstModules(
      context,
      apps.filter((app) => !app.certain),
    ),
    ...(mayHaveAdmin ? modulesIn(context, apps, LOADED_BY_ADMIN) : []),
  ];
  const packageHolding = holderAmong(apps.filter((app) => app.from === 'installed'));
  // What belongs to no app can hold no model.
  const isFollowed = (file: DocumentKey): boolean => !modules.isInstalled(file) || packageHolding(file) !== null;
  const from = { ...context, isFollowed, configs: new Set(apps.flatMap(({ configs }) => configs)) };
  const surely = withIncluded(from, closure(from, new Set(), [...first, ...(urls === null ? [] : [urls])], ['always']), urls);
  // What is surely imported is loaded already: of these files the other imports are left.
  const all = closure(from, closure(from, surely, surely, ['perhaps']), doubtful, ALL);
  return { surely, all: withNamed(from, apps, all) };
}

/** What Django imports of these apps by itself. */
function firstModules(context: LoadContext, apps: readonly App[]): readonly DocumentKey[] {
  const installed = apps.flatMap((app) => (app.from === 'installed' ? modulesOfInstalled(context.modules, app) : []));
  return [...modulesIn(context, apps, LOADED_BY_DJANGO), ...installed, ...apps.flatMap(({ configs }) => configs)];
}

/** The modules of these apps with the given file names, packages instead of files among them. */
function modulesIn({ files }: LoadContext, apps: readonly App[], names: ReadonlySet<string>): readonly DocumentKey[] {
  const folders = new Set(apps.flatMap(({ folder }) => (folder === null ? [] : [folder])));
  const isPackage = (folder: DocumentKey): boolean => names.has(`${baseName(folder)}.py`);
  return files.filter((file) => {
    const folder = parentKey(file);
    if (folders.has(folder)) return names.has(baseName(file));
    return folders.has(file) || (isPackage(folder) && baseName(file) === '__init__.py' && folders.has(parentKey(folder)));
  });
}

/** `include("shop.urls")` and `include(("shop.urls", "shop"))`. */
const INCLUDED = /\binclude\(\s*\(?\s*["']([\w.]+)["']/g;

const UNREAD = /"""[^]*?"""|'''[^]*?'''|#.*/g;

const CONDITIONAL = /^(?:if|elif|else|try|except|def|class|for|while|with)\b/;

/** The modules that a URL configuration surely includes. */
function includedBy(text: string): readonly string[] {
  const statements = text.replace(UNREAD, '').split(/^(?=\S)/m);
  return statements.filter((one) => !CONDITIONAL.test(one)).flatMap((one) => [...one.matchAll(INCLUDED)].map(([, module = '']) => module));
}

/** With the URL configurations that the project's own name as text, and what these import. */
function withIncluded(context: FollowContext, loaded: Set<DocumentKey>, urlconf: DocumentKey | null): Set<DocumentKey> {
  const { modules, textOf } = context;
  const read = new Set<DocumentKey>();
  let all = loaded;
  let unread = urlconf === null ? [] : [urlconf];
  while (unread.length > 0) {
    const included = unread.flatMap((file) => includedBy(textOf(file) ?? '').flatMap((module) => modules.fileOf(module, file) ?? []));
    for (const file of unread) read.add(file);
    all = closure(
      context,
      all,
      included.filter((file) => !all.has(file)),
      ['always'],
    );
    const isNext = (file: DocumentKey): boolean => !read.has(file) && !modules.isInstalled(file);
    unread = [...new Set([...included, ...[...all].filter((file) => baseName(file) === 'urls.py')])].filter(isNext);
  }
  return all;
}

/** `load("offer.benefits", "Shipping")`: a module in text, with a class of it. */
const NAMED_CLASS = /\(\s*["'](\w+(?:\.\w+)+)["']\s*,\s*["'][A-Z]\w*["']/g;

/** `"offer.models.shipping.Shipping"`: a class of a module within a package of models. */
const CLASS_IN_MODELS = /["'](\w+(?:\.\w+)*\.models(?:\.\w+)+)\.[A-Z]\w*["']/g;

/** Where something loaded imports by computed names, the modules of apps that are named with a class may be loaded that way. */
function withNamed(context: FollowContext, apps: readonly App[], all: Set<DocumentKey>): Set<DocumentKey> {
  const { modules, importsByName, textOf } = context;
  const own = [...all].filter((file) => !modules.isInstalled(file));
  if (![...all].some(importsByName)) return all;
  const named = own.flatMap((file) => modulesNamedIn(textOf(file) ?? ''));
  const found = [...new Set(named)].flatMap((module) => moduleOfApp(modules, apps, module) ?? []);
  return closure(context, all, found, ALL);
}

function modulesNamedIn(text: string): readonly string[] {
  const spellings = text.includes('.models.') ? [NAMED_CLASS, CLASS_IN_MODELS] : [NAMED_CLASS];
  // Most texts have none, and to look for one is quicker than to begin to look for all.
  const found = spellings.filter((spelling) => text.search(spelling) !== -1);
  return found.flatMap((spelling) => [...text.matchAll(spelling)].map(([, module = '']) => module));
}

/** The module below an app's label, or by its whole name. */
function moduleOfApp(modules: ModuleMap, apps: readonly App[], dotted: string): DocumentKey | null {
  const cut = dotted.indexOf('.');
  const app = apps.find(({ label }) => label === dotted.slice(0, cut));
  return (app === undefined ? null : modules.fileOf(`${app.name}${dotted.slice(cut)}`, null)) ?? modules.fileOf(dotted, null);
}

interface FollowContext extends LoadContext {
  /** False for files that are not looked into, whoever imports them. */
  readonly isFollowed: (file: DocumentKey) => boolean;
  /** Files that hold config classes, and what these extend. */
  readonly configs: ReadonlySet<DocumentKey>;
}

/** Of an installed package Django imports the same, but what its admin brings in holds no models: the package is read for these only. */
function modulesOfInstalled(modules: ModuleMap, { name }: App): readonly DocumentKey[] {
  return [name, `${name}.apps`, `${name}.models`].flatMap((module) => modules.fileOf(module, null) ?? []);
}

const ALL: readonly ImportEdge['runs'][] = ['always', 'perhaps'];

/** What is loaded when these files are, too, by the given kinds of their import statements; of what that brings in all kinds count. */
function closure(
  context: FollowContext,
  already: ReadonlySet<DocumentKey>,
  first: Iterable<DocumentKey>,
  kinds: readonly ImportEdge['runs'][],
): Set<DocumentKey> {
  const { modules, files, importsOf, importsByName, isFollowed, isLeftOut, configs } = context;
  const later = kinds.includes('perhaps') ? ALL : kinds;
  const isKnown = once(() => isEnvironmentKnown(modules));
  const loaded = new Set([...already, ...first]);
  const waiting = [...first].map((file) => ({ file, follow: kinds }));
  /** Modules whose files have been added: most are imported in many places. */
  const added = new Set<ImportedModule>();
  const add = (file: DocumentKey | null): void => {
    if (file === null || loaded.has(file) || !isFollowed(file)) return;
    loaded.add(file);
    waiting.push({ file, follow: later });
  };
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { file, follow } = next;
    // What an app config imports in a function, it imports in `ready()`. Elsewhere functions may be there for others.
    const isConfig = baseName(file) === 'apps.py' || (follow.includes('perhaps') && configs.has(file));
    if (follow.includes('perhaps') && baseName(file) === '__init__.py' && importsByName(file))
      for (const beside of files) if (parentKey(beside) === parentKey(file)) add(beside);
    const failed = new Set<number>();
    for (const edge of importsOf(file)) {
      const { tried } = edge;
      // What stands behind an import that fails does not run, or hardly does where the environment is not known.
      const hasFailed = tried !== null && failed.has(tried);
      if (hasFailed && (isKnown() || !follow.includes('perhaps'))) continue;
      if (tried !== null && edge.level === 0 && isAbsent(modules, edge.module, file)) failed.add(tried);
      const runs = hasFailed ? 'perhaps' : edge.runs;
      if (!follow.includes(runs) && !(isConfig && edge.runs === 'never')) continue;
      const absolute = modules.absolute(file, edge.level, edge.module);
      if (absolute === null || (edge.runs === 'perhaps' && isLeftOut(file, edge))) continue;
      const imported = modules.imported(absolute, file);
      if (!added.has(imported)) for (const each of imported.files) add(each);
      added.add(imported);
      if (imported.mayHoldModules) for (const name of edge.names ?? []) add(modules.fileOf(`${absolute}.${name}`, file));
    }
  }
  return loaded;
}

/** One project from its evidence: settings read as text, apps, the user model, Django's version, and what stays uncertain. */
import { parentKey, relativeKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import { isBounded, likelyOf, type Evaluator, type Unknown, type Value } from '../values/evaluate';
import { appOfEntry, appOfFolder, type AppsContext } from './apps';
import { contribClosure } from './djangoContrib';
import type { ProjectEvidence } from './findProjects';
import { holderAmong } from './holderAmong';
import type { App, DjangoVersion, Project, Uncertainty } from './project';

export interface ProjectContext extends AppsContext {
  readonly evaluator: Evaluator;
  /** Folders of packages that hold model classes: asked for only where settings do not say what is installed. */
  readonly modelFolders: () => readonly DocumentKey[];
  /** Names of the contrib packages that files with models import. */
  readonly importedContrib: () => ReadonlySet<string>;
  /** Classes of the workspace that extend Django's base of users: asked for only where there are no settings. */
  readonly userClasses: () => readonly UserClass[];
  readonly django: DjangoVersion;
  readonly environment: string | null;
  readonly workspace: DocumentKey;
}

export interface UserClass {
  readonly file: DocumentKey;
  readonly name: string;
}

export interface OpenedProject {
  readonly project: Project;
  readonly settingsFile: DocumentKey | null;
  /** True when settings say which apps there are: then a module that no app holds is not loaded. */
  readonly appsFromSettings: boolean;
  readonly urlconf: string | null;
  /** Class of automatic primary keys: DEFAULT_AUTO_FIELD without its module. */
  readonly autoField: string;
}

/** The file of the settings module; null when there is none. */
export function settingsFileOf({ settings, evidence }: ProjectEvidence, { fileOf }: ModuleMap): DocumentKey | null {
  return settings === null ? null : fileOf(settings, evidence);
}

/** Reads the settings of a project. Without settings its apps are the packages that hold models. */
export function openProject(context: ProjectContext, evidence: ProjectEvidence): OpenedProject {
  const { evaluator, modules } = context;
  const settingsFile = settingsFileOf(evidence, modules);
  const read = (name: string): Value | null => evaluator.setting(name);
  const installed = read('INSTALLED_APPS');
  const uncertain: Uncertainty[] = [];
  if (evidence.settings !== null && settingsFile === null)
    uncertain.push({ message: `The settings module ${evidence.settings} is not in the workspace`, at: null });
  const entries = installed?.kind === 'list' ? installed : null;
  const doubt = doubtOf(installed);
  if (doubt !== null) uncertain.push(doubt);
  const user = read('AUTH_USER_MODEL');
  if (user?.kind === 'unknown') uncertain.push(tellDoubt('AUTH_USER_MODEL', user));
  const listed = entries === null ? inferredApps(context) : listedApps(context, entries.items, settingsFile);
  // A package that may have one label or another one counts under the first.
  const apps = listed.filter(({ name }, at) => listed.findIndex((each) => each.name === name) === at);
  const users = settingsFile === null ? context.userClasses() : [];
  // Where each app that there may be is known, only some of them are in doubt.
  const known =
    entries !== null &&
    isBounded(entries) &&
    entries.items.every(({ kind }) => kind === 'string') &&
    apps.length === listed.length &&
    apps.every(({ labelDoubt }) => labelDoubt === undefined);
  for (const { name, labelDoubt } of apps) if (labelDoubt !== undefined) uncertain.push(tellDoubt(`The label of ${name}`, labelDoubt));
  const auto = read('DEFAULT_AUTO_FIELD');
  return {
    project: {
      name: relativeKey(context.workspace, evidence.root),
      root: evidence.root,
      settings: settingsFile === null ? null : evidence.settings,
      authUserModel:
        settingsFile === null ? userModelAmong(users, apps) : likelyUserModel(context, settingsFile, { user, isRead: entries !== null }),
      authUserModelKnown: settingsFile === null ? users.length === 0 : user === null ? entries !== null : user.kind === 'string',
      apps: entries === null || known ? apps : withInferred(context, apps, entries.likelyWhole !== true),
      installedAppsKnown: known,
      django: context.django,
      environment: context.environment,
      uncertain,
    },
    settingsFile,
    appsFromSettings: known,
    urlconf: textOf(read('ROOT_URLCONF')),
    autoField: textOf(auto)?.split('.').at(-1) ?? (Number.parseFloat(context.django.version) >= 6 ? 'BigAutoField' : 'AutoField'),
  };
}

/** Without settings: the one class that is there for it, if there is one; Django's own where there is none. */
function userModelAmong(classes: readonly UserClass[], apps: readonly App[]): string | null {
  const [only, ...others] = classes;
  if (only === undefined) return 'auth.User';
  const app = holderAmong(apps)(only.file);
  return others.length > 0 || app === null ? null : `${app.label}.${only.name}`;
}

/** AUTH_USER_MODEL, or Django's own where the settings name no other: then that is it, or at least the likely one. */
function likelyUserModel(
  { names }: ProjectContext,
  settingsFile: DocumentKey,
  { user, isRead }: { readonly user: Value | null; readonly isRead: boolean },
): string | null {
  if (user === null) return isRead ? 'auth.User' : null;
  const likely = textOf(likelyOf(user));
  if (likely !== null) return likely;
  if (user.kind === 'unknown' && user.unset === true) return 'auth.User';
  const { kind } = names.lookup(settingsFile, 'AUTH_USER_MODEL');
  return user.kind === 'unknown' && (kind === 'unknown' || kind === 'unbound') ? 'auth.User' : null;
}

function textOf(value: Value | null): string | null {
  return value?.kind === 'string' ? value.value : null;
}

/** Why INSTALLED_APPS is not known whole; null when it is, or when it is not set at all. */
function doubtOf(installed: Value | null): Uncertainty | null {
  if (installed === null) return null;
  if (installed.kind === 'unknown') return tellDoubt('INSTALLED_APPS', installed);
  if (installed.kind !== 'list') return { message: 'INSTALLED_APPS is no list', at: null };
  const unknown = installed.open ?? installed.items.find((item) => item.kind === 'unknown');
  if (unknown !== undefined) return tellDoubt('INSTALLED_APPS', unknown);
  return installed.items.every((item) => item.kind === 'string')
    ? null
    : { message: 'INSTALLED_APPS holds something other than texts', at: null };
}

/** As much of an expression as a sentence can bear. */
const LONGEST_REASON = 80;

function tellDoubt(setting: string, { why, file, id }: Unknown): Uncertainty {
  const own = `${setting}, which `;
  const reason = why.length > LONGEST_REASON ? `${why.slice(0, LONGEST_REASON - 1)}…` : why;
  const message = reason.startsWith(own) ? `${setting} ${reason.slice(own.length)}` : `${setting} depends on ${reason}`;
  return { message, at: { file, id } };
}

/** One for each name and label. */
function listedApps(context: ProjectContext, items: readonly Value[], settingsFile: DocumentKey | null): readonly App[] {
  const apps: App[] = [];
  for (const item of items) {
    if (item.kind !== 'string') continue;
    const app = { ...appOfEntry(context, item.value, settingsFile), certain: item.perhaps !== true, likely: item.unlikely !== true };
    const before = apps.findIndex(({ name, label }) => name === app.name && label === app.label);
    if (before === -1) apps.push(app);
    else if (app.certain || (app.likely && apps[before]?.likely === false)) apps[before] = app;
  }
  return apps;
}

/** Without settings: every package that holds models, and of Django's own apps those that these import, and the users. */
function inferredApps(context: ProjectContext): readonly App[] {
  const own = context.modelFolders().filter((folder) => !context.isBuiltin(folder));
  if (own.every((folder) => context.modules.isInstalled(folder))) return [];
  const apps = own.map((folder) => appOfFolder(context, folder));
  const taken = new Set(apps.map(({ name }) => name));
  const builtin = [...contribClosure(['auth', ...context.importedContrib()])].flatMap((name): readonly App[] => {
    const init = context.modules.fileOf(`django.contrib.${name}`, null);
    return init === null ? [] : [{ ...appOfFolder(context, parentKey(init)), from: 'builtin' }];
  });
  return [...builtin.filter(({ name }) => !taken.has(name)), ...apps];
}

/** With the packages that hold models and that no setting names; `likely` says whether settings may well install them in ways that are not seen. */
function withInferred(context: ProjectContext, apps: readonly App[], likely: boolean): readonly App[] {
  const folders = new Set(apps.map(({ folder }) => folder));
  const more = context
    .modelFolders()
    .filter((folder) => !context.isBuiltin(folder) && !context.modules.isInstalled(folder) && !folders.has(folder));
  const names = new Set(apps.map(({ name }) => name));
  return [...apps, ...more.map((folder) => ({ ...appOfFolder(context, folder), likely })).filter(({ name }) => !names.has(name))];
}

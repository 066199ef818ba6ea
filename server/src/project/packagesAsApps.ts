/** Which packages are apps where settings do not list them, and what apps hold by convention. */
import { once } from '../base/collections';
import { baseName, isInside, joinKey, parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { Definition, Names } from '../modules/names';
import { loadedModules, type LoadContext } from './loadedModules';
import type { OpenedProject } from './openProject';
import type { App, Project } from './project';

/** The packages whose models module, or any module, holds a model: `shop` for shop/models.py and shop/models/order.py. */
export function modelFolders(files: readonly DocumentKey[], has: (file: DocumentKey) => boolean): readonly DocumentKey[] {
  const folders = new Set<DocumentKey>();
  for (const file of files) {
    let folder = parentKey(file);
    if (baseName(folder) === 'models') folder = parentKey(folder);
    else
      for (let above = folder; !isAppFolder(folder, has) && parentKey(above) !== above; above = parentKey(above))
        if (isAppFolder(above, has)) folder = above;
    folders.add(folder);
  }
  return [...folders].sort();
}

function isAppFolder(folder: DocumentKey, has: (file: DocumentKey) => boolean): boolean {
  return ['models.py', 'models/__init__.py', 'apps.py'].some((name) => has(joinKey(folder, name)));
}

/**
 * Where settings list apps of the project, and perhaps more, other packages are apps only if they lie beside a listed one, or something
 * that is loaded imports them: templates for new projects and examples hold models, too.
 */
export function withoutUnreached(opened: OpenedProject, loading: LoadContext): OpenedProject {
  const { apps, installedAppsKnown } = opened.project;
  const listed = apps.filter(({ from }) => from !== 'package');
  if (!listed.some(({ from }) => from === 'settings')) return opened;
  const reached = once(() => [...loadedModules(loading, { apps: listed, installedAppsKnown, urlconf: opened.urlconf }).all]);
  const beside = new Set(listed.flatMap(({ from, folder }) => (from === 'settings' && folder !== null ? [parentKey(folder)] : [])));
  const inside = listed.flatMap(({ from, folder }) => (from === 'settings' && folder !== null ? [folder] : []));
  // A package in a listed app is a part of that one.
  const isKept = (folder: DocumentKey): boolean =>
    !inside.some((app) => isInside(app, folder)) && (beside.has(parentKey(folder)) || reached().some((file) => isInside(folder, file)));
  const kept = apps.filter(({ from, folder }) => from !== 'package' || (folder !== null && isKept(folder)));
  return { ...opened, project: { ...opened.project, apps: kept } };
}

/** What the models module of an app calls `app_label.Model`; null where it has no such name. */
export function modelNamed(
  apps: readonly App[],
  { modules, names }: { readonly modules: ModuleMap; readonly names: Names },
  label: string,
): Definition | null {
  const [appLabel, name = ''] = label.split('.');
  const app = apps.find((each) => each.label === appLabel);
  const file = app === undefined ? null : modules.fileOf(`${app.name}.models`, null);
  return file === null ? null : names.lookup(file, name);
}

/** Where apps begin, and may set settings that the project leaves out. */
export function appBeginnings(apps: readonly App[], { has }: ModuleMap): readonly DocumentKey[] {
  const names = ['__init__.py', 'apps.py', 'settings.py', 'conf.py', 'app_settings.py', 'defaults.py'];
  return apps.flatMap(({ folder }) => (folder === null ? [] : names.map((name) => joinKey(folder, name)).filter(has)));
}

/** Whether the project has an app of this name; null where its list of apps is not known whole. */
export function installedApp(project: Project | null, name: string): boolean | null {
  const app = project?.apps.find((each) => each.name === name);
  if (app !== undefined) return app.certain ? true : null;
  return project?.installedAppsKnown === true ? false : null;
}

/**
 * True for a file in what looks like an app inside of the app that holds it. Where settings list apps nobody installs it, and who
 * imports it under a condition asks for that first.
 */
export function isInPackageOfItsOwn(holding: App | null, has: (file: DocumentKey) => boolean, file: DocumentKey): boolean {
  const holder = holding?.folder ?? null;
  if (holder === null) return false;
  for (let folder = parentKey(file); folder !== holder && isInside(holder, folder); folder = parentKey(folder))
    if (isAppFolder(folder, has)) return true;
  return false;
}

/** Which app a file belongs to, and what it is called there. */
import { remembered } from '../base/collections';
import { joinKey, parentKey, type DocumentKey } from '../base/documentKey';
import type { ModuleMap } from '../modules/moduleMap';
import type { App } from './project';

/** The innermost app that holds a file (Apps.get_containing_app_config), the first of several in one folder; null when none does. */
export function holderAmong(apps: readonly App[]): (file: DocumentKey) => App | null {
  const byFolder = new Map<DocumentKey, App>();
  for (const app of apps) if (app.folder !== null && !byFolder.has(app.folder)) byFolder.set(app.folder, app);
  const holderOf: (folder: DocumentKey) => App | null = remembered((folder) => {
    const above = parentKey(folder);
    return byFolder.get(folder) ?? (above === folder ? null : holderOf(above));
  });
  return holderOf;
}

/** The module of a file as Django imports it: settings may name an app by way of a folder on Python's path that is a package itself. */
export function createImportedAs(modules: ModuleMap, holderOf: (file: DocumentKey) => App | null): (file: DocumentKey) => string {
  return (file) => {
    const module = modules.moduleOf(file);
    const app = holderOf(file);
    if (app?.folder == null || app.from !== 'settings') return module;
    const init = joinKey(app.folder, '__init__.py');
    const spelled = modules.moduleOf(init);
    const isRenamed = spelled.endsWith(`.${app.name}`) && modules.fileOf(app.name, null) === init;
    return isRenamed && module.startsWith(spelled) ? `${app.name}${module.slice(spelled.length)}` : module;
  };
}

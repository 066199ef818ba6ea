/** A section of a spec as the project that a person would have: its files, and what Django needs around them. */
import type { SpecSection } from './specPage';

const MANAGE = 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';

/** Every file by its path, `__init__.py` files included; manage.py and settings where the section leaves them to us. */
export function projectFiles({ files, project }: SpecSection): ReadonlyMap<string, string> {
  const all = new Map(files.map(({ path, text }) => [path, text]));
  const startsIn = (folder: string): boolean => all.has(`${folder}manage.py`);
  if (project === 'generated' && ![...all.keys()].some((path) => /(^|\/)manage\.py$/.test(path))) {
    all.set('manage.py', MANAGE);
    if (!all.has('config/settings.py') && !all.has('config/settings/__init__.py'))
      all.set('config/settings.py', settingsFor([...all.keys()]));
  }
  for (const path of [...all.keys()]) {
    const folders = path.endsWith('.py') ? path.split('/').slice(0, -1) : [];
    // What is installed are the folders below site-packages.
    const above = folders.indexOf('site-packages') + 1;
    for (let depth = folders.length; depth > above; depth--) {
      const folder = `${folders.slice(0, depth).join('/')}/`;
      if (!startsIn(folder) && !all.has(`${folder}__init__.py`)) all.set(`${folder}__init__.py`, '');
    }
  }
  return all;
}

/** Settings that install every package with models or an app config, and the contrib apps that most projects have. */
function settingsFor(paths: readonly string[]): string {
  const apps = new Set(
    paths.flatMap((path) => {
      const match = /^(?:.*\/site-packages\/)?(.+?)\/(?:apps\.py|models\.py|models\/.+)$/.exec(path);
      return match?.[1] === undefined ? [] : [match[1].replaceAll('/', '.')];
    }),
  );
  const installed = ['django.contrib.auth', 'django.contrib.contenttypes', ...apps];
  return `SECRET_KEY = "spec"\nINSTALLED_APPS = [\n${installed.map((name) => `    "${name}",\n`).join('')}]\nDEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"\n`;
}

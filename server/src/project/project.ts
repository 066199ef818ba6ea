/** A Django project as its source text tells it: settings, installed apps, version, and what could not be known. */
import type { DocumentKey } from '../base/documentKey';
import type { Unknown } from '../values/evaluate';

/** Something about the project that source text does not decide, with its place where there is one. */
export interface Uncertainty {
  /** A sentence: `INSTALLED_APPS reads os.environ`. */
  readonly message: string;
  /** Where it is written; null when no place is known. An edit may move the place, never the answer. */
  readonly at: Pick<Unknown, 'file' | 'id'> | null;
}

export interface App {
  readonly label: string;
  /** Why it may be called otherwise, where its config says so in a way that is not known. */
  readonly labelDoubt?: Unknown;
  /** Dotted package (`AppConfig.name`). */
  readonly name: string;
  /** How it was found: an INSTALLED_APPS entry, one that names an installed package, or a package that holds models. */
  readonly from: 'settings' | 'installed' | 'package' | 'builtin';
  /** Folder of the package; null for an app known without source. */
  readonly folder: DocumentKey | null;
  /** False where settings name it under a condition that source text does not decide: then what it holds proves nothing. */
  readonly certain: boolean;
  /** False where settings most likely leave it out: it is there for what only some environment installs. */
  readonly likely: boolean;
  /** Class of its automatic primary keys (`AppConfig.default_auto_field`), without its module; null when it says nothing. */
  readonly autoField: string | null;
  /** False where its config has an `import_models` of its own that leaves its models out of Django's lists. */
  readonly listsModels: boolean;
  /** Files of its config class and of those that it extends: what these import in a function, `ready()` imports. */
  readonly configs: readonly DocumentKey[];
}

export interface Project {
  /** Stable name within the workspace: the root folder, relative to the workspace (`.` for itself). */
  readonly name: string;
  readonly root: DocumentKey;
  /** Dotted settings module; null when none was found. */
  readonly settings: string | null;
  /** AUTH_USER_MODEL; Django's default `auth.User` when settings do not set it; null when it cannot be known. */
  readonly authUserModel: string | null;
  /** False where the user model is only the likely one: then it proves nothing. */
  readonly authUserModelKnown: boolean;
  /** The installed apps, those that only a condition installs included; there may be more unless `installedAppsKnown`. */
  readonly apps: readonly App[];
  /** True when INSTALLED_APPS can name no other apps: only then does an app's absence prove anything. */
  readonly installedAppsKnown: boolean;
  readonly django: DjangoVersion;
  /** Where the Python environment was found whose packages are read, as `.venv`; null when there is none. */
  readonly environment: string | null;
  readonly uncertain: readonly Uncertainty[];
}

export interface DjangoVersion {
  /** `5.2`. */
  readonly version: string;
  /** Where it was read: `uv.lock`, `--django`, or `newest known`. */
  readonly from: string;
}

/** Whether settings name an app of the project's own. */
export function listsApps({ apps }: Pick<Project, 'apps'>): boolean {
  return apps.some(({ from }) => from === 'settings');
}

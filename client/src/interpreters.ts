/**
 * Which Python a person has selected, as the Python extension says it: what the settings that the server asks for are given in
 * addition. Knows nothing of VS Code, so that it can be tested alone. Nothing is run: a path is all that is wanted.
 */

/**
 * The part of the Python extension's API that is of use here, in its words:
 * https://github.com/microsoft/vscode-python/blob/main/src/client/api/types.ts
 */
export interface PythonEnvironments {
  /** An interpreter or an environment's folder; a bare name such as `python` where nothing is selected. */
  getActiveEnvironmentPath(resource: unknown): { readonly path: string };
  onDidChangeActiveEnvironmentPath(listener: () => void): { dispose(): void };
}

/** A folder of the workspace. */
interface Folder {
  readonly uri: { toString(): string };
}

/** By the URI of a folder: the path of what is selected for it. */
export type Interpreters = Readonly<Record<string, string>>;

/** The API in what the Python extension exports; null for a version without it, and for anything else. */
export function environmentsIn(exported: unknown): PythonEnvironments | null {
  const environments = memberOf(exported, 'environments');
  const isThere = ['getActiveEnvironmentPath', 'onDidChangeActiveEnvironmentPath'].every(
    (name) => typeof memberOf(environments, name) === 'function',
  );
  return isThere ? (environments as PythonEnvironments) : null;
}

/** What is selected for each folder; folders for which nothing is selected are left out. Never throws, whatever the other side does. */
export function selectedIn(environments: PythonEnvironments, folders: readonly Folder[]): Interpreters {
  const found = folders.map(({ uri }) => [uri.toString(), pathFor(environments, uri)] as const);
  return Object.fromEntries(found.filter(([, path]) => /^([a-z]:)?[\\/]/i.test(path)));
}

function pathFor(environments: PythonEnvironments, uri: Folder['uri']): string {
  try {
    const path = memberOf(environments.getActiveEnvironmentPath(uri), 'path');
    return typeof path === 'string' ? path : '';
  } catch {
    return '';
  }
}

/** The settings of a section as the server is given them: with what is selected, or untouched where there is nothing to add. */
export function withInterpreters(settings: unknown, interpreters: Interpreters): unknown {
  const isObject = typeof settings === 'object' && settings !== null && !Array.isArray(settings);
  return isObject && Object.keys(interpreters).length > 0 ? { ...settings, interpreters } : settings;
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

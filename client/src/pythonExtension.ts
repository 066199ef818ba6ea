/**
 * Listens to the Python extension where it is installed and runs. It is neither required nor started: a person who has it gets
 * it started by opening a Python file, as we are.
 */
import { EventEmitter, extensions, window, workspace, type Event } from 'vscode';
import { environmentsIn, selectedIn, type Interpreters, type PythonEnvironments } from './interpreters';

export interface SelectedInterpreters {
  /** What is selected now; empty without the Python extension. */
  readonly now: () => Interpreters;
  readonly onChange: Event<void>;
  readonly dispose: () => void;
}

interface DisposableLike {
  dispose(): unknown;
}

/** VS Code does not tell when another extension has started: it is looked for after so many milliseconds, then at each new editor. */
const LOOKS_MS = [500, 1_000, 2_000, 4_000, 8_000, 16_000];

/** Begins to listen. Disposing ends it. */
export function listenToPythonExtension(): SelectedInterpreters {
  const changed = new EventEmitter<void>();
  const looking: DisposableLike[] = [];
  const listening: DisposableLike[] = [changed, workspace.onDidChangeWorkspaceFolders(compare)];
  let environments: PythonEnvironments | null = null;
  let selected: Interpreters = {};

  function compare(): void {
    const before = selected;
    selected = environments === null ? {} : selectedIn(environments, workspace.workspaceFolders ?? []);
    if (JSON.stringify(before) !== JSON.stringify(selected)) changed.fire();
  }

  function look(): void {
    const extension = extensions.getExtension<unknown>('ms-python.python');
    if (environments !== null || extension?.isActive !== true) return;
    for (const each of looking.splice(0)) each.dispose();
    environments = environmentsIn(extension.exports);
    if (environments !== null) listening.push(environments.onDidChangeActiveEnvironmentPath(compare));
    compare();
  }

  looking.push(extensions.onDidChange(look), window.onDidChangeActiveTextEditor(look));
  for (const wait of LOOKS_MS) {
    const timer = setTimeout(look, wait);
    looking.push({ dispose: () => clearTimeout(timer) });
  }
  look();
  return {
    now: () => selected,
    onChange: changed.event,
    dispose() {
      for (const each of [...looking.splice(0), ...listening.splice(0)]) each.dispose();
    },
  };
}

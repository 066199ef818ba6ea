/**
 * Decides when the server is worth starting: Python folders without Django should not feel this extension.
 *
 * Looks once at activation, then waits for a sign: a Python file that imports Django is opened or saved, a manage.py appears, a
 * setting names the project, a folder is added.
 */
import { Disposable, workspace, type TextDocument, type Uri } from 'vscode';
import { importsDjango } from './importsDjango';

/** Folders that hold other people's code; the server leaves them out too. */
const foreignFolders = '**/{.*,node_modules,venv,env,site-packages,__pycache__,build,dist}/**';

/** Files in which a Django project or app without a manage.py shows itself first. */
const tellingFiles = '**/{models,settings,apps,urls,admin,views}.py';

/** Most files that are read to find an import of Django. */
const readLimit = 40;

/** Calls `begin` once, as soon as the workspace is seen to hold Django. Disposing the result stops the waiting. */
export function whenWorkspaceHoldsDjango(begin: () => void): Disposable {
  const waiting: Disposable[] = [];
  let begun = false;
  const stopWaiting = (): void => {
    for (const each of waiting.splice(0)) each.dispose();
  };
  const beginOnce = (): void => {
    if (begun) return;
    begun = true;
    stopWaiting();
    begin();
  };
  const lookAt = (document: TextDocument): void => {
    if (isDjangoDocument(document)) beginOnce();
  };
  const lookAgain = (): void => {
    void workspaceHoldsDjango().then((found) => {
      if (found) beginOnce();
    });
  };

  const managePy = workspace.createFileSystemWatcher('**/manage.py', false, true, true);
  waiting.push(
    managePy,
    managePy.onDidCreate(beginOnce),
    workspace.onDidOpenTextDocument(lookAt),
    workspace.onDidSaveTextDocument(lookAt),
    workspace.onDidChangeWorkspaceFolders(lookAgain),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('djangoRelations')) lookAgain();
    }),
  );
  lookAgain();
  return new Disposable(() => {
    begun = true;
    stopWaiting();
  });
}

/** The cheapest signs come first, so that a usual project is known after one search. */
async function workspaceHoldsDjango(): Promise<boolean> {
  if (settingsNameDjango() || workspace.textDocuments.some(isDjangoDocument)) return true;
  if ((await workspace.findFiles('**/manage.py', foreignFolders, 1)).length > 0) return true;
  const files = await workspace.findFiles(tellingFiles, foreignFolders, readLimit);
  for (const file of files) if (await fileImportsDjango(file)) return true;
  return false;
}

/** Someone who names the settings module or Django's version says that this is a Django project. */
function settingsNameDjango(): boolean {
  const settings = workspace.getConfiguration('djangoRelations');
  return ['settingsModule', 'django'].some((name) => (settings.get<string | null>(name) ?? '') !== '');
}

function isDjangoDocument(document: TextDocument): boolean {
  return document.languageId === 'python' && document.uri.scheme === 'file' && importsDjango(document.getText());
}

/** False for a file that cannot be read. */
async function fileImportsDjango(file: Uri): Promise<boolean> {
  try {
    return importsDjango(new TextDecoder().decode(await workspace.fs.readFile(file)));
  } catch {
    return false;
  }
}

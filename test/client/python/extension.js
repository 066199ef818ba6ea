/** Selects the environment that lies beside the opened folder, or nothing, and tells so as the Python extension does. */
const path = require('node:path');
const { commands, EventEmitter, workspace } = require('vscode');

exports.activate = (context) => {
  const changed = new EventEmitter();
  let selected = 'python';
  const select = (given) => {
    selected = given;
    changed.fire({ id: given, path: given, resource: workspace.workspaceFolders[0] });
  };
  context.subscriptions.push(
    changed,
    commands.registerCommand('python.selectEnvironment', () =>
      select(path.join(workspace.workspaceFolders[0].uri.fsPath, '../environment/bin/python')),
    ),
    commands.registerCommand('python.selectNothing', () => select('python')),
  );
  return {
    ready: Promise.resolve(),
    environments: {
      getActiveEnvironmentPath: () => ({ id: selected, path: selected }),
      onDidChangeActiveEnvironmentPath: changed.event,
    },
  };
};

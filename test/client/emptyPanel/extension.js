/** Opens the least panel that there is, as the graph view opens its own: beside, from a command, with scripts allowed. */
const { commands, ViewColumn, window } = require('vscode');

exports.activate = (context) => {
  context.subscriptions.push(
    commands.registerCommand('standIn.openPanel', () => {
      const panel = window.createWebviewPanel('standIn.panel', 'Empty', { viewColumn: ViewColumn.Beside }, { enableScripts: true });
      panel.webview.html = '<!doctype html><p class="empty">Nothing.</p>';
    }),
  );
};

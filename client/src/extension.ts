/** The extension's life: its parts are put together when VS Code activates it, and the server ends when VS Code lets go of it. */
import { window, type ExtensionContext } from 'vscode';
import { registerCommands } from './commands';
import { whenWorkspaceHoldsDjango } from './djangoWorkspace';
import { createExplainPage } from './explainPage';
import { createGraphPanels } from './graphPanels';
import { listenToPythonExtension } from './pythonExtension';
import { createServerSession, type ServerSession } from './serverSession';
import { createStatusItem } from './statusItem';

let session: ServerSession | undefined;

export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Django Relations', { log: true });
  const status = createStatusItem();
  const interpreters = listenToPythonExtension();
  const started = createServerSession(context, output, interpreters.now);
  const explainPage = createExplainPage(started.explainProject);
  const graphPanels = createGraphPanels({ context, session: started, output });
  session = started;

  context.subscriptions.push(
    output,
    status,
    explainPage,
    graphPanels,
    interpreters,
    interpreters.onChange(() => {
      // The server asks for the settings again, and what is selected stands in them.
      started.notify('workspace/didChangeConfiguration', { settings: null });
    }),
    started.onStatus(status.show),
    started.onStatus(graphPanels.onStatus),
    started.onStatus((known) => {
      if (known?.state === 'ready') explainPage.refresh();
    }),
    registerCommands({ session: started, explainPage, graphPanels, output }),
    whenWorkspaceHoldsDjango(() => {
      // A server that does not come up has told so in a message of its own; the reason belongs beside it.
      started.start().catch((error: unknown) => {
        output.error(`The server could not be started: ${String(error)}`);
      });
    }),
  );
}

/** VS Code waits for the promise, so that the server can end in good order. */
export async function deactivate(): Promise<void> {
  await session?.stop();
}

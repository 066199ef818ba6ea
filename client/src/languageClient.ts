/** The client's side of the Language Server Protocol: how the server is started, and which files it hears about. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, ResponseError, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { commandIds } from './commandIds';
import { withInterpreters, type Interpreters } from './interpreters';

/** The section of the settings, and what VS Code looks at for `djangoRelations.trace.server`. */
const SECTION = 'djangoRelations';

/** A client that is ready to start; it hands `interpreters` on with the settings. The caller disposes it. */
export function createLanguageClient(
  context: ExtensionContext,
  output: LogOutputChannel,
  interpreters: () => Interpreters,
): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return new LanguageClient(
    SECTION,
    'Django Relations',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    {
      documentSelector: [{ scheme: 'file', language: 'python' }],
      initializationOptions: { graphCommand: commandIds.showGraphAround },
      diagnosticCollectionName: 'django-relations',
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      middleware: {
        workspace: {
          async configuration(asked, token, next) {
            const answers = await next(asked, token);
            if (answers instanceof ResponseError) return answers;
            return (answers as readonly unknown[]).map((answer, at) =>
              asked.items[at]?.section === SECTION ? withInterpreters(answer, interpreters()) : answer,
            );
          },
        },
      },
    },
  );
}

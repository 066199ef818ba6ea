/** The client's side of the Language Server Protocol: how the server is started, and which files it hears about. */
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';

/** A client that is ready to start. The caller disposes it. */
export function createLanguageClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const server = { module: context.asAbsolutePath('dist/server.js'), transport: TransportKind.ipc };
  return new LanguageClient(
    // The section under which VS Code looks for `djangoRelations.trace.server`.
    'djangoRelations',
    'Django Relations',
    { run: server, debug: { ...server, options: { execArgv: ['--nolazy', '--inspect=6009'] } } },
    {
      documentSelector: [{ scheme: 'file', language: 'python' }],
      diagnosticCollectionName: 'django-relations',
      outputChannel: output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
    },
  );
}

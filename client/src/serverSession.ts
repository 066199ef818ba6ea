/**
 * One server and its life: started when the workspace turns out to hold Django, restarted by a person, stopped at the end.
 *
 * Every start makes a new client: one whose start has failed can be neither stopped nor started again.
 */
import { EventEmitter, type Event, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { State, type LanguageClient } from 'vscode-languageclient/node';
import {
  explainProjectRequest,
  statusNotification,
  type ExplainProjectResult,
  type ServerStatus,
} from '../../server/src/protocol/customMessages';
import { graphChangedNotification, type GraphChangedParams } from '../../server/src/protocol/graphMessages';
import type { GraphSession } from './graphServer';
import type { Interpreters } from './interpreters';
import { createLanguageClient } from './languageClient';

export interface ServerSession extends GraphSession {
  /** Starts the server, unless it runs already. Rejects when it does not come up; the person has then been told. */
  readonly start: () => Promise<void>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** The Markdown of "Explain This Project"; starts the server when it does not run. Rejects when there is no answer. */
  readonly explainProject: () => Promise<string>;
  /** Null when the server has ended. */
  readonly onStatus: Event<ServerStatus | null>;
}

export function createServerSession(context: ExtensionContext, output: LogOutputChannel, interpreters: () => Interpreters): ServerSession {
  const statusChanged = new EventEmitter<ServerStatus | null>();
  const graphChanged = new EventEmitter<GraphChangedParams>();
  let client: LanguageClient | undefined;

  const begin = (): LanguageClient => {
    const created = createLanguageClient(context, output, interpreters);
    created.onNotification(statusNotification, (status: ServerStatus) => {
      statusChanged.fire(status);
    });
    created.onNotification(graphChangedNotification, (changed: GraphChangedParams) => {
      graphChanged.fire(changed);
    });
    created.onDidChangeState(({ newState }) => {
      if (newState === State.Starting) statusChanged.fire({ state: 'scanning' });
      if (newState === State.Stopped || newState === State.StartFailed) statusChanged.fire(null);
    });
    return created;
  };
  const running = async (): Promise<LanguageClient> => {
    if (client?.state === State.StartFailed) await stop();
    client ??= begin();
    if (client.state !== State.Running) {
      await client.start();
      output.info('The server has started.');
    }
    return client;
  };
  const stop = async (): Promise<void> => {
    const ending = client;
    client = undefined;
    // A server that never came up, or is gone already, cannot be stopped; that is what was wanted.
    await ending?.dispose().catch((error: unknown) => {
      output.debug(`The server did not end by itself: ${String(error)}`);
    });
  };

  return {
    onStatus: statusChanged.event,
    onGraphChanged: graphChanged.event,
    stop,
    async start() {
      await running();
    },
    async restart() {
      await stop();
      await running();
    },
    async request<Answer>(method: string, params: unknown) {
      const connected = await running();
      return connected.sendRequest<Answer>(method, params);
    },
    notify(method, params) {
      if (client?.state === State.Running) void client.sendNotification(method, params);
    },
    async explainProject() {
      const connected = await running();
      const { markdown } = await connected.sendRequest<ExplainProjectResult>(explainProjectRequest);
      return markdown;
    },
  };
}

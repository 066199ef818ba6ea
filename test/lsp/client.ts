/** An editor's side of a conversation: a small LSP client for tests. It remembers what a person would see. */
import { fork, spawn, type ChildProcess } from 'node:child_process';
import { PassThrough } from 'node:stream';
import {
  createMessageConnection,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type CodeAction,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

export interface ClientOptions {
  /** URIs of the workspace's folders. */
  readonly folders: readonly string[];
  /** The answer to `workspace/configuration`; undefined for an editor that never answers. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: unknown;
  /** Capabilities that differ from those of {@link MODERN}. */
  readonly capabilities?: object;
}

/** What a present-day editor says of itself. */
export const MODERN = {
  general: { positionEncodings: ['utf-16'] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: {
      relatedInformation: true,
      versionSupport: true,
      codeDescriptionSupport: true,
      tagSupport: { valueSet: [1, 2] },
    },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } }, isPreferredSupport: true },
  },
};

export interface TestClient {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** Everything the server sent by itself, in order. */
  readonly said: readonly SaidMessage[];
  /** The diagnostics that are shown for a file now. */
  diagnostics(uri: string): readonly Diagnostic[];
  /** All diagnostics of a file that ever came, oldest first. */
  published(uri: string): readonly PublishDiagnosticsParams[];
  /** Waits until `condition` holds, looking again after every message; rejects with `what` when it never does. */
  until(what: string, condition: () => boolean): Promise<void>;
  /** Waits until the server has worked off what was sent so far. */
  settled(): Promise<void>;
  open(uri: string, text: string): void;
  /** One incremental edit of an open document: the first `before` in its text becomes `after`. */
  edit(uri: string, before: string, after: string): void;
  close(uri: string): void;
  text(uri: string): string;
  hover(uri: string, at: string): Promise<Hover | null>;
  codeActions(uri: string, at: string, only?: readonly string[]): Promise<readonly CodeAction[]>;
  /** Applies the part of an edit that is about an open document, as an editor does. */
  apply(uri: string, edit: WorkspaceEdit): void;
  changeSettings(settings: Readonly<Record<string, unknown>>): void;
  watched(changes: readonly { readonly uri: string; readonly type: 1 | 2 | 3 }[]): void;
  stop(): Promise<void>;
}

export interface SaidMessage {
  readonly method: string;
  readonly params: unknown;
}

/** Two ends of a conversation within one process. */
export interface StreamPair {
  readonly input: PassThrough;
  readonly output: PassThrough;
}

const PATIENCE_MS = 10_000;

/** A client of a server that `start` is given the streams of. */
export async function talkInProcess(start: (streams: StreamPair) => void, options: ClientOptions): Promise<TestClient> {
  const streams = { input: new PassThrough(), output: new PassThrough() };
  start(streams);
  const connection = createMessageConnection(new StreamMessageReader(streams.output), new StreamMessageWriter(streams.input));
  return greet(connection, options, async () => {
    await connection.sendRequest('shutdown');
    connection.dispose();
  });
}

/** A client of a server process over standard input and output. */
export async function talkToProcess(command: readonly string[], options: ClientOptions): Promise<TestClient> {
  const [program = '', ...args] = command;
  const server = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  return greet(connection, options, endOf(connection, server));
}

/** A client of a server module that is started as VS Code starts it: a child process with a channel for messages. */
export async function talkOverIpc(module: string, options: ClientOptions): Promise<TestClient> {
  const server = fork(module, ['--node-ipc'], { execArgv: ['--import', 'tsx'] });
  const connection = createMessageConnection(new IPCMessageReader(server), new IPCMessageWriter(server));
  return greet(connection, options, endOf(connection, server));
}

/** Ends a server process in good order; rejects when its status says otherwise. */
function endOf(connection: MessageConnection, server: ChildProcess): () => Promise<void> {
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve));
  return async () => {
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    const status = await ended;
    connection.dispose();
    if (status !== 0) throw new Error(`the server ended with status ${String(status)}`);
  };
}

async function greet(connection: MessageConnection, options: ClientOptions, stop: () => Promise<void>): Promise<TestClient> {
  const documents = new Map<string, TextDocument>();
  const shown = new Map<string, readonly Diagnostic[]>();
  const said: SaidMessage[] = [];
  let lookAgain: (() => void)[] = [];
  let { settings } = options;

  const noticed = (method: string, params: unknown): void => {
    said.push({ method, params });
    const looking = lookAgain;
    lookAgain = [];
    for (const look of looking) look();
  };
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    shown.set(params.uri, params.diagnostics);
    noticed('textDocument/publishDiagnostics', params);
  });
  connection.onNotification((method, params) => {
    noticed(method, params);
  });
  connection.onUnhandledProgress((params) => {
    noticed('$/progress', params);
  });
  connection.onRequest('workspace/configuration', (params: { readonly items: readonly unknown[] }) => {
    noticed('workspace/configuration', params);
    return settings === undefined ? new Promise(() => undefined) : params.items.map(() => settings);
  });
  connection.onRequest((method, params) => {
    noticed(method, params);
    return null;
  });
  connection.listen();

  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: options.folders[0] ?? null,
    workspaceFolders: options.folders.map((uri) => ({ uri, name: uri })),
    initializationOptions: options.initializationOptions ?? { diagnosticsDelay: 0 },
    capabilities: { ...MODERN, ...options.capabilities },
  });
  await connection.sendNotification('initialized', {});

  const send = (method: string, params: object): void => void connection.sendNotification(method, params);
  const documentOf = (uri: string): TextDocument => {
    const document = documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  };
  const change = (uri: string, edits: readonly TextEdit[]): void => {
    const document = documentOf(uri);
    const version = document.version + 1;
    // From the end, so that the ranges of one edit hold while the others are made.
    const changes = [...edits]
      .sort((left, right) => document.offsetAt(right.range.start) - document.offsetAt(left.range.start))
      .map(({ range, newText }) => ({ range, text: newText }));
    documents.set(uri, TextDocument.update(document, changes, version));
    send('textDocument/didChange', { textDocument: { uri, version }, contentChanges: changes });
  };
  const rangeOf = (uri: string, part: string): TextEdit['range'] => {
    const document = documentOf(uri);
    const start = document.getText().indexOf(part);
    if (start === -1) throw new Error(`"${part}" is not in ${uri}`);
    return { start: document.positionAt(start), end: document.positionAt(start + part.length) };
  };
  const until = (what: string, condition: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const seen = said.map(({ method, params }) => `${method} ${JSON.stringify(params)}`).join('\n');
        reject(new Error(`never happened: ${what}. The server said:\n${seen}`));
      }, PATIENCE_MS);
      const look = (): void => {
        if (!condition()) {
          lookAgain.push(look);
          return;
        }
        clearTimeout(timer);
        resolve();
      };
      look();
    });

  return {
    connection,
    initialized,
    said,
    until,
    diagnostics: (uri) => shown.get(uri) ?? [],
    published: (uri) =>
      said
        .filter(({ method }) => method === 'textDocument/publishDiagnostics')
        .map(({ params }) => params as PublishDiagnosticsParams)
        .filter((params) => params.uri === uri),
    async settled() {
      // The answer needs the first reading; a second round trip later the diagnostics of that state are out, too.
      for (let round = 0; round < 3; round++) await connection.sendRequest('djangoRelations/explainProject');
    },
    open(uri, text) {
      documents.set(uri, TextDocument.create(uri, 'python', 1, text));
      send('textDocument/didOpen', { textDocument: { uri, languageId: 'python', version: 1, text } });
    },
    edit(uri, before, after) {
      change(uri, [{ range: rangeOf(uri, before), newText: after }]);
    },
    close(uri) {
      documents.delete(uri);
      send('textDocument/didClose', { textDocument: { uri } });
    },
    text: (uri) => documentOf(uri).getText(),
    hover: (uri, at) => connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: rangeOf(uri, at).start }),
    async codeActions(uri, at, only) {
      const range = rangeOf(uri, at);
      const context = { diagnostics: [], ...(only === undefined ? {} : { only }) };
      return connection.sendRequest('textDocument/codeAction', { textDocument: { uri }, range, context });
    },
    apply(uri, edit) {
      const versioned = (edit.documentChanges ?? []).flatMap((one) => ('edits' in one && one.textDocument.uri === uri ? [one] : []));
      for (const { textDocument } of versioned)
        if (textDocument.version !== null && textDocument.version !== documentOf(uri).version)
          throw new Error('the edit is for another version');
      change(uri, [...(edit.changes?.[uri] ?? []), ...versioned.flatMap(({ edits }) => edits as readonly TextEdit[])]);
    },
    changeSettings(next) {
      settings = next;
      send('workspace/didChangeConfiguration', { settings: { djangoRelations: next } });
    },
    watched(changes) {
      send('workspace/didChangeWatchedFiles', { changes });
    },
    stop,
  };
}

/** The language server: which messages there are, and who answers them. The work is done by the session and the engine. */
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  PositionEncodingKind,
  TextDocuments,
  TextDocumentSyncKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isInside, keyFromPath, keyFromUri, type DocumentKey } from '../base/documentKey';
import { explainProjectRequest, type ExplainProjectResult } from '../protocol/customMessages';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import type { GraphView } from '../protocol/graphView';
import type { FileChange, LanguageService } from '../service/languageService';
import type { KnownCodes } from '../service/settings';
import { readAbilities, type Abilities } from './abilities';
import { codeActionsAt } from './codeActions';
import { serveCodeLenses } from './codeLenses';
import { createConfiguration, SECTION, type Configuration } from './configuration';
import { createDocumentUris } from './documentUris';
import { createEditorView } from './editorView';
import { createFailures } from './failures';
import { serveGraph } from './graphRequests';
import { createSession, type ServiceRequest } from './session';
import { toHover, type ProtocolContext } from './toProtocol';
import { fileOperations, fileWatchers, readFileEvents } from './watchedFiles';

export interface ServerOptions {
  readonly connection: Connection;
  /** Makes the engine for some folders; what it has to tell goes to the output channel through `log`. */
  createService(request: ServiceRequest, log: (message: string) => void): Promise<LanguageService>;
  readonly codes: KnownCodes;
  /** Where the rules' pages are, unless the editor names another place: a URI without a slash at its end; null for nowhere. */
  readonly rulePages: string | null;
  /** False for a file that only the engine knows. */
  isOnDisk(key: DocumentKey): boolean;
  /** Lays out a picture, beside this thread; null when called off. */
  layout(input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null>;
  /** Hears of a view whose apps are going to be laid out. */
  readonly foresee?: (view: GraphView) => void;
}

/** Answers an editor until it leaves. */
export function serve({ connection, createService, codes, rulePages, isOnDisk, layout, foresee }: ServerOptions): void {
  const documents = new TextDocuments(TextDocument);
  const uris = createDocumentUris();
  const openVersions = new Map<DocumentKey, number>();
  /** Open documents whose files are gone: Django does not see them any more. */
  const orphans = new Set<DocumentKey>();
  const failures = createFailures((message) => {
    connection.console.error(message);
  });
  let abilities: Abilities = readAbilities({});
  let pages = rulePages;
  /** What the editor calls the command that draws what is around a model; null where it has none. */
  let graphCommand: string | null = null;
  let wantsLenses = true;
  let roots: readonly DocumentKey[] = [];
  let configuration: Configuration | null = null;

  const contextOf = (service: LanguageService): ProtocolContext => ({
    service,
    abilities,
    isOnDisk,
    uriOf: uris.of,
    pageOf: (rule) => (pages === null ? null : `${pages}/${rule}.md`),
    versionOf: (key) => openVersions.get(key) ?? null,
  });
  const graph = serveGraph({
    connection,
    failures,
    ready: () => session.ready(),
    contextOf,
    offsetOf: ({ uri, position }) => documents.get(uri)?.offsetAt(position) ?? null,
    layout,
    foresee,
  });
  const lenses = serveCodeLenses({
    connection,
    failures,
    ready: () => session.ready(),
    command: () => (wantsLenses ? graphCommand : null),
    refreshes: () => graphCommand !== null && abilities.refreshesLenses,
  });
  const view = createEditorView({ connection, failures, contextOf, abilities: () => abilities });
  const session = createSession({
    createService: (request) =>
      createService(request, (message) => {
        connection.console.info(message);
      }),
    listener: {
      ...view,
      analysed(service, analysis, context) {
        view.analysed(service, analysis, context);
        graph.analysed(analysis);
        lenses.analysed(analysis);
      },
    },
  });

  connection.onInitialize((params): InitializeResult => {
    abilities = readAbilities(params.capabilities);
    roots = rootsOf(params);
    const { rulePages: chosen, graphCommand: offered, ...initial } = recordOf(params.initializationOptions);
    if (typeof chosen === 'string' && chosen !== '') pages = chosen.replace(/\/+$/, '');
    if (typeof offered === 'string' && offered !== '') graphCommand = offered;
    configuration = createConfiguration({ connection, initial, codes });
    // A lens leads to the graph: an editor that cannot show one would offer a click on nothing.
    const capabilities = graphCommand === null ? CAPABILITIES : { ...CAPABILITIES, codeLensProvider: {} };
    return { capabilities, serverInfo: { name: 'Django Relations' } };
  });

  connection.onInitialized(() => {
    failures.guardEvent('Starting', () => {
      if (abilities.watchesFiles) register(DidChangeWatchedFilesNotification.method, { watchers: fileWatchers });
      if (abilities.watchesConfiguration) register(DidChangeConfigurationNotification.method, { section: SECTION });
      if (abilities.workspaceFolders)
        connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
          const gone = new Set(keysOf(removed));
          roots = [...new Set([...roots.filter((root) => !gone.has(root)), ...keysOf(added)])];
          session.changeRoots(roots);
        });
    });
    void settingsNow(undefined).then((settings) => {
      session.start(roots, settings);
    });
  });

  /** An editor that refuses to watch costs freshness, not the session. */
  function register(method: string, options: unknown): void {
    const refused = (error: unknown): void => {
      failures.tell(`Registering ${method}`, error);
    };
    connection
      .sendRequest('client/registerCapability', { registrations: [{ id: method, method, registerOptions: options }] })
      .then(undefined, refused);
  }

  async function settingsNow(pushed: unknown) {
    configuration ??= createConfiguration({ connection, initial: null, codes });
    const read = abilities.configuration ? await configuration.pull() : configuration.push(pushed);
    if (read.codeLens !== wantsLenses) {
      wantsLenses = read.codeLens;
      lenses.refresh();
    }
    return read;
  }

  connection.onDidChangeConfiguration(({ settings: pushed }) => {
    void failures.guard('Reading the settings', undefined, async () => {
      session.configure(await settingsNow(pushed));
    });
  });

  connection.onDidChangeWatchedFiles(({ changes: events }) => {
    failures.guardEvent('Taking in changed files', () => {
      const { changes, walkAgain } = readFileEvents(events);
      followFiles(changes);
      session.filesChanged(changes);
      if (walkAgain) session.walkAgain();
    });
  });
  connection.workspace.onDidCreateFiles(session.walkAgain);
  connection.workspace.onDidRenameFiles(session.walkAgain);
  connection.workspace.onDidDeleteFiles(session.walkAgain);

  function takeIn(document: TextDocument): void {
    const key = uris.learn(document.uri);
    // Nobody checks what an editor sends, and a document without a text would fail every analysis from then on.
    const text: unknown = document.getText();
    if (!key?.endsWith('.py') || typeof text !== 'string') return;
    orphans.delete(key);
    openVersions.set(key, document.version);
    session.open({ key, text, version: document.version });
  }

  /** An editor goes on showing a file that is deleted under it; it counts again when it is back, or typed into. */
  function followFiles(changes: readonly FileChange[]): void {
    for (const document of documents.all()) {
      const key = keyFromUri(document.uri);
      if (key === null || !changes.some((change) => isInside(change.key, key))) continue;
      if (isOnDisk(key)) {
        if (orphans.has(key)) takeIn(document);
      } else {
        orphans.add(key);
        session.close(key);
      }
    }
  }

  documents.onDidChangeContent(({ document }) => {
    failures.guardEvent('Taking in a document', () => {
      takeIn(document);
    });
  });
  documents.onDidClose(({ document }) => {
    failures.guardEvent('Closing a document', () => {
      const key = keyFromUri(document.uri);
      if (key === null) return;
      openVersions.delete(key);
      orphans.delete(key);
      session.close(key);
    });
  });

  connection.onHover(({ textDocument, position }, token) =>
    failures.guard('A hover', null, async () => {
      const key = keyFromUri(textDocument.uri);
      const service = await session.ready();
      const document = documents.get(textDocument.uri);
      if (key === null || document === undefined || token.isCancellationRequested) return null;
      const hover = service.hover(key, document.offsetAt(position));
      const lineStarts = service.lineStarts(key);
      return hover === null || lineStarts === null ? null : toHover(hover, lineStarts, abilities);
    }),
  );

  connection.onCodeAction(({ textDocument, range, context: { only } }, token) =>
    failures.guard('Quick fixes', [], async () => {
      const key = keyFromUri(textDocument.uri);
      const service = await session.ready();
      if (key === null || token.isCancellationRequested) return [];
      return codeActionsAt({ key, range, only }, service, contextOf(service));
    }),
  );

  connection.onRequest(explainProjectRequest, () =>
    failures.guard<ExplainProjectResult>(
      'Explaining the project',
      { markdown: '# Django Relations\n\nSomething went wrong; the output channel says what.' },
      async () => ({ markdown: (await session.ready()).explainProject() }),
    ),
  );

  connection.onShutdown(() => {
    session.stop();
  });

  documents.listen(connection);
  connection.listen();
}

const CAPABILITIES: InitializeResult['capabilities'] = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  hoverProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: { didCreate: fileOperations, didRename: fileOperations, didDelete: fileOperations },
  },
};

/** The folders of the workspace, newer ways of naming them first; none when a single file is open. */
function rootsOf({ workspaceFolders, ...older }: InitializeParams): readonly DocumentKey[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) return keysOf(workspaceFolders);
  const { rootUri, rootPath } = older as { readonly rootUri?: string | null; readonly rootPath?: string | null };
  if (typeof rootUri === 'string') return keysOf([{ uri: rootUri }]);
  return typeof rootPath === 'string' ? [keyFromPath(rootPath)] : [];
}

function keysOf(folders: readonly { readonly uri: string }[]): readonly DocumentKey[] {
  return folders.flatMap(({ uri }) => keyFromUri(uri) ?? []);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

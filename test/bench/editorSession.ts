/** An editor's side of a conversation with our language server over standard input and output, and how long its answers take. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

export interface EditorSession {
  /** Opens the document and resolves with its first diagnostics that are not empty. */
  open(text: string): Promise<readonly Diagnostic[]>;
  /** Sends one change (offsets of the text before it) and resolves with the milliseconds until its diagnostics came. */
  type(edit: TextEdit): Promise<number>;
  /** What the server's heap holds once everything unused was collected, in MB (10^6 bytes). Needs a platform with signals. */
  heapMegabytes(): Promise<number>;
  close(): Promise<void>;
}

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

export interface SessionOptions {
  /** The checkout whose built server is started. */
  readonly root: string;
  /** Absolute path of the opened folder. */
  readonly folder: string;
  /** Absolute path of the document. */
  readonly document: string;
}

const ANSWER_WITHIN_MS = 60_000;

/** Starts the server on a folder, as an editor does. Rejects when it does not answer. */
export async function startSession(options: SessionOptions): Promise<EditorSession> {
  const heapFile = join(mkdtempSync(join(tmpdir(), 'bench-')), 'heap');
  const watched = ['--expose-gc', '--require', join(options.root, 'test/bench/tellHeap.cjs')];
  const child = spawn(process.execPath, [...watched, join(options.root, 'dist/cli.js'), 'lsp', '--stdio'], {
    cwd: options.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, HEAP_FILE: heapFile },
  });
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const settings = { diagnosticsDelay: 0 };
  connection.onRequest('workspace/configuration', (asked: { items: readonly unknown[] }) => asked.items.map(() => settings));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('window/workDoneProgress/create', () => null);
  connection.listen();

  const folderUri = pathToFileURL(options.folder).href;
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: folderUri,
    workspaceFolders: [{ uri: folderUri, name: 'bench' }],
    initializationOptions: settings,
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { publishDiagnostics: { versionSupport: true } },
    },
  });
  await connection.sendNotification('initialized', {});
  return session({ connection, child, heapFile, uri: pathToFileURL(options.document).href });
}

interface Started {
  readonly connection: MessageConnection;
  readonly child: ChildProcess;
  readonly heapFile: string;
  readonly uri: string;
}

function session({ connection, child, heapFile, uri }: Started): EditorSession {
  let version = 0;
  let text = '';
  const diagnosticsCame = waitForDiagnostics(connection, uri);
  return {
    async open(opened) {
      text = opened;
      version = 1;
      const came = diagnosticsCame((said) => said.diagnostics.length > 0);
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'python', version, text },
      });
      return (await came).diagnostics;
    },
    async type({ start, end, newText }) {
      version += 1;
      const range = { start: positionAt(text, start), end: positionAt(text, end) };
      text = text.slice(0, start) + newText + text.slice(end);
      const sent = version;
      const came = diagnosticsCame((said) => said.version === undefined || said.version === sent);
      const started = performance.now();
      void connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ range, text: newText }],
      });
      await came;
      return performance.now() - started;
    },
    async heapMegabytes() {
      rmSync(heapFile, { force: true });
      child.kill('SIGUSR2');
      while (!existsSync(heapFile)) await setTimeout(20);
      return Number(readFileSync(heapFile, 'utf8')) / 1e6;
    },
    async close() {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
      rmSync(dirname(heapFile), { recursive: true });
    },
  };
}

type Wanted = (said: PublishDiagnosticsParams) => boolean;

/** One waiter at a time: the next published diagnostics of the document that are the wanted ones. */
function waitForDiagnostics(connection: MessageConnection, uri: string) {
  let waiting: ((said: PublishDiagnosticsParams) => void) | null = null;
  connection.onNotification('textDocument/publishDiagnostics', (said: PublishDiagnosticsParams) => {
    if (decodeURIComponent(said.uri) === decodeURIComponent(uri)) waiting?.(said);
  });
  return (wanted: Wanted): Promise<PublishDiagnosticsParams> =>
    new Promise((resolve, reject) => {
      const timer = globalThis.setTimeout(() => {
        reject(new Error('the server published no diagnostics'));
      }, ANSWER_WITHIN_MS);
      waiting = (said) => {
        if (!wanted(said)) return;
        clearTimeout(timer);
        waiting = null;
        resolve(said);
      };
    });
}

function positionAt(text: string, offset: number): { readonly line: number; readonly character: number } {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length - 1, character: offset - lineStart };
}

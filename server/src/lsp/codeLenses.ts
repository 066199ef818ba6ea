/** A lens above each model that leads to the graph around it, for editors that can show a graph. */
import { CodeLensRefreshRequest, type CodeLens, type Connection } from 'vscode-languageserver/node';
import { keyFromUri, type DocumentKey } from '../base/documentKey';
import { rangeOf } from '../base/span';
import { modelLenses } from '../features/modelLens';
import type { DocumentPosition } from '../protocol/graphMessages';
import type { Analysis, LanguageService } from '../service/languageService';
import type { Failures } from './failures';

export interface CodeLensOptions {
  readonly connection: Connection;
  readonly failures: Failures;
  ready(): Promise<LanguageService>;
  /** The editor's command that draws what is around a model, handed the model's {@link DocumentPosition}; null for no lenses. */
  command(): string | null;
  /** Whether the editor can be told to ask again. */
  refreshes(): boolean;
}

export interface CodeLenses {
  /** Where the graph is another one, lenses of files that nobody touched may be, too. */
  analysed(analysis: Analysis): void;
  /** Asks the editor to ask again. */
  refresh(): void;
}

/** Answers `textDocument/codeLens` on the connection. */
export function serveCodeLenses({ connection, failures, ready, command, refreshes }: CodeLensOptions): CodeLenses {
  let graphs: readonly unknown[] = [];

  function refresh(): void {
    if (!refreshes()) return;
    connection.sendRequest(CodeLensRefreshRequest.type).then(undefined, (error: unknown) => {
      failures.tell('Refreshing lenses', error);
    });
  }

  connection.onCodeLens(({ textDocument: { uri } }, token) =>
    failures.guard<CodeLens[]>('Lenses', [], async () => {
      const service = await ready();
      const key = keyFromUri(uri);
      const chosen = command();
      if (key === null || chosen === null || token.isCancellationRequested) return [];
      return codeLensesOf({ key, uri, command: chosen }, service);
    }),
  );

  return {
    refresh,
    analysed({ projects }) {
      const before = graphs;
      graphs = projects.map(({ graph }) => graph);
      if (before.length !== graphs.length || graphs.some((graph, at) => graph !== before[at])) refresh();
    },
  };
}

export interface LensQuestion {
  readonly key: DocumentKey;
  /** The document as the editor calls it. */
  readonly uri: string;
  readonly command: string;
}

/** The lenses of a document in the order of the file; one for each class, by the first project that has it. */
export function codeLensesOf({ key, uri, command }: LensQuestion, service: Pick<LanguageService, 'analysis' | 'locate'>): CodeLens[] {
  const byClass = new Map<number, CodeLens>();
  for (const project of service.analysis().projects) {
    for (const { label, at, words } of modelLenses(project, key)) {
      const located = byClass.has(at.id) ? null : service.locate(at);
      if (located === null) continue;
      const range = rangeOf(located.lineStarts, located.span);
      const argument: DocumentPosition = { uri, position: range.start };
      byClass.set(at.id, { range, command: { title: words, tooltip: `Show the graph around ${label}`, command, arguments: [argument] } });
    }
  }
  return [...byClass.values()].sort((left, right) => left.range.start.line - right.range.start.line);
}

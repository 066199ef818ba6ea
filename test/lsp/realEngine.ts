/** A conversation with the whole server over files in memory: the real engine behind the real protocol. */
import assert from 'node:assert/strict';
import { createConnection } from 'vscode-languageserver/node';
import type { DocumentKey } from '../../server/src/base/documentKey';
import { serve, type ServerOptions } from '../../server/src/lsp/server';
import { createLanguageService } from '../../server/src/service/createLanguageService';
import { createMemoryHost } from '../../server/src/source/memoryHost';
import { openParser } from '../../server/src/syntax/openParser';
import { talkInProcess, type ClientOptions, type TestClient } from './client';

/** Files by their keys. A failure of the engine fails the test. */
export async function talkToEngine(
  files: Readonly<Record<string, string>>,
  options: ClientOptions,
  parts: Pick<ServerOptions, 'layout' | 'foresee'> = { layout: () => Promise.resolve(null) },
): Promise<TestClient> {
  const { parser } = await openParser(process.env);
  const host = createMemoryHost(new Map(Object.entries(files) as [DocumentKey, string][]));
  return talkInProcess(({ input, output }) => {
    serve({
      connection: createConnection(input, output),
      createService: ({ roots, settings }) =>
        Promise.resolve(createLanguageService({ roots, settings, host, parser, onFailure: (message) => assert.fail(message) })),
      codes: { isKnown: () => true },
      rulePages: null,
      isOnDisk: (key) => key in files,
      ...parts,
    });
  }, options);
}

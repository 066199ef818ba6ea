/** The one door to a parser: native where its binary loads, WebAssembly elsewhere. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createNativeParser } from './nativeParser';
import type { PythonParser, Reading } from './python';
import { quickFirst } from './quickFirst';
import type { WasmFiles } from './wasmParser';

export interface OpenedParser {
  readonly parser: PythonParser;
  /** A sentence for the output channel when the slower parser is used; null for the native one. */
  readonly notice: string | null;
}

export interface ParserOptions {
  /** `DJANGO_RELATIONS_PARSER=wasm` in it asks for WebAssembly. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `as-needed` only where no edit follows. */
  readonly reading: Reading;
}

/** Opens the parser. Rejects when neither build loads. */
export async function openParser({ env, reading }: ParserOptions): Promise<OpenedParser> {
  const forced = env['DJANGO_RELATIONS_PARSER'] === 'wasm';
  const native = forced ? { reason: 'DJANGO_RELATIONS_PARSER asks for it' } : createNativeParser();
  if ('parser' in native) return { parser: quickFirst(native.parser, reading), notice: null };
  const { createWasmParser } = await import('./wasmParser');
  const parser = await createWasmParser(findWasm());
  return { parser: quickFirst(parser, reading), notice: `Parsing with WebAssembly instead of the native parser: ${native.reason}.` };
}

/** Where the .wasm files are: beside the bundle, or in node_modules of a checkout. */
export function findWasm(): WasmFiles {
  const beside = { runtime: join(__dirname, 'web-tree-sitter.wasm'), language: join(__dirname, 'tree-sitter-python.wasm') };
  if (existsSync(beside.runtime)) return beside;
  // Not bundled: server/src/syntax of a checkout.
  const modules = join(__dirname, '../../../node_modules');
  return {
    runtime: join(modules, 'web-tree-sitter', 'web-tree-sitter.wasm'),
    language: join(modules, 'tree-sitter-python', 'tree-sitter-python.wasm'),
  };
}

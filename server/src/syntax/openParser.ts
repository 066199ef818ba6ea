/** The one door to a parser: native where its binary loads, WebAssembly elsewhere. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createNativeParser } from './nativeParser';
import type { PythonParser } from './python';
import { quickFirst } from './quickFirst';
import type { WasmFiles } from './wasmParser';

export interface OpenedParser {
  readonly parser: PythonParser;
  /** A sentence for the output channel when the slower parser is used; null for the native one. */
  readonly notice: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the parser for a process that lives on. `DJANGO_RELATIONS_PARSER=wasm` in `env` asks for WebAssembly. Rejects when neither build loads. */
export async function openParser(env: Environment): Promise<OpenedParser> {
  const native = nativeFor(env);
  if ('parser' in native) return { parser: quickFirst(native.parser, 'whole'), notice: null };
  const parser = quickFirst(await openWasm(), 'whole');
  return { parser, notice: `Parsing with WebAssembly instead of the native parser: ${native.reason}.` };
}

const NEEDS_WASM = new Error('the native parser does not load');

/**
 * Does `work` with a parser for one reading without edits. Most projects need no tree-sitter at all, so it is loaded when the first
 * text asks for it; where the native one does not load, the work is done again with WebAssembly. Rejects when neither loads.
 */
export async function withParser<Result>(env: Environment, work: (parser: PythonParser) => Result): Promise<Result> {
  let native: ReturnType<typeof createNativeParser> | null = null;
  // A rule that asks for a text must not take the refusal for its own failure.
  const asked = { refused: false };
  const lazy: PythonParser = {
    name: 'native',
    reading: 'whole',
    parse(text) {
      native ??= nativeFor(env);
      if ('reason' in native) {
        asked.refused = true;
        throw NEEDS_WASM;
      }
      return native.parser.parse(text);
    },
  };
  try {
    const result = work(quickFirst(lazy, 'as-needed'));
    if (!asked.refused) return result;
  } catch (error) {
    if (error !== NEEDS_WASM) throw error;
  }
  return work(quickFirst(await openWasm(), 'as-needed'));
}

function nativeFor(env: Environment): ReturnType<typeof createNativeParser> {
  return env['DJANGO_RELATIONS_PARSER'] === 'wasm' ? { reason: 'DJANGO_RELATIONS_PARSER asks for it' } : createNativeParser();
}

async function openWasm(): Promise<PythonParser> {
  const { createWasmParser } = await import('./wasmParser');
  return createWasmParser(findWasm());
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

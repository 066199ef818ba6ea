/** tree-sitter compiled to WebAssembly: for platforms without a prebuilt binary (Alpine, other processors). */
import { Language, Parser } from 'web-tree-sitter';
import { convertTree } from './convertTree';
import { createIds } from './ids';
import type { PythonParser } from './python';

export interface WasmFiles {
  /** Path of web-tree-sitter.wasm. */
  readonly runtime: string;
  /** Path of tree-sitter-python.wasm. */
  readonly language: string;
}

/** Loads runtime and grammar. Rejects when a file is missing or the engine has no WebAssembly. */
export async function createWasmParser(files: WasmFiles): Promise<PythonParser> {
  await Parser.init({ locateFile: () => files.runtime });
  const parser = new Parser();
  parser.setLanguage(await Language.load(files.language));
  return {
    name: 'wasm',
    reading: 'whole',
    parse(text) {
      const tree = parser.parse(text);
      if (tree === null) return { body: [], spans: createIds().spans, errors: [0, text.length] };
      const cursor = tree.walk();
      try {
        return convertTree(cursor, text);
      } finally {
        cursor.delete();
        tree.delete();
      }
    },
  };
}

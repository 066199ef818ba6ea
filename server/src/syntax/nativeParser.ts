/** tree-sitter's prebuilt native binding: the fast parser, on the platforms that have one. */
import { createRequire } from 'node:module';
import { convertTree } from './convertTree';
import type { PythonParser } from './python';
import type { Cursor } from './treeSnapshot';

interface NativeTree {
  walk(): Cursor;
}

interface NativeBinding {
  setLanguage(language: unknown): void;
  parse(text: string, oldTree: undefined, options: { readonly bufferSize: number }): NativeTree;
}

/** Loads the binding. Gives the reason, a sentence's end, where no binary for this platform loads. */
export function createNativeParser(): { readonly parser: PythonParser } | { readonly reason: string } {
  try {
    // Loaded only when it is needed, and only here: an import at the top would fail where no binary loads.
    const load = createRequire(__filename);
    const Parser = load('tree-sitter') as new () => NativeBinding;
    const { language } = load('tree-sitter-python') as { readonly language: unknown };
    const binding = new Parser();
    // Without the node type table: only cursors are used, and building a class per node type costs start-up time.
    binding.setLanguage({ language, nodeTypeInfo: [] });
    return { parser: { name: 'native', reading: 'whole', parse: (text) => parseNative(binding, text) } };
  } catch (error) {
    return { reason: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) };
  }
}

/** The binding reads the text in pieces; one piece for all of it keeps long texts whole. */
function parseNative(binding: NativeBinding, text: string): ReturnType<PythonParser['parse']> {
  const tree = binding.parse(text, undefined, { bufferSize: Math.max(32 * 1024, 2 * text.length + 2) });
  return convertTree(tree.walk(), text);
}

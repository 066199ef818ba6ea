/** From a tree-sitter cursor to a module as plain data: the one converter behind both parsers. */
import { convertStatements } from './convertStatement';
import { createIds } from './ids';
import type { ParsedModule } from './python';
import { snapshot, type Cursor } from './treeSnapshot';

/** Reads the whole tree under `cursor`, which may be freed afterwards. `text` is what was parsed. */
export function convertTree(cursor: Cursor, text: string): ParsedModule {
  const { root, errors } = snapshot(cursor);
  const ids = createIds();
  return { body: convertStatements({ text, ids }, root), spans: ids.spans, errors };
}

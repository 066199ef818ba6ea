/** A syntax tree of tree-sitter copied into plain objects, so that the tree itself can be freed at once. */

/** What both builds of tree-sitter offer of a cursor. Indexes are UTF-16 units in the WebAssembly build and here. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

export interface TreeNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  /** Name under which the parent holds the node; null for most. */
  readonly field: string | null;
  /** Named children and, where they carry meaning, tokens; comments are left out. */
  readonly children: readonly TreeNode[];
}

export interface Snapshot {
  readonly root: TreeNode;
  /** Offsets of ERROR and MISSING nodes, `[start, end, …]`, outside function bodies. */
  readonly errors: readonly number[];
}

/** Nodes whose inside says nothing that is read: copied without children. */
const CLOSED: ReadonlySet<string> = new Set([
  'string_content',
  'escape_sequence',
  'lambda',
  'list_comprehension',
  'set_comprehension',
  'dictionary_comprehension',
  'generator_expression',
  'parameters',
]);

/** Deepest nesting that is copied; what lies deeper is cut off, which no model file comes near. */
const DEPTH = 200;

/** Copies the tree under the cursor. Bodies of functions are left out. */
export function snapshot(cursor: Cursor): Snapshot {
  const errors: number[] = [];
  return { root: copy(cursor, null, 0, errors), errors };
}

function copy(cursor: Cursor, parent: string | null, depth: number, errors: number[]): TreeNode {
  const type = cursor.nodeType;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const field = cursor.currentFieldName;
  if (type === 'ERROR' || cursor.nodeIsMissing) errors.push(start, end);
  const children: TreeNode[] = [];
  const closed = CLOSED.has(type) || (type === 'block' && parent === 'function_definition') || depth > DEPTH;
  if (!closed && cursor.gotoFirstChild()) {
    do {
      if (
        cursor.nodeIsNamed
          ? cursor.nodeType !== 'comment'
          : cursor.currentFieldName === 'operator' || cursor.currentFieldName === 'operators'
      )
        children.push(copy(cursor, type, depth + 1, errors));
      else if (cursor.nodeIsMissing) errors.push(cursor.startIndex, cursor.endIndex);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, start, end, field, children };
}

/** The child held under `field`; undefined when there is none. */
export function childAt(node: TreeNode, field: string): TreeNode | undefined {
  return node.children.find((child) => child.field === field);
}

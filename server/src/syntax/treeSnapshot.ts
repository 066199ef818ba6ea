/** A syntax tree of tree-sitter copied into plain objects, so that the tree itself can be freed at once. */

/** What both builds of tree-sitter offer of a cursor. Indexes are UTF-16 units in the WebAssembly build and here. */
export interface Cursor {
  readonly nodeType: string;
  readonly nodeIsNamed: boolean;
  readonly nodeIsMissing: boolean;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly currentFieldName: string | null;
  /** Slower than the others: makes an object. */
  readonly currentNode: { readonly hasError: boolean };
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
  /** Named children and, where they carry meaning, tokens; comments and continued lines are left out. */
  readonly children: readonly TreeNode[];
}

export interface Snapshot {
  readonly root: TreeNode;
  /** Offsets of ERROR and MISSING nodes, of function bodies with such nodes inside, and of what was cut off, `[start, end, …]`. */
  readonly errors: readonly number[];
}

/** Nodes whose inside says nothing that is read: copied without children. */
const CLOSED: ReadonlySet<string> = new Set(['string_content', 'escape_sequence', 'lambda', 'parameters']);

/** Deepest nesting that is copied; what lies deeper is cut off, which no model file comes near. */
const DEPTH = 200;

/** Copies the tree under the cursor. Bodies of functions are left out. */
export function snapshot(cursor: Cursor): Snapshot {
  const copying: Copying = { cursor, errors: [], sound: !cursor.currentNode.hasError };
  return { root: copy(copying, null, 0), errors: copying.errors };
}

interface Copying {
  readonly cursor: Cursor;
  readonly errors: number[];
  /** True when the whole tree is free of errors, so that none have to be looked for. */
  readonly sound: boolean;
}

function copy(copying: Copying, parent: string | null, depth: number): TreeNode {
  const { cursor, errors, sound } = copying;
  const type = cursor.nodeType;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const field = cursor.currentFieldName;
  if (type === 'ERROR' || cursor.nodeIsMissing) errors.push(start, end);
  const children: TreeNode[] = [];
  const inFunction = type === 'block' && parent === 'function_definition';
  const closed = inFunction || CLOSED.has(type) || depth > DEPTH;
  // An open bracket in a function body may have swallowed the classes below it; what is cut off for its depth is as little known.
  if ((inFunction && !sound && cursor.currentNode.hasError) || depth > DEPTH) errors.push(start, end);
  if (!closed && cursor.gotoFirstChild()) {
    do {
      if (
        cursor.nodeIsNamed
          ? cursor.nodeType !== 'comment' && cursor.nodeType !== 'line_continuation'
          : cursor.currentFieldName === 'operator' || cursor.currentFieldName === 'operators'
      )
        children.push(copy(copying, type, depth + 1));
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

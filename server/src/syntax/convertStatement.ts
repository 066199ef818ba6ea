/** From copied tree-sitter nodes to statements as plain data. What cannot be read is stepped over, its neighbours stay. */
import { convertArguments, convertExpression, idOf, sourceOf, type Conversion } from './convertExpression';
import type { BlockStatement, Expression, IfStatement, NodeId, Statement } from './python';
import { childAt, type TreeNode } from './treeSnapshot';

/** Converts the statements of a module or block. */
export function convertStatements(conversion: Conversion, block: TreeNode | undefined): readonly Statement[] {
  return (block?.children ?? []).flatMap((child) => convertStatement(conversion, child));
}

function convertStatement(conversion: Conversion, node: TreeNode): readonly Statement[] {
  if (node.type === 'decorated_definition') return decorated(conversion, node);
  // tree-sitter wraps half-typed code; the statements that it could still tell apart count.
  if (node.type === 'ERROR' || node.type === 'block') return convertStatements(conversion, node);
  const convert = STATEMENTS[node.type];
  const statement = convert?.(conversion, node) ?? null;
  return statement === null ? [] : [statement];
}

type Convert = (conversion: Conversion, node: TreeNode) => Statement | null;

const importStatement: Convert = (conversion, node) => ({
  kind: 'import',
  id: idOf(conversion, node),
  names: node.children
    .filter((child) => child.type !== 'ERROR')
    .map((child) => {
      const { name, alias } = importedName(conversion, child);
      return { id: idOf(conversion, child), module: name, alias };
    }),
});

function importedName(conversion: Conversion, node: TreeNode): { readonly name: string; readonly alias: string | null } {
  const name = node.type === 'aliased_import' ? childAt(node, 'name') : node;
  const alias = node.type === 'aliased_import' ? childAt(node, 'alias') : undefined;
  const text = name === undefined ? '' : sourceOf(conversion, name).replace(/[\s\\]+/g, '');
  return { name: text, alias: alias === undefined ? null : sourceOf(conversion, alias) };
}

const importFrom: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const from = childAt(node, 'module_name');
  const written = from === undefined ? '' : sourceOf(conversion, from).replace(/[\s\\]+/g, '');
  const level = /^\.*/.exec(written)?.[0].length ?? 0;
  const imported = node.children.filter((child) => child.field === 'name');
  const star = node.children.some((child) => child.type === 'wildcard_import');
  return {
    kind: 'importFrom',
    id,
    level,
    module: written.slice(level),
    names: star ? null : imported.map((child) => ({ id: idOf(conversion, child), ...importedName(conversion, child) })),
  };
};

const futureImport: Convert = (conversion, node) => ({
  kind: 'importFrom',
  id: idOf(conversion, node),
  level: 0,
  module: '__future__',
  names: node.children
    .filter((child) => child.field === 'name')
    .map((child) => ({ id: idOf(conversion, child), ...importedName(conversion, child) })),
});

const expressionStatement: Convert = (conversion, node) => {
  const [inner] = node.children;
  if (inner === undefined || inner.type === 'ERROR') return null;
  if (inner.type === 'assignment') return assignment(conversion, inner);
  if (inner.type === 'augmented_assignment') return augmented(conversion, inner);
  if (inner.type === 'string' || inner.type === 'concatenated_string' || inner.type === 'ellipsis') return null;
  const id = idOf(conversion, node);
  if (node.children.length === 1) return { kind: 'expression', id, value: convertExpression(conversion, inner, node.start) };
  return { kind: 'expression', id, value: { kind: 'opaque', id: idOf(conversion, node), text: sourceOf(conversion, node) } };
};

const assignment: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const targets: Expression[] = [];
  let annotation: string | null = null;
  let current = node;
  for (;;) {
    targets.push(convertExpression(conversion, childAt(current, 'left'), current.start));
    const type = childAt(current, 'type');
    if (type !== undefined) annotation = sourceOf(conversion, type);
    const right = childAt(current, 'right');
    if (right?.type === 'assignment') current = right;
    else {
      const value = right === undefined ? null : convertExpression(conversion, right, node.end);
      return { kind: 'assignment', id, targets, annotation, operator: '=', value };
    }
  }
};

const augmented: Convert = (conversion, node) => {
  const operator = childAt(node, 'operator');
  return {
    kind: 'assignment',
    id: idOf(conversion, node),
    targets: [convertExpression(conversion, childAt(node, 'left'), node.start)],
    annotation: null,
    operator: operator === undefined ? '+=' : sourceOf(conversion, operator),
    value: convertExpression(conversion, childAt(node, 'right'), node.end),
  };
};

function decorated(conversion: Conversion, node: TreeNode): readonly Statement[] {
  const definition = childAt(node, 'definition');
  if (definition === undefined) return [];
  const decorators = node.children.filter((child) => child.type === 'decorator');
  return definition.type === 'class_definition'
    ? [classStatement(conversion, definition, { outer: node, decorators })]
    : [functionStatement(conversion, definition, { outer: node, decorators })];
}

interface Decoration {
  readonly outer: TreeNode;
  readonly decorators: readonly TreeNode[];
}

function classStatement(conversion: Conversion, node: TreeNode, { outer, decorators }: Decoration): Statement {
  const name = childAt(node, 'name') ?? { ...node, end: node.start };
  const id = conversion.ids.next(outer.start, name.end);
  const listed = decorators.map((child) => convertExpression(conversion, child.children[0], child.end));
  const nameId = idOf(conversion, name);
  const bases = childAt(node, 'superclasses');
  return {
    kind: 'class',
    id,
    decorators: listed,
    nameId,
    name: sourceOf(conversion, name),
    args: bases === undefined ? [] : convertArguments(conversion, bases),
    body: convertStatements(conversion, childAt(node, 'body')),
  };
}

function functionStatement(conversion: Conversion, node: TreeNode, { outer, decorators }: Decoration): Statement {
  const name = childAt(node, 'name') ?? { ...node, end: node.start };
  const id = conversion.ids.next(outer.start, name.end);
  const listed = decorators.map((child) => convertExpression(conversion, child.children[0], child.end));
  const parameters = childAt(node, 'parameters');
  return {
    kind: 'function',
    id,
    decorators: listed,
    nameId: idOf(conversion, name),
    name: sourceOf(conversion, name),
    parameters: parameters === undefined ? '' : sourceOf(conversion, parameters),
  };
}

/** The id of a compound statement: its keyword alone, since where its body ends is a matter of taste (comments, blank lines). */
function keywordId({ ids }: Conversion, node: TreeNode, keyword: string): NodeId {
  return ids.next(node.start, node.start + keyword.length);
}

const ifStatement: Convert = (conversion, node) => {
  const id = keywordId(conversion, node, 'if');
  const first = {
    test: convertExpression(conversion, childAt(node, 'condition'), node.start),
    body: convertStatements(conversion, childAt(node, 'consequence')),
  };
  const rest = node.children.flatMap((child): IfStatement['branches'] => {
    if (child.type === 'elif_clause')
      return [
        {
          test: convertExpression(conversion, childAt(child, 'condition'), child.start),
          body: convertStatements(conversion, childAt(child, 'consequence')),
        },
      ];
    return child.type === 'else_clause' ? [{ test: null, body: convertStatements(conversion, childAt(child, 'body')) }] : [];
  });
  return { kind: 'if', id, branches: [first, ...rest] };
};

const tryStatement: Convert = (conversion, node) => {
  const blockIn = (child: TreeNode): readonly Statement[] =>
    convertStatements(
      conversion,
      child.children.findLast((inner) => inner.type === 'block'),
    );
  const clauses = (types: readonly string[]): readonly (readonly Statement[])[] =>
    node.children.filter((child) => types.includes(child.type)).map(blockIn);
  return {
    kind: 'try',
    id: keywordId(conversion, node, 'try'),
    body: convertStatements(conversion, childAt(node, 'body')),
    handlers: clauses(['except_clause', 'except_group_clause']),
    otherwise: clauses(['else_clause']).flat(),
    finalizer: clauses(['finally_clause']).flat(),
  };
};

function compound(keyword: 'for' | 'while' | 'with' | 'match'): Convert {
  return (conversion, node) => {
    const id = keywordId(conversion, node, keyword);
    const binds = boundNames(conversion, node, keyword);
    const loop = keyword === 'for' ? loopOf(conversion, node) : null;
    const body = keyword === 'match' ? caseBodies(conversion, node) : convertStatements(conversion, childAt(node, 'body'));
    const otherwise = childAt(node, 'alternative');
    const last = otherwise === undefined ? [] : convertStatements(conversion, childAt(otherwise, 'body'));
    return { kind: 'block', id, keyword, binds, loop, body, otherwise: last };
  };
}

function loopOf(conversion: Conversion, node: TreeNode): BlockStatement['loop'] {
  if (sourceOf(conversion, node).startsWith('async')) return null;
  const target = convertExpression(conversion, childAt(node, 'left'), node.start);
  return { target, iterated: convertExpression(conversion, childAt(node, 'right'), node.start) };
}

function caseBodies(conversion: Conversion, node: TreeNode): readonly Statement[] {
  const cases = childAt(node, 'body')?.children ?? [];
  return cases.flatMap((clause) => convertStatements(conversion, childAt(clause, 'consequence')));
}

/** Names that the header binds: the targets of `for`, the names after `as` of `with`. */
function boundNames(conversion: Conversion, node: TreeNode, keyword: string): readonly string[] {
  const headers = keyword === 'for' ? [childAt(node, 'left')] : keyword === 'with' ? patterns(node) : [];
  const names: string[] = [];
  const visit = (part: TreeNode): void => {
    if (part.type === 'identifier') names.push(sourceOf(conversion, part));
    else if (part.type !== 'attribute' && part.type !== 'subscript') part.children.forEach(visit);
  };
  for (const header of headers) if (header !== undefined) visit(header);
  return names;
}

function patterns(node: TreeNode): readonly TreeNode[] {
  if (node.type === 'block') return [];
  if (node.type === 'as_pattern_target') return [node];
  return node.children.flatMap(patterns);
}

const deleteStatement: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const [inner] = node.children;
  const listed = inner?.type === 'expression_list' ? inner.children : node.children;
  return { kind: 'delete', id, targets: listed.map((child) => convertExpression(conversion, child, child.start)) };
};

const returnStatement: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const [value] = node.children;
  return { kind: 'return', id, value: value === undefined ? null : convertExpression(conversion, value, node.start) };
};

function jump(keyword: 'break' | 'continue'): Convert {
  return (conversion, node) => ({ kind: 'jump', id: idOf(conversion, node), keyword });
}

const STATEMENTS: Readonly<Record<string, Convert>> = {
  import_statement: importStatement,
  import_from_statement: importFrom,
  future_import_statement: futureImport,
  expression_statement: expressionStatement,
  class_definition: (conversion, node) => classStatement(conversion, node, { outer: node, decorators: [] }),
  function_definition: (conversion, node) => functionStatement(conversion, node, { outer: node, decorators: [] }),
  if_statement: ifStatement,
  try_statement: tryStatement,
  for_statement: compound('for'),
  while_statement: compound('while'),
  with_statement: compound('with'),
  match_statement: compound('match'),
  delete_statement: deleteStatement,
  return_statement: returnStatement,
  raise_statement: (conversion, node) => ({ kind: 'raise', id: idOf(conversion, node) }),
  break_statement: jump('break'),
  continue_statement: jump('continue'),
};

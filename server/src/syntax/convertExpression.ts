/** From copied tree-sitter nodes to expressions as plain data. */
import type { Ids } from './ids';
import type { Argument, Comprehension, ComprehensionClause, Dictionary, Expression, NodeId } from './python';
import { stringText, unescape } from './stringValue';
import { childAt, type TreeNode } from './treeSnapshot';

export interface Conversion {
  readonly text: string;
  readonly ids: Ids;
}

/** The source text of a node. */
export function sourceOf({ text }: Conversion, node: TreeNode): string {
  return text.slice(node.start, node.end);
}

/** A new id for a node. */
export function idOf({ ids }: Conversion, node: TreeNode): NodeId {
  return ids.next(node.start, node.end);
}

/** Converts an expression. A node that tree-sitter left out (half-typed code) becomes an empty opaque expression at `at`. */
export function convertExpression(conversion: Conversion, node: TreeNode | undefined, at: number): Expression {
  if (node === undefined) return { kind: 'opaque', id: conversion.ids.next(at, at), text: '' };
  if (node.type === 'parenthesized_expression') {
    const [inner] = node.children;
    return inner === undefined || inner.type === 'ERROR' ? opaque(conversion, node) : convertExpression(conversion, inner, node.start);
  }
  const convert = CONVERSIONS[node.type];
  return convert === undefined ? opaque(conversion, node) : convert(conversion, node);
}

function opaque(conversion: Conversion, node: TreeNode): Expression {
  return { kind: 'opaque', id: idOf(conversion, node), text: sourceOf(conversion, node) };
}

function all(conversion: Conversion, nodes: readonly TreeNode[]): readonly Expression[] {
  return nodes.filter((child) => child.type !== 'ERROR').map((child) => convertExpression(conversion, child, child.start));
}

type Convert = (conversion: Conversion, node: TreeNode) => Expression;

const name: Convert = (conversion, node) => ({ kind: 'name', id: idOf(conversion, node), name: sourceOf(conversion, node) });

const attribute: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const object = convertExpression(conversion, childAt(node, 'object'), node.start);
  const part = childAt(node, 'attribute');
  if (part === undefined) return { kind: 'attribute', id, object, nameId: conversion.ids.next(node.end, node.end), name: '' };
  return { kind: 'attribute', id, object, nameId: idOf(conversion, part), name: sourceOf(conversion, part) };
};

const call: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const callee = convertExpression(conversion, childAt(node, 'function'), node.start);
  const list = childAt(node, 'arguments');
  if (list === undefined) return { kind: 'call', id, callee, args: [] };
  if (list.type === 'argument_list') return { kind: 'call', id, callee, args: convertArguments(conversion, list) };
  // `sum(x for x in y)`: the one argument is a generator.
  const argument = idOf(conversion, list);
  return {
    kind: 'call',
    id,
    callee,
    args: [{ id: argument, keyword: null, spread: '', value: convertExpression(conversion, list, list.start) }],
  };
};

/** Converts an argument list of a call or class statement. */
export function convertArguments(conversion: Conversion, list: TreeNode): readonly Argument[] {
  return list.children.filter((child) => child.type !== 'ERROR').map((child) => convertArgument(conversion, child));
}

function convertArgument(conversion: Conversion, node: TreeNode): Argument {
  const id = idOf(conversion, node);
  if (node.type === 'keyword_argument') {
    const keyword = childAt(node, 'name');
    const value = convertExpression(conversion, childAt(node, 'value'), node.end);
    return { id, keyword: keyword === undefined ? '' : sourceOf(conversion, keyword), spread: '', value };
  }
  const spread = node.type === 'list_splat' ? '*' : node.type === 'dictionary_splat' ? '**' : '';
  const value = spread === '' ? node : node.children[0];
  return { id, keyword: null, spread, value: convertExpression(conversion, value, node.end) };
}

const string: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const pieces = node.type === 'concatenated_string' ? node.children : [node];
  const prefixes = pieces.map((piece) => stringText(sourceOf(conversion, piece)).prefix);
  if (prefixes.some((prefix) => prefix.includes('b'))) return { kind: 'opaque', id, text: sourceOf(conversion, node) };
  if (!prefixes.some((prefix) => prefix.includes('f')))
    return { kind: 'string', id, value: pieces.map((piece) => stringText(sourceOf(conversion, piece)).value).join('') };
  return { kind: 'fstring', id, parts: joined(pieces.flatMap((piece, at) => formatted(conversion, piece, prefixes[at] ?? ''))) };
};

/** Text and replaced expressions of one literal; a plain literal among f-strings is one text. */
function formatted(conversion: Conversion, piece: TreeNode, prefix: string): readonly (string | Expression)[] {
  if (!prefix.includes('f')) return [stringText(sourceOf(conversion, piece)).value];
  const decode = (text: string): string => (prefix.includes('r') ? text : unescape(text)).replaceAll('{{', '{').replaceAll('}}', '}');
  const parts: (string | Expression)[] = [];
  const opened = piece.children.find(({ type }) => type === 'string_start')?.end ?? piece.start;
  const closed = piece.children.find(({ type }) => type === 'string_end')?.end;
  // What stands between the replaced expressions is text, whichever nodes tree-sitter makes of it.
  let from = opened;
  for (const child of piece.children) {
    if (child.type !== 'interpolation') continue;
    parts.push(decode(conversion.text.slice(from, child.start)));
    parts.push(replaced(conversion, child));
    from = child.end;
  }
  const end = closed === undefined ? piece.end : closed - (opened - piece.start - prefix.length);
  return [...parts, decode(conversion.text.slice(from, end))];
}

/** `{name}` is the name; `{name!r}`, `{name:>8}` and `{name=}` show it in another way, so their value is not known. */
function replaced(conversion: Conversion, node: TreeNode): Expression {
  const text = sourceOf(conversion, node);
  if (node.children.length === 1 && !/=\s*\}$/.test(text)) return convertExpression(conversion, node.children[0], node.start);
  return { kind: 'opaque', id: idOf(conversion, node), text: text.replace(/^\{|\}$/g, '') };
}

function joined(parts: readonly (string | Expression)[]): readonly (string | Expression)[] {
  const result: (string | Expression)[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (typeof part === 'string' && typeof last === 'string') result[result.length - 1] = last + part;
    else if (part !== '') result.push(part);
  }
  return result;
}

const number: Convert = (conversion, node) => ({ kind: 'number', id: idOf(conversion, node), text: sourceOf(conversion, node) });

function constant(value: boolean | null): Convert {
  return (conversion, node) => ({ kind: 'constant', id: idOf(conversion, node), value });
}

function sequence(kind: 'list' | 'tuple' | 'set'): Convert {
  return (conversion, node) => ({ kind, id: idOf(conversion, node), items: all(conversion, node.children) });
}

/** `(a, b) = …`; but `(a) = …` binds a name, which tree-sitter tells by the comma alone. */
const tuplePattern: Convert = (conversion, node) => {
  const [only, second] = node.children;
  const alone = only !== undefined && second === undefined && !conversion.text.slice(only.end, node.end).includes(',');
  return alone ? convertExpression(conversion, only, node.start) : sequence('tuple')(conversion, node);
};

const dictionary: Convert = (conversion, node) => ({
  kind: 'dict',
  id: idOf(conversion, node),
  entries: node.children.flatMap((child): Dictionary['entries'] => {
    if (child.type === 'pair') {
      const key = convertExpression(conversion, childAt(child, 'key'), child.start);
      return [{ key, value: convertExpression(conversion, childAt(child, 'value'), child.end) }];
    }
    if (child.type !== 'dictionary_splat') return [];
    return [{ key: null, value: convertExpression(conversion, child.children[0], child.end) }];
  }),
});

const starred: Convert = (conversion, node) => ({
  kind: 'starred',
  id: idOf(conversion, node),
  value: convertExpression(conversion, node.children[0], node.end),
});

const unary: Convert = (conversion, node) => {
  const operator = childAt(node, 'operator');
  return {
    kind: 'unary',
    id: idOf(conversion, node),
    operator: operator === undefined ? 'not' : sourceOf(conversion, operator),
    operand: convertExpression(conversion, childAt(node, 'argument'), node.end),
  };
};

const binary: Convert = (conversion, node) => {
  const operator = childAt(node, 'operator');
  return {
    kind: 'binary',
    id: idOf(conversion, node),
    operator: operator === undefined ? '' : sourceOf(conversion, operator),
    left: convertExpression(conversion, childAt(node, 'left'), node.start),
    right: convertExpression(conversion, childAt(node, 'right'), node.end),
  };
};

/** A single comparison is a binary expression; a chain (`a < b < c`) stays opaque. */
const comparison: Convert = (conversion, node) => {
  const operators = node.children.filter((child) => child.field === 'operators');
  const operands = node.children.filter((child) => child.field !== 'operators');
  const [left, right] = operands;
  const first = operators[0];
  const last = operators.at(-1);
  if (operands.length !== 2 || first === undefined || last === undefined) return opaque(conversion, node);
  return {
    kind: 'binary',
    id: idOf(conversion, node),
    operator: conversion.text.slice(first.start, last.end).replace(/(#[^\n]*|[\s\\])+/g, ' '),
    left: convertExpression(conversion, left, node.start),
    right: convertExpression(conversion, right, node.end),
  };
};

const conditional: Convert = (conversion, node) => {
  const id = idOf(conversion, node);
  const [then, test, otherwise] = node.children;
  return {
    kind: 'conditional',
    id,
    test: convertExpression(conversion, test, node.end),
    then: convertExpression(conversion, then, node.start),
    otherwise: convertExpression(conversion, otherwise, node.end),
  };
};

const subscript: Convert = (conversion, node) => ({
  kind: 'subscript',
  id: idOf(conversion, node),
  object: convertExpression(conversion, childAt(node, 'value'), node.start),
  indexes: all(
    conversion,
    node.children.filter((child) => child.field === 'subscript'),
  ),
});

/** Which part a child is tells the number of colons before it. */
const slice: Convert = (conversion, node) => {
  const places = node.children.map(({ start }, at) => colons(conversion.text.slice(node.children[at - 1]?.end ?? node.start, start)));
  // A colon in a comment is none.
  if (places.includes(null) || node.children.some(({ type }) => type === 'ERROR')) return opaque(conversion, node);
  const id = idOf(conversion, node);
  const parts: [Expression | null, Expression | null, Expression | null] = [null, null, null];
  let place = 0;
  for (const [at, child] of node.children.entries()) {
    place += places[at] ?? 0;
    parts[place] = convertExpression(conversion, child, child.start);
  }
  const [start, stop, step] = parts;
  return { kind: 'slice', id, start, stop, step, text: sourceOf(conversion, node) };
};

function colons(gap: string): number | null {
  return gap.includes('#') ? null : gap.split(':').length - 1;
}

const lambda: Convert = (conversion, node) => ({ kind: 'lambda', id: idOf(conversion, node), text: sourceOf(conversion, node) });

function comprehension(form: Comprehension['form']): Convert {
  return (conversion, node) => {
    const body = childAt(node, 'body');
    const clauses = node.children.filter(({ type }) => type === 'for_in_clause' || type === 'if_clause');
    if (body === undefined || clauses.length !== node.children.length - 1 || !clauses.every((clause) => isPlainClause(conversion, clause)))
      return opaque(conversion, node);
    const id = idOf(conversion, node);
    const pair = body.type === 'pair';
    const key = pair ? convertExpression(conversion, childAt(body, 'key'), body.start) : null;
    const value = convertExpression(conversion, pair ? childAt(body, 'value') : body, body.start);
    return { kind: 'comprehension', id, form, key, value, clauses: clausesOf(conversion, clauses), text: sourceOf(conversion, node) };
  };
}

/** `async for` and what Python 2 allows stay opaque. */
function isPlainClause(conversion: Conversion, clause: TreeNode): boolean {
  if (clause.type === 'if_clause') return clause.children.length === 1;
  return clause.children.length === 2 && !sourceOf(conversion, clause).startsWith('async');
}

function clausesOf(conversion: Conversion, nodes: readonly TreeNode[]): readonly ComprehensionClause[] {
  const found: { target: Expression; iterated: Expression; conditions: Expression[] }[] = [];
  for (const node of nodes) {
    if (node.type === 'if_clause') found.at(-1)?.conditions.push(convertExpression(conversion, node.children[0], node.start));
    else {
      const target = convertExpression(conversion, childAt(node, 'left'), node.start);
      found.push({ target, iterated: convertExpression(conversion, childAt(node, 'right'), node.start), conditions: [] });
    }
  }
  return found;
}

const CONVERSIONS: Readonly<Record<string, Convert>> = {
  identifier: name,
  attribute,
  call,
  string,
  concatenated_string: string,
  integer: number,
  float: number,
  true: constant(true),
  false: constant(false),
  none: constant(null),
  list: sequence('list'),
  tuple: sequence('tuple'),
  set: sequence('set'),
  expression_list: sequence('tuple'),
  pattern_list: sequence('tuple'),
  tuple_pattern: tuplePattern,
  list_pattern: sequence('list'),
  dictionary,
  list_splat: starred,
  list_splat_pattern: starred,
  not_operator: unary,
  unary_operator: unary,
  binary_operator: binary,
  boolean_operator: binary,
  comparison_operator: comparison,
  conditional_expression: conditional,
  subscript,
  slice,
  lambda,
  list_comprehension: comprehension('list'),
  set_comprehension: comprehension('set'),
  dictionary_comprehension: comprehension('dict'),
  generator_expression: comprehension('generator'),
};

/**
 * A reader for the plain Python that most model files are written in, some ten times as fast as parsing them with tree-sitter.
 * It answers only where it understands every character outside function bodies, and then answers exactly as tree-sitter's
 * tree converted by convertTree.ts would; everything else is left to tree-sitter.
 */
import { createIds, type Ids } from './ids';
import type { Argument, Expression, NodeId, ParsedModule, Spans, Statement, Reading } from './python';
import { createCursor, GIVE_UP, nextLine } from './quickCursor';
import { readBlock } from './quickStatement';

/** Reads a module; null when the text is not plain enough, or no sound Python. */
export function quickRead(text: string, reading: Reading): ParsedModule | null {
  const cursor = createCursor(text, reading);
  try {
    const body = readBlock(cursor, 0);
    if (nextLine(cursor) !== -1) return null;
    const { spans } = cursor.ids;
    return { body, spans: reading === 'whole' ? numbered(body, spans) : spans, errors: [] };
  } catch (error) {
    if (error === GIVE_UP) return null;
    throw error;
  }
}

function numbered(body: readonly Statement[], provisional: Spans): Spans {
  const numbering: Numbering = { ids: createIds(), provisional };
  for (const statement of body) numberStatement(numbering, statement);
  return numbering.ids.spans;
}

interface Numbering {
  readonly ids: Ids;
  readonly provisional: Spans;
}

/** Replaces a provisional id by the final one: ids are given in pre-order, which is known only once a node is complete. */
function renumber({ ids, provisional }: Numbering, id: NodeId): NodeId {
  return ids.next(provisional.startOf(id) ?? 0, provisional.endOf(id) ?? 0);
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

function setId(numbering: Numbering, node: { readonly id: NodeId }): void {
  (node as Mutable<typeof node>).id = renumber(numbering, node.id);
}

function setNameId(numbering: Numbering, node: { readonly nameId: NodeId }): void {
  (node as Mutable<typeof node>).nameId = renumber(numbering, node.nameId);
}

function numberArguments(numbering: Numbering, args: readonly Argument[]): void {
  for (const argument of args) {
    setId(numbering, argument);
    numberExpression(numbering, argument.value);
  }
}

function numberExpression(numbering: Numbering, node: Expression): void {
  setId(numbering, node);
  switch (node.kind) {
    case 'attribute':
      numberExpression(numbering, node.object);
      setNameId(numbering, node);
      return;
    case 'call':
      numberExpression(numbering, node.callee);
      numberArguments(numbering, node.args);
      return;
    case 'list':
    case 'tuple':
    case 'set':
      for (const item of node.items) numberExpression(numbering, item);
      return;
    case 'dict':
      for (const { key, value } of node.entries) {
        if (key !== null) numberExpression(numbering, key);
        numberExpression(numbering, value);
      }
      return;
    case 'starred':
      numberExpression(numbering, node.value);
      return;
    case 'unary':
      numberExpression(numbering, node.operand);
      return;
    case 'binary':
      numberExpression(numbering, node.left);
      numberExpression(numbering, node.right);
      return;
    case 'conditional':
      numberExpression(numbering, node.test);
      numberExpression(numbering, node.then);
      numberExpression(numbering, node.otherwise);
      return;
    case 'fstring':
      for (const part of node.parts) if (typeof part !== 'string') numberExpression(numbering, part);
      return;
    case 'subscript':
      numberExpression(numbering, node.object);
      for (const index of node.indexes) numberExpression(numbering, index);
      return;
    case 'slice':
      for (const part of [node.start, node.stop, node.step]) if (part !== null) numberExpression(numbering, part);
      return;
    case 'comprehension':
      if (node.key !== null) numberExpression(numbering, node.key);
      numberExpression(numbering, node.value);
      for (const { target, iterated, conditions } of node.clauses)
        for (const part of [target, iterated, ...conditions]) numberExpression(numbering, part);
      return;
    default:
  }
}

function numberStatement(numbering: Numbering, node: Statement): void {
  setId(numbering, node);
  switch (node.kind) {
    case 'import':
      for (const name of node.names) setId(numbering, name);
      return;
    case 'importFrom':
      for (const name of node.names ?? []) setId(numbering, name);
      return;
    case 'assignment':
      for (const target of node.targets) numberExpression(numbering, target);
      if (node.value !== null) numberExpression(numbering, node.value);
      return;
    case 'class':
      for (const decorator of node.decorators) numberExpression(numbering, decorator);
      setNameId(numbering, node);
      numberArguments(numbering, node.args);
      for (const statement of node.body) numberStatement(numbering, statement);
      return;
    case 'function':
      for (const decorator of node.decorators) numberExpression(numbering, decorator);
      setNameId(numbering, node);
      return;
    case 'if':
      for (const { test, body } of node.branches) {
        if (test !== null) numberExpression(numbering, test);
        for (const statement of body) numberStatement(numbering, statement);
      }
      return;
    case 'try':
      for (const block of [node.body, ...node.handlers, node.otherwise, node.finalizer])
        for (const statement of block) numberStatement(numbering, statement);
      return;
    case 'block':
      if (node.loop !== null) {
        numberExpression(numbering, node.loop.target);
        numberExpression(numbering, node.loop.iterated);
      }
      for (const statement of [...node.body, ...node.otherwise]) numberStatement(numbering, statement);
      return;
    case 'return':
      if (node.value !== null) numberExpression(numbering, node.value);
      return;
    case 'raise':
    case 'jump':
      return;
    case 'delete':
      for (const target of node.targets) numberExpression(numbering, target);
      return;
    case 'expression':
      numberExpression(numbering, node.value);
  }
}

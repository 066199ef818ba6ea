/** The quick reader's statements: modules, classes and blocks by indentation; bodies of functions are stepped over. */
import {
  accept,
  acceptWord,
  closeBracket,
  endOfString,
  expect,
  giveUp,
  isNameStart,
  KEYWORDS,
  mark,
  nextLine,
  openBracket,
  peek,
  peekWord,
  takeName,
  takeWord,
  type Cursor,
} from './quickCursor';
import { namesIn, readArguments, readCondition, readExpression, readExpressions, readTargets } from './quickExpression';
import { endLine, isLineEnd, leaveLine, readSimpleLine } from './quickSimple';
import { PLAIN_FUNCTION, plainEnd, REST_OF_LINE } from './plainPatterns';
import type { Argument, Expression, IfStatement, Statement } from './python';
import { skipFunctionBody } from './quickSkip';

/** Reads the statements of a block whose lines are indented by `indent`; stops at the first line with less. */
export function readBlock(cursor: Cursor, indent: number): Statement[] {
  if (++cursor.depth > 60) giveUp();
  const statements: Statement[] = [];
  for (;;) {
    const lineStart = cursor.at;
    const found = nextLine(cursor);
    if (found < indent) {
      cursor.at = lineStart;
      break;
    }
    if (found > indent) giveUp();
    readLine(cursor, indent, statements);
  }
  cursor.depth--;
  return statements;
}

/** What stands behind a colon: statements on the same line, or an indented block. */
function readSuite(cursor: Cursor, indent: number): readonly Statement[] {
  expect(cursor, 58);
  if (!isLineEnd(cursor)) {
    const statements: Statement[] = [];
    readSimpleLine(cursor, statements);
    return statements;
  }
  endLine(cursor);
  const start = cursor.at;
  const inner = nextLine(cursor);
  if (inner <= indent) giveUp();
  cursor.at = start;
  return readBlock(cursor, inner);
}

function readLine(cursor: Cursor, indent: number, statements: Statement[]): void {
  const start = cursor.at;
  const unit = peek(cursor);
  if (unit === 64) {
    statements.push(readDecorated(cursor, indent));
    return;
  }
  if (unit === 34 && skipDocstring(cursor)) return;
  if (unit === 100 && cursor.text.startsWith('def ', start)) {
    statements.push(readFunction(cursor, indent, { start, decorators: [] }));
    return;
  }
  const left = cursor.reading === 'whole' || indent === 0 ? null : leaveLine(cursor);
  if (left !== null) {
    statements.push(left);
    return;
  }
  const word = peekWord(cursor);
  const compound = COMPOUND[word];
  if (compound === undefined) readSimpleLine(cursor, statements);
  else statements.push(compound(cursor, indent, start));
}

/** Steps over a string in triple quotes that is all there is in its lines. */
function skipDocstring(cursor: Cursor): boolean {
  const { text, at } = cursor;
  if (!text.startsWith('"""', at)) return false;
  REST_OF_LINE.lastIndex = endOfString(text, at);
  if (!REST_OF_LINE.test(text)) return false;
  cursor.at = REST_OF_LINE.lastIndex;
  return true;
}

type Compound = (cursor: Cursor, indent: number, start: number) => Statement;

function readDecorated(cursor: Cursor, indent: number): Statement {
  const start = cursor.at;
  const decorators: Expression[] = [];
  while (accept(cursor, 64)) {
    decorators.push(readExpression(cursor));
    endLine(cursor);
    if (nextLine(cursor) !== indent) giveUp();
  }
  const word = peekWord(cursor);
  if (word === 'class') return readClass(cursor, indent, { start, decorators });
  if (word === 'def' || word === 'async') return readFunction(cursor, indent, { start, decorators });
  return giveUp();
}

interface Decoration {
  readonly start: number;
  readonly decorators: readonly Expression[];
}

function readClass(cursor: Cursor, indent: number, { start, decorators }: Decoration): Statement {
  takeWord(cursor, 'class');
  const nameStart = cursor.at;
  const name = takeName(cursor);
  cursor.end = nameStart + name.length;
  const id = mark(cursor, start);
  const nameId = mark(cursor, nameStart);
  const args: readonly Argument[] = peek(cursor) === 40 ? readArguments(cursor) : [];
  const body = readSuite(cursor, indent);
  return { kind: 'class', id, decorators, nameId, name, args, body };
}

function readFunction(cursor: Cursor, indent: number, decoration: Decoration): Statement {
  return readPlainFunction(cursor, indent, decoration) ?? readAnyFunction(cursor, indent, decoration);
}

/** Null where a function does not begin as most do. */
function readPlainFunction(cursor: Cursor, indent: number, { start, decorators }: Decoration): Statement | null {
  const { text, at, ids } = cursor;
  const end = plainEnd(PLAIN_FUNCTION, text, at);
  if (end === -1) return null;
  const nameStart = at + 4;
  const open = text.indexOf('(', nameStart);
  const name = text.slice(nameStart, open);
  if (KEYWORDS.has(name)) return null;
  // In front of the body, behind the colon and the end of the line.
  cursor.at = end + 2;
  skipFunctionBody(cursor, indent);
  const parameters = text.slice(open, text.lastIndexOf(')', end) + 1);
  return { kind: 'function', id: ids.next(start, open), decorators, nameId: ids.next(nameStart, open), name, parameters };
}

function readAnyFunction(cursor: Cursor, indent: number, { start, decorators }: Decoration): Statement {
  acceptWord(cursor, 'async');
  if (!acceptWord(cursor, 'def')) giveUp();
  const nameStart = cursor.at;
  const name = takeName(cursor);
  cursor.end = nameStart + name.length;
  const id = mark(cursor, start);
  const nameId = mark(cursor, nameStart);
  const parameters = readParameters(cursor);
  if (peek(cursor) === 45) {
    takeWord(cursor, '->');
    readExpression(cursor);
  }
  expect(cursor, 58);
  if (isLineEnd(cursor)) {
    endLine(cursor);
    skipFunctionBody(cursor, indent);
  } else readSimpleLine(cursor, []);
  return { kind: 'function', id, decorators, nameId, name, parameters };
}

/** The parameter list as written. */
function readParameters(cursor: Cursor): string {
  const start = cursor.at;
  openBracket(cursor, 40);
  while (peek(cursor) !== 41) {
    if (peek(cursor) === 47) expect(cursor, 47);
    else {
      let stars = 0;
      while (accept(cursor, 42)) stars++;
      if (stars > 2) giveUp();
      if (isNameStart(peek(cursor))) {
        takeName(cursor);
        if (accept(cursor, 58)) readExpression(cursor);
        if (accept(cursor, 61)) readExpression(cursor);
      } else if (stars !== 1) giveUp();
    }
    if (peek(cursor) !== 41) expect(cursor, 44);
  }
  closeBracket(cursor, 41);
  return cursor.text.slice(start, cursor.text.lastIndexOf(')', cursor.end - 1) + 1);
}

/** An id that stands for a compound statement: its keyword alone. */
function markKeyword(cursor: Cursor, start: number, word: string): number {
  takeWord(cursor, word);
  cursor.end = start + word.length;
  return mark(cursor, start);
}

const readIf: Compound = (cursor, indent, start) => {
  const id = markKeyword(cursor, start, 'if');
  const branches: IfStatement['branches'][number][] = [{ test: readCondition(cursor), body: readSuite(cursor, indent) }];
  while (clauseAhead(cursor, indent, 'elif')) {
    takeWord(cursor, 'elif');
    branches.push({ test: readCondition(cursor), body: readSuite(cursor, indent) });
  }
  if (clauseAhead(cursor, indent, 'else')) {
    takeWord(cursor, 'else');
    branches.push({ test: null, body: readSuite(cursor, indent) });
  }
  return { kind: 'if', id, branches };
};

/** Whether the next line with code is a clause of the statement above; steps to it when it is. */
function clauseAhead(cursor: Cursor, indent: number, word: string): boolean {
  const start = cursor.at;
  if (nextLine(cursor) === indent && peekWord(cursor) === word) return true;
  cursor.at = start;
  return false;
}

const readTry: Compound = (cursor, indent, start) => {
  const id = markKeyword(cursor, start, 'try');
  const body = readSuite(cursor, indent);
  const handlers: (readonly Statement[])[] = [];
  while (clauseAhead(cursor, indent, 'except')) {
    takeWord(cursor, 'except');
    if (peek(cursor) !== 58) {
      readExpression(cursor);
      if (acceptWord(cursor, 'as')) takeName(cursor);
    }
    handlers.push(readSuite(cursor, indent));
  }
  const otherwise = optionalClause(cursor, indent, 'else');
  const finalizer = optionalClause(cursor, indent, 'finally');
  if (handlers.length === 0 && finalizer === null) giveUp();
  return { kind: 'try', id, body, handlers, otherwise: otherwise ?? [], finalizer: finalizer ?? [] };
};

function optionalClause(cursor: Cursor, indent: number, word: string): readonly Statement[] | null {
  if (!clauseAhead(cursor, indent, word)) return null;
  takeWord(cursor, word);
  return readSuite(cursor, indent);
}

const readFor: Compound = (cursor, indent, start) => {
  const id = markKeyword(cursor, start, 'for');
  const target = readTargets(cursor);
  if (!acceptWord(cursor, 'in')) giveUp();
  const loop = { target, iterated: readExpressions(cursor) };
  const body = readSuite(cursor, indent);
  const otherwise = optionalClause(cursor, indent, 'else') ?? [];
  return { kind: 'block', id, keyword: 'for', binds: namesIn(target), loop, body, otherwise };
};

const readWhile: Compound = (cursor, indent, start) => {
  const id = markKeyword(cursor, start, 'while');
  readCondition(cursor);
  const body = readSuite(cursor, indent);
  return { kind: 'block', id, keyword: 'while', binds: [], loop: null, body, otherwise: optionalClause(cursor, indent, 'else') ?? [] };
};

const readWith: Compound = (cursor, indent, start) => {
  const id = markKeyword(cursor, start, 'with');
  if (peek(cursor) === 40) giveUp();
  const binds: string[] = [];
  do {
    readExpression(cursor);
    if (acceptWord(cursor, 'as')) binds.push(takeName(cursor));
  } while (accept(cursor, 44));
  return { kind: 'block', id, keyword: 'with', binds, loop: null, body: readSuite(cursor, indent), otherwise: [] };
};

const COMPOUND: Readonly<Record<string, Compound | undefined>> = {
  __proto__: null as never,
  class: (cursor, indent, start) => readClass(cursor, indent, { start, decorators: [] }),
  def: (cursor, indent, start) => readFunction(cursor, indent, { start, decorators: [] }),
  async: (cursor, indent, start) => readFunction(cursor, indent, { start, decorators: [] }),
  if: readIf,
  try: readTry,
  for: readFor,
  while: readWhile,
  with: readWith,
};

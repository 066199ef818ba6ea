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
  skipBlanks,
  skipComment,
  takeName,
  takeWord,
  type Cursor,
} from './quickCursor';
import { namesIn, readArguments, readCondition, readExpression, readExpressions, readTargets } from './quickExpression';
import { PLAIN_CALL, PLAIN_FUNCTION, PLAIN_VALUE, plainEnd, REST_OF_LINE } from './plainPatterns';
import type { Argument, Expression, IfStatement, Statement } from './python';
import { UnreadAssignment } from './unread';
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

function isLineEnd(cursor: Cursor): boolean {
  const unit = peek(cursor);
  return unit === 10 || unit === 13 || unit === 35 || unit !== unit;
}

function endLine(cursor: Cursor): void {
  if (peek(cursor) === 35) skipComment(cursor);
  const unit = peek(cursor);
  if (unit === 10) cursor.at++;
  else if (unit === 13 && cursor.text.charCodeAt(cursor.at + 1) === 10) cursor.at += 2;
  else if (unit === unit) giveUp();
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

/** The simple statements of one line, with `;` between them. */
function readSimpleLine(cursor: Cursor, statements: Statement[]): void {
  for (;;) {
    const statement = readSimple(cursor);
    if (statement !== null) statements.push(statement);
    if (!accept(cursor, 59)) break;
    if (isLineEnd(cursor)) break;
  }
  endLine(cursor);
}

/** A line of a class body that is left for later; null where it is anything else than plain. */
function leaveLine(cursor: Cursor): Statement | null {
  const { text, at, plain } = cursor;
  const endOfCall = plainEnd(PLAIN_CALL, text, at);
  const end = endOfCall === -1 ? plainEnd(PLAIN_VALUE, text, at) : endOfCall;
  if (end === -1) return null;
  const name = text.slice(at, text.indexOf(' ', at));
  if (KEYWORDS.has(name)) return null;
  cursor.at = text.indexOf('\n', end) + 1;
  return new UnreadAssignment(plain, name, at, end, endOfCall !== -1);
}

function readSimple(cursor: Cursor): Statement | null {
  const start = cursor.at;
  const word = peekWord(cursor);
  switch (word) {
    case 'import':
      return readImport(cursor, start);
    case 'from':
      return readFrom(cursor, start);
    case 'pass':
      takeWord(cursor, word);
      return null;
    case 'break':
    case 'continue':
      takeWord(cursor, word);
      return { kind: 'jump', id: mark(cursor, start), keyword: word };
    case 'return':
      return readReturn(cursor, start);
    case 'raise':
      return readRaise(cursor, start);
    case 'assert':
      skipAssert(cursor);
      return null;
    case 'del':
      return readDelete(cursor, start);
    case 'print':
      return cursor.text.charCodeAt(cursor.at + word.length) === 40 ? readPrint(cursor, start) : readOddName(cursor, start, word);
    case 'type':
    case 'match':
    case 'exec':
    case 'global':
    case 'nonlocal':
      return readOddName(cursor, start, word);
    default:
      return readExpressionStatement(cursor, start);
  }
}

/** A word that is a keyword in some places, where it is a name. */
function readOddName(cursor: Cursor, start: number, word: string): Statement | null {
  if (!/^\s*[=:.]/.test(cursor.text.slice(cursor.at + word.length, cursor.at + word.length + 8))) giveUp();
  return readExpressionStatement(cursor, start);
}

/** `print(…)` alone on its line; anything else may be the statement of Python 2. */
function readPrint(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'print');
  const callee: Expression = { kind: 'name', id: mark(cursor, start), name: 'print' };
  const args = readArguments(cursor);
  const value: Expression = { kind: 'call', id: mark(cursor, start), callee, args };
  if (!isLineEnd(cursor)) giveUp();
  return { kind: 'expression', id: mark(cursor, start), value };
}

function readReturn(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'return');
  const value = isLineEnd(cursor) || peek(cursor) === 59 ? null : readExpressions(cursor);
  return { kind: 'return', id: mark(cursor, start), value };
}

/** `raise E from e`: what is raised is stepped over. */
function readRaise(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'raise');
  if (!isLineEnd(cursor) && peek(cursor) !== 59) {
    readExpressions(cursor);
    if (acceptWord(cursor, 'from')) readExpression(cursor);
  }
  return { kind: 'raise', id: mark(cursor, start) };
}

/** `assert x, y`: stepped over. */
function skipAssert(cursor: Cursor): void {
  takeWord(cursor, 'assert');
  readExpression(cursor);
  if (accept(cursor, 44)) readExpression(cursor);
}

function readDelete(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'del');
  const targets: Expression[] = [];
  do targets.push(readExpression(cursor));
  while (accept(cursor, 44));
  if (targets.some(({ kind }) => kind !== 'name' && kind !== 'attribute' && kind !== 'subscript')) giveUp();
  return { kind: 'delete', id: mark(cursor, start), targets };
}

function readImport(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'import');
  const names: { id: number; module: string; alias: string | null }[] = [];
  do {
    const nameStart = cursor.at;
    const module = readDotted(cursor);
    const alias = acceptWord(cursor, 'as') ? takeName(cursor) : null;
    names.push({ id: mark(cursor, nameStart), module, alias });
  } while (accept(cursor, 44));
  return { kind: 'import', id: mark(cursor, start), names };
}

function readDotted(cursor: Cursor): string {
  let name = takeName(cursor);
  while (accept(cursor, 46)) name += `.${takeName(cursor)}`;
  return name;
}

function readFrom(cursor: Cursor, start: number): Statement {
  takeWord(cursor, 'from');
  let level = 0;
  while (accept(cursor, 46)) level++;
  const module = peekWord(cursor) === 'import' ? '' : readDotted(cursor);
  if ((module === '' && level === 0) || !acceptWord(cursor, 'import')) giveUp();
  if (accept(cursor, 42)) return { kind: 'importFrom', id: mark(cursor, start), level, module, names: null };
  const names = peek(cursor) === 40 ? readNamesInBrackets(cursor) : readNames(cursor);
  if (names.length === 0) giveUp();
  return { kind: 'importFrom', id: mark(cursor, start), level, module, names };
}

interface ImportedName {
  readonly id: number;
  readonly name: string;
  readonly alias: string | null;
}

function readNamesInBrackets(cursor: Cursor): readonly ImportedName[] {
  openBracket(cursor, 40);
  const names = readNames(cursor);
  closeBracket(cursor, 41);
  return names;
}

function readNames(cursor: Cursor): readonly ImportedName[] {
  const names: ImportedName[] = [];
  do {
    if (peek(cursor) === 41) break;
    const start = cursor.at;
    const name = takeName(cursor);
    const alias = acceptWord(cursor, 'as') ? takeName(cursor) : null;
    names.push({ id: mark(cursor, start), name, alias });
  } while (accept(cursor, 44));
  return names;
}

const AUGMENTED = /(?:\/\/|\*\*|>>|<<|[-+*/%&|^@])=/y;

function readExpressionStatement(cursor: Cursor, start: number): Statement | null {
  const first = readExpressions(cursor);
  const unit = peek(cursor);
  if (unit === 61) return readAssignment(cursor, start, first);
  if (unit === 58) return readAnnotated(cursor, start, first);
  if (isLineEnd(cursor) || unit === 59) return lone(cursor, start, first);
  AUGMENTED.lastIndex = cursor.at;
  const operator = AUGMENTED.exec(cursor.text)?.[0];
  if (operator === undefined || !isTarget(first) || first.kind === 'tuple') return giveUp();
  takeWord(cursor, operator);
  const value = readExpressions(cursor);
  return { kind: 'assignment', id: mark(cursor, start), targets: [first], annotation: null, operator, value };
}

/** Docstrings and `...` say nothing; a tuple that stands alone is left to tree-sitter. */
function lone(cursor: Cursor, start: number, value: Expression): Statement | null {
  if (cursor.ids.spans.startOf(value.id) !== start || value.kind === 'tuple') return giveUp();
  if (value.kind === 'string' || value.kind === 'fstring') return null;
  if (value.kind === 'opaque') return value.text === '...' ? null : giveUp();
  return { kind: 'expression', id: mark(cursor, start), value };
}

function isTarget(expression: Expression): boolean {
  if (expression.kind === 'tuple' || expression.kind === 'list') return expression.items.every(isTarget);
  if (expression.kind === 'starred') return isTarget(expression.value);
  return expression.kind === 'name' || expression.kind === 'attribute' || expression.kind === 'subscript';
}

function readAssignment(cursor: Cursor, start: number, first: Expression): Statement {
  const parts = [first];
  while (accept(cursor, 61)) parts.push(readExpressions(cursor));
  const value = parts.pop();
  if (value === undefined || !parts.every(isTarget)) return giveUp();
  return { kind: 'assignment', id: mark(cursor, start), targets: parts, annotation: null, operator: '=', value };
}

/** `name: Type = value`; the type is read for its grammar only. */
function readAnnotated(cursor: Cursor, start: number, target: Expression): Statement {
  if (target.kind !== 'name' && target.kind !== 'attribute') return giveUp();
  expect(cursor, 58);
  const typeStart = cursor.at;
  readExpression(cursor);
  const annotation = cursor.text.slice(typeStart, cursor.end);
  const value = accept(cursor, 61) ? readExpressions(cursor) : null;
  skipBlanks(cursor);
  return { kind: 'assignment', id: mark(cursor, start), targets: [target], annotation, operator: '=', value };
}

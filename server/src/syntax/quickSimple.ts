/** The quick reader's simple statements: those of one line. */
import {
  accept,
  acceptWord,
  closeBracket,
  expect,
  giveUp,
  KEYWORDS,
  mark,
  openBracket,
  peek,
  peekWord,
  skipBlanks,
  skipComment,
  takeName,
  takeWord,
  type Cursor,
} from './quickCursor';
import { readArguments, readExpression, readExpressions } from './quickExpression';
import { PLAIN_CALL, PLAIN_VALUE, plainEnd } from './plainPatterns';
import type { Expression, Statement } from './python';
import { UnreadAssignment } from './unread';
/** True where nothing more stands in the line, but for a comment. */
export function isLineEnd(cursor: Cursor): boolean {
  const unit = peek(cursor);
  return unit === 10 || unit === 13 || unit === 35 || unit !== unit;
}

/** Steps over the end of the line. */
export function endLine(cursor: Cursor): void {
  if (peek(cursor) === 35) skipComment(cursor);
  const unit = peek(cursor);
  if (unit === 10) cursor.at++;
  else if (unit === 13 && cursor.text.charCodeAt(cursor.at + 1) === 10) cursor.at += 2;
  else if (unit === unit) giveUp();
}

/** The simple statements of one line, with `;` between them. */
export function readSimpleLine(cursor: Cursor, statements: Statement[]): void {
  for (;;) {
    const statement = readSimple(cursor);
    if (statement !== null) statements.push(statement);
    if (!accept(cursor, 59)) break;
    if (isLineEnd(cursor)) break;
  }
  endLine(cursor);
}

/** A line of a class body that is left for later; null where it is anything else than plain. */
export function leaveLine(cursor: Cursor): Statement | null {
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

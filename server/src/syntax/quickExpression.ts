/** The quick reader's expressions: recursive descent over the plain subset. Ids are provisional until quickReader.ts numbers them. */
import {
  accept,
  acceptWord,
  closeBracket,
  expect,
  giveUp,
  isNameStart,
  isStringAhead,
  link,
  nested,
  mark,
  openBracket,
  peek,
  peekWord,
  skipBlanks,
  takeName,
  takeWord,
  type Cursor,
} from './quickCursor';
import { trimmed } from '../base/collections';
import { plainEnd, PLAIN_ARGUMENTS } from './plainPatterns';
import type { Argument, Call, Comprehension, ComprehensionClause, Dictionary, Expression } from './python';
import { UnreadCall } from './unread';
import { isDigit, readName, readNumber, readString } from './quickLiteral';
import { endsExpression, operatorAhead, takeComparison } from './quickOperators';

/** `a, b` or `a`: an expression, or several as a tuple without parentheses. */
export function readExpressions(cursor: Cursor): Expression {
  const start = cursor.at;
  const first = readItem(cursor);
  if (peek(cursor) !== 44) return first.kind === 'starred' ? giveUp() : first;
  const items = [first];
  while (accept(cursor, 44)) {
    if (!startsExpression(cursor)) break;
    items.push(readItem(cursor));
  }
  return { kind: 'tuple', id: mark(cursor, start), items };
}

function startsExpression(cursor: Cursor): boolean {
  const unit = peek(cursor);
  if (unit !== unit || unit === 10 || unit === 13 || unit === 61 || unit === 35 || unit === 59 || unit === 58) return false;
  return unit !== 41 && unit !== 93 && unit !== 125 && peekWord(cursor) !== 'in';
}

function readItem(cursor: Cursor): Expression {
  return peek(cursor) === 42 ? readStarred(cursor) : readExpression(cursor);
}

function readStarred(cursor: Cursor): Expression {
  const start = cursor.at;
  expect(cursor, 42);
  if (peek(cursor) === 42) giveUp();
  const value = readBinary(cursor, 4);
  // tree-sitter binds the star of `*a + b` more closely than Python now and then.
  if (value.kind === 'binary') giveUp();
  return { kind: 'starred', id: mark(cursor, start), value };
}

/** One expression: conditional, lambda, or an operator expression. */
export function readExpression(cursor: Cursor): Expression {
  const unit = peek(cursor);
  if (unit === 108 && peekWord(cursor) === 'lambda') return readLambda(cursor);
  const start = cursor.at;
  let begun: Begun | null = null;
  if (startsPrimary(unit) && (unit !== 110 || peekWord(cursor) !== 'not')) {
    const primary = readPrimary(cursor);
    if (endsExpression(cursor)) return primary;
    begun = { start, primary };
  }
  const value = continueBinary(cursor, 0, begun);
  if (peek(cursor) !== 105 || !acceptWord(cursor, 'if')) return value;
  const test = readBinary(cursor, 0);
  if (!acceptWord(cursor, 'else')) giveUp();
  const otherwise = nested(cursor, readExpression);
  return { kind: 'conditional', id: mark(cursor, start), test, then: value, otherwise };
}

/** What an `if` asks: an expression, which may be given a name by `:=`. */
export function readCondition(cursor: Cursor): Expression {
  const start = cursor.at;
  return named(cursor, start, readExpression(cursor));
}

/** `name := value` where its name has been read from `start` on: not looked into. */
function named(cursor: Cursor, start: number, name: Expression): Expression {
  if (peek(cursor) !== 58 || cursor.text.charCodeAt(cursor.at + 1) !== 61) return name;
  if (name.kind !== 'name' || cursor.ids.spans.startOf(name.id) !== start) giveUp();
  takeWord(cursor, ':=');
  // A conditional behind it tree-sitter takes for one around it.
  readBinary(cursor, 0);
  return { kind: 'opaque', id: mark(cursor, start), text: cursor.text.slice(start, cursor.end) };
}

/** The first operand of an operator expression, where it has already been read. Reading it again would cost twice for each nesting. */
interface Begun {
  readonly start: number;
  readonly primary: Expression;
}

function startsPrimary(unit: number): boolean {
  return isNameStart(unit) || unit === 34 || unit === 39 || isDigit(unit) || unit === 40 || unit === 91 || unit === 123;
}

function readLambda(cursor: Cursor): Expression {
  const start = cursor.at;
  takeWord(cursor, 'lambda');
  while (peek(cursor) !== 58) {
    while (peek(cursor) === 42) expect(cursor, 42);
    if (isNameStart(peek(cursor))) takeName(cursor);
    else giveUp();
    if (accept(cursor, 61)) nested(cursor, readExpression);
    if (peek(cursor) !== 58) expect(cursor, 44);
  }
  expect(cursor, 58);
  nested(cursor, readExpression);
  return { kind: 'lambda', id: mark(cursor, start), text: cursor.text.slice(start, cursor.end) };
}

/** By binding strength of the operators, weakest first: or, and, not, comparison, |, ^, &, shifts, sum, product, sign, power. */
function readBinary(cursor: Cursor, level: number): Expression {
  return continueBinary(cursor, level, null);
}

function continueBinary(cursor: Cursor, level: number, begun: Begun | null): Expression {
  if (level === 2) return readNot(cursor, begun);
  if (level === 3) return readComparison(cursor, begun);
  if (level >= 10) return readSigned(cursor, begun);
  const start = begun?.start ?? cursor.at;
  let left = continueBinary(cursor, level + 1, begun);
  for (let links = 0; ; links = link(links)) {
    const operator = operatorAhead(cursor, level);
    if (operator === '') return left;
    takeWord(cursor, operator);
    const right = readBinary(cursor, level + 1);
    left = { kind: 'binary', id: mark(cursor, start), operator, left, right };
  }
}

function readNot(cursor: Cursor, begun: Begun | null): Expression {
  const start = cursor.at;
  if (begun !== null || peek(cursor) !== 110 || !acceptWord(cursor, 'not')) return continueBinary(cursor, 3, begun);
  const operand = nested(cursor, (inner) => readNot(inner, null));
  return { kind: 'unary', id: mark(cursor, start), operator: 'not', operand };
}

function readComparison(cursor: Cursor, begun: Begun | null): Expression {
  const start = begun?.start ?? cursor.at;
  const left = continueBinary(cursor, 4, begun);
  const operator = takeComparison(cursor);
  if (operator === '') return left;
  const right = readBinary(cursor, 4);
  let chained = false;
  while (takeComparison(cursor) !== '') {
    chained = true;
    readBinary(cursor, 4);
  }
  const id = mark(cursor, start);
  if (chained) return { kind: 'opaque', id, text: cursor.text.slice(start, cursor.end) };
  return { kind: 'binary', id, operator, left, right };
}

function readSigned(cursor: Cursor, begun: Begun | null): Expression {
  const start = begun?.start ?? cursor.at;
  const unit = peek(cursor);
  if (begun === null && (unit === 45 || unit === 43 || unit === 126)) {
    expect(cursor, unit);
    const operand = nested(cursor, (inner) => readSigned(inner, null));
    return { kind: 'unary', id: mark(cursor, start), operator: String.fromCharCode(unit), operand };
  }
  const base = begun?.primary ?? readPrimary(cursor);
  if (peek(cursor) !== 42 || cursor.text.charCodeAt(cursor.at + 1) !== 42) return base;
  if (cursor.text.charCodeAt(cursor.at + 2) === 61) return base;
  takeWord(cursor, '**');
  const right = nested(cursor, (inner) => readSigned(inner, null));
  return { kind: 'binary', id: mark(cursor, start), operator: '**', left: base, right };
}

function readPrimary(cursor: Cursor): Expression {
  const start = cursor.at;
  let value = readAtom(cursor);
  for (let links = 0; ; links = link(links)) {
    const unit = peek(cursor);
    if (unit === 46) {
      expect(cursor, 46);
      const nameStart = cursor.at;
      const name = takeName(cursor);
      const nameId = mark(cursor, nameStart);
      value = { kind: 'attribute', id: mark(cursor, start), object: value, nameId, name };
    } else if (unit === 40) {
      value = readCall(cursor, start, value);
    } else if (unit === 91) {
      const indexes = readIndexes(cursor);
      value = { kind: 'subscript', id: mark(cursor, start), object: value, indexes };
    } else return value;
  }
}

function readCall(cursor: Cursor, start: number, callee: Expression): Call {
  const open = cursor.at;
  if (cursor.reading === 'as-needed' && skipPlainArguments(cursor)) return new UnreadCall(cursor.plain, start, open, cursor.end, callee);
  const args = readArguments(cursor);
  return { kind: 'call', id: mark(cursor, start), callee, args };
}

/** Steps over arguments, parentheses included; false where they are not plain. */
function skipPlainArguments(cursor: Cursor): boolean {
  const end = plainEnd(PLAIN_ARGUMENTS, cursor.text, cursor.at);
  if (end === -1) return false;
  cursor.at = end;
  cursor.end = end;
  skipBlanks(cursor);
  return true;
}

function readIndexes(cursor: Cursor): readonly Expression[] {
  openBracket(cursor, 91);
  const indexes: Expression[] = [];
  do {
    if (peek(cursor) === 42 || (peek(cursor) === 93 && indexes.length === 0)) giveUp();
    if (peek(cursor) === 93) break;
    indexes.push(readIndex(cursor));
  } while (accept(cursor, 44));
  closeBracket(cursor, 93);
  return indexes;
}

/** One index, or `start:stop:step`. */
function readIndex(cursor: Cursor): Expression {
  const start = cursor.at;
  const parts: [Expression | null, Expression | null, Expression | null] = [null, null, null];
  let place = 0;
  for (; ; place++) {
    if (!ENDS_PART.includes(cursor.text.charAt(cursor.at))) parts[place] = readExpression(cursor);
    if (place === 2 || !accept(cursor, 58)) break;
  }
  const [first, stop, step] = parts;
  if (place === 0) return first ?? giveUp();
  const text = cursor.text.slice(start, cursor.end);
  // A colon in a comment is none.
  return text.includes('#') ? giveUp() : { kind: 'slice', id: mark(cursor, start), start: first, stop, step, text };
}

/** What stands behind a part of `start:stop:step`, also where the part is left out. */
const ENDS_PART = ':,]';

/** The arguments of a call or class statement, parentheses included. */
export function readArguments(cursor: Cursor): readonly Argument[] {
  const open = cursor.at;
  openBracket(cursor, 40);
  const args: Argument[] = [];
  while (peek(cursor) !== 41) {
    const start = cursor.at;
    const argument = readArgument(cursor, start);
    if (peek(cursor) === 102 || peek(cursor) === 97) {
      if (args.length > 0 || argument.keyword !== null || argument.spread !== '') giveUp();
      // A generator is one argument, and its node is the parentheses.
      const value = readRestOfComprehension(cursor, { start: open, close: 41, form: 'generator', key: null, value: argument.value });
      return [{ id: mark(cursor, open), keyword: null, spread: '', value }];
    }
    args.push(argument);
    if (peek(cursor) !== 41) expect(cursor, 44);
  }
  closeBracket(cursor, 41);
  return trimmed(args);
}

function readArgument(cursor: Cursor, start: number): Argument {
  if (peek(cursor) === 42) {
    expect(cursor, 42);
    const double = accept(cursor, 42);
    const value = readExpression(cursor);
    return { id: mark(cursor, start), keyword: null, spread: double ? '**' : '*', value };
  }
  const value = readExpression(cursor);
  if (peek(cursor) !== 61 || value.kind !== 'name') return { id: mark(cursor, start), keyword: null, spread: '', value };
  if (cursor.end - start !== value.name.length) giveUp();
  expect(cursor, 61);
  const given = readExpression(cursor);
  return { id: mark(cursor, start), keyword: value.name, spread: '', value: given };
}

/** `for … in … if …`, once for each `for`. */
function readClauses(cursor: Cursor): readonly ComprehensionClause[] {
  const clauses: ComprehensionClause[] = [];
  do {
    if (!acceptWord(cursor, 'for')) giveUp();
    const target = readTargets(cursor);
    if (!acceptWord(cursor, 'in')) giveUp();
    const iterated = readBinary(cursor, 0);
    const conditions: Expression[] = [];
    while (peek(cursor) === 105 && acceptWord(cursor, 'if')) conditions.push(readBinary(cursor, 0));
    clauses.push({ target, iterated, conditions });
  } while (peek(cursor) === 102 && peekWord(cursor) === 'for');
  return clauses;
}

/** The targets of a `for`: names and attributes, possibly in parentheses; of several a tuple. */
export function readTargets(cursor: Cursor): Expression {
  const start = cursor.at;
  const first = readTarget(cursor);
  if (peek(cursor) !== 44) return first;
  const items = [first];
  while (accept(cursor, 44)) {
    if (peekWord(cursor) === 'in') break;
    items.push(readTarget(cursor));
  }
  return { kind: 'tuple', id: mark(cursor, start), items };
}

function readTarget(cursor: Cursor): Expression {
  const start = cursor.at;
  if (peek(cursor) !== 40) {
    const target = isNameStart(peek(cursor)) ? readPrimary(cursor) : giveUp();
    return target.kind === 'name' || target.kind === 'attribute' || target.kind === 'subscript' ? target : giveUp();
  }
  openBracket(cursor, 40);
  const inner = readTargets(cursor);
  closeBracket(cursor, 41);
  // The parentheses belong to the tuple, but not to a name.
  return inner.kind === 'tuple' && cursor.ids.spans.startOf(inner.id) !== start ? { ...inner, id: mark(cursor, start) } : inner;
}

/** The bare names among targets. */
export function namesIn(target: Expression): readonly string[] {
  if (target.kind === 'tuple') return target.items.flatMap(namesIn);
  return target.kind === 'name' ? [target.name] : [];
}

function readAtom(cursor: Cursor): Expression {
  const start = cursor.at;
  const unit = peek(cursor);
  if (unit === 34 || unit === 39) return readString(cursor, start);
  if (isNameStart(unit)) return isStringAhead(cursor) ? readString(cursor, start) : readName(cursor, start);
  if ((unit >= 48 && unit <= 57) || (unit === 46 && isDigit(cursor.text.charCodeAt(cursor.at + 1)))) return readNumber(cursor, start);
  if (unit === 40) return readParenthesised(cursor, start);
  if (unit === 91) return readList(cursor, start);
  if (unit === 123) return readBraces(cursor, start);
  if (unit === 46 && cursor.text.startsWith('...', cursor.at)) {
    takeWord(cursor, '...');
    return { kind: 'opaque', id: mark(cursor, start), text: '...' };
  }
  return giveUp();
}

function readParenthesised(cursor: Cursor, start: number): Expression {
  openBracket(cursor, 40);
  if (peek(cursor) === 41) {
    closeBracket(cursor, 41);
    return { kind: 'tuple', id: mark(cursor, start), items: [] };
  }
  const inside = cursor.at;
  const first = named(cursor, inside, readItem(cursor));
  if (peek(cursor) === 102) return readRestOfComprehension(cursor, { start, close: 41, form: 'generator', key: null, value: first });
  if (peek(cursor) === 41) {
    if (first.kind === 'starred') giveUp();
    closeBracket(cursor, 41);
    return first;
  }
  const items = readRest(cursor, first, 41);
  return { kind: 'tuple', id: mark(cursor, start), items };
}

function readList(cursor: Cursor, start: number): Expression {
  openBracket(cursor, 91);
  if (peek(cursor) === 93) {
    closeBracket(cursor, 93);
    return { kind: 'list', id: mark(cursor, start), items: [] };
  }
  const first = readItem(cursor);
  if (peek(cursor) === 102) return readRestOfComprehension(cursor, { start, close: 93, form: 'list', key: null, value: first });
  const items = readRest(cursor, first, 93);
  return { kind: 'list', id: mark(cursor, start), items };
}

interface BegunComprehension extends Pick<Comprehension, 'form' | 'key' | 'value'> {
  readonly start: number;
  readonly close: number;
}

function readRestOfComprehension(cursor: Cursor, { start, close, form, key, value }: BegunComprehension): Expression {
  if (value.kind === 'starred') giveUp();
  const clauses = readClauses(cursor);
  closeBracket(cursor, close);
  return { kind: 'comprehension', id: mark(cursor, start), form, key, value, clauses, text: cursor.text.slice(start, cursor.end) };
}

function readRest(cursor: Cursor, first: Expression, close: number): readonly Expression[] {
  const items = [first];
  while (peek(cursor) !== close) {
    expect(cursor, 44);
    if (peek(cursor) !== close) items.push(readItem(cursor));
  }
  closeBracket(cursor, close);
  return trimmed(items);
}

function readBraces(cursor: Cursor, start: number): Expression {
  openBracket(cursor, 123);
  if (peek(cursor) === 125) {
    closeBracket(cursor, 125);
    return { kind: 'dict', id: mark(cursor, start), entries: [] };
  }
  if (peek(cursor) === 42 && cursor.text.charCodeAt(cursor.at + 1) === 42) return readDictionary(cursor, start, []);
  const first = readItem(cursor);
  if (accept(cursor, 58)) {
    const value = readExpression(cursor);
    if (peek(cursor) === 102) return readRestOfComprehension(cursor, { start, close: 125, form: 'dict', key: first, value });
    return readDictionary(cursor, start, [{ key: first, value }]);
  }
  if (peek(cursor) === 102) return readRestOfComprehension(cursor, { start, close: 125, form: 'set', key: null, value: first });
  const items = readRest(cursor, first, 125);
  return { kind: 'set', id: mark(cursor, start), items };
}

function readDictionary(cursor: Cursor, start: number, first: Dictionary['entries']): Expression {
  const entries = [...first];
  while (peek(cursor) !== 125) {
    if (entries.length > 0) {
      expect(cursor, 44);
      if (peek(cursor) === 125) break;
    }
    if (peek(cursor) === 42) {
      takeWord(cursor, '**');
      entries.push({ key: null, value: readBinary(cursor, 4) });
    } else {
      const key = readExpression(cursor);
      expect(cursor, 58);
      entries.push({ key, value: readExpression(cursor) });
    }
  }
  closeBracket(cursor, 125);
  skipBlanks(cursor);
  return { kind: 'dict', id: mark(cursor, start), entries };
}

/** The quick reader's expressions: recursive descent over the plain subset. Ids are provisional until quickReader.ts numbers them. */
import { trimmed } from '../base/collections';
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
  KEYWORDS,
  mark,
  openBracket,
  peek,
  peekWord,
  skipBlanks,
  takeName,
  takeString,
  takeWord,
  type Cursor,
  type StringToken,
} from './quickCursor';
import type { Argument, Call, Comprehension, ComprehensionClause, Dictionary, Expression } from './python';
import { PLAIN_ARGUMENTS, plainEnd } from './plainPatterns';
import { dottedName } from './plainReader';
import { UnreadCall } from './unread';

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

/** True in front of what no operator begins with: a comma, a closing bracket, the end of the line, a single `=` … */
function endsExpression({ text, at }: Cursor): boolean {
  const unit = text.charCodeAt(at);
  if (unit === 61) return text.charCodeAt(at + 1) !== 61;
  return (
    unit === 44 ||
    unit === 41 ||
    unit === 10 ||
    unit === 93 ||
    unit === 125 ||
    unit === 58 ||
    unit === 35 ||
    unit === 59 ||
    unit === 13 ||
    unit !== unit
  );
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

/** Binding strength of the operators, weakest first: or, and, not, comparison, |, ^, &, shifts, sum, product, sign, power. */
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

function operatorAhead(cursor: Cursor, level: number): string {
  const { text, at } = cursor;
  const unit = text.charCodeAt(at);
  if (level === 0) return unit === 111 && peekWord(cursor) === 'or' ? 'or' : '';
  if (level === 1) return unit === 97 && peekWord(cursor) === 'and' ? 'and' : '';
  const next = text.charCodeAt(at + 1);
  const single = next !== 61;
  if (level === 4) return unit === 124 && single ? '|' : '';
  if (level === 5) return unit === 94 && single ? '^' : '';
  if (level === 6) return unit === 38 && single ? '&' : '';
  if (level === 7) {
    if ((unit !== 60 && unit !== 62) || next !== unit || text.charCodeAt(at + 2) === 61) return '';
    return unit === 60 ? '<<' : '>>';
  }
  if (level === 8) return (unit === 43 || unit === 45) && single ? text.charAt(at) : '';
  if (unit === 42 && next !== 42 && single) return '*';
  if (unit === 47 && next === 47) return text.charCodeAt(at + 2) === 61 ? '' : '//';
  if ((unit === 47 || unit === 37 || unit === 64) && single) return text.charAt(at);
  return '';
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

function takeComparison(cursor: Cursor): string {
  const { text, at } = cursor;
  const unit = text.charCodeAt(at);
  const next = text.charCodeAt(at + 1);
  let operator = '';
  if ((unit === 61 || unit === 33) && next === 61) operator = text.slice(at, at + 2);
  else if ((unit === 60 || unit === 62) && next === 61) operator = text.slice(at, at + 2);
  else if ((unit === 60 || unit === 62) && next !== unit) {
    if (unit === 60 && next === 62) giveUp();
    operator = text.charAt(at);
  } else if (unit === 105 || unit === 110) return takeWordComparison(cursor);
  if (operator !== '') takeWord(cursor, operator);
  return operator;
}

function takeWordComparison(cursor: Cursor): string {
  if (acceptWord(cursor, 'in')) return 'in';
  if (acceptWord(cursor, 'is')) return acceptWord(cursor, 'not') ? 'is not' : 'is';
  if (!acceptWord(cursor, 'not')) return '';
  if (!acceptWord(cursor, 'in')) giveUp();
  return 'not in';
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

function readName(cursor: Cursor, start: number): Expression {
  const word = peekWord(cursor);
  if (KEYWORDS.has(word)) {
    if (word !== 'True' && word !== 'False' && word !== 'None') giveUp();
    takeWord(cursor, word);
    return { kind: 'constant', id: mark(cursor, start), value: word === 'None' ? null : word === 'True' };
  }
  takeWord(cursor, word);
  return { kind: 'name', id: mark(cursor, start), name: word };
}

/** An f-string of one line that replaces names and attributes only, with nothing to unescape. */
const FORMATTED =
  /[fF](?:"(?:[^"\\\n\r{}]|\{\{|\}\}|\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\})*"(?!")|'(?:[^'\\\n\r{}]|\{\{|\}\}|\{[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*\})*'(?!'))/y;
const REPLACED = /\{\{|\}\}|\{([\w.]+)\}/g;

function readFormatted(cursor: Cursor, start: number): Expression | null {
  const { text } = cursor;
  FORMATTED.lastIndex = start;
  if (!FORMATTED.test(text)) return null;
  const end = FORMATTED.lastIndex;
  cursor.at = end;
  skipBlanks(cursor);
  const after = cursor.at;
  if (isStringAhead(cursor)) {
    cursor.at = start;
    return null;
  }
  cursor.end = end;
  const id = mark(cursor, start);
  const parts: (string | Expression)[] = [];
  const source = text.slice(start + 2, end - 1);
  let literal = '';
  let from = 0;
  for (const match of source.matchAll(REPLACED)) {
    literal += source.slice(from, match.index);
    from = match.index + match[0].length;
    if (match[1] === undefined) literal += match[0].charAt(0);
    else {
      if (literal !== '') parts.push(literal);
      literal = '';
      if (match[1].split('.').some((part) => KEYWORDS.has(part))) giveUp();
      const nameStart = start + 2 + match.index + 1;
      parts.push(dottedName(text, cursor.ids, nameStart, nameStart + match[1].length));
    }
  }
  literal += source.slice(from);
  if (literal !== '') parts.push(literal);
  cursor.at = after;
  cursor.end = end;
  return { kind: 'fstring', id, parts };
}

function readString(cursor: Cursor, start: number): Expression {
  const formatted = readFormatted(cursor, start);
  if (formatted !== null) return formatted;
  const first = takeString(cursor);
  let tokens: StringToken[] | null = null;
  while (isStringAhead(cursor)) (tokens ??= [first]).push(takeString(cursor));
  const id = mark(cursor, start);
  if (tokens === null && !/[bf]/.test(first.prefix)) return { kind: 'string', id, value: first.value };
  const all = tokens ?? [first];
  if (all.some(({ prefix }) => prefix.includes('b'))) return { kind: 'opaque', id, text: cursor.text.slice(start, cursor.end) };
  const value = all.map((token) => token.value).join('');
  if (!all.some(({ prefix }) => prefix.includes('f'))) return { kind: 'string', id, value };
  return { kind: 'fstring', id, parts: value === '' ? [] : [value] };
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

const NUMBER = /(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\d+(?:_\d+)*)(?:\.\d+)?|\.\d+)(?![\w.])/y;

function readNumber(cursor: Cursor, start: number): Expression {
  NUMBER.lastIndex = cursor.at;
  const text = NUMBER.exec(cursor.text)?.[0];
  if (text === undefined) return giveUp();
  takeWord(cursor, text);
  return { kind: 'number', id: mark(cursor, start), text };
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

/**
 * The quick reader's place in a text: blanks, names, strings, and the spans of nodes under construction. Whatever lies outside
 * the plain subset of Python is given up by throwing {@link GIVE_UP}; then tree-sitter decides.
 */
import { createIds, createPlaceIds, type Ids } from './ids';
import { PlainReader } from './plainReader';
import type { Reading } from './python';
import { stringText } from './stringValue';

/** Thrown, and caught by the quick reader's entry alone, where the text is not plain enough. */
export const GIVE_UP = new Error('not plain enough');

/** Leaves the quick reader. */
export function giveUp(): never {
  throw GIVE_UP;
}

/** Deepest nesting of brackets and blocks that is read; deeper code is left to tree-sitter. */
const DEEPEST = 60;

/** Longest chain that is read; longer ones nest too deep. */
const LONGEST = 50;

export interface Cursor {
  readonly text: string;
  /** Offset of the next character. */
  at: number;
  /** End of the last token that was read: where a node that ends there ends. */
  end: number;
  /** Open brackets: inside them line ends are blanks. */
  brackets: number;
  depth: number;
  /** Gives the nodes provisional ids, or final ones where no edit follows. */
  readonly ids: Ids;
  readonly reading: Reading;
  readonly plain: PlainReader;
}

/** A cursor at the beginning of `text`. */
export function createCursor(text: string, reading: Reading): Cursor {
  const ids = reading === 'whole' ? createIds() : createPlaceIds();
  return { text, at: 0, end: 0, brackets: 0, depth: 0, ids, reading, plain: new PlainReader(text, ids) };
}

/** An id for a node from `start` to the last token. */
export function mark(cursor: Cursor, start: number): number {
  return cursor.ids.next(start, cursor.end);
}

/** The character code ahead; NaN at the end. */
export function peek(cursor: Cursor): number {
  return cursor.text.charCodeAt(cursor.at);
}

/** Steps over blanks and continued lines; inside brackets over line ends and comments too. */
export function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  for (;;) {
    const unit = text.charCodeAt(cursor.at);
    if (unit === 32 || unit === 9) cursor.at++;
    else if (unit === 92) {
      const next = text.charCodeAt(cursor.at + 1);
      if (next === 10) cursor.at += 2;
      else if (next === 13 && text.charCodeAt(cursor.at + 2) === 10) cursor.at += 3;
      else giveUp();
    } else if (cursor.brackets > 0 && unit === 10) cursor.at++;
    else if (cursor.brackets > 0 && unit === 13 && text.charCodeAt(cursor.at + 1) === 10) cursor.at += 2;
    else if (cursor.brackets > 0 && unit === 35) skipComment(cursor);
    else return;
  }
}

/** Steps to the end of the line, which stays ahead. */
export function skipComment(cursor: Cursor): void {
  const line = cursor.text.indexOf('\n', cursor.at);
  cursor.at = line === -1 ? cursor.text.length : line;
  // A lone carriage return ends a line for Python, but not here.
  const { text } = cursor;
  if (text.charCodeAt(cursor.at - 1) === 13) cursor.at--;
}

/** Empty lines and comments, and the blanks before the code behind them. */
const BLANK_LINES = /(?: *(?:#[^\n\r]*)?\n)* *(?=[!"$-[\]-~])/y;

/** Steps over empty lines and comments. Returns the indentation of the next line with code, -1 at the end of the text. */
export function nextLine(cursor: Cursor): number {
  const { text } = cursor;
  BLANK_LINES.lastIndex = cursor.at;
  if (BLANK_LINES.test(text)) {
    const { lastIndex } = BLANK_LINES;
    cursor.at = lastIndex;
    return lastIndex - text.lastIndexOf('\n', lastIndex - 1) - 1;
  }
  for (;;) {
    const start = cursor.at;
    while (text.charCodeAt(cursor.at) === 32) cursor.at++;
    const unit = text.charCodeAt(cursor.at);
    if (unit !== unit) return -1;
    if (unit === 35) skipComment(cursor);
    const end = text.charCodeAt(cursor.at);
    if (end === 10) cursor.at++;
    else if (end === 13 && text.charCodeAt(cursor.at + 1) === 10) cursor.at += 2;
    else if (end !== end) return -1;
    else if (end === 9 || end === 12 || end === 13 || end === 92 || end >= 128) giveUp();
    else return cursor.at - start;
  }
}

/** Reads something that may hold more of its kind, and that more. */
export function nested<Result>(cursor: Cursor, read: (cursor: Cursor) => Result): Result {
  if (++cursor.depth > DEEPEST) giveUp();
  const result = read(cursor);
  cursor.depth--;
  return result;
}

/** Counts the links of a chain such as `a.b.c` or `a + b + c`, each of which holds all before it. */
export function link(links: number): number {
  return links < LONGEST ? links + 1 : giveUp();
}

/** Reads one character that must be ahead, and the blanks behind it. */
export function expect(cursor: Cursor, unit: number): void {
  if (cursor.text.charCodeAt(cursor.at) !== unit) giveUp();
  cursor.at++;
  cursor.end = cursor.at;
  skipBlanks(cursor);
}

/** Reads the character when it is ahead. */
export function accept(cursor: Cursor, unit: number): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== unit) return false;
  expect(cursor, unit);
  return true;
}

/** Opens a bracket: line ends count as blanks until it closes. */
export function openBracket(cursor: Cursor, unit: number): void {
  if (++cursor.depth > DEEPEST) giveUp();
  cursor.brackets++;
  expect(cursor, unit);
}

export function closeBracket(cursor: Cursor, unit: number): void {
  if (cursor.text.charCodeAt(cursor.at) !== unit) giveUp();
  cursor.brackets--;
  cursor.depth--;
  cursor.at++;
  cursor.end = cursor.at;
  skipBlanks(cursor);
}

export function isNameStart(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || unit === 95;
}

const WORD = /[A-Za-z_]\w*/y;

/** The name or keyword ahead, not stepped over; empty when there is none. Names beyond ASCII are left to tree-sitter. */
export function peekWord(cursor: Cursor): string {
  const { text, at } = cursor;
  WORD.lastIndex = at;
  if (!WORD.test(text)) return '';
  const end = WORD.lastIndex;
  if (text.charCodeAt(end) >= 128) giveUp();
  return text.slice(at, end);
}

/** Steps over a word that {@link peekWord} gave, and the blanks behind it. */
export function takeWord(cursor: Cursor, word: string): void {
  cursor.at += word.length;
  cursor.end = cursor.at;
  skipBlanks(cursor);
}

/** Reads the keyword when it is ahead. */
export function acceptWord(cursor: Cursor, word: string): boolean {
  if (cursor.text.charCodeAt(cursor.at) !== word.charCodeAt(0) || peekWord(cursor) !== word) return false;
  takeWord(cursor, word);
  return true;
}

/** Reads a name that is no keyword. */
export function takeName(cursor: Cursor): string {
  const word = peekWord(cursor);
  if (word === '' || KEYWORDS.has(word)) giveUp();
  takeWord(cursor, word);
  return word;
}

export const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield print exec'
  ).split(' '),
);

export interface StringToken {
  readonly prefix: string;
  readonly value: string;
}

const STRING_START = /[rRbBuUfF]{0,2}["']/y;

/** True when a string literal of the plain kinds starts here. */
export function isStringAhead(cursor: Cursor): boolean {
  STRING_START.lastIndex = cursor.at;
  return STRING_START.test(cursor.text);
}

/** A literal on one line, without prefix, escapes or the other quote: what most are. */
const PLAIN_STRING = /"[^"\\\n\r]*"(?!")|'[^'\\\n\r]*'(?!')/y;

/** Reads one string literal. f-strings that replace something are left to tree-sitter. */
export function takeString(cursor: Cursor): StringToken {
  const { text, at } = cursor;
  PLAIN_STRING.lastIndex = at;
  if (PLAIN_STRING.test(text)) {
    const { lastIndex } = PLAIN_STRING;
    cursor.at = lastIndex;
    cursor.end = lastIndex;
    skipBlanks(cursor);
    return { prefix: '', value: text.slice(at + 1, lastIndex - 1) };
  }
  const end = endOfString(text, at);
  const source = text.slice(at, end);
  cursor.at = end;
  cursor.end = end;
  skipBlanks(cursor);
  const token = stringText(source);
  if (!PREFIXES.has(token.prefix) || (token.prefix.includes('f') && /[{}]/.test(source)) || source.includes('\\N')) giveUp();
  return token;
}

const PREFIXES: ReadonlySet<string> = new Set(['', 'r', 'b', 'u', 'f', 'br', 'rb', 'fr', 'rf']);

/**
 * From behind the opening quotes to behind the closing ones, by opening quotes. Plain stretches and escapes take turns, so that
 * there is one way to match only: where the quotes are missing, a choice of ways would take for ever.
 */
const REST_OF_STRING: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\\n\r]*(?:\\(?:\r\n|[^])[^"\\\n\r]*)*"/y,
  "'": /[^'\\\n\r]*(?:\\(?:\r\n|[^])[^'\\\n\r]*)*'/y,
  '"""': /[^"\\]*(?:(?:\\[^]|"(?!""))[^"\\]*)*"""/y,
  "'''": /[^'\\]*(?:(?:\\[^]|'(?!''))[^'\\]*)*'''/y,
};

/** The end of the string literal that starts at `at`. */
export function endOfString(text: string, at: number): number {
  let open = at;
  while (text.charCodeAt(open) !== 34 && text.charCodeAt(open) !== 39) open++;
  const quote = text.charAt(open);
  const triple = quote + quote + quote;
  const quotes = text.startsWith(triple, open) ? triple : quote;
  const rest = REST_OF_STRING[quotes];
  if (rest === undefined) return giveUp();
  rest.lastIndex = open + quotes.length;
  return rest.test(text) ? rest.lastIndex : giveUp();
}

/** The quick reader's names, numbers and strings: what holds no other expression. */
import {
  giveUp,
  isStringAhead,
  KEYWORDS,
  mark,
  peekWord,
  skipBlanks,
  takeString,
  takeWord,
  type Cursor,
  type StringToken,
} from './quickCursor';
import { dottedName } from './plainReader';
import type { Expression } from './python';

/** A name, or one of the three constants. */
export function readName(cursor: Cursor, start: number): Expression {
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

/** A string, or several that Python puts together. */
export function readString(cursor: Cursor, start: number): Expression {
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

/** True for the unit of a decimal digit. */
export function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

const NUMBER = /(?:0[xX][\da-fA-F]+|0[oO][0-7]+|0[bB][01]+|(?:\d+(?:_\d+)*)(?:\.\d+)?|\.\d+)(?![\w.])/y;

/** A number as it is written. */
export function readNumber(cursor: Cursor, start: number): Expression {
  NUMBER.lastIndex = cursor.at;
  const text = NUMBER.exec(cursor.text)?.[0];
  if (text === undefined) return giveUp();
  takeWord(cursor, text);
  return { kind: 'number', id: mark(cursor, start), text };
}

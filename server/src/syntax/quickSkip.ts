/** Stepping over the body of a function: by indentation, with an eye on strings and brackets that run over line ends. */
import { endOfString, giveUp, nextLine, type Cursor } from './quickCursor';

/** Steps over the indented lines below a `def` whose own indentation is `indent`. Ends at the start of the next line outside. */
export function skipFunctionBody(cursor: Cursor, indent: number): void {
  const body = nextLine(cursor);
  if (body <= indent) giveUp();
  for (let next = body; next > indent;) {
    if (next < body) giveUp();
    PLAIN_LINES.lastIndex = cursor.at - next;
    if (PLAIN_LINES.test(cursor.text)) cursor.at = PLAIN_LINES.lastIndex;
    else skipLogicalLine(cursor);
    const start = cursor.at;
    next = nextLine(cursor);
    if (next <= indent) cursor.at = start;
  }
}

const STRING = `"[^"\\\\\\n\\r]*(?:\\\\.[^"\\\\\\n\\r]*)*"(?!")|'[^'\\\\\\n\\r]*(?:\\\\.[^'\\\\\\n\\r]*)*'(?!')`;
const DOCSTRING = `"""[^"\\\\]*(?:"(?!"")[^"\\\\]*)*"""`;

/** `parts` and what says nothing between them; inside of brackets lines may end. */
function among(parts: string, lineEnd: string): string {
  const quiet = `[^${lineEnd}"'#()[\\]{}\\\\\\r]*`;
  return `${quiet}(?:(?:${parts})${quiet})*`;
}

function bracketed(kinds: string, parts: string): string {
  return kinds.replace(/(.)(.) ?/g, (_, open: string, close: string) => `|\\${open}${among(parts, '')}\\${close}`);
}

const FLAT = STRING + bracketed('() [] {}', STRING);
// More would be compiled longer than it saves.
const LISTS = bracketed('[] {}', STRING);
const PARTS = DOCSTRING + '|' + STRING + LISTS + bracketed('()', STRING + LISTS + bracketed('()', FLAT));

/**
 * Lines with at least the indentation of the first, each of which closes what it opens, and the empty ones and comments between them. No
 * two parts begin alike, so that there is one way to match only.
 */
const PLAIN_LINES = new RegExp(
  `(?=( *))(?:(?: *(?:#[^\\n\\r]*)?\\n)*\\1 *(?=[!"$-\\[\\]-~])${among(PARTS, '\\n')}(?:#[^\\n\\r]*)?\\n)+`,
  'y',
);

/** What says nothing about where a line ends. */
const PLAIN = /[^\n"'#()[\]{}\\\r]+/y;

/** Steps over one logical line, from its first character to the start of the line behind it. */
export function skipLogicalLine(cursor: Cursor): void {
  const { text } = cursor;
  const open: number[] = [];
  let at = cursor.at;
  for (;;) {
    PLAIN.lastIndex = at;
    if (PLAIN.test(text)) at = PLAIN.lastIndex;
    const unit = text.charCodeAt(at);
    if (unit === 10) {
      at++;
      if (open.length === 0) break;
    } else if (unit === 34 || unit === 39) at = endOfString(text, at);
    else if (unit === 35) {
      const line = text.indexOf('\n', at);
      at = line === -1 ? text.length : line;
    } else if (unit === 40 || unit === 91 || unit === 123) {
      open.push(unit);
      at++;
    } else if (unit === 41 || unit === 93 || unit === 125) {
      const matching = unit === 41 ? 40 : unit - 2;
      if (open.pop() !== matching) giveUp();
      at++;
    } else if (unit === 92) {
      if (text.charCodeAt(at + 1) === 13) at++;
      at += 2;
    } else if (unit !== unit) {
      if (open.length > 0) giveUp();
      break;
    } else if (unit === 13 && text.charCodeAt(at + 1) !== 10) giveUp();
    else at++;
  }
  cursor.at = at;
}

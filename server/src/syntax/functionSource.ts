/**
 * One function, read when somebody asks for it: cut out of the text of its file by indentation, and parsed as a little module of its
 * own. Its nodes have ids of that little module: they say nothing about places in the file.
 */
import { closeBracket, createCursor, endOfString, expect, GIVE_UP, openBracket, skipBlanks, skipComment, type Cursor } from './quickCursor';
import type { Expression, PythonParser, Statement } from './python';
import { skipFunctionBody, skipLogicalLine } from './quickSkip';

export interface Parameter {
  readonly name: string;
  /** How a call hands it over; `*` and `**` take the rest. */
  readonly by: 'position' | 'either' | 'keyword' | '*' | '**';
  readonly defaultValue: Expression | null;
}

export interface FunctionSource {
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
}

/** The text of a function from its parameters to the end of its body; null where it is not plain enough to be cut out. */
export interface FunctionText {
  readonly parameters: string;
  readonly body: string;
}

/** Cuts out the function whose name ends at `nameEnd`; `async` ones give no value that anybody could use. */
export function cutFunction(text: string, nameStart: number, nameEnd: number): FunctionText | null {
  const lineStart = text.lastIndexOf('\n', nameStart - 1) + 1;
  const indent = /^( *)def +$/.exec(text.slice(lineStart, nameStart))?.[1];
  if (indent === undefined) return null;
  const cursor = { ...createCursor(text, 'whole'), at: nameEnd };
  return unlessGivenUp(() => cutAt(cursor, indent.length));
}

/** Cuts a lambda into its parameters and what it gives, as a function would be written. */
export function cutLambda(text: string): FunctionText | null {
  const cursor = { ...createCursor(text, 'whole'), at: 'lambda'.length };
  // Within parentheses line ends are blanks; where there are none, none stand in the text.
  cursor.brackets = 1;
  return unlessGivenUp(() => {
    skipBlanks(cursor);
    const start = cursor.at;
    while (text.charCodeAt(cursor.at) !== 58) {
      // One that is a default has a colon of its own.
      if (/^lambda\b/.test(text.slice(cursor.at, cursor.at + 7))) throw GIVE_UP;
      skipToken(cursor);
    }
    return { parameters: text.slice(start, cursor.at), body: ` return (${text.slice(cursor.at + 1)}\n)` };
  });
}

function cutAt(cursor: Cursor, indent: number): FunctionText {
  const { text } = cursor;
  skipBlanks(cursor);
  const open = cursor.at;
  skipBrackets(cursor);
  const parameters = text.slice(open + 1, cursor.end - 1);
  while (text.charCodeAt(cursor.at) !== 58) skipToken(cursor);
  expect(cursor, 58);
  const start = cursor.at;
  if (/[#\r\n]/.test(text.charAt(start))) {
    if (text.charAt(start) === '#') skipComment(cursor);
    cursor.at = text.indexOf('\n', cursor.at) + 1;
    const body = cursor.at;
    skipFunctionBody(cursor, indent);
    return { parameters, body: `\n${text.slice(body, cursor.at)}` };
  }
  skipLogicalLine(cursor);
  return { parameters, body: ` ${text.slice(start, cursor.at)}` };
}

/** Words that give a body more than one way to run, or reach names that are not its own. */
const NOT_PLAIN = /\b(?:yield|await|global|nonlocal|exec|eval|locals|globals|vars|async)\b|:=/;

/** Parses a function that was cut out; null where something in it is not read. */
export function parseFunction(parser: PythonParser, { parameters, body }: FunctionText): FunctionSource | null {
  if (NOT_PLAIN.test(body)) return null;
  const listed = unlessGivenUp(() => splitParameters(parameters));
  if (listed === null) return null;
  const defaults = listed.flatMap(({ written }) => (written === null ? [] : [written]));
  const module = parser.parse(`_ = [${defaults.map((written) => `${written},`).join('\n')}]\nif _:${body}`);
  const [first, second] = module.body;
  if (module.errors.length > 0 || module.body.length !== 2 || first?.kind !== 'assignment' || second?.kind !== 'if') return null;
  const values = first.value?.kind === 'list' ? [...first.value.items] : [];
  const [branch] = second.branches;
  if (values.length !== defaults.length || branch === undefined || second.branches.length > 1) return null;
  const taken = listed.map(({ name, by, written }) => ({ name, by, defaultValue: written === null ? null : (values.shift() ?? null) }));
  return { parameters: taken, body: branch.body };
}

interface WrittenParameter {
  readonly name: string;
  readonly by: Parameter['by'];
  /** The default as written. */
  readonly written: string | null;
}

function splitParameters(list: string): readonly WrittenParameter[] {
  const cursor = createCursor(list, 'whole');
  // Inside of the parentheses line ends are blanks.
  cursor.brackets = 1;
  skipBlanks(cursor);
  let found: WrittenParameter[] = [];
  let onlyKeywords = false;
  while (cursor.at < list.length) {
    const stars = /^\*{0,2}/.exec(list.slice(cursor.at, cursor.at + 2))?.[0] ?? '';
    for (const _ of stars) expect(cursor, 42);
    const name = /^[A-Za-z_]\w*/.exec(list.slice(cursor.at))?.[0] ?? '';
    cursor.at += name.length;
    cursor.end = cursor.at;
    skipBlanks(cursor);
    const parts = readParts(cursor);
    if (name === '' && stars === '*') onlyKeywords = true;
    else if (name === '' && parts.slash) found = found.map((one) => ({ ...one, by: 'position' }));
    else if (name === '') throw GIVE_UP;
    else found.push({ name, by: stars === '*' || stars === '**' ? stars : onlyKeywords ? 'keyword' : 'either', written: parts.written });
    if (stars === '*') onlyKeywords = true;
  }
  return found;
}

/** From behind a parameter's name to behind the comma: its annotation is stepped over, its default kept. */
function readParts(cursor: Cursor): { readonly written: string | null; readonly slash: boolean } {
  const { text } = cursor;
  let start = -1;
  let end = -1;
  let slash = false;
  while (cursor.at < text.length && text.charAt(cursor.at) !== ',') {
    const unit = text.charAt(cursor.at);
    if (start === -1 && unit === '=' && !/[=!<>]/.test(text.charAt(cursor.at + 1))) {
      expect(cursor, 61);
      start = cursor.at;
      continue;
    }
    slash ||= unit === '/';
    // A lambda has commas of its own.
    if (/^lambda\b/.test(text.slice(cursor.at, cursor.at + 7))) throw GIVE_UP;
    skipToken(cursor);
    end = cursor.end;
  }
  if (cursor.at < text.length) expect(cursor, 44);
  return { written: start === -1 ? null : text.slice(start, end), slash };
}

const WORD = /\w+/y;

/** One name, number, string, bracketed part or other character, and the blanks behind it. */
function skipToken(cursor: Cursor): void {
  const { text, at } = cursor;
  const unit = text.charAt(at);
  if (unit === '(' || unit === '[' || unit === '{') {
    skipBrackets(cursor);
    return;
  }
  if (unit === '"' || unit === "'") cursor.at = endOfString(text, at);
  else {
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? '';
    if (word === '' && (unit === '' || unit === '\n' || unit === '\r')) throw GIVE_UP;
    cursor.at += word === '' ? 1 : word.length;
  }
  cursor.end = cursor.at;
  skipBlanks(cursor);
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function skipBrackets(cursor: Cursor): void {
  const { text, at } = cursor;
  const closing = CLOSING[text.charAt(at)]?.charCodeAt(0);
  if (closing === undefined) throw GIVE_UP;
  openBracket(cursor, text.charCodeAt(at));
  while (text.charCodeAt(cursor.at) !== closing) {
    if (/[)\]}]/.test(text.charAt(cursor.at))) throw GIVE_UP;
    skipToken(cursor);
  }
  closeBracket(cursor, closing);
}

function unlessGivenUp<Result>(read: () => Result): Result | null {
  try {
    return read();
  } catch (error) {
    if (error === GIVE_UP) return null;
    throw error;
  }
}

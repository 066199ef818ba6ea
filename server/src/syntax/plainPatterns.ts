/** Patterns for what most lines of class bodies are: text that no reader of Python could read in two ways. */

const STRING = `"[^"\\\\\\n\\r]*"|'[^'\\\\\\n\\r]*'`;
const NUMBER = '-?\\d+(?:\\.\\d+)?(?![\\w.])';
// Words that are no names are looked for apart: here they would be tried in dozens of places, and compiled for each.
const NAME = '[A-Za-z_]\\w*';
const DOTTED = `${NAME}(?:\\.${NAME}){0,9}`;
const BLANK = '[ \\t\\n]*';
const LINE_END = '(?= *(?:#[^\\n\\r]*)?\\n)';

/** `items` with commas between them. Behind each stands a comma or the end, so that there is one way to match only. */
function list(item: string, open: string, close: string): string {
  return `\\${open}(?:${BLANK}${item}${BLANK}(?:,|(?=\\${close})))*${BLANK}\\${close}`;
}

function listed(value: string): string {
  return `${list(value, '(', ')')}|${list(value, '[', ']')}`;
}

function given(value: string): string {
  return list(`(?:${NAME} *= *)?${value}`, '(', ')');
}

// What is compiled costs more than what is matched: each of these says as little as most lines need.
const SIMPLE = `(?:${STRING}|${NUMBER}|${DOTTED}(?:\\((?:${STRING}|${NUMBER})?\\))?)`;
const SIMPLE_OR_LIST = `(?:${SIMPLE}|${listed(SIMPLE)})`;
const SIMPLE_OR_STRINGS = `(?:${SIMPLE}|${list(`(?:${STRING})`, '[', ']')})`;
const ITEM = `(?:${STRING}|${NUMBER}|${DOTTED}(?:${given(SIMPLE_OR_STRINGS)})?|${list(SIMPLE, '(', ')')})`;

/** Arguments, parentheses included, that hold names, numbers, strings on one line, and calls with at most one of these. */
export const PLAIN_ARGUMENTS = new RegExp(given(SIMPLE), 'y');

/** `name = module.Class(arguments)` and the like, on a line of its own or, within the parentheses, several. */
export const PLAIN_CALL = new RegExp(`${NAME} = ${DOTTED}${given(SIMPLE_OR_LIST)}${LINE_END}`, 'y');

/** `name = value`, or several values with commas between them. */
export const PLAIN_VALUE = new RegExp(
  `${NAME} = (?:${SIMPLE}(?:, *${SIMPLE})*|${list(ITEM, '[', ']')}|${list(SIMPLE, '(', ')')})${LINE_END}`,
  'y',
);

const TYPE = `${DOTTED}(?:\\[${DOTTED}(?:, ${DOTTED})*\\])?`;
const PARAMETER = `(?:\\*{1,2}${NAME}|[*/]|${NAME}(?:: ${TYPE})?(?: *= *${SIMPLE})?)`;

/** `def name(parameters) -> type` in front of the colon that ends the line. */
export const PLAIN_FUNCTION = new RegExp(`def ${NAME}${list(PARAMETER, '(', ')')}(?: -> ${TYPE})?(?=:\\n)`, 'y');

/** A word that is no name, where plain code has one. */
const NO_NAME = new RegExp(
  '[(,=[.*:>][ \\t\\n]*(?:(?:False|None|True) *=|(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|exec|finally|for' +
    '|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|print|raise|return|try|while|with|yield)(?!\\w))|\\.(?:False|None|True)(?!\\w)',
);

/** Where what the pattern describes ends, if it stands at `at`; else -1. */
export function plainEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  if (!pattern.test(text)) return -1;
  const end = pattern.lastIndex;
  return NO_NAME.test(text.slice(at, end)) ? -1 : end;
}

/** The rest of a line behind what has been read. */
export const REST_OF_LINE = / *(?:#[^\n\r]*)?\n/y;

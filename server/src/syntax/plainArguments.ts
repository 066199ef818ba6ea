/** Patterns for what most calls in class bodies are: text that no reader of Python could read in two ways. */

const KEYWORD =
  'and|as|assert|async|await|break|class|continue|def|del|elif|else|except|exec|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|print|raise|return|try|while|with|yield';
const NAME = `(?!(?:${KEYWORD})\\b)[A-Za-z_]\\w*`;
const STRING = `"[^"\\\\\\n\\r]*"|'[^'\\\\\\n\\r]*'`;
const VALUE = `(?:${STRING}|-?\\d+(?:\\.\\d+)?(?![\\w.])|${NAME}(?:\\.${NAME})*(?:\\((?:${STRING})?\\))?)`;
const BLANK = '[ \\t\\n]*';
const ARGUMENT = `(?:${NAME} *= *)?${VALUE}`;
// No two blanks side by side: a long one would be tried in every division.
const ARGUMENTS = `\\(${BLANK}${ARGUMENT}${BLANK}(?:,${BLANK}${ARGUMENT}${BLANK})*(?:,${BLANK})?\\)`;

/** Arguments, parentheses included, that hold names, numbers, strings on one line, and calls with at most one string. */
export const PLAIN_ARGUMENTS = new RegExp(ARGUMENTS, 'y');

/** `name = module.Class(arguments)` or `name = Class(arguments)`, on a line of its own or, within the parentheses, several. */
export const PLAIN_FIELD = new RegExp(`${NAME} = (?:${NAME}\\.)?${NAME}${ARGUMENTS}(?= *[#\\n])`, 'y');

const PARAMETER = `(?:\\*{1,2}${NAME}|${NAME}(?: *= *${VALUE})?)`;

/** The parameters of a function, parentheses included, in one line and without types. */
export const PLAIN_PARAMETERS = new RegExp(`\\((?:${PARAMETER}(?:, *(?:\\*, *)?${PARAMETER})*)?\\)`, 'y');

/** The rest of a line behind what has been read. */
export const REST_OF_LINE = / *(?:#[^\n\r]*)?\n/y;

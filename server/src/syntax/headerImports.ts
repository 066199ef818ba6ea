/** The imports of a file, found without parsing it: part of the quick look (header.ts). */

export interface HeaderImport {
  readonly level: number;
  readonly module: string;
  /** The names as written; empty for a plain `import`. */
  readonly list: string;
  /** Null for a star. */
  readonly names: readonly string[] | null;
  /** Whether it runs when the module is imported. */
  readonly runs: ImportRuns;
  /** Which `try` of the file it stands in, the innermost one; null where it stands in none. */
  readonly tried: number | null;
}

/** `never`: inside a function, or under `if TYPE_CHECKING:`. `perhaps`: under any other `if`, and in an `except`. */
export type ImportRuns = 'always' | 'perhaps' | 'never';

/** What a new name stands for: `import x as y`, `from m import x as y`, `User = get_user_model()`. */
export interface HeaderAlias {
  readonly name: string;
  readonly of: string;
}

export interface HeaderImports {
  readonly imports: readonly HeaderImport[];
  readonly aliases: readonly HeaderAlias[];
}

/** All import statements of a text, also those in functions. */
export function readImports(text: string): HeaderImports {
  return importsIn(text, 'all');
}

/** What imports give another name. Most texts have no such import, and of the others most imports are none. */
export function readAliases(text: string): readonly HeaderAlias[] {
  return AS.test(text) ? importsIn(text, 'renaming').aliases : [];
}

/** What names at the start of a line get from Django's own functions that give a model. */
export function readGivenModels(text: string): readonly HeaderAlias[] {
  if (!text.includes('get_user_model(') && !text.includes('get_model(')) return [];
  return Array.from(text.matchAll(GIVEN_MODEL), ([, name = '', of = '']) => ({ name, of }));
}

const GIVEN_MODEL = /^([\w\u0080-\uffff]+)[ \t]*=[ \t]*(?:[\w\u0080-\uffff]+\.)*(get_user_model|get_model)\(/gm;

function importsIn(text: string, wanted: Found['wanted']): HeaderImports {
  const found: Found = { wanted, imports: [], aliases: [], tries: [] };
  for (let at = text.indexOf('import'); at !== -1; at = text.indexOf('import', at + 6)) readImport(text, at, found);
  return found;
}

/** A colon behind the name ends `with … as name:` and `except … as name:`. */
const AS = /\sas[\s\\#]+(?!\w+\s*:)/;

interface Found {
  readonly wanted: 'all' | 'renaming';
  readonly imports: HeaderImport[];
  readonly aliases: HeaderAlias[];
  /** Where each `try` begins that holds an import. */
  readonly tries: number[];
}

/** Blanks, and the ends of lines that go on. */
export const GAP = String.raw`(?:[ \t]|\\\r?\n)`;

const GAPS = new RegExp(`${GAP}*`, 'y');

const FROM = new RegExp(String.raw`${GAP}*from(?:${GAP}*(\.+)${GAP}*|${GAP}+)([\w\u0080-\uffff.]*)${GAP}*(?=import)`, 'y');

function readImport(text: string, at: number, { wanted, imports, aliases, tries }: Found): void {
  const after = at + 6;
  if (!ENDS_WORD.includes(text.charAt(after))) return;
  const plain = plainImport(text, at);
  if (plain !== null) {
    if (wanted === 'all') imports.push(plain);
    return;
  }
  const start = startBefore(text, at, 'statement');
  if (start === -1) return;
  const list = text.slice(after, endOfList(text, after));
  const renames = list.includes('as');
  if (!renames && wanted === 'renaming') return;
  FROM.lastIndex = start;
  const from = FROM.exec(text);
  if (from === null ? !isBlank(text, start, at) : FROM.lastIndex !== at) return;
  if (renames) for (const { name, alias } of listedNames(list)) if (alias !== null) aliases.push({ name: alias, of: name });
  if (wanted === 'renaming') return;
  const { runs, tryAt } = runsOnImport(text, start);
  if (tryAt !== null && !tries.includes(tryAt)) tries.push(tryAt);
  const tried = tryAt === null ? null : tries.indexOf(tryAt);
  if (from === null)
    for (const { name } of listedNames(list)) imports.push(new ImportLine({ level: 0, module: name, list: '', runs, tried }));
  else imports.push(new ImportLine({ level: (from[1] ?? '').length, module: from[2] ?? '', list, runs, tried }));
}

/** A statement as most are written: at the left margin, and with nothing but names behind it on the line, or in brackets. */
const PLAIN = /from (\.*)([\w\u0080-\uffff.]*) import( [\w\u0080-\uffff, ]+$| \([\w\u0080-\uffff,\s]+(?=\)$))/my;

/** The import with the word `import` at `at`, which gives nothing another name; null where it is not as plain as that. */
function plainImport(text: string, at: number): ImportLine | null {
  const start = startBefore(text, at, 'line');
  if (start === -1) return null;
  PLAIN.lastIndex = start;
  const [, dots = '', module = '', list = ''] = PLAIN.exec(text) ?? [];
  if (list === '' || start + `from ${dots}${module} `.length !== at || RENAMES.test(list)) return null;
  return new ImportLine({ level: dots.length, module, list, runs: 'always', tried: null });
}

const RENAMES = /\sas\s/;

/** What may stand behind the word `import`. */
const ENDS_WORD = ' \t(\\*';

/** Most characters that are looked through for the beginning or the end of a statement: in a line of megabytes there is none. */
const FARTHEST = 20_000;
const FAR = 400;

/**
 * Where the statement or the line at `at` begins, of several lines that a backslash joins the first: a statement also behind a
 * colon or semicolon. -1 when it begins too far away for an import.
 */
function startBefore(text: string, at: number, what: 'statement' | 'line'): number {
  const limit = Math.max(at - FAR, 0);
  const before = text.slice(limit, at);
  let end = before.lastIndexOf('\n');
  while (end > 0 && isContinued(text, limit + end)) end = before.lastIndexOf('\n', end - 1);
  if (what === 'statement') end = endOfOther(before, end);
  if (end !== -1) return limit + end + 1;
  return limit === 0 ? 0 : -1;
}

/** Where what stands before a statement on its line ends, which begins behind `newline`; else `newline`. */
function endOfOther(before: string, newline: number): number {
  const line = before.slice(newline + 1);
  return newline + 1 + Math.max(line.lastIndexOf(':'), line.lastIndexOf(';'));
}

/** Whether a backslash joins the line that ends at `end` with the next one. */
function isContinued(text: string, end: number): boolean {
  return text.charCodeAt(text.charCodeAt(end - 1) === 13 ? end - 2 : end - 1) === 92;
}

/** Whether there are but blanks and continued lines. */
function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 9 && unit !== 92 && unit !== 10 && unit !== 13) return false;
  }
  return true;
}

const INDENT = /[ \t]*/y;

const NEVER = /^(?:def|async def)\b|^if (?:typing\.)?TYPE_CHECKING\b/;
const TRY = /^try\s*:/;
const PERHAPS = /^(?:if|elif|else|except|while|for|match|case)\b/;

/** When the statement runs: looks at what stands before it there, and at the lines above that are indented less. */
function runsOnImport(text: string, statement: number): { readonly runs: ImportRuns; readonly tryAt: number | null } {
  const first = startBefore(text, statement, 'line');
  if (first === -1) return { runs: 'perhaps', tryAt: null };
  let indent = indentAt(text, first);
  let runs: ImportRuns = 'always';
  let tryAt: number | null = null;
  if (statement > first) {
    const head = text.slice(first + indent, statement);
    if (NEVER.test(head)) return { runs: 'never', tryAt };
    if (PERHAPS.test(head)) runs = 'perhaps';
  }
  for (let line = first; indent > 0 && line > 0;) {
    // Before the second line stands the first, which may be empty: a search from before the text would find its end again.
    line = line < 2 ? 0 : text.lastIndexOf('\n', line - 2) + 1;
    const own = indentAt(text, line);
    const unit = text.charCodeAt(line + own);
    if (own >= indent || isBlankOrComment(unit)) continue;
    // `) -> Order:` ends what begins further up, with the same indent.
    indent = unit === 41 || unit === 93 || unit === 125 ? own + 1 : own;
    const head = text.slice(line + own, line + own + 24);
    if (NEVER.test(head)) return { runs: 'never', tryAt };
    if (PERHAPS.test(head)) runs = 'perhaps';
    if (tryAt === null && TRY.test(head)) tryAt = line;
  }
  return { runs, tryAt };
}

function indentAt(text: string, line: number): number {
  INDENT.lastIndex = line;
  INDENT.test(text);
  return INDENT.lastIndex - line;
}

function isBlankOrComment(unit: number): boolean {
  return unit === 10 || unit === 13 || unit === 35 || unit !== unit;
}

/** An import whose names are told apart when somebody asks: in one check few are asked for. */
class ImportLine implements HeaderImport {
  readonly level: number;
  readonly module: string;
  /** The names as written. */
  readonly list: string;
  readonly runs: ImportRuns;
  readonly tried: number | null;
  /** No part of what is compared with another import. */
  #names: readonly string[] | null | undefined;

  constructor({ level, module, list, runs, tried }: Pick<ImportLine, 'level' | 'module' | 'list' | 'runs' | 'tried'>) {
    this.level = level;
    this.module = module;
    this.list = list;
    this.runs = runs;
    this.tried = tried;
  }

  get names(): readonly string[] | null {
    if (this.#names === undefined) {
      const names = PLAIN_LIST.test(this.list) ? this.list.slice(1).split(', ') : listedNames(this.list).map(({ name }) => name);
      this.#names = names[0] === '*' ? null : names;
    }
    return this.#names;
  }
}

/** The end of an import list: the closing parenthesis, or the end of the line unless a backslash continues it. */
function endOfList(text: string, from: number): number {
  GAPS.lastIndex = from;
  GAPS.test(text);
  const start = GAPS.lastIndex;
  const limit = Math.min(text.length, start + FARTHEST);
  return text.charCodeAt(start) === 40 ? endOfBrackets(text, start, limit) : endOfLine(text, start, limit);
}

/** The closing parenthesis of an import list; one in a comment does not count. */
function endOfBrackets(text: string, open: number, limit: number): number {
  for (let from = open; from < limit;) {
    const close = text.indexOf(')', from);
    if (close === -1) return limit;
    const comment = text.slice(from, close).indexOf('#');
    if (comment === -1) return Math.min(close, limit);
    from = endFrom(text, from + comment);
  }
  return limit;
}

/** The end of a statement that stands in no brackets: of its line, or what comes before that on it. */
function endOfLine(text: string, start: number, limit: number): number {
  for (let from = start; from < limit;) {
    const end = endFrom(text, from);
    const other = text.slice(from, end).search(ENDS_STATEMENT);
    if (other !== -1 || !isContinued(text, end)) return Math.min(other === -1 ? end : from + other, limit);
    from = end + 1;
  }
  return limit;
}

const ENDS_STATEMENT = /[;#]/;

/** The end of the line; of the text where there is none. */
function endFrom(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** A list as most are written. */
const PLAIN_LIST = /^ \w+(?:, \w+)*$/;

const BLANK = /\s/;

function listedNames(list: string): readonly { readonly name: string; readonly alias: string | null }[] {
  const plain =
    list.includes('#') || list.includes('(') || list.includes('\\') ? list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ') : list;
  const names: { name: string; alias: string | null }[] = [];
  for (const item of plain.split(plain.includes(';') ? /[,;]/ : ',')) {
    const written = item.trim();
    if (!BLANK.test(written)) {
      if (written !== '') names.push({ name: written, alias: null });
      continue;
    }
    const [name = '', as, alias] = written.split(/\s+/);
    names.push({ name, alias: as === 'as' && alias !== undefined ? alias : null });
  }
  return names;
}

/**
 * A quick look at a file without parsing it: which classes it has, what they extend, what it imports. Called on every Python
 * file of a workspace, most of which hold no model. It would rather see too much (text in strings) than too little.
 */

import { classFactories, type ClassFactory } from './classFactories';
import { GAP, readAliases, readGivenModels, readImports, type HeaderAlias, type HeaderImport, type HeaderImports } from './headerImports';
import type { Reading } from './python';

export interface FileHeader {
  readonly classes: readonly HeaderClass[];
  readonly aliases: readonly HeaderAlias[];
  readonly imports: readonly HeaderImport[];
  /** True when some class may hold a relation: the text calls a class of relation fields, renames it or extends it. */
  readonly makesRelations: boolean;
  /** True when some class body assigns a field of the module `models`. */
  readonly declaresFields: boolean;
  /** Calls that make classes. */
  readonly factories: readonly ClassFactory[];
  /** True when it imports modules by a name that is computed. */
  readonly importsByName: boolean;
}

export interface HeaderClass {
  readonly name: string;
  /** Dotted text of each positional base; of a called base the callee. */
  readonly bases: readonly string[];
  /** Set where a base is what a call gives. */
  readonly hasCalledBase?: true;
}

// In the patterns below whatever is beyond ASCII counts as a letter of a name.

/** The header of a file that says nothing. */
export const EMPTY_HEADER: FileHeader = {
  classes: [],
  aliases: [],
  imports: [],
  makesRelations: false,
  declaresFields: false,
  factories: [],
  importsByName: false,
};

/** Scans `text`. Gives empty lists when there is nothing. Read `as-needed`, all but the classes is looked for when somebody asks. */
export function scanHeader(text: string, reading: Reading): FileHeader {
  const header = new UnreadHeader(text);
  if (reading === 'as-needed') return header;
  const { classes, aliases, imports, makesRelations, declaresFields, factories, importsByName } = header;
  if (imports.length === 0 && classes.length === 0) return EMPTY_HEADER;
  return { classes, aliases, imports, makesRelations, declaresFields, factories, importsByName };
}

/** Most files hold no model and are not loaded: of their imports nobody asks. */
class UnreadHeader implements FileHeader {
  readonly classes: readonly HeaderClass[];
  private readonly text: string;
  private found: HeaderImports | undefined;
  private renamed: readonly HeaderAlias[] | undefined;
  private relates: boolean | undefined;
  private declares: boolean | undefined;
  private made: readonly ClassFactory[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.classes = readClasses(text);
  }

  get imports(): readonly HeaderImport[] {
    return (this.found ??= readImports(this.text)).imports;
  }

  get aliases(): readonly HeaderAlias[] {
    return (this.renamed ??= [...(this.found?.aliases ?? readAliases(this.text)), ...readGivenModels(this.text)]);
  }

  get makesRelations(): boolean {
    return (this.relates ??= this.classes.length > 0 && this.findsRelation());
  }

  get declaresFields(): boolean {
    return (this.declares ??= this.classes.length > 0 && this.findsField());
  }

  get factories(): readonly ClassFactory[] {
    if (this.classes.length === 0 && this.imports.length === 0) return [];
    return (this.made ??= classFactories(this.text, (word) => this.knows(word)));
  }

  get importsByName(): boolean {
    return (this.knows('importlib') || this.knows('import_module')) && this.text.includes('import_module(');
  }

  private findsRelation(): boolean {
    const { text, classes } = this;
    if (!namesRelation(text)) return false;
    return CALLED_RELATION.test(text) || RENAMED_RELATION.test(text) || classes.some(({ bases }) => bases.some(namesRelation));
  }

  private findsField(): boolean {
    const { text } = this;
    return text.includes('Field(') && MODELS_FIELD.test(text) && this.knows('models') && FIELD.test(text);
  }

  /** What nothing imports is not called. */
  private knows(word: string): boolean {
    return this.imports.some(({ module, list }) => list.includes('*') || list.includes(word) || module.includes(word));
  }
}

const FIELD = /^[ \t]+[\w\u0080-\uffff]+ *(?::[^=\n]+)?= *models\.\w+Field\(/m;

/** What every {@link FIELD} holds: found faster, or not found. */
const MODELS_FIELD = /models\.\w+Field\(/;

const RELATION_FIELDS = ['ForeignKey', 'OneToOneField', 'ManyToManyField', 'GenericRelation'];

function namesRelation(text: string): boolean {
  return RELATION_FIELDS.some((name) => text.includes(name));
}

const RELATION = `(?:${RELATION_FIELDS.join('|')})`;

/** Code that only asks for such fields is no model's. */
const CALLED_RELATION = new RegExp(String.raw`${RELATION}\w*(?:\s*[([]|\s+as\b)`);

const RENAMED_RELATION = new RegExp(String.raw`[^=!]= *[\w.]*${RELATION}`);

function readClasses(text: string): readonly HeaderClass[] {
  const classes: HeaderClass[] = [];
  for (let at = text.indexOf('class'); at !== -1; at = text.indexOf('class', at + 5)) readClass(text, at, classes);
  return classes;
}

/** Where the line of `at` begins, blanks stepped over: -1 when something else stands before `at` on it. */
function lineBefore(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text.charCodeAt(start - 1) === 32 || text.charCodeAt(start - 1) === 9)) start--;
  return start === 0 || isNewline(text.charCodeAt(start - 1)) ? start : -1;
}

function isNewline(unit: number): boolean {
  return unit === 10 || unit === 13;
}

const CLASS = new RegExp(String.raw`class${GAP}+([\w\u0080-\uffff]+)${GAP}*(?:\[(?:[^[\]]|\[[^[\]]*\])*\]${GAP}*)?([(:])`, 'y');

/** A class statement as most are written, up to its bases. */
const PLAIN_CLASS = /class [\w\u0080-\uffff]+\(/y;

/** The rest of its line, as most are written. */
const PLAIN_BASES = /[\w\u0080-\uffff.]+(?:, [\w\u0080-\uffff.]+)*\)/y;

function readClass(text: string, at: number, classes: HeaderClass[]): void {
  if (lineBefore(text, at) === -1) return;
  PLAIN_CLASS.lastIndex = at;
  if (PLAIN_CLASS.test(text)) {
    const open = PLAIN_CLASS.lastIndex;
    classes.push({ name: text.slice(at + 6, open - 1), ...basesAt(text, open) });
    return;
  }
  CLASS.lastIndex = at;
  const match = CLASS.exec(text);
  if (match?.[1] === undefined) return;
  classes.push({ name: match[1], ...(match[2] === '(' ? basesAt(text, at + match[0].length) : NO_BASES) });
}

type Bases = Omit<HeaderClass, 'name'>;

const NO_BASES: Bases = { bases: [] };

/** The bases from just behind the opening parenthesis of a class statement to its end. */
function basesAt(text: string, open: number): Bases {
  PLAIN_BASES.lastIndex = open;
  return PLAIN_BASES.test(text) ? { bases: text.slice(open, PLAIN_BASES.lastIndex - 1).split(', ') } : listedBases(text, open);
}

function listedBases(text: string, open: number): Bases {
  let depth = 1;
  let at = open;
  const limit = Math.min(text.length, open + 4000);
  while (at < limit && depth > 0) {
    const unit = text.charCodeAt(at++);
    if (unit === 40 || unit === 91) depth++;
    else if (unit === 41 || unit === 93) depth--;
  }
  const inside = text.slice(open, at - 1).replace(/#[^\n]*/g, '');
  const bases: string[] = [];
  let hasCalled = false;
  for (const part of splitTop(inside)) {
    const match = /^[\s\\(]*([\w\u0080-\uffff.]+)\s*(=(?!=))?/.exec(part);
    if (match?.[1] === undefined || match[2] !== undefined) continue;
    bases.push(match[1]);
    if (!part.includes('(')) continue;
    hasCalled = true;
    // What a call is given may be handed on as a base.
    for (const [name] of part.matchAll(DOTTED)) if (name !== match[1]) bases.push(name);
  }
  return hasCalled ? { bases, hasCalledBase: true } : { bases };
}

const DOTTED = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff.]*/g;

function splitTop(list: string): readonly string[] {
  if (!/[([]/.test(list)) return list.split(',');
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at++) {
    const unit = list.charCodeAt(at);
    if (unit === 40 || unit === 91) depth++;
    else if (unit === 41 || unit === 93) depth--;
    else if (unit === 44 && depth === 0) {
      parts.push(list.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, list.slice(from)];
}

/**
 * A quick look at a file without parsing it: which classes it has, what they extend, what it imports. Called on every Python
 * file of a workspace, most of which hold no model. It would rather see too much (text in strings) than too little.
 */

export interface FileHeader {
  readonly classes: readonly HeaderClass[];
  /** `import x as y`, `from m import x as y`: what each new name stands for. */
  readonly aliases: readonly { readonly name: string; readonly of: string }[];
  readonly imports: readonly HeaderImport[];
  /** True when the text names a relation field class. */
  readonly mentionsModels: boolean;
}

export interface HeaderClass {
  readonly name: string;
  /** Dotted text of each positional base; of a called base the callee. */
  readonly bases: readonly string[];
}

export interface HeaderImport {
  readonly level: number;
  readonly module: string;
  /** Null for a star. */
  readonly names: readonly string[] | null;
}

const EMPTY: FileHeader = { classes: [], aliases: [], imports: [], mentionsModels: false };

/** Scans `text`. Gives empty lists when there is nothing. */
export function scanHeader(text: string): FileHeader {
  const hasImport = text.includes('import');
  if (!hasImport && !text.includes('class')) return EMPTY;
  const classes: HeaderClass[] = [];
  const aliases: { name: string; of: string }[] = [];
  const imports: HeaderImport[] = [];
  for (const match of text.matchAll(CLASS)) {
    const name = match[1] ?? '';
    const open = match[2] === '(' ? match.index + match[0].length : -1;
    classes.push({ name, bases: open === -1 ? [] : basesAt(text, open) });
  }
  if (hasImport) readImports(text, imports, aliases);
  return { classes, aliases, imports, mentionsModels: /(?:ForeignKey|OneToOneField|ManyToManyField|GenericRelation)\b/.test(text) };
}

const CLASS = /^[ \t]*class[ \t]+(\w+)[ \t]*(?:\[[^\]\n]*\][ \t]*)?([(:])/gm;
const IMPORT = /^[ \t]*(?:from[ \t]+(\.*)[ \t]*([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|(?:[^\n\\]|\\\r?\n)*)|import[ \t]+([^\n]+))/gm;

function readImports(text: string, imports: HeaderImport[], aliases: { name: string; of: string }[]): void {
  for (const match of text.matchAll(IMPORT)) {
    const plain = match[4];
    const listed = listedNames(plain ?? match[3] ?? '');
    for (const { name, alias } of listed) if (alias !== null) aliases.push({ name: alias, of: name });
    if (plain === undefined) {
      const names = listed.map(({ name }) => name);
      imports.push({ level: (match[1] ?? '').length, module: match[2] ?? '', names: names[0] === '*' ? null : names });
    } else for (const { name } of listed) imports.push({ level: 0, module: name, names: [] });
  }
}

function listedNames(list: string): readonly { readonly name: string; readonly alias: string | null }[] {
  const plain = list.replace(/#[^\n]*/g, '').replace(/[()\\]/g, ' ');
  return plain.split(/[,;]/).flatMap((item) => {
    const match = /^\s*([\w.]+|\*)(?:\s+as\s+(\w+))?/.exec(item);
    return match?.[1] === undefined ? [] : [{ name: match[1], alias: match[2] ?? null }];
  });
}

/** The bases from just behind the opening parenthesis of a class statement to its end. */
function basesAt(text: string, open: number): readonly string[] {
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
  for (const part of splitTop(inside)) {
    const match = /^\s*([\w.]+)\s*(=(?!=))?/.exec(part);
    if (match?.[1] !== undefined && match[2] === undefined) bases.push(match[1]);
  }
  return bases;
}

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

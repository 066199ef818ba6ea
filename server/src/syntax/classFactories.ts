/**
 * Calls that make a class while Python runs: `type("Audit", (models.Model,), {…})`, `ModelBase(…)`, `types.new_class(…)`. Part of the
 * quick look at a file: reads the text around the call, no Python.
 */

export interface ClassFactory {
  /** The class's name; null when it is no plain string. */
  readonly name: string | null;
  /** The last parts of the names of its bases; null when they are not spelled out. */
  readonly bases: readonly string[] | null;
}

/** All such calls of a text, kind by kind. `importsTypes` says whether it can know `types.new_class` at all. */
export function classFactories(text: string, importsTypes: boolean): readonly ClassFactory[] {
  const found: ClassFactory[] = [];
  for (const { callee, needs } of importsTypes ? FACTORIES : BUILTIN_FACTORIES)
    for (const match of text.matchAll(callee)) {
      if (text[match.index - 1] === '.' && match[0] === 'type(') continue;
      const [name = '', bases = '', ...more] = argumentsAt(text, match.index + match[0].length);
      if (bases === '' || more.length < needs - 2) continue;
      found.push({ name: /^["'](\w+)["']$/.exec(name)?.[1] ?? null, bases: match[0] === 'ModelBase(' ? ['Model'] : basesIn(bases) });
    }
  return found;
}

/** `type` with fewer arguments asks for a class; the name may stand behind a dot only where it is Django's metaclass or `types`. */
const BUILTIN_FACTORIES = [
  { callee: /\btype\(/g, needs: 3 },
  { callee: /ModelBase\(/g, needs: 3 },
];

const FACTORIES = [...BUILTIN_FACTORIES, { callee: /new_class\(/g, needs: 2 }];

const LONGEST = 2000;

function argumentsAt(text: string, open: number): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let from = open;
  for (let at = open; at < text.length && at < open + LONGEST; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 40 || unit === 91 || unit === 123) depth++;
    else if (unit === 41 || unit === 93 || unit === 125) depth--;
    if (depth < 0 || (depth === 0 && unit === 44)) {
      found.push(text.slice(from, at).trim());
      from = at + 1;
    }
    if (depth < 0) return found;
  }
  return [];
}

function basesIn(written: string): readonly string[] | null {
  return written.startsWith('(') ? [...written.matchAll(/(\w+)\s*(?=[,)])/g)].map(([, name = '']) => name) : null;
}

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

/** All such calls of a text, kind by kind. `knows` says whether something that the text imports has a name. */
export function classFactories(text: string, knows: (name: string) => boolean): readonly ClassFactory[] {
  const found: ClassFactory[] = [];
  for (const { written, callee, needs, from } of FACTORIES) {
    if (!text.includes(written) || (from.length > 0 && !from.some(knows))) continue;
    for (const match of text.matchAll(callee)) {
      if (text[match.index - 1] === '.' && match[0] === 'type(') continue;
      const [name = '', bases = '', ...more] = argumentsAt(text, match.index + match[0].length);
      if (bases === '' || more.length < needs - 2) continue;
      found.push({ name: /^["'](\w+)["']$/.exec(name)?.[1] ?? null, bases: match[0] === 'ModelBase(' ? ['Model'] : basesIn(bases) });
    }
  }
  return found;
}

/**
 * What is called, with how many arguments at least: `type` with fewer asks for a class. The name may stand behind a dot only where it is
 * Django's metaclass or of `types`, and that one has to be imported.
 */
const FACTORIES: readonly Factory[] = [
  { written: 'type(', callee: /\btype\(/g, needs: 3, from: [] },
  { written: 'ModelBase(', callee: /ModelBase\(/g, needs: 3, from: [] },
  { written: 'new_class(', callee: /new_class\(/g, needs: 2, from: ['types', 'new_class'] },
];

interface Factory {
  /** What every match of `callee` holds: found faster, or not found. */
  readonly written: string;
  readonly callee: RegExp;
  readonly needs: number;
  readonly from: readonly string[];
}

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

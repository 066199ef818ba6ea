/**
 * Names that a module may bind where no statement is read: `:=`, `global` in a function, captures of `case`, `globals()`, `exec`.
 * Looks at the text, and would rather see too much (comments, strings) than too little: such a name is only no longer proven unbound.
 */

/** The names, each once; `*` when the text may bind any name. */
export function hiddenBindings(text: string): readonly string[] {
  const names = new Set<string>();
  let anyName = ANY_NAME.some(({ rare, word }) => text.includes(rare) && text.includes(word));
  for (const at of placesOf(text, ':=')) addNames(names, /\w*\s*$/.exec(text.slice(Math.max(0, at - 100), at))?.[0] ?? '');
  for (const at of placesOf(text, 'global')) {
    if (text.startsWith('global ', at)) addNames(names, /[\w, \t]*/.exec(text.slice(at + 7, endOfLine(text, at)))?.[0] ?? '');
    else {
      const key = keyBehind(text, at);
      if (key === null) anyName ||= handsOutNames(text, at);
      else names.add(key);
    }
  }
  for (const at of placesOf(text, 'case ')) {
    if (!/^[ \t]*$/.test(text.slice(text.lastIndexOf('\n', at) + 1, at))) continue;
    const line = text.slice(at + 5, endOfLine(text, at));
    // Prose begins with the word, too.
    if (PATTERN.test(line)) addNames(names, line);
  }
  if (anyName) names.add('*');
  return [...names];
}

/** Words with a part of them that V8 finds ten times as fast, or finds missing: it is short and begins with a rare letter. */
const ANY_NAME = [
  { rare: 'xec(', word: 'exec(' },
  { rare: 'ules[', word: 'sys.modules[' },
];

const NAMES = 'globals()';

/** What a line with a pattern has: its end, or a sign that it goes on. */
const PATTERN = /[:([{\\]/;

/** Whether a module does more with its own names at this place than to look one up. */
function handsOutNames(text: string, at: number): boolean {
  return text.startsWith(NAMES, at) && !text.startsWith('.get(', at + NAMES.length) && text.slice(at - 3, at) !== 'in ';
}

/** The name in `globals()["name"]`; null for anything else. */
function keyBehind(text: string, at: number): string | null {
  if (!text.startsWith(NAMES, at)) return null;
  KEY.lastIndex = at + NAMES.length;
  return KEY.exec(text)?.[2] ?? null;
}

const KEY = /\[(["'])(\w+)\1\]/y;

/** Where a word stands. Searching for words of at most six letters takes a tenth of the time of longer ones, or of a pattern. */
function placesOf(text: string, word: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) places.push(at);
  return places;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function addNames(names: Set<string>, list: string): void {
  for (const [name] of list.matchAll(/[A-Za-z_]\w*/g)) names.add(name);
}

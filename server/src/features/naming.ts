/** How models are called in sentences and in example code. For people only: Django itself never reads these words. */

/** The plural of a model's name: `Author` gives `Authors`, `SalesPerson` `SalesPeople`; `Level2 objects` where English has no rule. */
export function pluralOf(name: string): string {
  const last = /(?:\p{Lu}?[\p{Ll}]+|\p{Lu}+)$/u.exec(name)?.[0];
  if (last === undefined || !/^[A-Za-z]+$/.test(last)) return `${name} objects`;
  const before = name.slice(0, name.length - last.length);
  if (last.length > 1 && last === last.toUpperCase()) return `${before}${last}s`;
  const lower = last.toLowerCase();
  const plural = pluralOfWord(lower);
  return `${before}${last.startsWith(lower.charAt(0)) ? plural : `${plural[0]?.toUpperCase() ?? ''}${plural.slice(1)}`}`;
}

/** The variable that example code uses for an instance: `OrderLine` gives `order_line`. */
export function variableFor(name: string): string {
  const snake = name
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1_$2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase();
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}

/** Whether example code can hold the name: a Python identifier that is no keyword. */
export function isUsable(name: string): boolean {
  return /^[\p{L}_][\p{L}\p{N}\p{M}_]*$/u.test(name) && !KEYWORDS.has(name);
}

/** The last part of a dotted name: `shop.Order` gives `Order`. */
export function lastPart(dotted: string): string {
  return dotted.slice(dotted.lastIndexOf('.') + 1);
}

function pluralOfWord(word: string): string {
  if (SAME.has(word)) return word;
  const irregular = IRREGULAR.get(word);
  if (irregular !== undefined) return irregular;
  if (word.endsWith('man') && !/(?:hu|ger|ro|sha|talis|otto)man$/.test(word)) return word.replace(/man$/, 'men');
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  if (word.endsWith('sis')) return word.replace(/is$/, 'es');
  if (/(?:ss|us|x|z|ch|sh)$/.test(word)) return `${word}es`;
  // A model is now and then named in the plural already: UserSettings.
  return word.endsWith('s') ? word : `${word}s`;
}

const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['person', 'people'],
  ['child', 'children'],
  ['foot', 'feet'],
  ['tooth', 'teeth'],
  ['goose', 'geese'],
  ['mouse', 'mice'],
  ['criterion', 'criteria'],
  ['medium', 'media'],
  ['matrix', 'matrices'],
  ['vertex', 'vertices'],
  ['quiz', 'quizzes'],
  ['leaf', 'leaves'],
  ['half', 'halves'],
  ['life', 'lives'],
  ['knife', 'knives'],
  ['shelf', 'shelves'],
  ['wolf', 'wolves'],
  ['hero', 'heroes'],
  ['potato', 'potatoes'],
  ['tomato', 'tomatoes'],
  ['echo', 'echoes'],
  ['veto', 'vetoes'],
  ['alias', 'aliases'],
  ['atlas', 'atlases'],
  ['bias', 'biases'],
  ['canvas', 'canvases'],
  ['gas', 'gases'],
  ['lens', 'lenses'],
]);

const SAME: ReadonlySet<string> = new Set(
  'children data equipment feedback fish hardware information media men metadata money news people series sheep software species staff women'.split(
    ' ',
  ),
);

const KEYWORDS: ReadonlySet<string> = new Set(
  (
    'false none true False None True and as assert async await break class continue def del elif else except finally for from global if ' +
    'import in is lambda nonlocal not or pass raise return try while with yield'
  ).split(' '),
);

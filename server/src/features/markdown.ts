/** Markdown in which any text of a project is safe: names never become markup, there is no HTML, and nothing is endless. */

/** Longest name or expression that is shown, in UTF-16 units. */
const LONGEST = 80;

/** Text on one line, runs of blanks joined, cut with an ellipsis when it is very long. */
export function cut(text: string): string {
  const line = text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029 ]+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** What Markdown made by this file reads as: for places that take text alone. */
export function plainText(markdown: string): string {
  return markdown.replaceAll(
    /\*\*|(`+)( ?)(.*?)\2\1|\\([^\p{L}\p{N}\s])/gu,
    (_, _fence, _blank, inside?: string, escapedCharacter?: string) => {
      return inside ?? escapedCharacter ?? '';
    },
  );
}

/** Text for a sentence: every character that Markdown might read as markup is escaped. */
export function plain(text: string): string {
  return escaped(cut(text));
}

/** A sentence that somebody else wrote, of any length, names and all. */
export function sentence(text: string): string {
  return escaped(text.replaceAll(/\s+/g, ' ').trim());
}

function escaped(text: string): string {
  // An underscore inside a word is no emphasis; left alone it reads better where Markdown is shown as it is.
  return text.replaceAll(/[\\`*[\]<>#|~&{}]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&');
}

/** A code span. Backticks inside are fenced by more of them. */
export function code(text: string): string {
  const shown = cut(text);
  if (shown === '') return '`""`';
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return `\`${shown}\``;
  const fence = '`'.repeat(longest + 1);
  return `${fence} ${shown} ${fence}`;
}

/** A fenced block of Python; null when there are no lines. */
export function pythonBlock(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : ['```python', ...lines.map((line) => line.replaceAll('`', "'")), '```'].join('\n');
}

/** A list; null when it would be empty. */
export function bullets(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.map((item) => `- ${item}`).join('\n');
}

/** Blocks with an empty line between them; what is null is left out. */
export function blocks(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}

/** The first `most` items, followed by how many are left out. */
export function atMost(items: readonly string[], most: number): readonly string[] {
  // One item more takes no more room than the words that stand for it.
  return items.length <= most + 1 ? items : [...items.slice(0, most), `and ${String(items.length - most)} more`];
}

/** The value of a Python string literal from its source text. Follows "String and Bytes literals" of the language reference. */

export interface StringText {
  /** Lower-case prefix letters: `r`, `b`, `f`, `rb` …. */
  readonly prefix: string;
  readonly value: string;
}

/** Decodes one literal, quotes and prefix included. An unterminated literal gives what is there. */
export function stringText(source: string): StringText {
  const quoteAt = source.search(/['"]/);
  const prefix = source.slice(0, Math.max(quoteAt, 0)).toLowerCase();
  const rest = source.slice(Math.max(quoteAt, 0));
  const quote = /^("""|'''|"|')/.exec(rest)?.[0] ?? '';
  const closed = rest.length >= 2 * quote.length && rest.endsWith(quote);
  const body = rest.slice(quote.length, closed ? rest.length - quote.length : undefined);
  return { prefix, value: prefix.includes('r') ? body : unescape(body) };
}

const SIMPLE: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** Resolves the escapes of a literal's inside; an unknown one stays as it is, as in Python. */
export function unescape(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:(\r\n|\r|\n)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))/gs,
    (all: string, newline?: string, octal?: string, hex?: string, short?: string, long?: string, one?: string) => {
      if (newline !== undefined) return '';
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      const digits = hex ?? short ?? long;
      if (digits !== undefined) {
        const point = Number.parseInt(digits, 16);
        return point > 0x10ffff ? all : String.fromCodePoint(point);
      }
      return SIMPLE[one ?? ''] ?? all;
    },
  );
}

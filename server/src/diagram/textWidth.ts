/** How wide text will be, without a font at hand: measured once from a wide sans-serif face, so that narrower ones leave room. */

export interface Font {
  readonly size: number;
  readonly weight: 'normal' | 'bold';
}

/** Hundredths of the font's size for the characters from the blank to the tilde. */
const NORMAL =
  '32 40 46 84 64 95 78 27 39 39 50 84 32 36 32 34 64 64 64 64 64 64 64 64 64 64 34 34 84 84 84 53 100 68 69 70 77 63 58 77 75 29 29 66 56 86 75 79 60 79 69 63 61 73 68 99 69 61 69 39 34 39 84 50 50 61 63 55 63 62 35 63 63 28 28 58 28 97 63 61 63 63 41 52 39 63 59 82 59 59 52 64 34 64 84'
    .split(' ')
    .map(Number);

const BOLD_FACTOR = 1.11;
const OTHER = 66;
const WIDE = 104;

/** The width in pixels. */
export function textWidth(text: string, { size, weight }: Font): number {
  let hundredths = 0;
  for (const character of text) hundredths += widthOf(character);
  return (hundredths / 100) * size * (weight === 'bold' ? BOLD_FACTOR : 1);
}

/** The text, cut with an ellipsis where it would be wider. */
export function fitText(text: string, width: number, font: Font): string {
  if (textWidth(text, font) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, font) > width) break;
    kept += character;
  }
  return `${kept}…`;
}

function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  const known = NORMAL[code - 32];
  if (known !== undefined) return known;
  if (/\p{M}|\p{Cf}/u.test(character)) return 0;
  // East Asian scripts and pictures fill a square; the arrows and signs that we write ourselves nearly do.
  return code >= 0x2e80 || (code >= 0x2000 && code < 0x2c00) ? WIDE : OTHER;
}

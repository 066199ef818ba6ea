/** One line of source with the columns that a caret line marks: tabs widened, control characters hidden, long lines cropped. */
import { lineStartsOf, type Range } from '../base/span';

export interface Excerpt {
  readonly line: string;
  /** Columns before the marked part. */
  readonly before: number;
  /** Columns of the marked part, at least 1. A part over several lines is marked to the end of its first. */
  readonly width: number;
}

/** Most columns of a line that are shown. */
const ROOM = 120;

/** The excerpt of `range` in `text`; null when the text has no such line. */
export function excerpt(text: string, range: Range): Excerpt | null {
  const starts = lineStartsOf(text);
  const start = starts[range.start.line];
  if (start === undefined) return null;
  const line = text.slice(start, starts[range.start.line + 1] ?? text.length).replace(/[\r\n]+$/, '');
  const from = Math.min(range.start.character, line.length);
  const to = range.end.line > range.start.line ? line.length : Math.min(range.end.character, line.length);
  const before = line.slice(0, from);
  const marked = line.slice(from, to);
  if (columns(harmless(line)) <= ROOM)
    return { line: harmless(line), before: columns(harmless(before)), width: Math.max(1, columns(harmless(marked))) };
  // The marked part stays in sight: what stands far before it and behind it goes.
  const left = before.length > 40 ? `…${before.slice(-39)}` : before;
  const rest = line.slice(from, from + ROOM - left.length);
  const behind = from + rest.length < line.length ? '…' : '';
  const width = columns(harmless(marked.slice(0, rest.length)));
  return { line: `${harmless(left)}${harmless(rest)}${behind}`, before: columns(harmless(left)), width: Math.max(1, width) };
}

/** `text` with tabs widened and other control characters replaced: source must not steer a terminal. Line ends stay. */
export function harmless(text: string): string {
  return text.replaceAll('\t', '    ').replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, '\uFFFD');
}

/** Columns in a terminal: East Asian wide characters and emoji take two, combining marks none. */
function columns(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
}

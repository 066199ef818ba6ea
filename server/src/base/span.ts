/** Where something stands in a text: offsets and positions, both in UTF-16 units. Knows no file and no language. */

/** A stretch of text, `start` included, `end` excluded, as UTF-16 offsets from the beginning of the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place as editors count it: line and character from 0, the character in UTF-16 units (LSP `Position`). */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Two positions (LSP `Range`). */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** The offset at which each line of a text begins; `\n`, `\r\n` and a lone `\r` end a line, as in LSP. */
export type LineStarts = readonly number[];

/** Finds the beginning of every line of `text`. An empty text has one line. */
export function lineStartsOf(text: string): LineStarts {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 13 && text.charCodeAt(at + 1) === 10) at++;
    if (unit === 13 || unit === 10) starts.push(at + 1);
  }
  return starts;
}

/** The position of `offset`; an offset past the end lands on the last line. */
export function positionAt(lineStarts: LineStarts, offset: number): Position {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (lineStarts[low] ?? 0) };
}

/** The range of `span`. */
export function rangeOf(lineStarts: LineStarts, span: Span): Range {
  return { start: positionAt(lineStarts, span.start), end: positionAt(lineStarts, span.end) };
}

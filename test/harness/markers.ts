/**
 * Expectations under the code: `# ^^^^ error: fields.E304 "words"`. The carets stand below what is meant, in the nearest line above
 * that is no marker itself.
 */

export interface Marker {
  readonly kind: MarkerKind;
  /** Line of the code that is meant, from 0. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** What stands outside quotes: a code, or phrases with commas between them. */
  readonly said: string;
  /** What stands in quotes: each must occur in what is shown. */
  readonly quoted: readonly string[];
}

export type MarkerKind = (typeof KINDS)[number];

const KINDS = ['error', 'warning', 'information', 'hover', 'relation', 'model'] as const;
const MARKER = /^\s*#\s+(\^+) (\w+):(.*)$/;
const QUOTED = /"((?:[^"\\]|\\.)*)"/g;

/** True for a line that is a marker. */
export function isMarker(line: string): boolean {
  return MARKER.test(line);
}

/** The markers of a file. Throws for a word that is no kind of marker. */
export function readMarkers(lines: readonly string[]): readonly Marker[] {
  const markers: Marker[] = [];
  let code = 0;
  for (const [at, line] of lines.entries()) {
    const match = MARKER.exec(line);
    if (match === null) {
      code = at;
      continue;
    }
    const [, carets = '', word = '', rest = ''] = match;
    const kind = KINDS.find((known) => known === word);
    if (kind === undefined) throw new Error(`"${word}" is no kind of marker: ${KINDS.join(', ')}.`);
    const start = line.indexOf('^');
    const quoted = [...rest.matchAll(QUOTED)].map(([, text = '']) => text.replaceAll('\\"', '"'));
    markers.push({ kind, line: code, start, end: start + carets.length, said: rest.replaceAll(QUOTED, '').trim(), quoted });
  }
  return markers;
}

/** One marker as a line; null where the place is too far left for a comment to point at. */
export function printMarker({ kind, start, end, said, quoted }: Omit<Marker, 'line'>): string | null {
  if (start < 2) return null;
  const words = [said, ...quoted.map((text) => `"${text.replaceAll('"', '\\"')}"`)].filter((word) => word !== '');
  return `${' '.repeat(start - 2)}# ${'^'.repeat(Math.max(1, end - start))} ${kind}: ${words.join(' ')}`;
}

/** The text without its markers. */
export function withoutMarkers(text: string): string {
  return text
    .split('\n')
    .filter((line) => !isMarker(line))
    .join('\n');
}

/** The name of a model as large as its box has room for: from further away it is all that a box says. */
import { element, isolated, textElement, type SvgElement } from './svgElement';
import { fitText, textWidth } from './textWidth';

interface Room {
  readonly width: number;
  readonly height: number;
}

const LEAST = 12;
const MOST = 48;
const MOST_LINES = 3;
const LINE_HEIGHT = 1.12;
const MARGIN = 5;

export interface BigName {
  readonly size: number;
  readonly lines: readonly string[];
}

/** Broken only where a word of the name begins, into as few lines as give it its greatest size. */
export function bigNameIn(room: Room, name: string): BigName {
  const choices = Array.from({ length: MOST_LINES }, (_, at) => sized(room, brokenInto(wordsOf(name), at + 1)));
  return choices.reduce((best, next) => (next.size > best.size ? next : best));
}

function sized({ width, height }: Room, lines: readonly string[]): BigName {
  const widest = Math.max(...lines.map((line) => textWidth(line, { size: 1, weight: 'bold' })));
  const fitting = Math.min(MOST, (width - 2 * MARGIN) / widest, (height - MARGIN) / (lines.length * LINE_HEIGHT));
  return { size: Math.max(LEAST, Math.floor(fitting)), lines };
}

/** `GroupPagePermission` is three words, `HTTPLog_entry` is, too. */
function wordsOf(name: string): readonly string[] {
  return name.match(/\p{Lu}+(?!\p{Ll})[\d_]*|\p{Lu}?[^\p{Lu}_]+_*|_+/gu) ?? [name];
}

/** As even as can be: the widest line is as narrow as the words allow. */
function brokenInto(words: readonly string[], lines: number): readonly string[] {
  if (lines === 1 || words.length === 1) return [words.join('')];
  const choices = words.slice(1).map((_, at) => [words.slice(0, at + 1).join(''), ...brokenInto(words.slice(at + 1), lines - 1)]);
  return choices.reduce((best, next) => (widest(next) < widest(best) ? next : best));
}

function widest(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => textWidth(line, { size: 1, weight: 'bold' })));
}

/** In the middle of the box. The style sheet lets it inherit its size from the group. */
export function bigNameElement(room: Room, name: string): SvgElement {
  const { size, lines } = bigNameIn(room, name);
  const top = (room.height - size * LINE_HEIGHT * lines.length) / 2 + size * 0.9;
  const shown = lines.map((line, at) =>
    textElement(
      'text',
      { class: 'dr-big dr-middle', x: room.width / 2, y: Math.round(top + at * size * LINE_HEIGHT) },
      isolated(fitText(line, room.width - MARGIN, { size, weight: 'bold' })),
    ),
  );
  return element('g', { 'font-size': size }, shown);
}

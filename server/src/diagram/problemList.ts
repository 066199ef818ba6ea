/** The mistakes of a picture in words, for files: there a pointer may have nowhere to rest. */
import type { ProblemView } from '../protocol/graphView';
import { FONTS } from './measureBox';
import type { Picture } from './picture';
import { element, textElement, type SvgElement } from './svgElement';
import { fitText } from './textWidth';

const MOST = 12;
const LINE = 18;

/** The mistakes that touch a box of the picture, each once, in their order. */
export function problemsIn({ boxes }: Picture): readonly ProblemView[] {
  return [...new Set(boxes.flatMap(({ problems }) => problems))];
}

/** One line for each mistake, as wide as the picture; without mistakes it has no height. */
export function problemList(problems: readonly ProblemView[], width: number): { readonly element: SvgElement; readonly height: number } {
  const shown = problems.length <= MOST + 1 ? problems : problems.slice(0, MOST);
  const lines = shown.map(({ code, message }) => fitText(`${code}: ${message}`, width - 36, FONTS.smallBold));
  if (shown.length < problems.length) lines.push(`and ${String(problems.length - shown.length)} more problems`);
  const texts = lines.map((line, at) => textElement('text', { class: 'dr-small dr-problem-text', x: 18, y: at * LINE + 14 }, line));
  return { element: element('g', { class: 'dr-problems' }, texts), height: lines.length === 0 ? 0 : lines.length * LINE + 10 };
}

/** A line as SVG: its path, a wide unseen one to catch the pointer, and the signs at both ends. */
import { groupBy } from '../base/collections';
import type { LineCount } from './counts';
import type { Point } from '../protocol/graphLayout';
import { problemClass, problemTitle, type Detail } from './look';
import type { Foot, PictureLine } from './picture';
import { pathOf, round } from './routes';
import type { RoutedLine } from './scene';
import { element, textElement, type SvgElement } from './svgElement';

/** Draws a line. From further away there are no signs: they would be specks. */
export function lineElement({ line, points, count }: RoutedLine, detail: Detail): SvgElement {
  const d = pathOf(points);
  const problems = problemTitle(line.problems);
  const title = problems === '' ? line.words : `${line.words}\n${problems}`;
  const attributes = {
    class: `dr-line ${lineClass(line)}${problemClass(line.problems)}`,
    'data-line': line.id,
    'data-from': line.from,
    'data-to': line.to,
    role: 'img',
    'aria-label': line.words,
    // On the group: a style sheet has the last word over an attribute, and lets the path inherit.
    ...(line.shape === 'bundle' ? { 'stroke-width': bundleWidth(line) } : {}),
  };
  const path = element('path', { class: 'dr-path', d });
  if (detail !== 'full') return element('g', attributes, [textElement('title', {}, title), path]);
  return element('g', attributes, [
    textElement('title', {}, title),
    element('path', { class: 'dr-catch', d }),
    path,
    ...endSigns(line, points),
    ...(count === null ? [] : countLabel(count)),
  ]);
}

/** The class that gives a line its colour and dashes. */
export function lineClass({ shape, generic, relations }: PictureLine): string {
  if (shape !== 'relation') return `dr-${shape}`;
  const [relation] = relations;
  return generic ? 'dr-generic' : `dr-${relation?.kind ?? 'many-to-one'}`;
}

/** Thicker for more relations, slowly. */
function bundleWidth({ relations }: PictureLine): number {
  return Math.round((1.3 + Math.min(3.2, 0.5 * Math.log2(Math.max(1, relations.length)))) * 10) / 10;
}

function endSigns({ shape, feet }: PictureLine, points: readonly Point[]): readonly SvgElement[] {
  const start = points[0];
  const end = points.at(-1);
  // Signs lie along the line, and only loops on top of a box come to it from above.
  if (start === undefined || end === undefined || start.x === points[1]?.x) return [];
  const away = { start: direction(start, points[1] ?? end), end: direction(end, points.at(-2) ?? start) };
  if (shape === 'multi-table' || shape === 'proxy' || shape === 'abstract') return [triangle(end, away.end)];
  if (shape === 'swapped' || shape === 'bundle') return [arrow(end, points.at(-2) ?? start)];
  return [...footSigns(feet.near, start, away.start), ...footSigns(feet.far, end, away.end)];
}

/** 1 where the line leaves its end to the right, else -1: lines meet boxes at their sides only. */
function direction(end: Point, next: Point): 1 | -1 {
  return next.x < end.x ? -1 : 1;
}

/** How many of this end there may be, drawn where a line meets it. */
export function footSigns(foot: Foot, { x, y }: Point, away: 1 | -1): readonly SvgElement[] {
  const bar = (offset: number): string => `M${round(x + away * offset)},${round(y - 5)}v10`;
  const ring = (offset: number): SvgElement => element('circle', { class: 'dr-ring', cx: round(x + away * offset), cy: round(y), r: 3.5 });
  const sign = (d: string): SvgElement => element('path', { class: 'dr-foot', d });
  switch (foot) {
    case 'none':
      return [];
    case 'one':
      return [sign(bar(6) + bar(10))];
    case 'zero-or-one':
      return [sign(bar(6)), ring(13)];
    case 'many': {
      const [edge, heel] = [round(x), round(x + away * 10)];
      return [sign(`M${heel},${round(y)}L${edge},${round(y - 5.5)}M${heel},${round(y)}L${edge},${round(y + 5.5)}`), ring(14)];
    }
  }
}

/** The end at a parent. */
export function triangle({ x, y }: Point, away: 1 | -1): SvgElement {
  return element('path', { class: 'dr-triangle', d: `M${round(x)},${round(y)}l${String(away * 12)},-6.5v13Z` });
}

/** The end of a line that is no single relation, from whichever side it comes. */
export function arrow({ x, y }: Point, from: Point): SvgElement {
  const length = Math.hypot(from.x - x, from.y - y) || 1;
  const [right, down] = [((from.x - x) / length) * 8, ((from.y - y) / length) * 8];
  const wing = (side: 1 | -1): string => `${round(x + right - side * down * 0.62)},${round(y + down + side * right * 0.62)}`;
  return element('path', { class: 'dr-foot', d: `M${wing(1)}L${round(x)},${round(y)}L${wing(-1)}` });
}

function countLabel({ text, width, x, y }: LineCount): readonly SvgElement[] {
  return [
    element('rect', { class: 'dr-count', x: round(x - width / 2), y: round(y - 9), width: round(width), height: 18, rx: 9 }),
    textElement('text', { class: 'dr-small dr-middle', x: round(x), y: round(y + 4) }, text),
  ];
}

/** All lines of a scene seen from far away: one path for each look. */
export function farLines(lines: readonly RoutedLine[]): readonly SvgElement[] {
  return [...groupBy(lines, ({ line }) => `${lineClass(line)}${problemClass(line.problems)}`)].map(([look, routed]) =>
    element('g', { class: `dr-line ${look}` }, [
      element('path', { class: 'dr-path', d: routed.map(({ points }) => straight(points)).join('') }),
    ]),
  );
}

function straight(points: readonly Point[]): string {
  return points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(x)},${round(y)}`).join('');
}

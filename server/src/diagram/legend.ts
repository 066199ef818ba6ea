/** What the signs mean: those that occur in a picture, and no others. */
import { arrow, footSigns, lineClass, triangle } from './lineElement';
import { FONTS } from './measureBox';
import type { Foot, Picture } from './picture';
import { round } from './routes';
import { element, textElement, type SvgElement } from './svgElement';
import { textWidth } from './textWidth';

export interface LegendEntry {
  /** Class that draws the sample, as in the picture; for a text the sign itself. */
  readonly look: string;
  readonly shape: 'line' | 'foot' | 'triangle' | 'arrow' | 'pill' | 'box' | 'text';
  readonly foot: Foot;
  readonly words: string;
}

/** The legend of a picture, in a fixed order. */
export function legendOf({ boxes, lines, level }: Picture): readonly LegendEntry[] {
  const relationLines = lines.filter(({ shape }) => shape === 'relation');
  const feet = new Set(relationLines.flatMap(({ feet: { near, far } }) => [near, far]));
  const looks = new Set(lines.map(lineClass));
  const pills = new Set(boxes.flatMap((box) => (box.shape === 'model' && level !== 'names' ? box.pills.map(({ pill }) => pill.why) : [])));
  if (boxes.some((box) => box.shape === 'app' && box.pills.length > 0)) pills.add('hub');
  const kinds = new Set<string>(
    boxes.map((box) => (box.shape === 'model' ? (box.model.swappedFor === null ? box.model.kind : 'swapped') : box.shape)),
  );
  const hasProblem = boxes.some(({ problems }) => problems.length > 0);
  const hasHiddenName = boxes.some((box) => box.shape === 'model' && box.arrivals.some(({ name }) => name === '+'));
  return [
    ...FEET.filter(({ foot }) => feet.has(foot)),
    ...LINES.filter(({ look }) => looks.has(look)),
    ...PILLS.filter(({ look }) => [...pills].some((why) => look === `dr-pill-${why}`)),
    ...(hasHiddenName ? [entry('text', '+', 'no reverse name')] : []),
    ...BOXES.filter(({ look }) => [...kinds].some((kind) => look === `dr-is-${kind}` || look === `dr-${kind}`)),
    ...(hasProblem ? [entry('box', 'dr-error', 'a problem, told where the pointer rests')] : []),
  ];
}

const entry = (shape: LegendEntry['shape'], look: string, words: string, foot: Foot = 'none'): LegendEntry => ({
  look,
  shape,
  foot,
  words,
});

const FEET: readonly LegendEntry[] = [
  entry('foot', 'dr-many-to-one', 'any number', 'many'),
  entry('foot', 'dr-many-to-one', 'exactly one', 'one'),
  entry('foot', 'dr-many-to-one', 'one or none', 'zero-or-one'),
];

const LINES: readonly LegendEntry[] = [
  entry('line', 'dr-many-to-one', 'foreign key'),
  entry('line', 'dr-one-to-one', 'one-to-one'),
  entry('line', 'dr-many-to-many', 'many-to-many'),
  entry('line', 'dr-generic', 'generic'),
  entry('arrow', 'dr-bundle', 'several relations, counted'),
  entry('triangle', 'dr-multi-table', 'extends, with a table of its own'),
  entry('triangle', 'dr-proxy', 'is a proxy of'),
  entry('triangle', 'dr-abstract', 'has the fields of'),
  entry('arrow', 'dr-swapped', 'is swapped for'),
];

const PILLS: readonly LegendEntry[] = [
  entry('pill', 'dr-pill-hub', 'points at a hub, without a line'),
  entry('pill', 'dr-pill-hidden', 'points at a model that is not shown'),
  entry('pill', 'dr-pill-through', 'many-to-many, drawn as the lines of its through model'),
  entry('pill', 'dr-pill-any', 'generic: any model'),
  entry('pill', 'dr-pill-unknown', 'a target that is not known'),
];

const BOXES: readonly LegendEntry[] = [
  entry('box', 'dr-is-abstract', 'abstract base'),
  entry('box', 'dr-is-proxy', 'proxy'),
  entry('box', 'dr-is-swapped', 'swapped out'),
  entry('box', 'dr-ghost', 'a target that is not there'),
];

const ENTRY_HEIGHT = 22;
const SAMPLE = 44;

/** The legend as a block of this width; without entries it has no height. */
export function legendElement(entries: readonly LegendEntry[], width: number): { readonly element: SvgElement; readonly height: number } {
  const parts: SvgElement[] = [];
  let [x, y] = [16, 6];
  for (const each of entries) {
    const wide = SAMPLE + textWidth(each.words, FONTS.small) + 22;
    if (x > 16 && x + wide > width) {
      x = 16;
      y += ENTRY_HEIGHT;
    }
    parts.push(element('g', { transform: `translate(${round(x)} ${String(y)})` }, [...legendSample(each), wordsOf(each)]));
    x += wide;
  }
  return { element: element('g', {}, parts), height: entries.length === 0 ? 0 : y + ENTRY_HEIGHT + 8 };
}

function wordsOf({ words }: LegendEntry): SvgElement {
  return textElement('text', { class: 'dr-small dr-muted', x: SAMPLE, y: 14 }, words);
}

/** A small piece of picture, 40 wide and 20 high. */
export function legendSample({ shape, look, foot }: LegendEntry): readonly SvgElement[] {
  const line = element('path', { class: 'dr-path', d: 'M0,10H36' });
  switch (shape) {
    case 'pill':
      return [element('rect', { class: `dr-pill ${look}`, x: 2, y: 3, width: 34, height: 15, rx: 7.5 })];
    case 'box':
      return [
        element('g', { class: `dr-box ${look}` }, [element('rect', { class: 'dr-outline', x: 2, y: 2, width: 34, height: 16, rx: 4 })]),
      ];
    case 'text':
      return [textElement('text', { class: 'dr-reverse dr-none', x: 22, y: 14 }, look)];
    case 'line':
      return [element('g', { class: `dr-line ${look}` }, [line])];
    default: {
      const end = { x: 36, y: 10 };
      const sign = shape === 'foot' ? footSigns(foot, end, -1) : [shape === 'triangle' ? triangle(end, -1) : arrow(end, { x: 0, y: 10 })];
      return [element('g', { class: `dr-line ${look}` }, [line, ...sign])];
    }
  }
}

/** A whole scene as one SVG for a file: ground, areas, lines, boxes, a caption and a legend. The page draws the same parts itself. */
import { counted } from '../base/counted';
import { boxElement } from './boxElement';
import { lineElement } from './lineElement';
import { legendElement, legendOf } from './legend';
import type { BoxDetail, Look } from './look';
import type { HiddenModels } from './picture';
import { problemList, problemsIn } from './problemList';
import { round } from './routes';
import type { AppArea, Bounds, Scene } from './scene';
import { element, textElement, type SvgElement } from './svgElement';
import { textWidth } from './textWidth';

export interface FileOptions {
  readonly look: Look;
  /** The first line of the picture, also read aloud. */
  readonly title: string;
  /** How boxes are drawn: `full` where it is left out. */
  readonly detail?: BoxDetail;
}

const CAPTION = 26;

/** The picture as it stands in a file: drawn whole, at full detail, without its style sheet. */
export function sceneElement(scene: Scene, { look, title, detail = 'full' }: FileOptions): SvgElement {
  const { notice, hidden } = scene.picture;
  const caption = [title, ...hidden.map(hiddenWords)].join(' · ');
  const width = Math.max(scene.bounds.width, 320, textWidth(caption, { size: 12, weight: 'normal' }) + 24, noticeWidth(notice));
  const legend = legendElement(legendOf(scene.picture), width);
  const problems = problemList(problemsIn(scene.picture), width);
  const below = legend.height + problems.height;
  const bounds = { ...scene.bounds, y: scene.bounds.y - CAPTION, width, height: scene.bounds.height + CAPTION + below };
  const bottom = scene.bounds.y + scene.bounds.height;
  const corner = { x: bounds.x + 12, y: bounds.y + 20 };
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: [bounds.x, bounds.y, bounds.width, bounds.height].map(round).join(' '),
      width: round(bounds.width),
      height: round(bounds.height),
      class: 'dr-picture',
      role: 'group',
      'aria-label': title,
    },
    [
      textElement('title', {}, title),
      ground(bounds),
      textElement('text', { class: 'dr-muted', ...corner }, caption),
      notice === null ? null : textElement('text', { class: 'dr-notice', x: corner.x, y: corner.y + 30 }, notice),
      ...sceneLayers(scene, look, detail),
      element('g', { class: 'dr-legend', transform: `translate(${round(bounds.x)} ${round(bottom)})` }, [legend.element]),
      element('g', { transform: `translate(${round(bounds.x)} ${round(bottom + legend.height)})` }, [problems.element]),
    ],
  );
}

/** Areas, lines and boxes, in the order in which they cover each other. */
function sceneLayers({ areas, lines, boxes }: Scene, look: Look, detail: BoxDetail): readonly SvgElement[] {
  return [
    element(
      'g',
      { class: 'dr-areas' },
      areas.map((area) => areaElement(area)),
    ),
    element(
      'g',
      { class: 'dr-lines' },
      lines.map((line) => lineElement(line, 'full')),
    ),
    element(
      'g',
      { class: 'dr-boxes' },
      boxes.map((box) => boxElement(box, look, detail)),
    ),
  ];
}

function ground({ x, y, width, height }: Bounds): SvgElement {
  return element('rect', { class: 'dr-ground', x: round(x), y: round(y), width: round(width), height: round(height) });
}

/** The ground under the boxes of one app, with its label. The group has the size with which the label would be as wide as the ground. */
export function areaElement({ x, y, width, height, label }: AppArea): SvgElement {
  const widest = Math.floor((width - 14) / textWidth(label, { size: 1, weight: 'bold' }));
  return element('g', { class: 'dr-area-group', 'data-area': label, 'font-size': Math.max(1, widest) }, [
    element('rect', { class: 'dr-area', x: round(x), y: round(y), width: round(width), height: round(height), rx: 10 }),
    textElement('text', { class: 'dr-area-name', x: round(x + 14), y: round(y + 24) }, label),
  ]);
}

function noticeWidth(notice: string | null): number {
  return notice === null ? 0 : textWidth(notice, { size: 12, weight: 'normal' }) + 48;
}

/** `12 models of django.contrib not shown`. */
export function hiddenWords({ why, models }: HiddenModels): string {
  const what = counted(models, 'model');
  const of = {
    app: `${what} of other apps`,
    abstract: counted(models, 'abstract base'),
    contrib: `${what} of django.contrib`,
    installed: `${what} of installed packages`,
    distance: `${what} further away`,
  };
  return `${of[why]} not shown`;
}

/** `graph --format svg`: the picture as it would be seen in the panel, drawn without a browser. */
import { lookOf, type BoxDetail } from '../diagram/look';
import { sceneElement } from '../diagram/sceneElement';
import { element, elementToString, textElement, type SvgElement } from '../diagram/svgElement';
import { styleSheet, THEMES } from '../diagram/theme';
import type { ProjectPicture } from './graphPictures';
import type { Scene } from '../diagram/scene';

export interface DrawnPicture extends Pick<ProjectPicture, 'view' | 'title'> {
  readonly scene: Scene;
}

const NOTHING = 'There is no Django project here.';

/** One file, in light colours; several projects stand below each other. */
export function renderSvg(pictures: readonly DrawnPicture[]): string {
  const drawn = pictures.map((picture) => drawPicture(picture, 'full'));
  const [only] = drawn;
  const root = drawn.length === 1 && only !== undefined ? only : below(drawn);
  const style = textElement('style', {}, styleSheet(THEMES.light));
  const styled = { ...root, children: [style, ...root.children] };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementToString(styled)}\n`;
}

/** One picture without a style sheet. */
export function drawPicture({ view, scene, title }: DrawnPicture, detail: BoxDetail): SvgElement {
  return sceneElement(scene, { look: lookOf(view), title, detail });
}

function below(pictures: readonly SvgElement[]): SvgElement {
  const size = (picture: SvgElement, name: string): number => Number(picture.attributes[name] ?? 0);
  let top = 0;
  const placed = pictures.map((picture) => {
    const y = top;
    top += size(picture, 'height');
    return { ...picture, attributes: { ...picture.attributes, y } };
  });
  const width = Math.max(320, ...pictures.map((picture) => size(picture, 'width')));
  const height = Math.max(60, top);
  const words = textElement('text', { x: 16, y: 32 }, NOTHING);
  return element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${String(width)} ${String(height)}`, width, height, class: 'dr-picture' },
    [element('rect', { class: 'dr-ground', width, height }), ...(placed.length === 0 ? [words] : placed)],
  );
}

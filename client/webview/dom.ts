/** Elements of the page, made one by one: names of a project are always text, never markup. */
import type { SvgElement } from '../../server/src/diagram/svgElement';

export type Attributes = Readonly<Record<string, string>>;
export type Content = string | Node | null;

/** An HTML element. Strings become text; null is left out. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...content.filter((each) => each !== null));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The node of a described piece of SVG. */
export function svgNode({ tag, attributes, children, text }: SvgElement): SVGElement {
  const node = document.createElementNS(SVG, tag);
  for (const name in attributes) node.setAttribute(name, String(attributes[name]));
  if (text !== null) node.textContent = text;
  for (const child of children) node.appendChild(svgNode(child));
  return node;
}

/** An empty group with a class. */
export function svgGroup(look: string): SVGGElement {
  const group = document.createElementNS(SVG, 'g');
  group.setAttribute('class', look);
  return group;
}

/** Strokes on a square of 16, in the colour of the text around them. */
const ICONS = {
  back: 'M9.5 3.5 5 8l4.5 4.5',
  forward: 'M6.5 3.5 11 8l-4.5 4.5',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  more: 'M8 3v10M3 8h10',
  less: 'M3 8h10',
  tidy: 'M2.5 3h5v4h-5zM10.5 3h3M10.5 7h3M2.5 10.5h5v3h-5zM10.5 12h3',
  details: 'M2.5 2.5h11v11h-11zM9.5 2.5v11',
  list: 'M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5',
  filter: 'M2 3.5h12L9.5 9v4.5l-3-1.5V9z',
  legend: 'M2.5 4h4M2.5 8h4M2.5 12h4M9 4h5M9 8h5M9 12h5',
  save: 'M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  close: 'M4 4l8 8M12 4l-8 8',
} as const;

export type Icon = keyof typeof ICONS;

/** A button with an icon; its label is read aloud and shown by the pointer. */
export function iconButton(icon: Icon, label: string, act: () => void): HTMLButtonElement {
  const drawn = document.createElementNS(SVG, 'svg');
  drawn.setAttribute('viewBox', '0 0 16 16');
  drawn.setAttribute('class', 'icon');
  drawn.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(SVG, 'path');
  path.setAttribute('d', ICONS[icon]);
  drawn.append(path);
  const made = html('button', { type: 'button', class: 'icon-button', title: label, 'aria-label': label }, drawn);
  made.addEventListener('click', act);
  return made;
}

/** A button with words. */
export function button(words: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  const made = html('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', act);
  return made;
}

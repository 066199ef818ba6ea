/** The picture as a file, as it is seen: the same models, level and colours, what was chosen set apart from the rest. */
import { projectTitle } from '../../server/src/diagram/projectTitle';
import { sceneElement } from '../../server/src/diagram/sceneElement';
import { element, elementToString, textElement, type SvgElement } from '../../server/src/diagram/svgElement';
import { styleSheet, type Theme } from '../../server/src/diagram/theme';
import type { Emphasis } from '../../server/src/diagram/emphasis';
import type { Shown } from './diagram';

/** Browsers draw no larger canvas. */
const MOST_PIXELS = 16_000_000;
const MOST_EDGE = 12_000;

/** The text of an SVG file. */
export function svgText({ scene, look, index, state }: Shown, theme: Theme, emphasis: Emphasis | null): string {
  const { project } = index.view;
  const name = projectTitle(project);
  const title = state.focus === null ? name : `Around ${state.focus} (${name})`;
  const drawn = sceneElement(scene, { look, title });
  const dimmed = emphasis === null ? drawn : withRestStepped(drawn, emphasis);
  const style = textElement('style', {}, styleSheet(theme));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementToString({ ...dimmed, children: [style, ...dimmed.children] })}\n`;
}

function withRestStepped(drawn: SvgElement, { boxes, lines }: Emphasis): SvgElement {
  const box = drawn.attributes['data-box'];
  const line = drawn.attributes['data-line'];
  const steps = (box !== undefined && !boxes.has(String(box))) || (line !== undefined && !lines.has(String(line)));
  if (steps) return element(drawn.tag, { ...drawn.attributes, opacity: 0.3 }, drawn.children);
  return drawn.children.length === 0
    ? drawn
    : { ...drawn, children: drawn.children.map((child) => withRestStepped(child, { boxes, lines })) };
}

/** The bytes of a PNG file in Base64, at twice the size where that is possible. Rejects when the browser cannot draw it. */
export async function pngOf(svg: string): Promise<string> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const scale = Math.min(2, MOST_EDGE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    const context = canvas.getContext('2d');
    if (context === null) throw new Error('there is no canvas');
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  } finally {
    URL.revokeObjectURL(address);
  }
}

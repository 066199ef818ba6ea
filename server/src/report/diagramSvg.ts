/** `graph --format svg`: one picture as it would be seen in the panel, drawn without a browser. */
import { indexView } from '../diagram/indexView';
import { layoutInputOf } from '../diagram/layoutInput';
import { lookOf } from '../diagram/look';
import { measureBoxes } from '../diagram/measureBox';
import { pictureOf } from '../diagram/pictureOf';
import { sceneOf, type Scene } from '../diagram/scene';
import { sceneElement } from '../diagram/sceneElement';
import type { DiagramState } from '../diagram/state';
import { elementToString } from '../diagram/svgElement';
import { styleSheet, THEMES } from '../diagram/theme';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import type { GraphView } from '../protocol/graphView';

export type Layout = (input: LayoutInput) => Promise<LayoutResult>;

/** The scene of a view, laid out anew. */
export async function layOutView(
  view: GraphView,
  state: DiagramState,
  layout: Layout,
): Promise<{ readonly scene: Scene; readonly result: LayoutResult }> {
  const picture = pictureOf(indexView(view), state);
  const sized = measureBoxes(picture.boxes, picture.lines);
  const result = await layout(layoutInputOf(picture, sized));
  return { scene: sceneOf(picture, sized, result), result };
}

/** The picture as the text of an SVG file. */
export function renderSvg(view: GraphView, scene: Scene, title: string): string {
  const drawn = sceneElement(scene, { look: lookOf(view), title, style: styleSheet(THEMES.light) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${elementToString(drawn)}\n`;
}

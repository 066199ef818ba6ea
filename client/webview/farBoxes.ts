/** Boxes from so far away that only their ground can be seen: one path for each colour and state, however many boxes there are. */
import { groupBy } from '../../server/src/base/collections';
import { problemClass, type Look } from '../../server/src/diagram/look';
import { round } from '../../server/src/diagram/routes';
import type { PlacedBox } from '../../server/src/diagram/scene';
import { element, type SvgElement } from '../../server/src/diagram/svgElement';

export function farBoxes(boxes: readonly PlacedBox[], look: Look): readonly SvgElement[] {
  const lookOfBox = ({ box }: PlacedBox): string =>
    box.shape === 'model'
      ? `far-app dr-app-${String(look.colourOf(box.model.appLabel))}${problemClass(box.problems)}`
      : `far-app far-${box.shape}${problemClass(box.problems)}`;
  return [...groupBy(boxes, lookOfBox)].map(([name, own]) =>
    element('g', { class: name }, [
      element('path', { class: 'dr-frame dr-band', d: own.map(rectangle).join('') }),
      element('path', { class: 'dr-outline', d: own.map(rectangle).join('') }),
    ]),
  );
}

function rectangle({ x, y, width, height }: PlacedBox): string {
  return `M${round(x)},${round(y)}h${round(width)}v${round(height)}h${round(-width)}Z`;
}

/** What a page is going to ask when it shows a project for the first time: the layout of its apps. */
import { indexView } from '../diagram/indexView';
import { layoutInputOf } from '../diagram/layoutInput';
import { measureBoxes } from '../diagram/measureBox';
import { pictureOf } from '../diagram/pictureOf';
import { wholeProject } from '../diagram/state';
import type { LayoutInput } from '../protocol/graphLayout';
import type { GraphView } from '../protocol/graphView';

export function firstQuestion(view: GraphView): LayoutInput {
  const picture = pictureOf(indexView(view), wholeProject('apps'));
  return layoutInputOf(picture, measureBoxes(picture.boxes, picture.lines));
}

/** What the signs mean, those of the picture only, and which keys there are. */
import { legendOf, legendSample, type LegendEntry } from '../../server/src/diagram/legend';
import { element, type SvgElement } from '../../server/src/diagram/svgElement';
import type { Shown } from './diagram';
import { html, svgNode } from './dom';

const KEYS: readonly (readonly [string, string])[] = [
  ['Tab', 'to the picture, then to what is beside it'],
  ['← →', 'along relations: what points here, what this points at'],
  ['↑ ↓', 'to the model above or below'],
  ['Space', 'choose; Escape: choose nothing'],
  ['Enter', 'to the source; an app opens'],
  ['A', 'show what is around the model'],
  ['X', 'open neighbours that are not shown'],
  ['[ ]', 'one step fewer or more around the model'],
  ['1 2 3', 'names, keys and relations, all fields'],
  ['+ − 0', 'zoom in, out, show everything'],
  ['Shift + arrows', 'move the picture'],
  ['/', 'search'],
  ['Alt + ← →', 'back and forward'],
  ['T', 'tidy: lay out anew'],
  ['D L F G', 'words, list, filters, legend'],
];

export function renderLegend(shown: Shown | null): readonly Node[] {
  const keys = html('dl', { class: 'keys' }, ...KEYS.flatMap(([names, words]) => [html('dt', {}, names), html('dd', {}, words)]));
  const signs =
    shown === null
      ? []
      : [
          html('ul', { class: 'plain samples' }, ...legendOf(shown.scene.picture).map(signItem)),
          html('h3', {}, 'Colours of the apps'),
          html('ul', { class: 'plain samples' }, ...swatches(shown)),
        ];
  return [...signs, html('h3', {}, 'Keys'), keys];
}

function signItem(entry: LegendEntry): HTMLElement {
  return html('li', {}, sampleNode(40, legendSample(entry)), html('span', {}, entry.words));
}

/** A small picture that the words beside it explain. */
function sampleNode(width: number, parts: readonly SvgElement[]): SVGElement {
  return svgNode(element('svg', { class: 'dr-picture sample', width, height: 20, 'aria-hidden': 'true' }, parts));
}

function swatches({ index, look, scene }: Shown): readonly HTMLElement[] {
  const shownApps = new Set(
    scene.picture.boxes.flatMap((box) => (box.shape === 'model' ? box.model.appLabel : box.shape === 'app' ? box.app.label : [])),
  );
  return index.view.apps
    .filter(({ label }) => shownApps.has(label))
    .map(({ label }) => {
      const bands = element('g', { class: `dr-app-${String(look.colourOf(label))}` }, [
        element('rect', { class: 'dr-header', y: 3, width: 40, height: 14 }),
        element('rect', { class: 'dr-band', y: 3, width: 6, height: 14 }),
      ]);
      return html('li', {}, sampleNode(40, [bands]), html('bdi', {}, label));
    });
}

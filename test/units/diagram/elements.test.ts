/** The drawing: well-formed whatever names a project has, nothing in it that runs, and every box and line of the picture. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cellsOf } from '../../../server/src/diagram/cells';
import { detailAt, lookOf } from '../../../server/src/diagram/look';
import { placeCounts } from '../../../server/src/diagram/counts';
import { boxElement } from '../../../server/src/diagram/boxElement';
import { farLines, lineElement } from '../../../server/src/diagram/lineElement';
import { pictureOf } from '../../../server/src/diagram/pictureOf';
import { pathOf, pointAlong } from '../../../server/src/diagram/routes';
import { wholeProject } from '../../../server/src/diagram/state';
import { elementToString } from '../../../server/src/diagram/svgElement';
import { fitText, textWidth } from '../../../server/src/diagram/textWidth';
import { styleSheet, THEMES } from '../../../server/src/diagram/theme';
import type { IndexedView } from '../../../server/src/diagram/indexView';
import type { DiagramState } from '../../../server/src/diagram/state';
import { layoutGraph } from '../../../server/src/layout/layoutGraph';
import { layOut } from '../../../server/src/report/graphPictures';
import { renderHtml } from '../../../server/src/report/html';
import { renderSvg, type DrawnPicture } from '../../../server/src/report/svg';
import { model, place, relation } from '../features/graphOf';
import { chainOf, stateWith, viewOf } from './viewOf';
import { allNodes, readXml, type XmlNode } from './wellFormed';

async function draw(index: IndexedView, state: DiagramState = stateWith(), title = 'a shop'): Promise<DrawnPicture> {
  const { scene } = await layOut(pictureOf(index, state), layoutGraph);
  return { view: index.view, scene, title };
}

async function svgOf(index: IndexedView, state: DiagramState = stateWith()): Promise<readonly XmlNode[]> {
  return allNodes(readXml(renderSvg([await draw(index, state)])));
}

const boxesIn = (nodes: readonly XmlNode[]): readonly string[] => nodes.flatMap(({ attributes }) => attributes['data-box'] ?? []);
const linesIn = (nodes: readonly XmlNode[]): readonly string[] => nodes.flatMap(({ attributes }) => attributes['data-line'] ?? []);
const textsIn = (nodes: readonly XmlNode[]): readonly string[] => nodes.filter(({ name }) => name === 'text').map(({ text }) => text);

describe('the drawing', function () {
  this.timeout(60_000);

  it('has every box and line of the picture once', async () => {
    const nodes = await svgOf(chainOf(5));
    assert.deepEqual([...boxesIn(nodes)].sort(), ['shop.M0', 'shop.M1', 'shop.M2', 'shop.M3', 'shop.M4']);
    assert.equal(linesIn(nodes).length, 4);
  });

  it('says in the box what points at the model, through which field, under which name', async () => {
    const texts = textsIn(await svgOf(chainOf(2)));
    for (const words of ['next', '→ M1', 'pointed at by', 'm0_set', 'M0.next']) assert.ok(texts.includes(words), words);
  });

  it('says in the box of an app at which hubs it points, how often', async () => {
    const others = ['a', 'b', 'c', 'd', 'e', 'f'];
    const view = viewOf(
      [...others.map((app) => model(`${app}.M`)), model('auth.User')],
      others.map((app) => relation(`${app}.M.user`, 'auth.User')),
    );
    const nodes = await svgOf(view, wholeProject('apps'));
    for (const words of ['→ auth', 'pointed at by 6 apps', 'points at a hub, without a line'])
      assert.ok(textsIn(nodes).includes(words), words);
    assert.equal(nodes.filter(({ attributes }) => attributes['data-target'] === 'app:auth').length, 6);
  });

  it('writes no count of a bundle over another', () => {
    const view = viewOf(
      Array.from({ length: 5 }, (_, at) => model(`app${String(at)}.M`)),
      [1, 2, 3, 4].flatMap((at) => [relation(`app0.M.f${String(at)}`, `app${String(at)}.M`)]),
    );
    const { lines } = pictureOf(view, wholeProject('apps'));
    const points = [
      { x: 0, y: 0 },
      { x: 400, y: 0 },
    ];
    const counts = placeCounts(lines.map((line) => ({ line, points })));
    assert.equal(counts.length, 4);
    for (const [at, one] of counts.entries())
      for (const other of counts.slice(at + 1))
        assert.ok(one !== null && other !== null && Math.abs(one.x - other.x) >= (one.width + other.width) / 2);
  });

  it('is well-formed and runs nothing, whatever names there are', async () => {
    const nasty = ['<script>alert(1)</script>', '"]]>&amp;', '‮gnirts', '\u0000\u0007', '\ud800', 'שלום', '名前', "' onload='x", '${x}`'];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary' })), { minLength: 2, maxLength: 4 }),
        async (names) => {
          const labels = names.map((name, at) => `app${String(at)}.${name}`);
          const view = viewOf(
            labels.map((label, at) => model(label, { name: names[at] ?? '' })),
            labels.map((label) => relation(`${label}.${names[0] ?? ''}`, labels[0] ?? '')),
          );
          const drawn = await draw(view, stateWith(), names.join());
          const nodes = allNodes(readXml(renderSvg([drawn])));
          assert.equal(boxesIn(nodes).length, names.length);
          assertHarmless(nodes);
          const page = renderHtml([drawn], 'go()');
          assert.equal([...page.matchAll(/<script/g)].length, 1);
          assert.doesNotMatch(page.replace(/<style>[^]*?<\/style>/, '').replaceAll(/"[^"]*"/g, '""'), /<[^>]*\son\w+\s*=/);
        },
      ),
      { numRuns: 60 },
    );
  });

  function assertHarmless(nodes: readonly XmlNode[]): void {
    const allowed = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'circle', 'style']);
    for (const { name, attributes } of nodes) {
      assert.ok(allowed.has(name), name);
      for (const attribute of Object.keys(attributes)) assert.doesNotMatch(attribute, /^on|^style$|href/);
    }
  }

  it('cuts a name of 200 characters, whole in its title, and isolates one that is read from right to left', async () => {
    const long = 'L'.repeat(200);
    const view = viewOf([model(`shop.${long}`), model('shop.שלום')], [relation(`shop.${long}.f`, 'shop.שלום')]);
    const nodes = await svgOf(view);
    assert.ok(textsIn(nodes).every((text) => text.length < 80));
    assert.ok(nodes.some(({ name, text }) => name === 'title' && text === long));
    assert.ok(textsIn(nodes).includes('\u2068שלום\u2069'));
  });

  it('draws three hundred relations as one line, ten loops as ten, and nothing as a sentence', async () => {
    const many = Array.from({ length: 300 }, (_, at) => relation(`shop.A.r${String(at)}`, 'shop.B'));
    assert.deepEqual(linesIn(await svgOf(viewOf([model('shop.A'), model('shop.B')], many))), ['shop.A>shop.B']);
    const loops = Array.from({ length: 10 }, (_, at) => relation(`shop.A.r${String(at)}`, 'shop.A'));
    assert.equal(linesIn(await svgOf(viewOf([model('shop.A')], loops))).length, 10);
    const empty = textsIn(await svgOf(viewOf([], [])));
    assert.ok(empty.some((text) => text.startsWith('No model was found')));
  });

  it('has the names once more for a page that is seen from further away, and not in a file of its own', async () => {
    const drawn = await draw(viewOf([model('shop.Order')], []));
    assert.match(renderHtml([drawn], ''), /class="dr-afar".*dr-big.*Order/s);
    assert.doesNotMatch(renderSvg([drawn]), /class="dr-afar"/);
  });

  it('is the same for the same, and several projects stand below each other', async () => {
    const drawn = await draw(chainOf(3));
    assert.equal(renderSvg([drawn]), renderSvg([await draw(chainOf(3))]));
    const both = allNodes(readXml(renderSvg([drawn, drawn])));
    assert.equal(boxesIn(both).length, 6);
    assert.equal(boxesIn(allNodes(readXml(renderSvg([])))).length, 0);
  });

  it('has less to draw from further away', async () => {
    const { scene, view } = await draw(chainOf(6));
    const size = (detail: 'full' | 'names'): number =>
      [...scene.boxes.map((box) => boxElement(box, lookOf(view), detail)), ...scene.lines.map((line) => lineElement(line, detail))]
        .map(elementToString)
        .join('').length;
    assert.ok(size('names') < 0.7 * size('full'));
    assert.equal(farLines(scene.lines).length, 1);
    assert.deepEqual([1, 0.3, 0.1].map(detailAt), ['full', 'names', 'far']);
  });

  it('lists mistakes in words, as a file has no pointer', async () => {
    const at = { at: place(1), related: [], models: [], covers: [] };
    const mistake = {
      code: 'fields.E300',
      severity: 'error',
      message: 'It points nowhere.',
      help: '',
      model: 'shop.A',
      field: 'x',
      ...at,
    } as const;
    const view = viewOf([model('shop.A'), model('shop.B')], [relation('shop.A.x', 'shop.B')], [mistake]);
    assert.ok(textsIn(await svgOf(view)).includes('fields.E300: It points nowhere.'));
  });

  it('shows apps with the count of their relations', async () => {
    const view = viewOf([model('shop.A'), model('crm.B')], [relation('shop.A.x', 'crm.B'), relation('shop.A.y', 'crm.B')]);
    const nodes = await svgOf(view, wholeProject('apps'));
    assert.deepEqual([...boxesIn(nodes)].sort(), ['app:crm', 'app:shop']);
    assert.ok(textsIn(nodes).includes('2'));
  });

  it('finds what lies in view by cells', async () => {
    const { scene } = await draw(chainOf(12));
    const cells = cellsOf(scene);
    assert.equal(cells.boxesIn(scene.bounds).length, 12);
    assert.equal(cells.linesIn(scene.bounds).length, 11);
    const first = scene.boxes[0];
    assert.ok(first !== undefined && cells.boxesIn(first).includes(0) && cells.boxesIn(first).length < 12);
  });
});

describe('the style sheet', () => {
  it('has readable text on every ground, in all themes', () => {
    for (const [name, theme] of Object.entries(THEMES)) {
      for (const header of [...theme.headers, theme.box, theme.arrivals, theme.pill])
        assert.ok(contrast(theme.text, header) >= 4.5, `${name}: text on ${header}`);
      for (const ground of [theme.background, theme.box, theme.arrivals])
        for (const colour of [theme.muted, theme.error, theme.warning])
          assert.ok(contrast(colour, ground) >= 4.5, `${name}: ${colour} on ${ground}`);
      const edge = theme.pillEdge === 'none' ? theme.pill : theme.pillEdge;
      assert.notEqual(edge, theme.box, `${name}: a pill is set apart`);
      for (const line of Object.values(theme.lines)) assert.ok(contrast(line, theme.background) >= 3, `${name}: line ${line}`);
    }
  });
  it('uses no variables and loads nothing', () => {
    for (const theme of Object.values(THEMES)) assert.doesNotMatch(styleSheet(theme), /var\(|url\(|@import/);
  });
});

/** As the Web Content Accessibility Guidelines define it. */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('text and paths', () => {
  it('cut text to its room', () => {
    const font = { size: 12, weight: 'normal' } as const;
    assert.equal(fitText('Order', 100, font), 'Order');
    const cut = fitText('A very long name indeed', 60, font);
    assert.ok(cut.endsWith('…') && textWidth(cut, font) <= 60);
    assert.ok(textWidth('名前', font) > textWidth('ab', font));
  });
  it('have round corners and a middle', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 50, y: 0 },
      { x: 50, y: 100 },
    ];
    assert.equal(pathOf(points), 'M0,0L44,0Q50,0 50,6L50,100');
    assert.deepEqual(pointAlong(points, 0.5), { x: 50, y: 25 });
  });
});

/** The parts of the page that need no page: where the camera goes, where arrows lead, what a search finds, back and forward. */
import assert from 'node:assert/strict';
import { centred, fitting, revealing, seenBy, zoomedAt } from '../../client/webview/camera';
import { search, searchIndexOf } from '../../client/webview/searchIndex';
import { stepFrom } from '../../client/webview/steps';
import { emptyTrail, left, steppedBack, steppedForward, type Trail } from '../../client/webview/trail';
import { indexView } from '../../server/src/diagram/indexView';
import { layoutInputOf } from '../../server/src/diagram/layoutInput';
import { measureBoxes } from '../../server/src/diagram/measureBox';
import { pictureOf } from '../../server/src/diagram/pictureOf';
import { sceneOf, type Scene } from '../../server/src/diagram/scene';
import { wholeProject } from '../../server/src/diagram/state';
import { layoutGraph } from '../../server/src/layout/layoutGraph';
import type { GraphView } from '../../server/src/protocol/graphView';
import { handmadeView } from './handmadeView';

const shop = handmadeView(
  ['shop.Order', 'shop.Customer', 'shop.Country', 'crm.Order'],
  [
    { from: 'shop.Order', field: 'customer', to: 'shop.Customer' },
    { from: 'shop.Order', field: 'ship_to', to: 'shop.Country' },
    { from: 'shop.Customer', field: 'country', to: 'shop.Country' },
  ],
);

describe('The camera', () => {
  const stage = { width: 800, height: 600 };

  it('keeps the point under the hand when it zooms', () => {
    const before = { x: 10, y: 20, zoom: 0.5 };
    const after = zoomedAt(before, { x: 300, y: 200 }, 1.7);
    assert.ok(Math.abs((300 - before.x) / before.zoom - (300 - after.x) / after.zoom) < 1e-9);
  });

  it('shows everything, in the middle, at most at its natural size', () => {
    assert.deepEqual(fitting({ x: 0, y: 0, width: 400, height: 300 }, stage), { x: 200, y: 150, zoom: 1 });
    const seen = seenBy(fitting({ x: 100, y: 50, width: 4000, height: 900 }, stage), stage);
    assert.ok(seen.x < 100 && seen.x + seen.width > 4100);
  });

  it('moves only as far as a box needs to be seen', () => {
    const camera = { x: 0, y: 0, zoom: 1 };
    assert.deepEqual(revealing(camera, { x: 100, y: 100, width: 200, height: 100 }, stage), camera);
    assert.deepEqual(revealing(camera, { x: 700, y: 100, width: 200, height: 100 }, stage), { x: -124, y: 0, zoom: 1 });
    assert.deepEqual(centred({ x: 0, y: 0, width: 100, height: 100 }, stage, 1), { x: 350, y: 250, zoom: 1 });
  });
});

describe('The search', () => {
  const found = (typed: string): readonly string[] => search(searchIndexOf(shop), typed, 5).map(({ name }) => name);

  it('finds models before fields, the whole name before a part of it', () => {
    assert.deepEqual(found('order').slice(0, 2), ['Order', 'Order']);
    assert.equal(found('count')[0], 'Country');
  });

  it('finds apps, fields, reverse names, and letters in their order', () => {
    assert.equal(found('crm')[0], 'crm');
    assert.equal(found('ship')[0], 'Order.ship_to');
    assert.equal(found('customer_of')[0], 'Order.customer');
    assert.equal(found('cstmr')[0], 'Customer');
    assert.deepEqual(found('   '), []);
    assert.deepEqual(found('nothing like it'), []);
  });
});

describe('Arrow keys', () => {
  let scene: Scene;
  before(async () => {
    scene = await sceneOfView(shop);
  });

  it('follow relations to the right, and back to the left', () => {
    assert.ok(['shop.Customer', 'shop.Country'].includes(stepFrom(scene, 'shop.Order', 'right') ?? ''));
    assert.equal(stepFrom(scene, 'shop.Customer', 'left'), 'shop.Order');
    assert.equal(stepFrom(scene, 'shop.Country', 'right'), null);
  });

  it('reach every box by going up and down', () => {
    const seen = new Set<string>();
    let at = [...scene.boxes].sort((one, other) => one.y - other.y)[0]?.box.id ?? null;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      at = stepFrom(scene, at, 'down');
    }
    assert.ok(seen.size > 1);
  });
});

describe('Back and forward', () => {
  it('work as in a browser', () => {
    let trail: Trail<string> = left(left(emptyTrail, 'a'), 'b');
    const back = steppedBack(trail, 'c');
    assert.equal(back?.to, 'b');
    trail = back.trail;
    assert.equal(steppedForward(trail, 'b')?.to, 'c');
    assert.equal(steppedForward(left(trail, 'b'), 'd'), null);
    assert.equal(steppedBack(emptyTrail, 'a'), null);
  });
});

async function sceneOfView(view: GraphView): Promise<Scene> {
  const picture = pictureOf(indexView(view), wholeProject('models'));
  const sized = measureBoxes(picture.boxes, picture.lines);
  return sceneOf(picture, sized, await layoutGraph(layoutInputOf(picture, sized)));
}

/** Places of boxes: none on another, all of them placed, the same every time, and kept after an edit. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keepPlaces } from '../../../server/src/diagram/keepPlaces';
import { layoutInputOf } from '../../../server/src/diagram/layoutInput';
import { measureBoxes } from '../../../server/src/diagram/measureBox';
import { pictureOf } from '../../../server/src/diagram/pictureOf';
import { meets, sceneOf, type Placement, type Scene } from '../../../server/src/diagram/scene';
import type { DiagramState } from '../../../server/src/diagram/state';
import type { IndexedView } from '../../../server/src/diagram/indexView';
import { createRememberingLayout, layoutGraph } from '../../../server/src/layout/layoutGraph';
import type { LayoutInput } from '../../../server/src/protocol/graphLayout';
import { model, relation } from '../features/graphOf';
import { chainOf, stateWith, viewOf } from './viewOf';

interface RandomGraph {
  readonly models: number;
  readonly apps: number;
  readonly relations: readonly (readonly [number, number])[];
}

const randomGraph = (most: number): fc.Arbitrary<RandomGraph> =>
  fc.integer({ min: 1, max: most }).chain((models) =>
    fc.record({
      models: fc.constant(models),
      apps: fc.integer({ min: 1, max: 5 }),
      relations: fc.array(fc.tuple(fc.nat(models - 1), fc.nat(models - 1)), { maxLength: models * 2 }),
    }),
  );

function viewOfRandom({ models, apps, relations }: RandomGraph): IndexedView {
  const label = (at: number): string => `app${String(at % apps)}.Model${String(at)}`;
  return viewOf(
    Array.from({ length: models }, (_, at) => model(label(at))),
    relations.map(([from, to], at) => relation(`${label(from)}.r${String(at)}`, label(to))),
  );
}

interface Question {
  readonly input: LayoutInput;
  scene(placement: Placement): Scene;
}

function ask(view: IndexedView, state: DiagramState = stateWith()): Question {
  const picture = pictureOf(view, state);
  const sized = measureBoxes(picture.boxes, picture.lines);
  return { input: layoutInputOf(picture, sized), scene: (placement) => sceneOf(picture, sized, placement) };
}

function assertApart({ boxes }: Scene): void {
  boxes.forEach((box, at) => {
    for (const other of boxes.slice(at + 1)) assert.ok(!meets(box, other), `${box.box.id} lies on ${other.box.id}`);
  });
}

/** Every line begins at an edge of its box, at the height of a row, and ends so. */
function assertLinesMeetBoxes({ boxes, lines }: Scene): void {
  const byId = new Map(boxes.map((box) => [box.box.id, box]));
  for (const { line, points } of lines)
    for (const [id, point] of [
      [line.from, points[0]],
      [line.to, points.at(-1)],
    ] as const) {
      const box = byId.get(id);
      assert.ok(box !== undefined && point !== undefined);
      const isAt = (one: number, other: number): boolean => Math.abs(one - other) < 0.6;
      const onSide = isAt(point.x, box.x) || isAt(point.x, box.x + box.width);
      const onEdge =
        onSide || line.from === line.to || (line.shape === 'bundle' && (isAt(point.y, box.y) || isAt(point.y, box.y + box.height)));
      assert.ok(onEdge, `${line.id} does not meet ${id} at its side`);
      assert.ok(point.y >= box.y - 0.6 && point.y <= box.y + box.height + 0.6, `${line.id} misses ${id}`);
    }
}

describe('the layout', function () {
  this.timeout(120_000);

  it('puts no box on another, places them all, and lets every line meet its boxes', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(24), async (graph) => {
        const { input, scene } = ask(viewOfRandom(graph));
        const result = await layoutGraph(input);
        assert.equal(result.notice, null);
        const placed = scene(result);
        assert.equal(placed.boxes.length, graph.models);
        assertApart(placed);
        assertLinesMeetBoxes(placed);
      }),
      { numRuns: 40 },
    );
  });

  it('does the same by group above a hundred boxes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 110, max: 160 }), fc.integer({ min: 2, max: 9 }), async (models, apps) => {
        const relations = Array.from({ length: models * 2 }, (_, at) => [at % models, (at * 7 + 3) % models] as const);
        const { input, scene } = ask(viewOfRandom({ models, apps, relations }), stateWith({ hubs: 'lines' }));
        const result = await layoutGraph(input);
        assert.equal(result.how, 'by-group');
        assertApart(scene(result));
        assertLinesMeetBoxes(scene(result));
      }),
      { numRuns: 3 },
    );
  });

  it('has boxes without lines in rows below, as wide as the lines make the picture', async () => {
    const chain = Array.from({ length: 4 }, (_, at) => [at, at + 1] as const);
    const { input, scene } = ask(viewOfRandom({ models: 9, apps: 1, relations: chain }));
    const { boxes } = scene(await layoutGraph(input));
    const linked = boxes.filter(({ box }) => Number(/\d+$/.exec(box.id)?.[0]) <= 4);
    const alone = boxes.filter((box) => !linked.includes(box));
    assert.equal(new Set(alone.map(({ y }) => y)).size, 1);
    assert.ok(Math.max(...linked.map(({ y, height }) => y + height)) < Math.min(...alone.map(({ y }) => y)));
  });

  it('gives the same for the same, also from the memory of its groups', async () => {
    const { input } = ask(
      viewOfRandom({
        models: 12,
        apps: 3,
        relations: [
          [0, 1],
          [1, 2],
          [2, 0],
          [5, 1],
          [4, 4],
        ],
      }),
    );
    const many = ask(
      viewOfRandom({ models: 130, apps: 4, relations: Array.from({ length: 130 }, (_, at) => [at, (at + 4) % 130]) }),
      stateWith({ hubs: 'lines' }),
    ).input;
    const remembering = createRememberingLayout();
    assert.deepEqual(await layoutGraph(input), await layoutGraph(input));
    const first = await remembering(many, () => false);
    assert.deepEqual(await remembering(many, () => false), first);
    assert.deepEqual(await layoutGraph(many), first);
  });

  it('that is called off ends before the next group, and can be asked again', async () => {
    const { input } = ask(
      viewOfRandom({ models: 160, apps: 8, relations: Array.from({ length: 160 }, (_, at) => [at, (at + 8) % 160]) }),
      stateWith({ hubs: 'lines' }),
    );
    const remembering = createRememberingLayout();
    const groups = new Set(input.boxes.map(({ group }) => group)).size;
    let asked = 0;
    assert.equal(await remembering(input, () => ++asked > 5), null);
    assert.ok(asked > 5 && asked <= groups, `asked ${String(asked)} times`);
    assert.deepEqual(await remembering(input, () => false), await layoutGraph(input));
  });

  it('of very many lines between apps takes no time, and lets them run straight', async () => {
    const relations = Array.from({ length: 900 }, (_, at) => [at % 160, (at * 37 + Math.floor(at / 160) * 7 + 11) % 160] as const);
    const view = viewOfRandom({ models: 160, apps: 40, relations });
    const { input, scene } = ask(view, { ...stateWith({ hubs: 'lines' }), as: 'apps' });
    const result = await layoutGraph(input);
    assert.equal(result.how, 'by-group');
    assert.equal(scene(result).boxes.length, 40);
    assertApart(scene(result));
    assertLinesMeetBoxes(scene(result));
  });

  it('falls back to a grid, and says so', async () => {
    const { input } = ask(chainOf(4));
    const broken = { ...input, lines: input.lines.map((line) => ({ ...line, to: 'nowhere' })) };
    const result = await layoutGraph(broken);
    assert.equal(result.how, 'grid');
    assert.match(result.notice ?? '', /^The layout failed .*grid/);
    assert.deepEqual(Object.keys(result.places).length, 4);
  });

  it('of one app with thousands of lines is a grid at once, as anything else would take minutes', async () => {
    const relations = Array.from({ length: 4_000 }, (_, at) => [at % 1_000, (at * 37 + Math.floor(at / 1_000) * 131 + 3) % 1_000] as const);
    const { input, scene } = ask(viewOfRandom({ models: 1_000, apps: 1, relations }), stateWith({ hubs: 'lines' }));
    const start = performance.now();
    const result = await layoutGraph(input);
    assert.ok(performance.now() - start < 5_000);
    assert.equal(result.how, 'grid');
    assert.match(result.notice ?? '', /^The layout failed \(\d+ lines between \d+ boxes\).*Show fewer models/);
    assert.equal(scene(result).boxes.length, 1_000);
    assertApart(scene(result));
  });

  it('places every level, and boxes without any line', async () => {
    for (const level of ['names', 'relations', 'fields'] as const) {
      const { input, scene } = ask(
        viewOfRandom({
          models: 20,
          apps: 4,
          relations: [
            [0, 1],
            [2, 1],
            [3, 3],
            [3, 1],
            [3, 1],
          ],
        }),
        stateWith({ level }),
      );
      const placed = scene(await layoutGraph(input));
      assert.equal(placed.boxes.length, 20);
      assertApart(placed);
      assertLinesMeetBoxes(placed);
    }
  });
});

describe('keepPlaces', () => {
  it('leaves every box where it is, and puts a new one beside its neighbour', async () => {
    const before = await layoutGraph(ask(chainOf(5)).input);
    const { input, scene } = ask(chainOf(6));
    const after = keepPlaces(before, input);
    for (const [id, place] of Object.entries(before.places)) assert.deepEqual(after.places[id], place, id);
    const fresh = after.places['shop.M5'];
    const neighbour = after.places['shop.M4'];
    assert.ok(fresh !== undefined && neighbour !== undefined && Math.hypot(fresh.x - neighbour.x, fresh.y - neighbour.y) < 400);
    assertApart(scene(after));
    assertLinesMeetBoxes(scene(after));
  });
  it('puts no box on another, whatever came and went', async () => {
    await fc.assert(
      fc.asyncProperty(randomGraph(14), randomGraph(14), async (first, second) => {
        const before = await layoutGraph(ask(viewOfRandom(first)).input);
        const { input, scene } = ask(viewOfRandom(second));
        const placed = scene(keepPlaces(before, input));
        assert.equal(placed.boxes.length, second.models);
        assertApart(placed);
        assertLinesMeetBoxes(placed);
      }),
      { numRuns: 25 },
    );
  });
});

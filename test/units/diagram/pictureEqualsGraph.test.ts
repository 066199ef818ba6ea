/** Boxes and lines of pictures, counted against what `graph --format json` says, on the example projects: nothing is lost, nothing twice. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openWorkspace } from '../../../server/src/cliWorkspace';
import { indexView, type IndexedView } from '../../../server/src/diagram/indexView';
import type { Picture } from '../../../server/src/diagram/picture';
import { pictureOf } from '../../../server/src/diagram/pictureOf';
import { aroundModel, wholeProject, type DiagramState, type Filters, type Level } from '../../../server/src/diagram/state';
import { graphViewOf } from '../../../server/src/features/graphView';
import { partOf } from '../../../server/src/report/graphPart';
import { renderGraphJson } from '../../../server/src/report/json';
import type { ReportSource } from '../../../server/src/report/reportSource';

interface JsonGraph {
  readonly models: readonly { readonly label: string; readonly appLabel: string; readonly module: string; readonly abstract: boolean }[];
  readonly relations: readonly { readonly from: string; readonly field: string; readonly to: string | null; readonly resolution: string }[];
}

interface Example {
  readonly source: ReportSource;
  readonly index: IndexedView;
}

const LEVELS: readonly Level[] = ['names', 'relations', 'fields'];
const FILTERS: readonly Filters[] = [true, false].flatMap((abstract) =>
  [true, false].map((contrib) => ({ abstract, contrib, installed: true })),
);

describe('the picture of the examples', () => {
  for (const name of ['bookshop', 'troubled']) {
    describe(name, () => {
      let example: Example;
      before(async () => {
        const { source } = await openWorkspace([join(__dirname, '../../../examples', name)], {
          django: null,
          settingsModule: null,
          select: [],
          ignore: [],
        });
        const [project] = source.projects;
        assert.ok(project !== undefined);
        example = { source, index: indexView(graphViewOf(project, { id: '.', findings: project.findings })) };
      });

      it('shows every model once and every relation once, at every level and filter', () => {
        for (const level of LEVELS)
          for (const filters of FILTERS)
            for (const hubs of ['pills', 'lines'] as const)
              compare(example, { ...wholeProject('models'), level, filters, hubs }, { focus: null, depth: 1, apps: [] });
      });
      it('shows of one app what the JSON has of it', () => {
        for (const { label } of example.index.view.apps)
          compare(example, { ...wholeProject('models'), apps: [label] }, { focus: null, depth: 1, apps: [label] });
      });
      it('shows around each model what the JSON has around it', () => {
        for (const { id, kind } of example.index.view.models)
          if (kind !== 'abstract')
            for (const depth of [0, 1, 2]) {
              const json = jsonOf(example, { focus: id, depth, apps: [] });
              const picture = pictureOf(example.index, aroundModel(id, depth));
              assert.deepEqual(
                modelsIn(picture),
                json.models
                  .filter(({ abstract }) => !abstract)
                  .map(({ label }) => label)
                  .sort(),
                id,
              );
              const both = new Set(json.relations.map(({ from, field }) => `${from}.${field}`));
              const drawn = drawnAs(picture, new Set(['hidden']));
              assert.deepEqual(drawn, [...both].sort(), `${id} ${String(depth)}`);
            }
      });
      it('counts between apps what there is between them', () => {
        const json = jsonOf(example, { focus: null, depth: 1, apps: [] });
        const picture = pictureOf(example.index, wholeProject('apps'));
        const appOf = (label: string): string => label.slice(0, label.indexOf('.'));
        const between = json.relations.filter(({ from, to, resolution }) => resolution === 'resolved' && appOf(from) !== appOf(to ?? ''));
        const inside = json.relations.filter(({ from, to, resolution }) => resolution === 'resolved' && appOf(from) === appOf(to ?? ''));
        assert.equal(sum(picture.lines.map(({ relations }) => relations.length)), between.length);
        assert.equal(sum(picture.boxes.map((box) => (box.shape === 'app' ? box.inside : 0))), inside.length);
      });
    });
  }
});

function compare(example: Example, state: DiagramState, part: Parameters<typeof partOf>[1]): void {
  const json = jsonOf(example, part);
  const picture = pictureOf(example.index, state);
  const models = json.models
    .filter(({ abstract }) => state.filters.abstract || !abstract)
    .filter(({ module }) => state.filters.contrib || !module.startsWith('django.'));
  assert.deepEqual(modelsIn(picture), models.map(({ label }) => label).sort());
  const shown = new Set(models.map(({ label }) => label));
  const expected = json.relations.filter(({ from }) => shown.has(from)).map(({ from, field }) => `${from}.${field}`);
  assert.deepEqual(drawnAs(picture, new Set()), expected.sort());
}

function jsonOf({ source }: Example, part: Parameters<typeof partOf>[1]): JsonGraph {
  return JSON.parse(renderGraphJson(source, ({ graph }) => partOf(graph, part))) as JsonGraph;
}

function modelsIn({ boxes }: Picture): readonly string[] {
  return boxes.flatMap((box) => (box.shape === 'model' ? box.id : [])).sort();
}

/** Every relation that is drawn in some way, as often as it is. */
function drawnAs({ boxes, lines }: Picture, without: ReadonlySet<string>): readonly string[] {
  const asPills = boxes.flatMap((box) => (box.shape === 'model' ? box.pills.filter(({ pill }) => !without.has(pill.why)) : []));
  return [...lines.flatMap(({ relations }) => relations.map(({ id }) => id)), ...asPills.map(({ relation }) => relation.id)].sort();
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

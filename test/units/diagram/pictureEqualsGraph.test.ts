/**
 * Boxes, rows, lines and pills of pictures, counted against what `graph --format json` says, on the example projects, two real
 * packages and a generated project of a thousand models: nothing is lost, nothing twice.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { openWorkspace } from '../../../server/src/cliWorkspace';
import { indexView, type IndexedView } from '../../../server/src/diagram/indexView';
import type { ModelBox, Picture } from '../../../server/src/diagram/picture';
import { pictureOf } from '../../../server/src/diagram/pictureOf';
import { aroundModel, wholeProject, type DiagramState, type Filters, type Level } from '../../../server/src/diagram/state';
import { graphViewOf } from '../../../server/src/features/graphView';
import { partOf } from '../../../server/src/report/graphPart';
import { renderGraphJson } from '../../../server/src/report/json';
import type { ReportSource } from '../../../server/src/report/reportSource';
import { generatedInputs, realInputs } from '../../bench/inputs';

interface JsonGraph {
  readonly models: readonly JsonModel[];
  readonly relations: readonly JsonRelation[];
}

interface JsonModel {
  readonly label: string;
  readonly appLabel: string;
  readonly module: string;
  readonly origin: string;
  readonly abstract: boolean;
  readonly fields: readonly { readonly name: string }[];
}

interface JsonRelation {
  readonly from: string;
  readonly field: string;
  readonly to: string | null;
  readonly resolution: string;
}

interface Counted {
  readonly source: ReportSource;
  readonly index: IndexedView;
  /** Of the whole project. */
  readonly json: JsonGraph;
}

const ROOT = join(__dirname, '../../..');
const CACHE = join(ROOT, '.cache', 'bench');
const EXAMPLES = ['bookshop', 'troubled'];

/** With the least number of models, so that nothing is equal because nothing is there. */
const PROJECTS = [
  ['bookshop', 10],
  ['troubled', 10],
  ['wagtail', 45],
  ['django-oscar', 70],
  ['1,000 models', 1_000],
] as const;

const LEVELS: readonly Level[] = ['names', 'relations', 'fields'];
const BOTH = [true, false];
const FILTERS: readonly Filters[] = BOTH.flatMap((abstract) =>
  BOTH.flatMap((contrib) => BOTH.map((installed) => ({ abstract, contrib, installed }))),
);

/** Most models of a project around which pictures are counted: of larger ones every n-th model. */
const MOST_FOCUSES = 60;

describe('the picture equals the graph', function () {
  this.timeout(300_000);
  for (const [name, least] of PROJECTS)
    describe(name, () => {
      let counted: Counted;
      before(async () => {
        counted = await read(folderOf(name));
        assert.ok(counted.json.models.length >= least, `${String(counted.json.models.length)} models`);
      });

      it('shows every model once and every relation once, at every level and filter', () => {
        for (const level of LEVELS)
          for (const filters of FILTERS)
            for (const hubs of ['pills', 'lines'] as const)
              compare(counted, counted.json, { ...wholeProject('models'), level, filters, hubs });
      });
      it('shows of one app what the JSON has of it', () => {
        for (const { label } of counted.index.view.apps)
          compare(counted, jsonOf(counted, { focus: null, depth: 1, apps: [label] }), { ...wholeProject('models'), apps: [label] });
      });
      it('shows around a model what the JSON has around it', () => {
        const models = counted.index.view.models.filter(({ kind }) => kind !== 'abstract');
        const step = Math.ceil(models.length / MOST_FOCUSES);
        for (const { id } of models.filter((_, at) => at % step === 0))
          for (const depth of [0, 1, 2]) {
            const json = jsonOf(counted, { focus: id, depth, apps: [] });
            const picture = pictureOf(counted.index, aroundModel(id, depth));
            const concrete = json.models.filter(({ abstract }) => !abstract);
            assert.deepEqual(modelsIn(picture), labelsOf(concrete), id);
            const both = new Set(json.relations.map(idOf));
            assert.deepEqual(drawnAs(picture, new Set(['hidden'])), [...both].sort(), `${id} ${String(depth)}`);
          }
      });
      it('counts between apps what there is between them, at every filter', () => {
        for (const filters of FILTERS)
          for (const hubs of ['pills', 'lines'] as const) compareApps(counted, { ...wholeProject('apps'), filters, hubs });
      });
      it('draws the relations of an app that is opened one by one, and counts the others, at every level', () => {
        for (const { label } of counted.index.view.apps)
          for (const level of LEVELS)
            for (const hubs of ['pills', 'lines'] as const)
              compareApps(counted, { ...wholeProject('apps'), openedApps: [label], level, hubs });
      });
    });
});

function folderOf(name: string): string {
  if (EXAMPLES.includes(name)) return join(ROOT, 'examples', name);
  const inputs = name.endsWith('models') ? generatedInputs(CACHE, [1_000]) : realInputs(CACHE);
  const found = inputs.find((input) => input.name === name);
  assert.ok(found, name);
  return found.folder;
}

async function read(folder: string): Promise<Counted> {
  const { source } = await openWorkspace(
    [folder],
    { django: null, settingsModule: null, python: null, select: [], ignore: [] },
    { look: () => undefined, variables: {} },
  );
  const [project] = source.projects;
  assert.ok(project !== undefined);
  const only = { ...source, projects: [project] };
  const index = indexView(graphViewOf(project, { id: '.', findings: project.findings }));
  return { source: only, index, json: jsonOf({ source: only }, { focus: null, depth: 1, apps: [] }) };
}

function jsonOf({ source }: Pick<Counted, 'source'>, part: Parameters<typeof partOf>[1]): JsonGraph {
  return JSON.parse(renderGraphJson(source, ({ graph }) => partOf(graph, part))) as JsonGraph;
}

function compare({ index }: Counted, json: JsonGraph, state: DiagramState): void {
  const picture = pictureOf(index, state);
  const models = json.models.filter((model) => passes(model, state.filters));
  const labels = labelsOf(models);
  const words = JSON.stringify(state);
  assert.deepEqual(modelsIn(picture), labels, words);
  const shown = new Set(labels);
  const relations = json.relations.filter(({ from }) => shown.has(from));
  assert.deepEqual(drawnAs(picture, new Set()), relations.map(idOf).sort(), words);
  compareRows(picture, models, relations, words);
}

/** Each box tells of all its fields and of all that points at it from what is shown, in rows or in a count. */
function compareRows(picture: Picture, models: readonly JsonModel[], relations: readonly JsonRelation[], words: string): void {
  const boxes = new Map(picture.boxes.flatMap((box) => (box.shape === 'model' ? [[box.id, box] as const] : [])));
  const arriving = countBy(relations.flatMap(({ to, resolution }) => (resolution === 'resolved' && to !== null ? to : [])));
  for (const { label, fields } of models) {
    const box = boxes.get(label);
    assert.ok(box !== undefined, label);
    if (picture.level === 'names') {
      assert.deepEqual([box.rows, box.arrivals], [[], []], `${label} ${words}`);
      continue;
    }
    assert.equal(box.rows.length + box.moreFields, fields.length, `fields of ${label} ${words}`);
    const names = new Set(fields.map(({ name }) => name));
    assert.ok(
      box.rows.every(({ field }) => names.has(field.name)),
      label,
    );
    assert.equal(arrivalsIn(box), arriving.get(label) ?? 0, `what points at ${label} ${words}`);
  }
}

/** Closed apps are boxes with counts; what is opened stands among them as in a picture of models. */
function compareApps({ index, json }: Counted, state: DiagramState): void {
  const picture = pictureOf(index, state);
  const models = json.models.filter((model) => passes(model, state.filters));
  const boxOf = new Map(models.map(({ label, appLabel }) => [label, state.openedApps.includes(appLabel) ? label : `app:${appLabel}`]));
  const words = JSON.stringify(state);
  assert.deepEqual(
    picture.boxes.flatMap(({ shape, id }) => (shape === 'ghost' ? [] : id)).sort(),
    [...new Set(boxOf.values())].sort(),
    words,
  );
  const inApps = sum(picture.boxes.map((box) => (box.shape === 'app' ? box.models.length : 0)));
  assert.equal(inApps + modelsIn(picture).length, models.length, words);
  const relations = json.relations.filter(({ from }) => boxOf.has(from));
  const target = ({ to, resolution }: JsonRelation): string | null => (resolution === 'resolved' ? (boxOf.get(to ?? '') ?? null) : null);
  const isClosed = ({ from }: JsonRelation): boolean => boxOf.get(from)?.startsWith('app:') === true;
  const drawn = relations.filter((each) => !isClosed(each) || (target(each) !== null && target(each) !== boxOf.get(each.from)));
  assert.deepEqual(drawnAs(picture, new Set()), drawn.map(idOf).sort(), words);
  const inside = relations.filter((each) => isClosed(each) && target(each) === boxOf.get(each.from));
  assert.equal(sum(picture.boxes.map((box) => (box.shape === 'app' ? box.inside : 0))), inside.length, words);
}

function passes({ abstract, module, origin }: JsonModel, filters: Filters): boolean {
  if (abstract && !filters.abstract) return false;
  if (module.startsWith('django.')) return filters.contrib;
  return origin === 'workspace' || filters.installed;
}

function idOf({ from, field }: JsonRelation): string {
  return `${from}.${field}`;
}

function labelsOf(models: readonly JsonModel[]): readonly string[] {
  return models.map(({ label }) => label).sort();
}

function modelsIn({ boxes }: Picture): readonly string[] {
  return boxes.flatMap((box) => (box.shape === 'model' ? box.id : [])).sort();
}

/** Every relation that is drawn in some way, as often as it is. */
function drawnAs({ boxes, lines }: Picture, without: ReadonlySet<string>): readonly string[] {
  const asPills = boxes.flatMap((box) => (box.shape === 'model' ? box.pills.filter(({ pill }) => !without.has(pill.why)) : []));
  const ofApps = boxes.flatMap((box) => (box.shape === 'app' ? box.pills.flatMap(({ relations }) => relations) : []));
  const drawn = [...lines.flatMap(({ relations }) => relations), ...asPills.map(({ relation }) => relation), ...ofApps];
  return drawn.map(({ id }) => id).sort();
}

function arrivalsIn({ arrivals, moreArrivals }: ModelBox): number {
  return sum(arrivals.map(({ relations }) => relations.length)) + moreArrivals;
}

function countBy(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

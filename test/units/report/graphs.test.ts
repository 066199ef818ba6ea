/** The reports of `graph`, and which part of it they show. */
import assert from 'node:assert/strict';
import { partOf } from '../../../server/src/report/graphPart';
import { renderGraphJson } from '../../../server/src/report/json';
import { renderMermaid } from '../../../server/src/report/mermaid';
import type { ReportedProject } from '../../../server/src/report/reportSource';
import { model, relation, sample } from './sample';

const all = ({ graph }: ReportedProject) => partOf(graph, { focus: null, depth: 0, apps: [] });

describe('graph as JSON', () => {
  const report = JSON.parse(renderGraphJson(sample().source, all)) as Record<'models' | 'relations', Record<string, unknown>[]>;

  it('has the fields of the contract for a model', () => {
    assert.deepEqual(report.models[1], {
      label: 'orders.Order',
      name: 'Order',
      appLabel: 'orders',
      module: 'orders.models',
      abstract: false,
      proxy: false,
      managed: true,
      swapped: null,
      dbTable: 'orders_order',
      pk: 'id',
      bases: [],
      managers: ['objects'],
      fields: [{ name: 'id', class: 'AutoField', column: 'id', null: false, line: null, inheritedFrom: null }],
      origin: 'workspace',
      file: 'orders/models.py',
      line: 6,
      project: '.',
    });
  });

  it('has the fields of the contract for a relation, and its target as written where it is not resolved', () => {
    const [customer, , tags] = report.relations;
    assert.deepEqual(
      Object.keys(customer ?? {}).sort(),
      'accessor class column field file from inheritedFrom kind line null onDelete parentLink project queryName resolution symmetrical through throughAuto to toField unique'.split(
        ' ',
      ),
    );
    assert.deepEqual([customer?.['to'], customer?.['resolution']], ['orders.Customer', 'resolved']);
    assert.deepEqual([tags?.['to'], tags?.['resolution']], ['Tag', 'unresolved']);
  });
});

describe('graph as Mermaid', () => {
  it('draws models, columns and relations with how many of each belong together', () => {
    assert.equal(
      renderMermaid(sample().source, all),
      `erDiagram
  orders_Customer["orders.Customer"] {
    AutoField id PK
  }
  orders_Order["orders.Order"] {
    AutoField id PK
  }
  orders_Customer ||--o{ orders_Order : "customer"
  orders_Customer |o--o{ orders_Order : "payer"
  %% orders.Order.tags: unresolved Tag
`,
    );
  });

  it('keeps apart two models that would get one name', () => {
    const models = ['a_b.C', 'a.b_C'].map((label) => model(label, null));
    const { source } = sample({
      graph: { models: new Map(models.map((one) => [one.label, one])), relations: [], relationsFrom: new Map() },
    });
    const names = [...renderMermaid(source, all).matchAll(/^ {2}(\w+)\["(.*?)"\]/gm)].map(([, name, label]) => [label, name]);
    assert.deepEqual(names, [
      ['a.b_C', 'a_b_C'],
      ['a_b.C', 'a_b_C_2'],
    ]);
  });

  it('draws both projects of a workspace, whose labels may be the same', () => {
    const { source, project } = sample();
    const other = { ...project, project: { ...project.project, root: '/shop/other' as never } };
    const text = renderMermaid({ ...source, projects: [other, project] }, all);
    assert.match(text, /p1_orders_Order\["orders\.Order"\]/);
    assert.match(text, /p2_orders_Order\["orders\.Order"\]/);
  });
});

describe('a part of the graph', () => {
  const links = [
    ['a.A', 'b.B'],
    ['b.B', 'c.C'],
    ['c.C', 'd.D'],
  ] as const;
  const relations = links.map(([from, to]) => relation(`${from}.next`, { target: { kind: 'resolved', label: to } }));
  const { graph } = sample({
    graph: {
      models: new Map(['a.A', 'b.B', 'c.C', 'd.D'].map((label) => [label, model(label, null)])),
      relations,
      relationsFrom: new Map(relations.map((one) => [one.from, [one]])),
      relationsTo: new Map(links.map(([, to], at) => [to, relations.slice(at, at + 1)])),
    },
  }).project;
  const labels = (focus: string | null, depth: number, apps: readonly string[] = []): string[] =>
    partOf(graph, { focus, depth, apps }).models.map(({ label }) => label);

  it('around a model goes both ways, as far as asked', () => {
    assert.deepEqual(labels('b.B', 0), ['b.B']);
    assert.deepEqual(labels('b.B', 1), ['a.A', 'b.B', 'c.C']);
    assert.deepEqual(labels('b.B', 9), ['a.A', 'b.B', 'c.C', 'd.D']);
    assert.deepEqual(labels('x.X', 9), []);
  });

  it('around a model has no relation that leads out of it', () => {
    assert.deepEqual(
      partOf(graph, { focus: 'a.A', depth: 1, apps: [] }).relations.map(({ id }) => id),
      ['a.A.next'],
    );
  });

  it('of an app has what its models declare', () => {
    assert.deepEqual(labels(null, 0, ['b', 'd']), ['b.B', 'd.D']);
    assert.deepEqual(
      partOf(graph, { focus: null, depth: 0, apps: ['b'] }).relations.map(({ id }) => id),
      ['b.B.next'],
    );
  });
});

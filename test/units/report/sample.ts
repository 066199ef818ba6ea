/** A small shop with two findings, made by hand: what the reports are tried on. */
import type { DocumentKey } from '../../../server/src/base/documentKey';
import { lineStartsOf } from '../../../server/src/base/span';
import type { Model, Place, Relation, RelationGraph } from '../../../server/src/relations/graph';
import type { ReportedProject, ReportSource } from '../../../server/src/report/reportSource';
import type { Finding } from '../../../server/src/rules/rule';

export const MODELS_PY = `from django.db import models

class Customer(models.Model):
    name = models.CharField(max_length=100)

class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
\tpayer = models.ForeignKey("Customer", models.CASCADE, related_name="Ünïcödé 名前")  # 100% of it: "a, b"
    tags = models.ManyToManyField("Tag")
`;

const MODELS = key('/shop/orders/models.py');

function key(path: string): DocumentKey {
  return path as DocumentKey;
}

interface Sample {
  readonly source: ReportSource;
  readonly project: ReportedProject;
}

export interface SampleOptions {
  readonly text?: string;
  readonly findings?: (place: (part: string) => Place) => readonly Finding[];
  readonly project?: Partial<ReportedProject['project']>;
  readonly graph?: Partial<RelationGraph>;
}

export function sample({ text = MODELS_PY, findings = twoFindings, project = {}, graph = {} }: SampleOptions = {}): Sample {
  const parts: string[] = [];
  const place = (part: string): Place => ({ file: MODELS, id: parts.push(part) - 1 });
  const made: ReportedProject = {
    project: {
      name: '.',
      root: key('/shop'),
      settings: 'config.settings',
      authUserModel: 'auth.User',
      authUserModelKnown: true,
      apps: [
        {
          label: 'orders',
          name: 'orders',
          from: 'settings',
          folder: key('/shop/orders'),
          certain: true,
          likely: true,
          autoField: null,
          listsModels: true,
          configs: [],
        },
      ],
      installedAppsKnown: true,
      django: { version: '5.2', from: 'uv.lock' },
      environment: null,
      uncertain: [],
      ...project,
    },
    graph: { ...shopGraph(place), ...graph },
    findings: findings(place),
  };
  const lineStarts = lineStartsOf(text);
  return {
    project: made,
    source: {
      projects: [made],
      stats: { files: 7, bytes: 1234, parsed: 3, models: 2, relations: 3 },
      locate({ id }) {
        const part = parts[id];
        const start = part === undefined ? -1 : text.indexOf(part);
        return part === undefined || start === -1 ? null : { key: MODELS, span: { start, end: start + part.length }, lineStarts };
      },
      text: () => text,
      isOnDisk: () => true,
      pathOf: (path) => (path === '/shop' ? '.' : path.replace('/shop/', '')),
    },
  };
}

function twoFindings(place: (part: string) => Place): readonly Finding[] {
  return [
    finding(place('payer'), {
      code: 'fields.E304',
      rule: 'reverse-name-clash',
      message: '"Order.payer" and "Order.customer" both add "Customer.order_set".',
      related: [{ at: place('customer'), message: '"Order.customer" adds it, too.' }],
      covers: [{ code: 'fields.E304', model: 'orders.Order', field: 'payer' }],
      fixes: [
        {
          title: 'Add related_name="payer_set"',
          preferred: true,
          edits: [{ at: place('models.CASCADE)'), where: 'after', newText: ', related_name="payer_set"' }],
        },
      ],
    }),
    finding(place('customer'), { code: 'fields.W342', rule: 'unique-foreign-key', severity: 'warning', message: 'Two\nlines.' }),
  ];
}

export function finding(at: Place, given: Partial<Finding>): Finding {
  return {
    code: 'fields.E300',
    rule: 'unresolved-target',
    severity: 'error',
    message: 'Wrong.',
    why: 'It hurts.',
    help: 'Do this.',
    at,
    model: 'orders.Order',
    field: 'payer',
    related: [],
    models: [],
    covers: [],
    fixes: [],
    ...given,
  };
}

function shopGraph(place: (part: string) => Place): RelationGraph {
  const customer = model('orders.Customer', place('Customer'));
  const order = model('orders.Order', place('Order'));
  const relations = [
    relation('orders.Order.customer', { target: { kind: 'resolved', label: 'orders.Customer' } }),
    relation('orders.Order.payer', { target: { kind: 'resolved', label: 'orders.Customer' }, null: true }),
    relation('orders.Order.tags', {
      kind: 'many-to-many',
      target: { kind: 'unresolved', text: 'Tag', reason: 'no-such-model', meant: null },
    }),
  ];
  return {
    models: new Map([customer, order].map((one) => [one.label, one])),
    abstractModels: new Map(),
    relations,
    declared: relations,
    relationById: new Map(relations.map((one) => [one.id, one])),
    relationsFrom: new Map([['orders.Order', relations]]),
    relationsTo: new Map([['orders.Customer', relations.slice(0, 2)]]),
    children: new Map(),
  };
}

export function model(label: string, at: Place | null): Model {
  const [appLabel = '', name = ''] = label.split('.');
  const id = { name: 'id', attname: 'id', className: 'AutoField', column: 'id', null: false, unique: true, primaryKey: true };
  return {
    label,
    name,
    appLabel,
    module: `${appLabel}.models`,
    at,
    abstract: false,
    proxy: false,
    managed: true,
    swapped: null,
    dbTable: `${appLabel}_${name.toLowerCase()}`,
    pk: 'id',
    bases: [],
    managers: ['objects'],
    fields: [{ ...id, at: null, inheritedFrom: null, conditional: false }],
    origin: 'workspace',
    complete: true,
    conditional: false,
  };
}

export function relation(id: string, given: Partial<Relation>): Relation {
  const [app = '', name = '', field = ''] = id.split('.');
  return {
    id,
    from: `${app}.${name}`,
    field,
    kind: 'many-to-one',
    target: { kind: 'dynamic', text: '' },
    className: 'ForeignKey',
    onDelete: 'CASCADE',
    accessor: 'order_set',
    queryName: 'order',
    relatedQueryName: 'order',
    certain: true,
    relatedName: null,
    through: null,
    throughAuto: false,
    joinTable: null,
    null: false,
    unique: false,
    column: `${field}_id`,
    toField: null,
    parentLink: false,
    symmetrical: false,
    inheritedFrom: null,
    conditional: false,
    written: null,
    ...given,
  };
}

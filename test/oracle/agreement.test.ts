import assert from 'node:assert/strict';
import { agreementOf, recorded, sum, type Answer, type Ours } from './agreement';
import { figuresOf, isInvented, worseThan } from './figures';

const ORDER = { label: 'shop.Order', module: 'shop.models', file: 'shop/models.py', line: 4, dbTable: 'shop_order', pk: 'id' };
const USER = { label: 'auth.User', module: 'auth.models', file: 'site-packages/auth/models.py', line: 9, dbTable: 'auth_user', pk: 'id' };
const BUYER = {
  from: 'shop.Order',
  field: 'buyer',
  kind: 'many-to-one',
  to: 'auth.User',
  accessor: 'order_set',
  queryName: 'order',
  onDelete: 'CASCADE',
  column: 'buyer_id',
  file: 'shop/models.py',
  line: 5,
};
const MARKS = {
  from: 'shop.Order',
  field: 'marks',
  kind: 'generic-reverse',
  to: 'shop.Mark',
  queryName: null,
  file: 'shop/models.py',
  line: 6,
};
const CLASH = { code: 'fields.E304', model: 'shop.Order', field: 'buyer' };
const NOTHING = { django: '5.2', python: '3.11', models: [], relations: [], messages: [] };

/** Django's answer, with all that registry.py spells out. */
const ANSWER: Answer = {
  ...NOTHING,
  models: [ORDER, USER].map((model) => ({ ...model, managed: true, managers: ['objects'], dynamic: null })),
  relations: [BUYER, MARKS],
};

/** The same, as the command says it. */
const OURS: Ours = {
  models: [ORDER, { ...USER, file: '.venv/lib/python3.11/site-packages/auth/models.py', managers: ['objects'] }],
  relations: [BUYER, MARKS],
  findings: [],
};

const CHECKED = new Set(['fields.E304']);

function differences(answer: Answer, ours: Ours): readonly string[] {
  return agreementOf(answer, ours, CHECKED).differences.map(({ what, side, subject }) => `${what} ${side}: ${subject}`);
}

function finding(said: object): Ours['findings'][number] {
  return { ...CLASH, message: 'clashes', file: 'shop/models.py', range: { start: { line: 4 } }, ...said };
}

describe('the agreement of our graph with the real Django', () => {
  it('is whole for the same answer, whatever is left out as null or false', () => {
    const { found, attributes, differences } = agreementOf(ANSWER, OURS, CHECKED);
    assert.deepEqual(differences, []);
    assert.deepEqual(found.get('models own'), { equal: 1, of: 1 });
    assert.deepEqual(found.get('models installed'), { equal: 1, of: 1 });
    assert.deepEqual(found.get('relations own'), { equal: 2, of: 2 });
    const all = sum(attributes, /./);
    assert.ok(all.of > 25 && all.equal === all.of, JSON.stringify(all));
  });

  it('tells what is missing and what is invented, own source and installed apart', () => {
    const more = { ...ORDER, label: 'shop.Cart', file: 'shop/cart.py' };
    const ours = { ...OURS, models: [more, ORDER], relations: [{ ...BUYER, field: 'payer' }, MARKS] };
    assert.deepEqual(differences(ANSWER, ours), [
      'missing model installed: auth.User',
      'invented model own: shop.Cart',
      'missing relation own: shop.Order.buyer',
      'invented relation own: shop.Order.payer',
    ]);
  });

  it('compares each attribute', () => {
    for (const attribute of [
      'kind',
      'to',
      'accessor',
      'queryName',
      'onDelete',
      'null',
      'unique',
      'column',
      'parentLink',
      'file',
      'line',
      'inheritedFrom',
    ]) {
      const ours = { ...OURS, relations: [{ ...BUYER, [attribute]: 'other' }, MARKS] };
      assert.deepEqual(differences(ANSWER, ours), [`relation.${attribute} own: shop.Order.buyer`]);
    }
    for (const attribute of ['module', 'file', 'line', 'proxy', 'managed', 'swapped', 'dbTable', 'pk', 'managers'])
      assert.deepEqual(differences(ANSWER, { ...OURS, models: [{ ...ORDER, [attribute]: 'other' }, OURS.models[1] ?? {}] }), [
        `model.${attribute} own: shop.Order`,
      ]);
  });

  it('counts what code makes apart, and asks for no place of it', () => {
    const dynamic = 'no class body assigns it';
    const answer = { ...ANSWER, relations: [{ ...BUYER, dynamic, file: null, line: null }, MARKS] };
    assert.deepEqual(differences(answer, OURS), []);
    const [missing] = agreementOf(answer, { ...OURS, relations: [MARKS] }, CHECKED).differences;
    assert.equal(missing?.dynamic, dynamic);
  });

  it('lets the primary key be named as what a key points at, and nothing else', () => {
    const named = (toField: string | null): typeof BUYER => ({ ...BUYER, ...(toField === null ? {} : { toField }) });
    assert.deepEqual(differences(ANSWER, { ...OURS, relations: [named('id'), MARKS] }), []);
    const answer = { ...ANSWER, relations: [named('email'), MARKS] };
    assert.deepEqual(differences(answer, { ...OURS, relations: [named('id'), MARKS] }), ['relation.toField own: shop.Order.buyer']);
  });

  it('takes neither abstract models, nor relations of a swapped-out model, nor copies of generic relations for inventions', () => {
    const swapped = { ...ORDER, label: 'shop.Cart', swapped: 'own.Cart' };
    const answer = { ...ANSWER, models: [...ANSWER.models, swapped], relations: [BUYER, { ...MARKS, copied: true }] };
    const ours = {
      ...OURS,
      models: [...OURS.models, swapped, { ...ORDER, label: 'shop.Base', abstract: true }],
      relations: [...OURS.relations, { ...BUYER, from: 'shop.Cart' }, { ...BUYER, from: 'shop.Base' }],
    };
    assert.deepEqual(differences(answer, ours), []);
  });

  it('holds against us each message that Django does not have, and each that it has more', () => {
    assert.deepEqual(differences(ANSWER, { ...OURS, findings: [finding({})] }), ['finding own: fields.E304 shop.Order.buyer']);
    const answer = { ...ANSWER, messages: [CLASH, { code: 'models.W042', model: 'shop.Order' }] };
    assert.deepEqual(differences(answer, { ...OURS, findings: [finding({})] }), []);
    assert.deepEqual(differences(answer, OURS), ['unsaid own: fields.E304 shop.Order.buyer']);
    const covers = [CLASH, { ...CLASH, field: 'payer' }];
    assert.deepEqual(differences(answer, { ...OURS, findings: [finding({ covers })] }), ['finding own: fields.E304 shop.Order.payer']);
  });

  it('is recorded so that nothing is lost', () => {
    const kept = JSON.parse(recorded(ANSWER, 'abc')) as Answer;
    assert.deepEqual(differences(kept, OURS), []);
    assert.deepEqual(differences(kept, { ...OURS, models: [] }), ['missing model own: shop.Order', 'missing model installed: auth.User']);
    assert.equal(JSON.stringify(kept.models).includes('managed'), false);
  });
});

describe('the figures of an agreement', () => {
  const one = { ...OURS, relations: [{ ...BUYER, to: 'shop.Other' }, MARKS] };
  const agreement = agreementOf(ANSWER, one, CHECKED);
  const kept = figuresOf(agreement);

  it('name what does not agree everywhere', () => {
    assert.deepEqual(kept.attributes, { 'relation.to own': [1, 2] });
    assert.deepEqual(kept.found['relations own'], [2, 2]);
  });

  it('may get better, and not worse', () => {
    assert.deepEqual(worseThan(kept, agreement), []);
    assert.deepEqual(worseThan(kept, agreementOf(ANSWER, OURS, CHECKED)), []);
    assert.deepEqual(worseThan(kept, agreementOf(ANSWER, { ...one, relations: [{ ...BUYER, to: 'shop.Other' }] }, CHECKED)), [
      'relations own: 1 of 2, at most 0 may differ',
    ]);
    assert.deepEqual(worseThan(kept, agreementOf(ANSWER, { ...one, findings: [finding({})] }, CHECKED)), [
      'finding: fields.E304 shop.Order.buyer (shop/models.py:5)',
    ]);
  });

  it('count models, relations and findings as invented', () => {
    assert.deepEqual(
      ['invented model', 'invented relation', 'finding', 'unsaid', 'missing model'].filter((what) => isInvented({ what })),
      ['invented model', 'invented relation', 'finding'],
    );
  });
});

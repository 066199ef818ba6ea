/** Names in sentences and in example code, and Markdown that no name can break. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { atMost, code, plain, pythonBlock, sentence } from '../../../server/src/features/markdown';
import { isUsable, pluralOf, variableFor } from '../../../server/src/features/naming';

describe('naming', () => {
  it('forms plurals of the last word', () => {
    const plurals: Readonly<Record<string, string>> = {
      Author: 'Authors',
      City: 'Cities',
      Survey: 'Surveys',
      Box: 'Boxes',
      Address: 'Addresses',
      Status: 'Statuses',
      Analysis: 'Analyses',
      Branch: 'Branches',
      OrderLine: 'OrderLines',
      SalesPerson: 'SalesPeople',
      Child: 'Children',
      Salesman: 'Salesmen',
      Human: 'Humans',
      News: 'News',
      UserSettings: 'UserSettings',
      ProductMedia: 'ProductMedia',
      SKU: 'SKUs',
      UserAPIKey: 'UserAPIKeys',
      book: 'books',
      Blog_Entry: 'Blog_Entries',
    };
    for (const [one, many] of Object.entries(plurals)) assert.equal(pluralOf(one), many);
  });

  it('do not force English on other names', () => {
    assert.equal(pluralOf('Книга'), 'Книга objects');
    assert.equal(pluralOf('Level2'), 'Level2 objects');
  });

  it('make variables as a person would write them', () => {
    const variables: Readonly<Record<string, string>> = {
      Book: 'book',
      OrderLine: 'order_line',
      HTTPServer: 'http_server',
      Class: 'class_',
      Import: 'import_',
      V2Key: 'v2_key',
    };
    for (const [name, variable] of Object.entries(variables)) assert.equal(variableFor(name), variable);
  });

  it('are used in code only where Python could hold them', () => {
    assert.deepEqual(['books', '_x', 'bücher', 'my-books', 'class', '', '2x', 'a b', 'x+'].map(isUsable), [
      true,
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('Markdown', () => {
  it('keeps code spans whole', () => {
    assert.equal(code('shop.Book'), '`shop.Book`');
    assert.equal(code('a`b'), '`` a`b ``');
    assert.equal(code('`'), '`` ` ``');
    assert.equal(code('a\n  b'), '`a b`');
    assert.equal(code(''), '`""`');
  });

  it('escapes what would be markup, and leaves underscores inside words', () => {
    assert.equal(plain('<b>*x*</b>'), '\\<b\\>\\*x\\*\\</b\\>');
    assert.equal(plain('order_line'), 'order_line');
    assert.equal(plain('_hidden_'), '\\_hidden\\_');
    assert.equal(sentence('[x](http://y)  &amp;'), '\\[x\\](http://y) \\&amp;');
  });

  it('cuts what is huge', () => {
    assert.ok(code('x'.repeat(5000)).length <= 82);
    assert.deepEqual(atMost(['a', 'b', 'c', 'd'], 2), ['a', 'b', 'and 2 more']);
    assert.deepEqual(atMost(['a', 'b', 'c'], 2), ['a', 'b', 'c']);
  });

  it('stays one line, without HTML and without open fences, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const span = code(text);
        assert.doesNotMatch(span, /[\r\n]/);
        const fence = /^`+/.exec(span)?.[0] ?? '';
        assert.ok(span.endsWith(fence));
        const runs: readonly string[] = span.slice(fence.length, -fence.length).match(/`+/g) ?? [];
        assert.ok(!runs.includes(fence));
        assert.doesNotMatch(plain(text), /(?<!\\)[<>`*[\]]|[\r\n]/);
        assert.doesNotMatch((pythonBlock([text]) ?? '').slice(9, -3), /`/);
      }),
    );
  });
});

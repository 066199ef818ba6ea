/** Equality and small collections. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { groupBy, remembered } from '../../../server/src/base/collections';
import { structuralEqual } from '../../../server/src/base/structuralEqual';

describe('structural equality', () => {
  it('is that of Node for plain data', () => {
    // No NaN and no -0, which JSON does not know; `undefined` stands for a field that is not given.
    const leaf = fc.oneof(fc.integer({ min: 0, max: 2 }), fc.constantFrom('', 'a', null, undefined, true, false));
    const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('tree'), { maxKeys: 3, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, tree, (left, right) => {
        assert.equal(structuralEqual(left, right), isDeepStrictEqual(left, right));
        assert.ok(structuralEqual(left, structuredClone(left)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells apart what lacks a field and what has it without a value', () => {
    assert.ok(!structuralEqual({ a: undefined }, { b: 1 }));
    assert.ok(!structuralEqual({ a: undefined }, {}));
    assert.ok(!structuralEqual({}, { a: undefined }));
    assert.ok(!structuralEqual([], {}) && !structuralEqual({}, []));
    assert.ok(!structuralEqual(null, {}) && !structuralEqual({}, null));
  });
});

describe('small collections', () => {
  it('group in the order of first appearance', () => {
    const groups = groupBy(['Order', 'author', 'Book', 'a'], (name) => (/[A-Z]/.test(name) ? 'class' : 'field'));
    assert.deepEqual(
      [...groups],
      [
        ['class', ['Order', 'Book']],
        ['field', ['author', 'a']],
      ],
    );
  });

  it('remember answers, also those that are nothing', () => {
    const asked: string[] = [];
    const lengthOf = remembered((word: string) => {
      asked.push(word);
      return word === '' ? undefined : word.length;
    });
    assert.deepEqual([lengthOf('a'), lengthOf(''), lengthOf('a'), lengthOf('')], [1, undefined, 1, undefined]);
    assert.deepEqual(asked, ['a', '']);
  });
});

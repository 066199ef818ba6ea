/** Amounts in words. */
import assert from 'node:assert/strict';
import { counted, countedOrNo } from '../../../server/src/base/counted';

describe('amounts', () => {
  it('are one or many', () => {
    assert.deepEqual(
      [0, 1, 2].map((amount) => counted(amount, 'more model')),
      ['0 more models', '1 more model', '2 more models'],
    );
  });

  it('may be none', () => {
    assert.deepEqual(
      [0, 1, 2].map((amount) => countedOrNo(amount, 'app')),
      ['no apps', '1 app', '2 apps'],
    );
  });
});

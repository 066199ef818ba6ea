/** Names seen from further away: whole, broken where a word begins, and never wider or higher than their box. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bigNameIn } from '../../../server/src/diagram/bigName';
import { textWidth } from '../../../server/src/diagram/textWidth';

describe('a name in a box seen from further away', () => {
  const box = { width: 150, height: 90 };

  it('stands in one line where that is as large', () => {
    assert.deepEqual(bigNameIn(box, 'Page').lines, ['Page']);
  });

  it('is broken where a word begins, so that it can be larger', () => {
    assert.deepEqual(bigNameIn(box, 'GroupCollectionPermission').lines, ['Group', 'Collection', 'Permission']);
    assert.deepEqual(bigNameIn(box, 'page_log_entry').lines, ['page_', 'log_entry']);
    assert.deepEqual(bigNameIn(box, 'HTTPRequestLog').lines, ['HTTP', 'Request', 'Log']);
  });

  it('is not broken in a box that is as low as its header', () => {
    assert.deepEqual(bigNameIn({ width: 150, height: 30 }, 'WorkflowTask').lines, ['WorkflowTask']);
  });

  it('is told whole and fits, whatever the name', () => {
    const name = fc.array(fc.constantFrom('A', 'Bc', 'd', '_', '9', 'É', 'é', '模', 'XY'), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, fc.integer({ min: 80, max: 400 }), fc.integer({ min: 44, max: 400 }), (parts, width, height) => {
        const { lines, size } = bigNameIn({ width, height }, parts.join(''));
        assert.equal(lines.join(''), parts.join(''));
        // The least size may be too large for a long name, which is cut then.
        if (size === 12) return;
        for (const line of lines) assert.ok(textWidth(line, { size, weight: 'bold' }) <= width);
        assert.ok(lines.length * size <= height);
      }),
    );
  });
});

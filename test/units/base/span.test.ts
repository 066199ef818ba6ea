/** Offsets to positions: lines as LSP counts them, characters in UTF-16 units. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lineStartsOf, positionAt, rangeOf } from '../../../server/src/base/span';

/** The position of `needle` in `text`, as `line:character`. */
function find(text: string, needle: string): string {
  const { line, character } = positionAt(lineStartsOf(text), text.indexOf(needle));
  return `${String(line)}:${String(character)}`;
}

describe('positions', () => {
  it('count lines that end as on Unix, on Windows and on old Macs, also side by side', () => {
    assert.equal(find('a\nb\nX', 'X'), '2:0');
    assert.equal(find('a\r\nb\r\n  X', 'X'), '2:2');
    assert.equal(find('a\rb\rX', 'X'), '2:0');
    assert.equal(find('a\n\rb\r\n\nX', 'X'), '4:0');
  });

  it('count characters as UTF-16 does: a snake is two', () => {
    assert.equal(find('ü = X', 'X'), '0:4');
    assert.equal(find('"\u{1f40d}" + X', 'X'), '0:7');
  });

  it('take no other character for the end of a line', () => {
    assert.equal(find('a\fb\vc\u2028d\u0085X', 'X'), '0:8');
  });

  it('give an empty text one line, and a text that ends its last line one more', () => {
    assert.deepEqual(lineStartsOf(''), [0]);
    assert.deepEqual(lineStartsOf('a\n'), [0, 2]);
    assert.deepEqual(lineStartsOf('a\r\n'), [0, 3]);
    assert.deepEqual(lineStartsOf('a\r'), [0, 2]);
  });

  it('put the end of a text, and whatever is past it, on the last line', () => {
    const starts = lineStartsOf('a\nbc');
    assert.deepEqual(positionAt(starts, 4), { line: 1, character: 2 });
    assert.deepEqual(positionAt(starts, 9), { line: 1, character: 7 });
  });

  it('make a range of a span', () => {
    const text = 'class A:\n    author = B\n';
    const start = text.indexOf('author');
    assert.deepEqual(rangeOf(lineStartsOf(text), { start, end: start + 6 }), {
      start: { line: 1, character: 4 },
      end: { line: 1, character: 10 },
    });
  });

  it('lead back to the offset, and agree with splitting the text into lines', () => {
    const text = fc.array(fc.constantFrom('a', 'ü', '\u{1f40d}', '\n', '\r', '\r\n', ' '), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.nat(40), (written, at) => {
        const offset = Math.min(at, written.length);
        const starts = lineStartsOf(written);
        const { line, character } = positionAt(starts, offset);
        assert.equal((starts[line] ?? 0) + character, offset);
        assert.equal(starts.length, written.split(/\r\n|\r|\n/).length);
      }),
    );
  });
});

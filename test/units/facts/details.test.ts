/** Functions are read when somebody asks, and an edit counts only where somebody asked. */
import assert from 'node:assert/strict';
import { extractFacts } from '../../../server/src/facts/extractFacts';
import type { FileFacts } from '../../../server/src/facts/fileShape';
import { printExpression } from '../../../server/src/facts/printExpression';
import { createNativeParser } from '../../../server/src/syntax/nativeParser';
import { findWasm } from '../../../server/src/syntax/openParser';
import type { FunctionSource } from '../../../server/src/syntax/functionSource';
import type { PythonParser } from '../../../server/src/syntax/python';
import { quickFirst } from '../../../server/src/syntax/quickFirst';
import { createWasmParser } from '../../../server/src/syntax/wasmParser';

const SOURCE = `from django.db import models

KINDS = {}


def label(app, model="Order", *rest, upper: "bool" = (1 + 2 > 3), **more) -> dict[str, int]:
    """Says which."""
    # A comment
    if not app:
        raise ValueError(app)
    for part in [app, model]:
        if part: continue
        break
    return "%s.%s" % (
app, model)


def short(a, /, b, *, c=None): return a


def remember(kind):
    KINDS[kind] = 1


class Own(models.ForeignKey):
    SIZE = 3

    def __init__(self, to, # the target
                 **kwargs):
        kwargs["to"] = to
        super().__init__(**kwargs)

    def other(self):
        return 1
`;

describe('the details of a file', () => {
  let readers: readonly PythonParser[];

  before(async () => {
    const loaded = createNativeParser();
    const wasm = await createWasmParser(findWasm());
    const native = 'parser' in loaded ? loaded.parser : wasm;
    readers = [quickFirst(native, 'as-needed'), quickFirst(native, 'whole'), native, wasm];
  });

  function facts(text = SOURCE, reader = readers[1]): FileFacts {
    assert.ok(reader !== undefined);
    return extractFacts(reader, text);
  }

  it('hold parameters and statements of a function, the same for each reader', () => {
    for (const reader of readers) {
      const { details } = facts(SOURCE, reader);
      assert.deepEqual(told(details.functionAt('label')), [
        'either app',
        'either model="Order"',
        '* rest',
        'keyword upper=1 + 2 > 3',
        '** more',
        'if',
        'block',
        'return',
      ]);
      assert.deepEqual(told(details.functionAt('short')), ['position a', 'either b', 'keyword c=None', 'return']);
      assert.deepEqual(told(details.functionAt('Own.__init__')), ['either self', 'either to', '** kwargs', 'assignment', 'expression']);
      assert.equal(details.functionAt('Own'), null);
    }
  });

  it('know of a dictionary that a function changes', () => {
    assert.equal(facts().details.changesOutOfSight('KINDS'), true);
    assert.equal(facts(SOURCE.replace('KINDS[kind] = 1', 'return KINDS[kind] == 1')).details.changesOutOfSight('KINDS'), false);
  });

  it('are the same after edits of what nobody asked for', () => {
    const before = facts();
    before.details.functionAt('Own.__init__');
    before.details.memberOf('Own', 'SIZE');
    const other = facts(SOURCE.replace('return 1', 'return 2').replace('KINDS[kind] = 1', 'pass'));
    assert.equal(before.details.sameIn(other.details), true);
    assert.equal(other.details.sameIn(facts(SOURCE.replace('kwargs["to"] = to', 'pass')).details), false);
    assert.equal(other.details.sameIn(facts(SOURCE.replace('SIZE = 3', 'SIZE = 4')).details), false);
  });

  it('do not tell what cannot be cut out or has more than one way to run', () => {
    for (const text of [
      'async def label():\n    return 1\n',
      'def label():\n    yield 1\n',
      'def label():\n    global a\n    a = 1\n',
      'def label(a=lambda b, c: 1):\n    return 1\n',
      'def label():\n\treturn 1\n',
      'def label():\n    return (1\n',
      'if a:\n    def label():\n        return 1\n',
    ])
      assert.equal(facts(text).details.functionAt('label'), null, text);
  });
});

function told(source: FunctionSource | null): readonly string[] | null {
  if (source === null) return null;
  const parameters = source.parameters.map(
    ({ name, by, defaultValue }) => `${by} ${name}${defaultValue === null ? '' : `=${printExpression(defaultValue)}`}`,
  );
  return [...parameters, ...source.body.map(({ kind }) => kind)];
}

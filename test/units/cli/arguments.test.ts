/** The words of the command line: what they are read as, and the one sentence when they make no sense. */
import assert from 'node:assert/strict';
import { readArguments, UsageError } from '../../../server/src/cliArguments';

const read = (line: string) => readArguments(line.split(' ').filter((word) => word !== ''));

describe('arguments', () => {
  it('of check have defaults', () => {
    assert.deepEqual(read('check'), {
      command: 'check',
      paths: ['.'],
      format: 'text',
      cache: 'used',
      chosen: { django: null, settingsModule: null, python: null, select: [], ignore: [] },
      failOn: 'error',
      output: null,
    });
  });

  it('of check are taken in any order', () => {
    assert.deepEqual(
      read(
        'check a --format=sarif --select fields.E304,fields.E302 --select x --ignore y b --fail-on info --output o --django 5.2 --settings c.s --python .venv',
      ),
      {
        command: 'check',
        paths: ['a', 'b'],
        format: 'sarif',
        cache: 'used',
        chosen: { django: '5.2', settingsModule: 'c.s', python: '.venv', select: ['fields.E304', 'fields.E302', 'x'], ignore: ['y'] },
        failOn: 'information',
        output: 'o',
      },
    );
    const found = readArguments(['explain', 'x', '--python', '']);
    assert.equal(found.command === 'explain' && found.chosen.python, null);
    const plan = read('check --fail-on never');
    assert.equal(plan.command === 'check' && plan.failOn, null);
  });

  it('of graph, explain and lsp are read', () => {
    assert.deepEqual(read('graph src --format mermaid --focus shop.Order --depth 3 --app shop --app crm,blog'), {
      command: 'graph',
      path: 'src',
      format: 'mermaid',
      cache: 'used',
      chosen: { django: null, settingsModule: null, python: null, select: [], ignore: [] },
      focus: 'shop.Order',
      depth: 3,
      apps: ['shop', 'crm', 'blog'],
      level: 'relations',
      output: null,
    });
    assert.deepEqual(read('explain shop.Order'), {
      command: 'explain',
      what: 'shop.Order',
      path: '.',
      chosen: { django: null, settingsModule: null, python: null, select: [], ignore: [] },
    });
    for (const way of [
      '--stdio',
      '--stdio --clientProcessId=7',
      '--clientProcessId 7 --node-ipc',
      '--socket=6009',
      '--socket 6009',
      '--pipe p',
    ])
      assert.deepEqual(read(`lsp ${way}`), { command: 'lsp' }, way);
    assert.deepEqual(read('check --help'), { command: 'help' });
    assert.deepEqual(read('--version'), { command: 'version' });
  });

  for (const [line, told] of [
    ['', /command is missing/],
    ['chekc', /no command "chekc"/],
    ['check --frmat json', /no option "--frmat"/],
    ['check --format', /--format needs a value/],
    ['check --format --django 5.2', /--format needs a value/],
    ['check --format html', /text, json, sarif, github, not "html"/],
    ['check --fail-on nothing', /error, warning, info, never, not "nothing"/],
    ['check --django five', /such as 5\.2, not "five"/],
    ['check --no-cache=1', /--no-cache takes no value/],
    ['graph --format png', /json, mermaid, dot, svg, html, not "png"/],
    ['graph --level apps', /--level is for dot, svg, html: json tells everything/],
    ['graph --format svg --level all', /apps, names, relations, fields, not "all"/],
    ['graph --format svg --level apps --focus shop.Order', /without --focus/],
    ['graph --depth 2', /--depth needs --focus/],
    ['graph --focus a.B --depth many', /whole number, not "many"/],
    ['graph one two', /"two"/],
    ['explain', /needs to know what/],
    ['explain a b c', /"c"/],
    ['lsp', /--stdio/],
    ['lsp --stdin', /"--stdin"/],
    ['lsp shop --stdio', /"shop"/],
    ['lsp --stdio shop', /"--stdio shop"/],
    ['lsp --socket', /"--socket"/],
    ['lsp --socket=shop', /"--socket=shop"/],
    ['lsp --pipe=', /"--pipe="/],
    ['lsp --clientProcessId=7', /needs --stdio/],
  ] as const)
    it(`refuse "${line}" in one sentence`, () => {
      assert.throws(
        () => read(line),
        (error: unknown) => {
          assert.ok(error instanceof UsageError);
          assert.match(error.message, told);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
});

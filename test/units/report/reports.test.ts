/** The reports of `check`: the same findings for people, programs, pull requests and code scans. */
import assert from 'node:assert/strict';
import { excerpt } from '../../../server/src/report/excerpt';
import { renderGithub } from '../../../server/src/report/github';
import { renderCheckJson } from '../../../server/src/report/json';
import { renderSarif } from '../../../server/src/report/sarif';
import { renderText } from '../../../server/src/report/text';
import { finding, sample } from './sample';

const plain = { colors: 'off', places: ['.'] } as const;

describe('the text report', () => {
  it('shows the source, why it hurts, what to do, and the other end, sorted by place', () => {
    assert.equal(
      renderText(sample().source, plain),
      `orders/models.py:7:5 warning fields.W342 (unique-foreign-key)
  Two
  lines.
  7 |     customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    |     ^^^^^^^^
  why  It hurts.
  help Do this.

orders/models.py:8:2 error fields.E304 (reverse-name-clash)
  "Order.payer" and "Order.customer" both add "Customer.order_set".
  8 |     payer = models.ForeignKey("Customer", models.CASCADE, related_name="Ünïcödé 名前")  # 100% of it: "a, b"
    |     ^^^^^
  why  It hurts.
  help Do this.
  fix  Add related_name="payer_set"
  see  orders/models.py:7:5 "Order.customer" adds it, too.
  7 |     customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    |     ^^^^^^^^

1 error, 1 warning in 1 file.
.: settings config.settings, Django 5.2 (uv.lock), 1 app, 2 models, 3 relations.
`,
    );
  });

  it('says so when there is nothing to report', () => {
    const text = renderText(sample({ findings: () => [] }).source, plain);
    assert.match(text, /^Nothing to report\.\n\.: settings config\.settings/);
  });

  it('says what was looked for when there is no Django at all', () => {
    const { source } = sample({ findings: () => [], project: { settings: null }, graph: { models: new Map() } });
    const text = renderText(source, { colors: 'off', places: ['here', 'there'] });
    assert.match(text, /^No Django project in here, there: looked through 7 Python files for a manage\.py/);
    const empty = { ...source, projects: [], stats: { ...source.stats, files: 0 } };
    assert.equal(renderText(empty, { ...plain, places: ['here'] }), 'No Django project in here: there are no Python files.\n');
  });

  it('says what the source text left open', () => {
    const [at = null] = sample().project.findings.map((told) => told.at);
    const uncertain = [
      { message: 'INSTALLED_APPS reads os.environ', at },
      { message: 'The settings module config.x is not in the workspace', at: null },
    ];
    const text = renderText(sample({ project: { uncertain } }).source, plain);
    assert.match(text, /INSTALLED_APPS reads os\.environ at orders\/models\.py:\d+\n/);
    assert.match(text, /The settings module config\.x is not in the workspace\n/);
  });

  it('lets no text of the project steer the terminal', () => {
    const { source } = sample({ findings: (place) => [finding(place('payer'), { message: '"\u001b[2J" is taken', help: 'Not \u0007.' })] });

    assert.doesNotMatch(renderText(source, plain), /[\u0000-\u0009\u000b-\u001f]/);
  });

  it('has colours only when asked', () => {
    assert.match(renderText(sample().source, { colors: 'on', places: [] }), /\u001b\[31m/);
    assert.doesNotMatch(renderText(sample().source, plain), /\u001b/);
  });
});

describe('an excerpt', () => {
  const at = (line: number, from: number, to: number) => ({ start: { line, character: from }, end: { line, character: to } });

  it('puts the carets below, past tabs, wide characters and combining marks', () => {
    assert.deepEqual(excerpt('\tx = 1', at(0, 1, 2)), { line: '    x = 1', before: 4, width: 1 });
    assert.deepEqual(excerpt('"名前😀" + xy', at(0, 9, 11)), { line: '"名前😀" + xy', before: 11, width: 2 });
    assert.deepEqual(excerpt('e\u0301 = x', at(0, 5, 6)), { line: 'e\u0301 = x', before: 4, width: 1 });
  });

  it('keeps a marked part in sight in a very long line', () => {
    const line = `${'a'.repeat(20_000)}HERE${'b'.repeat(20_000)}`;
    const shown = excerpt(line, at(0, 20_000, 20_004));
    assert.ok(shown && shown.line.length <= 122);
    assert.equal(shown.line.slice(shown.before, shown.before + shown.width), 'HERE');
  });

  it('marks the first line of a part over several lines', () => {
    const range = { start: { line: 0, character: 2 }, end: { line: 1, character: 1 } };
    assert.deepEqual(excerpt('abcde\r\nf\r\n', range), { line: 'abcde', before: 2, width: 3 });
  });

  it('lets no control character through to the terminal', () => {
    assert.equal(excerpt('x = "\u001b[31m\u0000"', at(0, 0, 1))?.line, 'x = "\uFFFD[31m\uFFFD"');
  });

  it('is null when there is no such line', () => {
    assert.equal(excerpt('one line', at(5, 0, 1)), null);
  });
});

describe('the JSON report', () => {
  const report = JSON.parse(renderCheckJson(sample().source, 12.345)) as {
    readonly findings: readonly Record<string, unknown>[];
    readonly [key: string]: unknown;
  };

  it('has the fields of the contract', () => {
    assert.equal(report['version'], 1);
    assert.deepEqual(report['projects'], [
      {
        root: '.',
        settings: 'config.settings',
        django: '5.2',
        djangoFrom: 'uv.lock',
        environment: null,
        apps: 1,
        models: 2,
        relations: 3,
        uncertain: [],
      },
    ]);
    assert.deepEqual(report['stats'], { files: 7, bytes: 1234, parsed: 3, models: 2, relations: 3, milliseconds: { total: 12.3 } });
    assert.deepEqual(report.findings[1], {
      code: 'fields.E304',
      rule: 'reverse-name-clash',
      severity: 'error',
      message: '"Order.payer" and "Order.customer" both add "Customer.order_set".',
      why: 'It hurts.',
      help: 'Do this.',
      file: 'orders/models.py',
      range: { start: { line: 7, character: 1 }, end: { line: 7, character: 6 } },
      model: 'orders.Order',
      field: 'payer',
      project: '.',
      covers: [{ code: 'fields.E304', model: 'orders.Order', field: 'payer' }],
      related: [
        {
          file: 'orders/models.py',
          range: { start: { line: 6, character: 4 }, end: { line: 6, character: 12 } },
          message: '"Order.customer" adds it, too.',
        },
      ],
      fixes: [
        {
          title: 'Add related_name="payer_set"',
          edits: [
            {
              file: 'orders/models.py',
              range: { start: { line: 6, character: 68 }, end: { line: 6, character: 68 } },
              newText: ', related_name="payer_set"',
            },
          ],
        },
      ],
    });
  });

  it('leaves `field` and `covers` out where Django blames the model, and nothing else is covered', () => {
    const { source } = sample({ findings: (place) => [finding(place('Order'), { field: null })] });
    const [only] = (JSON.parse(renderCheckJson(source, 0)) as { findings: object[] }).findings;
    assert.ok(only && !('field' in only) && !('covers' in only));
  });

  it('is the same for findings in any order', () => {
    const { source, project } = sample();
    const turned = { ...source, projects: [{ ...project, findings: [...project.findings].reverse() }] };
    assert.equal(renderCheckJson(turned, 0), renderCheckJson(source, 0));
  });
});

describe('the GitHub report', () => {
  it('escapes what would end a command or a property', () => {
    const { source } = sample({
      findings: (place) => [
        finding(place('payer'), { code: 'a:b,c', rule: 'a:b,c', message: '100%\r\nof it', why: '', severity: 'information' }),
      ],
    });
    assert.equal(
      renderGithub(source),
      '::notice file=orders/models.py,line=8,endLine=8,col=2,endColumn=7,title=a%3Ab%2Cc::100%25%0D%0Aof it%0ADo this.\n',
    );
  });

  it('is empty without findings', () => {
    assert.equal(renderGithub(sample({ findings: () => [] }).source), '');
  });
});

interface SarifLog {
  readonly version: string;
  readonly runs: readonly {
    readonly columnKind: string;
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly help?: object }[] } };
    readonly results: readonly {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly locations: readonly unknown[];
      readonly partialFingerprints: object;
      readonly relatedLocations: readonly unknown[];
      readonly fixes: readonly unknown[];
    }[];
  }[];
}

describe('the SARIF report', () => {
  const options = {
    toolVersion: '1.2.3',
    rules: [{ name: 'reverse-name-clash', summary: 'Two names meet.', severity: 'error', django: ['fields.E304'] }],
    pageOf: (rule: string) => (rule === 'reverse-name-clash' ? '# The page' : null),
  } as const;
  const read = (source: Parameters<typeof renderSarif>[0]): SarifLog => JSON.parse(renderSarif(source, options)) as SarifLog;

  it('has rules with their pages, regions from 1 in UTF-16 units, the other ends, and fixes', () => {
    const { version, runs } = read(sample().source);
    const [run] = runs;
    assert.equal(version, '2.1.0');
    assert.equal(run?.columnKind, 'utf16CodeUnits');
    assert.deepEqual(
      run.tool.driver.rules.map(({ id, help }) => [id, help]),
      [
        ['fields.E304', { text: '# The page', markdown: '# The page' }],
        ['fields.W342', undefined],
      ],
    );
    const clash = run.results.find(({ ruleId }) => ruleId === 'fields.E304');
    assert.equal(clash?.ruleIndex, 0);
    assert.deepEqual(clash.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: 'orders/models.py' },
          region: { startLine: 8, startColumn: 2, endLine: 8, endColumn: 7 },
        },
        logicalLocations: [{ fullyQualifiedName: 'orders.Order.payer', kind: 'member' }],
      },
    ]);
    assert.equal(clash.relatedLocations.length, 1);
    assert.equal(clash.fixes.length, 1);
  });

  it('keeps its fingerprints while lines move, and tells twins apart', () => {
    const twice = {
      findings: (place: (part: string) => ReturnType<typeof sample>['project']['findings'][number]['at']) => [
        finding(place('payer'), {}),
        finding(place('payer'), {}),
      ],
    };
    const prints = (text?: string): unknown[] =>
      read(sample({ ...twice, ...(text === undefined ? {} : { text }) }).source).runs[0]?.results.map((one) => one.partialFingerprints) ??
      [];
    assert.deepEqual(prints('\n\n\n\n    payer = 1\n'), prints());
    assert.notDeepEqual(prints()[0], prints()[1]);
  });

  it('encodes paths as URIs', () => {
    const { source } = sample();
    for (const [path, uri] of [
      ['my shop/größe.py', 'my%20shop/gr%C3%B6%C3%9Fe.py'],
      ['/srv/shop/a#b.py', 'file:///srv/shop/a%23b.py'],
      ['c:/shop/a.py', 'file:///c:/shop/a.py'],
    ]) {
      const location = JSON.stringify(read({ ...source, pathOf: () => path ?? '' }).runs[0]?.results[0]?.locations[0]);
      assert.ok(location.includes(`"uri":"${uri ?? ''}"`), location);
    }
  });
});

/**
 * The two example projects through the built command, against their own marks and against what the real Django said of them
 * (test/oracle/examples.json, recorded by examples.py beside it).
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');
const CLI = join(ROOT, 'dist', 'cli.js');

interface Message {
  readonly code: string;
  readonly model: string | null;
  readonly field: string | null;
}

interface Finding extends Message {
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
  readonly why: string;
  readonly help: string;
  readonly covers?: readonly Message[];
  readonly related?: readonly { readonly file: string; readonly range: { readonly start: { readonly line: number } } }[];
  readonly fixes?: readonly unknown[];
}

interface Report {
  readonly findings: readonly Finding[];
  readonly projects: readonly { readonly django: string; readonly uncertain: readonly string[] }[];
}

interface GraphRelation {
  readonly from: string;
  readonly field: string;
  readonly kind: string;
}

interface Answers {
  readonly django: string;
  readonly bookshop: { readonly messages: readonly Message[]; readonly relations: readonly GraphRelation[] };
  readonly troubled: {
    readonly stops: readonly { readonly error: string; readonly file: string; readonly line: number }[];
    readonly messages: readonly Message[];
  };
}

const django = JSON.parse(readFileSync(join(ROOT, 'test/oracle/examples.json'), 'utf8')) as Answers;

/** Rules for mistakes that stop Django before it can check anything. */
const STOPS_DJANGO = ['missing-on-delete', 'on-delete-not-callable', 'on-delete-on-many-to-many', 'target-above-its-class'];

/** What only the person knows: which app was meant, which concrete model. */
const NOTHING_TO_OFFER = ['catalog.Copy.shelf', 'feedback.Comment.answers'];

describe('examples/bookshop', function () {
  this.timeout(30_000);

  it('is healthy, and the command says so with silence and status 0', () => {
    const { report, status } = check('bookshop');
    assert.deepEqual(report.findings, []);
    assert.equal(status, 0);
    assert.deepEqual(django.bookshop.messages, [], 'the recorded Django finds nothing either');
  });

  it('is one project whose settings leave nothing open, for the Django that was asked', () => {
    const { report } = check('bookshop');
    assert.equal(report.projects.length, 1);
    assert.deepEqual(report.projects[0]?.uncertain, []);
    const [project] = report.projects;
    assert.equal(project.django, django.django);
  });

  it('has every relation that Django holds, with the same names from the other end', () => {
    const { relations } = JSON.parse(run(['graph', '--format', 'json', join('examples', 'bookshop')]).stdout) as {
      relations: readonly (GraphRelation & Record<string, unknown>)[];
    };
    for (const expected of django.bookshop.relations) {
      const found = relations.find((one) => one.from === expected.from && one.field === expected.field);
      assert.ok(found, `${expected.from}.${expected.field} is missing`);
      const compared = Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
      assert.deepEqual(compared, expected);
    }
  });
});

describe('examples/troubled', function () {
  this.timeout(30_000);

  it('gives exactly the marked findings, in their lines', () => {
    const { report, status } = check('troubled');
    const found = report.findings.map((one) => `${one.file}:${String(one.range.start.line + 1)} ${one.code}`);
    assert.deepEqual(found.sort(), marks('troubled').sort());
    assert.equal(status, 1);
  });

  it('says why each mistake hurts and what to do, and offers a repair', () => {
    for (const finding of check('troubled').report.findings) {
      assert.ok(finding.why, `${finding.code} says why`);
      assert.ok(finding.help, `${finding.code} says what to do`);
      if (!NOTHING_TO_OFFER.includes(`${String(finding.model)}.${String(finding.field)}`)) {
        assert.ok((finding.fixes ?? []).length > 0, `${finding.code} of ${String(finding.field)} can be repaired`);
      }
    }
  });

  it('stands for each message that Django prints once it can start, and for no other', () => {
    const ours = check('troubled')
      .report.findings.filter((one) => !STOPS_DJANGO.includes(one.code))
      .flatMap((one) => (one.covers && one.covers.length > 0 ? one.covers : [one]));
    assert.deepEqual([...new Set(ours.map(spell))].sort(), [...new Set(django.troubled.messages.map(spell))].sort());
  });

  it('finds what stops Django, each in the line of the traceback', () => {
    const ours = check('troubled')
      .report.findings.filter((one) => STOPS_DJANGO.includes(one.code))
      .map((one) => `${one.file}:${String(one.range.start.line + 1)}`);
    assert.deepEqual(ours.sort(), django.troubled.stops.map((one) => `${one.file}:${String(one.line)}`).sort());
  });
});

function spell({ code, model, field }: Message): string {
  return `${code} ${model ?? '-'} ${field ?? '-'}`;
}

function check(example: string): { readonly report: Report; readonly status: number | null } {
  const { stdout, status } = run(['check', '--format', 'json', join('examples', example)]);
  return { report: JSON.parse(stdout) as Report, status };
}

function run(args: readonly string[]): { readonly stdout: string; readonly status: number | null } {
  const done = spawnSync(process.execPath, [CLI, ...args], { cwd: ROOT, encoding: 'utf8' });
  assert.ok(done.status === 0 || done.status === 1, done.stderr);
  return done;
}

/** `file:line code` of each `# expect: code` comment. */
function marks(example: string): string[] {
  const folder = join(ROOT, 'examples', example);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.py'));
  return files.flatMap((name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const codes = /# expect: (.+)$/.exec(line)?.[1]?.split(' ') ?? [];
        return codes.map((code) => `${name.replaceAll('\\', '/')}:${String(index + 1)} ${code}`);
      }),
  );
}

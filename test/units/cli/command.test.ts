/** The whole command as a process: what comes on stdout, what on stderr, and the exit status. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = join(__dirname, '../../..');

const MODELS = `from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=100)


class Order(models.Model):
    customer = models.ForeignKey(Customer)
`;

interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number | null;
}

describe('the command', function () {
  this.timeout(30_000);
  let folder = '';

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'django-relations-')));
    write({
      'broken/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
      'broken/config/__init__.py': '',
      'broken/config/settings.py': 'INSTALLED_APPS = ["shop"]\n',
      'broken/shop/__init__.py': '',
      'broken/shop/models.py': MODELS,
      'healthy/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
      'healthy/site/__init__.py': '',
      'healthy/site/settings.py': 'INSTALLED_APPS = ["shop"]\n',
      'healthy/shop/__init__.py': '',
      'healthy/shop/models.py': MODELS.replace('(Customer)', '(Customer, models.CASCADE)'),
      'plain/hello.py': 'print("hello")\n',
    });
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }

  function argumentsOf(line: string): readonly string[] {
    return ['--import', require.resolve('tsx'), join(ROOT, 'server/src/cli.ts'), ...line.split(' ')];
  }

  function run(line: string, env: Readonly<Record<string, string>> = {}): Ran {
    const args = argumentsOf(line);
    const clean = { ...process.env, NO_COLOR: '', FORCE_COLOR: '', ...env };
    return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', env: clean });
  }

  interface Report {
    readonly projects: readonly { readonly root: string; readonly settings: string }[];
    readonly findings: readonly { readonly code: string; readonly file: string; readonly project: string }[];
    readonly stats: { readonly files: number; readonly milliseconds: { readonly total: number } };
  }
  const report = (ran: Ran): Report => JSON.parse(ran.stdout) as Report;

  it('checks a folder with several projects, each finding under its own', () => {
    const ran = run('check --format json .');
    assert.equal(ran.status, 1, ran.stderr);
    assert.equal(ran.stderr, '');
    assert.deepEqual(
      report(ran).projects.map(({ root, settings }) => [root, settings]),
      [
        ['broken', 'config.settings'],
        ['healthy', 'site.settings'],
      ],
    );
    assert.deepEqual(
      report(ran).findings.map(({ code, file, project }) => [code, file, project]),
      [['missing-on-delete', 'broken/shop/models.py', 'broken']],
    );
  });

  it('tells paths from the PATH that was given, and honest milliseconds', () => {
    const { findings, stats } = report(run('check --format json broken'));
    assert.equal(findings[0]?.file, 'shop/models.py');
    assert.equal(stats.files, 5);
    assert.ok(stats.milliseconds.total > 20, 'process start included');
  });

  it('gives the same bytes twice, but for the milliseconds', () => {
    const once = (): string => run('check --format json .').stdout.replace(/"milliseconds":\{[^}]*\}/, '');
    assert.equal(once(), once());
    assert.equal(run('check .').stdout, run('check .').stdout);
  });

  it('shows the source to people, with colours when asked', () => {
    const { stdout } = run('check broken');
    assert.match(stdout, /^broken\/shop\/models\.py:9:\d+ error missing-on-delete\n/);
    assert.match(stdout, /9 \| {5}customer = models\.ForeignKey\(Customer\)\n/);
    assert.match(stdout, /1 error in 1 file\./);
    assert.match(run('check broken', { FORCE_COLOR: '1' }).stdout, /\u001b\[/);
    assert.doesNotMatch(run('check broken', { FORCE_COLOR: '1', NO_COLOR: '1' }).stdout, /\u001b/);
  });

  it('ends with 0 when nothing reaches --fail-on', () => {
    assert.equal(run('check healthy').status, 0);
    assert.equal(run('check broken --fail-on never').status, 0);
    assert.equal(run('check broken --ignore missing-on-delete').status, 0);
    assert.equal(run('check broken/config').status, 0);
  });

  it('tells which apps a graph leaves out, unless apps are chosen', () => {
    write({
      'switched/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
      'switched/site/__init__.py': '',
      'switched/site/settings.py': 'import os\nINSTALLED_APPS = ["shop"]\nif os.environ.get("CRM"):\n    INSTALLED_APPS += ["crm"]\n',
      'switched/shop/__init__.py': '',
      'switched/shop/models.py': MODELS,
      'switched/crm/__init__.py': '',
      'switched/crm/models.py': MODELS,
    });
    const [whole, chosen, focused] = ['', ' --app crm', ' --focus crm.Order'].map((more) => run(`graph switched --format json${more}`));
    rmSync(join(folder, 'switched'), { recursive: true });
    assert.match(whole?.stderr ?? '', /^Left out, as settings most likely do not install them .*: crm\.\n$/);
    assert.doesNotMatch(whole?.stdout ?? '', /crm\.Order/);
    for (const ran of [chosen, focused]) {
      assert.equal(ran?.stderr, '');
      assert.match(ran.stdout, /crm\.Order/);
    }
  });

  it('draws a graph as svg, html and dot, the same twice, with nothing of the machine in it', () => {
    for (const format of ['svg', 'html', 'dot']) {
      const { stdout, stderr, status } = run(`graph healthy --format ${format}`);
      assert.deepEqual([stderr, status], ['', 0], format);
      for (const name of ['Order', 'Customer', 'customer', 'order_set']) assert.ok(stdout.includes(name), `${name} in ${format}`);
      assert.ok(!stdout.includes(folder), format);
      assert.equal(run(`graph healthy --format ${format}`).stdout, stdout);
    }
    assert.match(run('graph healthy --format svg --level apps').stdout, /data-box="app:shop"/);
    const several = run('graph . --format svg').stdout;
    assert.equal([...several.matchAll(/data-box="shop\.Order"/g)].length, 2);
    assert.deepEqual(
      [...run('graph . --format dot').stdout.matchAll(/label="(.*)";/g)].map(([, title]) => title),
      ['broken, config.settings', 'healthy, site.settings'],
    );
    assert.match(run('graph plain --format svg').stdout, /There is no Django project here/);
  });

  it('ends well when nobody reads on', function () {
    if (process.platform === 'win32') this.skip();
    const command = [process.execPath, ...argumentsOf('graph healthy --format html')].map((word) => `'${word}'`).join(' ');
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ ${command}; echo $? >&2; } | head -c 1`], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual({ stdout, stderr }, { stdout: '<', stderr: '0\n' });
  });

  it('checks one file within its whole project', () => {
    const ran = run('check --format json broken/shop/models.py');
    assert.equal(report(ran).findings.length, 1);
    assert.equal(report(ran).projects[0]?.settings, 'config.settings');
    assert.equal(report(run('check --format json broken/shop/__init__.py')).findings.length, 0);
  });

  it('takes several PATHs, and paths within one another', () => {
    const findings = report(run('check --format json healthy broken broken/shop')).findings;
    assert.deepEqual(
      findings.map(({ file }) => file),
      ['broken/shop/models.py'],
    );
  });

  it('writes for GitHub and for code scanning, to a file when asked', () => {
    assert.match(run('check --format github broken').stdout, /^::error file=broken\/shop\/models\.py,line=9,.*title=missing-on-delete::/);
    const ran = run('check --format sarif --output out.sarif broken');
    assert.equal(ran.stdout, '');
    assert.equal(ran.status, 1);
    const log = JSON.parse(readFileSync(join(folder, 'out.sarif'), 'utf8')) as { runs: { results: { ruleId: string }[] }[] };
    assert.deepEqual(
      log.runs[0]?.results.map(({ ruleId }) => ruleId),
      ['missing-on-delete'],
    );
  });

  it('says what it looked for when there is no Django project', () => {
    const text = run('check plain');
    assert.match(text.stdout, /^No Django project in plain: looked through 1 Python file for a manage\.py/);
    assert.equal(text.status, 0);
    const json = run('check --format json plain');
    assert.deepEqual(report(json).projects, []);
    assert.match(json.stderr, /no Django project in plain/i);
    const here = spawnSync(process.execPath, argumentsOf('check --format json .'), { cwd: join(folder, 'plain'), encoding: 'utf8' });
    assert.equal(here.stderr, 'There is no Django project in this folder.\n');
  });

  it('reads the packages of the Python that is named, and goes on without where there is none', () => {
    const site = 'environment/lib/python3.12/site-packages';
    write({ 'environment/pyvenv.cfg': '', [`${site}/django-4.2.11.dist-info/METADATA`]: '' });
    for (const path of ['environment', 'environment/bin/python']) {
      const { stdout, stderr } = run(`check healthy --python ${path}`, { VIRTUAL_ENV: '', CONDA_PREFIX: '' });
      assert.match(stdout, /Django 4\.2 \(the chosen (environment|interpreter)\)/);
      assert.equal(stderr, '');
    }
    const { stdout, stderr, status } = run('check healthy --python gone/bin/python', { VIRTUAL_ENV: '', CONDA_PREFIX: '' });
    assert.match(
      stderr,
      /^".*gone.bin.python", which is chosen, is neither a Python interpreter nor an environment.*; it is not used\.\n$/,
    );
    assert.doesNotMatch(stdout, /4\.2/);
    assert.equal(status, 0);
  });

  it('prints models and relations, or a part of them', () => {
    const { models, relations } = JSON.parse(run('graph healthy').stdout) as {
      models: { label: string; line: number }[];
      relations: { from: string }[];
    };
    const own = models.filter(({ label }) => label.startsWith('shop.'));
    assert.deepEqual(
      own.map(({ label, line }) => [label, line]),
      [
        ['shop.Customer', 4],
        ['shop.Order', 8],
      ],
    );
    assert.equal(relations.filter(({ from }) => from === 'shop.Order').length, 1);
    const mermaid = run('graph healthy --format mermaid --focus shop.Customer --depth 1').stdout;
    assert.match(mermaid, /^erDiagram\n/);
    assert.match(mermaid, /shop_Customer \|\|--o\{ shop_Order : "customer"/);
  });

  it('says that no editor is there, where lsp finds none', () => {
    for (const way of ['--pipe=/nobody/listens/here', '--socket=1']) {
      const { status, stdout, stderr } = run(`lsp ${way}`);
      assert.deepEqual({ status, stdout }, { status: 1, stdout: '' }, way);
      assert.match(stderr, /^The connection to the editor could not be made/, way);
    }
  });

  it('explains a relation', () => {
    const ran = run('explain shop.Order.customer healthy');
    assert.equal(ran.status, 0, ran.stderr);
    assert.match(ran.stdout, /order_set/);
    assert.match(ran.stdout, /`healthy\/shop\/models\.py:9`/, 'a place as check tells it');
  });

  it('explains a relation in every project that has it, and says which is which', () => {
    const { stdout } = run('explain shop.Order.customer .');
    assert.match(stdout, /broken\/shop\/models\.py:9[^]*Project `broken`[^]*healthy\/shop\/models\.py:9[^]*Project `healthy`/);
  });

  it('explains a code by the page of its rule', () => {
    const page = readFileSync(join(ROOT, 'server/src/rules/reverse-name-clash.md'), 'utf8');
    assert.equal(run('explain fields.E304 plain').stdout, page);
  });

  for (const [line, told] of [
    ['check nowhere', /"nowhere"/],
    ['check ', /no file or folder ""/],
    ['check --select no-such-rule .', /"no-such-rule"/],
    ['check --settings no.such .', /"no\.such"/],
    ['check --output no/such/folder/f healthy', /cannot be written/],
    ['lsp --socket', /"--socket"/],
    ['graph --focus shop.order healthy', /did you mean shop\.Order\?/],
    ['graph --app nope healthy', /no app "nope"/],
    ['explain shop.Nothing healthy', /"shop\.Nothing": neither a model, nor a relation, nor a code\.\n$/],
    ['explain crm.Customer healthy', /did you mean shop\.Customer\?/],
    ['explain crm.order healthy', /did you mean shop\.Order\?/],
    ['explain crm.Order.customer healthy', /did you mean shop\.Order\.customer\?/],
    ['explain e304 plain', /did you mean fields\.E304\?/],
  ] as const)
    it(`ends with 2 and one line on stderr for "${line}"`, () => {
      const { stdout, stderr, status } = run(line);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, told);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
    });
});

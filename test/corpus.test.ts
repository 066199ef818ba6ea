/**
 * Real packages from PyPI, unchanged and pinned: code that Django itself has nothing to say against. A finding here is first of all
 * suspected to be our mistake.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { realInputs, type Input } from './bench/inputs';

const ROOT = join(__dirname, '..');
const CLI = join(ROOT, 'dist', 'cli.js');

interface Report {
  readonly findings: readonly { readonly code: string; readonly file: string; readonly message: string }[];
  readonly stats: { readonly models: number; readonly relations: number };
}

describe('real packages', function () {
  this.timeout(300_000);
  let inputs: readonly Input[] = [];

  before(() => {
    inputs = realInputs(join(ROOT, '.cache', 'bench'));
  });

  function folderOf(name: string): string {
    const found = inputs.find((input) => input.name === name);
    assert.ok(found, name);
    return found.folder;
  }

  // Fewer models would mean that the silence is bought by not looking.
  for (const [name, models] of [
    ['wagtail', 45],
    ['django-oscar', 70],
  ] as const) {
    it(`${name}: many models, and nothing against any`, () => {
      const done = spawnSync(process.execPath, [CLI, 'check', '--format', 'json', folderOf(name)], { encoding: 'utf8', maxBuffer: 1e9 });
      const report = JSON.parse(done.stdout) as Report;
      assert.deepEqual(report.findings, []);
      assert.ok(report.stats.models >= models, `${String(report.stats.models)} models`);
      assert.equal(done.status, 0);
    });
  }

  it('wagtail is checked in at most 150 MB of memory', () => {
    const folder = mkdtempSync(join(tmpdir(), 'django-relations-'));
    const file = join(folder, 'peak');
    const args = ['--require', join(ROOT, 'test/bench/tellPeakMemory.cjs'), CLI, 'check', folderOf('wagtail')];
    spawnSync(process.execPath, args, { stdio: 'ignore', env: { ...process.env, PEAK_MEMORY_FILE: file } });
    const megabytes = (Number(readFileSync(file, 'utf8')) * 1024) / 1e6;
    rmSync(folder, { recursive: true });
    assert.ok(megabytes > 0 && megabytes <= 150, `${megabytes.toFixed(0)} MB`);
  });
});

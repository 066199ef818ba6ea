/**
 * `npm test`: installs what is missing, builds, and runs everything. Ends with the line `N passed, N failed`, and with status 1
 * when anything failed. Needs nothing but Node, npm, git and Python 3 to begin with.
 */
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);
let passed = 0;
let failed = 0;

// What a person's shell and earlier runs leave behind is no part of a test.
Object.assign(process.env, { DJANGO_RELATIONS_CACHE: '', VIRTUAL_ENV: '', CONDA_PREFIX: '' });

await ensureBuilt();
await prepare();

for (const [what, command, args] of [
  ['format', bin('prettier'), ['--check', '.', '--log-level', 'warn']],
  ['lint', bin('eslint'), ['.', '--max-warnings', '0']],
  ['types', bin('tsc'), ['-p', '.']],
  ['types of the page in a file', bin('tsc'), ['-p', 'client/standalone']],
  ["types of the panel's page", bin('tsc'), ['-p', 'client/webview']],
  ['layers', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'client', 'server/src']],
  ['dead code', bin('knip'), []],
]) {
  title(what);
  const { status } = await run(command, args);
  count(status === 0 ? 1 : 0, status === 0 ? 0 : 1);
}

title('specs and units');
const mocha = await run(process.execPath, ['--import', 'tsx', bin('mocha').replace(/\.bin.mocha$/, 'mocha/bin/mocha.js'), ...testFiles()]);
count(found(mocha.output, /(\d+) passing/), Math.max(found(mocha.output, /(\d+) failing/), mocha.status === 0 ? 0 : 1));

title('the real VS Code');
const host = await run(process.execPath, ['--import', 'tsx', 'test/client/run.ts']);
const [, good, bad] = /(\d+) passed, (\d+) failed\s*$/.exec(host.output) ?? [null, '0', '1'];
count(Number(good), Math.max(Number(bad), host.status === 0 ? 0 : 1));

console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Lays down the editors that the tests drive; what cannot be had is told, with the command that helps, and counts as failed. */
async function prepare() {
  const { ensureBrowser, ensureHost, ensureNeovim } = await import('../test/client/host/ensure.mjs');
  for (const ensure of [ensureBrowser, ensureNeovim, ensureHost]) {
    try {
      await ensure();
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
      count(0, 1);
    }
  }
}

function count(more, worse) {
  passed += more;
  failed += worse;
}

function found(output, pattern) {
  return Number(pattern.exec(output)?.[1] ?? 0);
}

function title(text) {
  console.log(`\n== ${text}`);
}

/** Every `*.test.ts` under test/. */
function testFiles(folder = join(root, 'test')) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'node_modules' ? [] : testFiles(path);
    return name.endsWith('.test.ts') ? [relative(root, path)] : [];
  });
}

/** Runs a command with its output shown and kept. */
function run(command, args) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, FORCE_COLOR: '0' } });
    let output = '';
    const take = (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ status: 1, output: String(error) }));
    child.on('close', (status) => resolve({ status, output }));
  });
}

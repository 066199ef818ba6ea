/**
 * `npm run bench`: how long a check and a keystroke take, beside the neighbours, as ratios within one run. Installs and builds
 * what is missing first. The measurements themselves are in test/bench.
 *
 * options: --write          put the tables into docs/benchmarks.md
 *          --only cold      whole checks alone;  --only installed: with installed packages;  --only keystroke: the language server;
 *                           --only graph: the graph's page
 *          --rounds 9       rounds of each whole check
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await ensureBuilt();
const done = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'test/bench/bench.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;

/**
 * `npm run bench`: how long a check and a keystroke take, beside the neighbours, as ratios within one run. Installs and builds
 * what is missing first. The measurements themselves are in test/bench.
 *
 * options: --write          put the tables into docs/benchmarks.md
 *          --only cold      whole checks alone;  --only keystroke: the language server alone
 *          --rounds 9       rounds of each whole check
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await ensureBuilt();
const { register } = await import('tsx/esm/api');
register();
try {
  const { bench } = await import('../test/bench/bench.ts');
  await bench(root, process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

/**
 * `npm run fidelity`: asks the real Django about projects of real packages, and holds our graph against its answers. Installs and
 * builds what is missing first. The options are those of test/oracle/fidelity.ts.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (process.argv.includes('--cli')) ensureInstalled();
else await ensureBuilt();
const done = spawnSync(process.execPath, ['--import', 'tsx', join(root, 'test/oracle/fidelity.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = done.status ?? 1;

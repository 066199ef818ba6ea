/** Installs and builds what is missing, so that every command of package.json works as the first one on a fresh machine. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, '.cache', 'installed');

/** Runs `npm ci` when node_modules is missing or belongs to another package-lock.json. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const modules = join(root, 'node_modules', '.package-lock.json');
  if (existsSync(modules) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  if (lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink()) {
    // `npm ci` would empty the folder that it leads to, which belongs to another checkout.
    process.stderr.write('node_modules is a link, and is used as it is.\n');
    return;
  }
  process.stderr.write('Installing packages (npm ci) …\n');
  const ci = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  // Where the prebuilt parser does not load, its package wants a C++ compiler. Without one WebAssembly steps in.
  if (!succeeds('npm', ci)) {
    process.stderr.write('Trying again without building native packages …\n');
    if (!succeeds('npm', [...ci, '--ignore-scripts'])) process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Installs what is missing and builds dist/; the build takes less time than finding out whether it is needed. */
export async function ensureBuilt() {
  ensureInstalled();
  const { build } = await import('./build.mjs');
  await build();
}

function succeeds(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) process.stderr.write(`${command} ${args.join(' ')} failed.\n`);
  return status === 0;
}

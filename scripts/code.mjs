/**
 * `npm run code [-- FOLDER]`: opens the real VS Code, with the extension installed, in your browser. Without a folder it shows a copy
 * of the troubled example, so that you can repair and break it as you like. Ends with Ctrl-C. Talks to nobody but this machine.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureHost } from '../test/client/host/ensure.mjs';
import { installExtension, serve } from '../test/client/host/serve.mjs';
import { ensureBuilt } from './ensure.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dir = join(root, '.cache', 'code');
const [wanted] = process.argv.slice(2);

if (wanted !== undefined && !existsSync(wanted)) {
  console.error(`There is no folder ${wanted}.`);
  process.exit(2);
}
await ensureBuilt();
const host = await ensureHost();
rmSync(dir, { recursive: true, force: true });
mkdirSync(dir, { recursive: true });
const folder = wanted === undefined ? copyOfTroubled() : resolve(wanted);
installExtension(host, { dir, vsix: packageExtension() });
const served = await serve(host, { dir });

console.log(`
VS Code with Django Relations is ready. Open this in your browser:

    ${served.address({ folder })}

Open a models.py. Point at a field's name or a squiggle; click the lightbulb beside it.
F1, then "Django Relations", shows the commands. Ctrl-C here ends it.
`);

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void served.stop().then(() => process.exit(0)));

function copyOfTroubled() {
  const copy = join(dir, 'troubled');
  cpSync(join(root, 'examples', 'troubled'), copy, { recursive: true });
  return copy;
}

/** Makes the package and gives its path. */
function packageExtension() {
  console.error('Packing the extension …');
  const done = spawnSync('npm', ['run', 'package', '--silent'], { cwd: root, encoding: 'utf8' });
  if (done.status !== 0) {
    console.error(`npm run package failed:\n${done.stdout}\n${done.stderr}`);
    process.exit(1);
  }
  const packages = readdirSync(root).filter((name) => name.endsWith('.vsix'));
  return packages.map((name) => join(root, name)).sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
}

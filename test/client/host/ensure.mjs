/**
 * Lays down what the client's tests need beyond npm's packages: a real VS Code, a browser to show it in, and Neovim.
 *
 * Each function returns at once when its thing is there, installs it quietly when it can, and otherwise throws an Error that
 * names the one command that helps. Nothing is installed outside `.cache/` except by apt, and by apt only as root.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const cache = path.resolve(here, '../../../.cache');
const attempts = 3;

/** VS Code's own folder inside code-server's package. */
const vscodeInside = 'node_modules/code-server/lib/vscode';

/**
 * A real VS Code 1.99.3: the one that code-server carries, without code-server's own wrapper.
 *
 * Its install scripts are left out: they want a compiler, Kerberos headers and a download, and nothing here needs what they make.
 */
export async function ensureHost() {
  const wanted = await hashOf(['package-lock.json', 'ensure.mjs', 'spdlog.js']);
  const home = path.join(cache, 'vscode-host');
  const root = path.join(home, vscodeInside);
  const host = { root, main: path.join(root, 'out/server-main.js') };
  if ((await textOrEmpty(path.join(home, '.ready'))) === wanted) return host;

  const machine = `${process.platform}-${process.arch}`;
  if (machine !== 'linux-x64') throw new Error(`The VS Code that the tests run in exists for linux-x64 only, and this is ${machine}.`);
  tell('Installing the VS Code that the tests run in (once, about a minute) …');
  // A folder of its own until it is complete, so that a run that is cut off leaves nothing that looks ready.
  const building = `${home}.${process.pid}`;
  await withRetries(async () => {
    await rm(building, { recursive: true, force: true });
    await mkdir(building, { recursive: true });
    await copyFile(path.join(here, 'package.json'), path.join(building, 'package.json'));
    await copyFile(path.join(here, 'package-lock.json'), path.join(building, 'package-lock.json'));
    await npm(['ci'], building);
    // `npm ci` refuses here: the shrinkwrap that comes with VS Code is out of step with its package.json.
    await npm(['install', '--omit=dev'], path.join(building, vscodeInside));
    await installRipgrep(building);
    await copyFile(path.join(here, 'spdlog.js'), path.join(building, vscodeInside, 'node_modules/@vscode/spdlog/index.js'));
    await writeFile(path.join(building, '.ready'), wanted);
  });
  await rm(home, { recursive: true, force: true });
  await rename(building, home);
  return host;
}

/** The path of a Chromium. */
export async function ensureBrowser() {
  return ensureProgram({ find: findBrowser, what: 'a browser (Chromium)', packages: ['chromium', 'fonts-dejavu-core'] });
}

/** The path of Neovim. */
export async function ensureNeovim() {
  return ensureProgram({ find: findNeovim, what: 'Neovim', packages: ['neovim'] });
}

/** The path of a Chromium that is installed, or null. `CHROMIUM` names one in an unusual place. */
export function findBrowser() {
  return firstProgram([process.env.CHROMIUM, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

/** The path of a Neovim that is installed, or null. */
export function findNeovim() {
  return firstProgram(['nvim']);
}

async function ensureProgram({ find, what, packages }) {
  const found = find();
  if (found) return found;
  const install = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0 || !firstProgram(['apt-get']))
    throw new Error(`The tests need ${what}, which is not installed. This helps: sudo sh -c '${install}'`);

  tell(`Installing ${what} (once) …`);
  await withRetries(() => run('sh', ['-c', install], { cwd: here, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }));
  const installed = find();
  if (!installed) throw new Error(`apt-get has run, but ${what} is still missing. Try: ${install}`);
  return installed;
}

/** VS Code's file search calls ripgrep, whose binary its install script would download; npm has it as a package too. */
async function installRipgrep(building) {
  const target = path.join(building, vscodeInside, 'node_modules/@vscode/ripgrep/bin');
  await mkdir(target, { recursive: true });
  await copyFile(path.join(building, 'node_modules/@vscode/ripgrep-linux-x64/bin/rg'), path.join(target, 'rg'));
  await chmod(path.join(target, 'rg'), 0o755);
}

/** What the installed host was made from: when a file of these changes, it is made anew. */
async function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(path.join(here, file)));
  return hash.digest('hex');
}

function npm(args, cwd) {
  // A parent npm (`npm test`) hands its own settings down as npm_* variables; this install must not inherit them.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_|lifecycle_|package_)/i.test(name) || keptSettings.test(name)),
  );
  return run('npm', [...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd, env });
}

/** Settings that say how to reach the registry, and where the cache lies, still count. */
const keptSettings = /^npm_config_(.*registry|.*proxy|cafile|ca|cache|userconfig|globalconfig|strict_ssl)$/i;

/** Runs a command without a word; what it said is in the Error when it fails. */
function run(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const listen = (chunk) => (said = (said + chunk).slice(-4000));
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(undefined) : reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said.trim()}`)),
    );
  });
}

/** Registries and mirrors have bad moments; a second try some seconds later usually works. */
async function withRetries(work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 5000));
    }
  }
}

function firstProgram(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const candidates = names
    .filter(Boolean)
    .flatMap((name) => (path.isAbsolute(name) ? [name] : folders.map((folder) => path.join(folder, name))));
  return candidates.find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function textOrEmpty(file) {
  try {
    return await readFile(file, 'utf8');
  } catch {
    return '';
  }
}

function tell(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * Real packages as a person's project: a folder of test/oracle/packages is a recipe, from which the project is laid down once under
 * .cache/packages, with a real virtual environment of pinned versions, and some of the packages moved from there into its own source.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Answer, Ours } from './agreement';

export interface Recipe {
  readonly name: string;
  /** What makes this one worth asking. */
  readonly about: string;
  /** The oldest Python that its pins are for. */
  readonly python: string;
  readonly settings: string;
  /** Variables that the settings read, where a person would have to set them. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Packages that stand in the project's own source, with the distribution that each comes from. */
  readonly firstParty: Readonly<Record<string, string>>;
  /** Part of `npm test`: small, and installed from wheels alone. */
  readonly tested: boolean;
}

/** A project that is laid down, or why it is not. */
export type Laid = { readonly folder: string; readonly python: string } | { readonly missing: string };

const ROOT = join(__dirname, '../..');
const RECIPES = join(__dirname, 'packages');
const CACHE = join(ROOT, '.cache/packages');

/** Graphs are long. */
const MUCH = 1e9;

export function recipes(): readonly Recipe[] {
  const folders = readdirSync(RECIPES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => ({ name, ...(JSON.parse(readFileSync(join(RECIPES, name, 'recipe.json'), 'utf8')) as Omit<Recipe, 'name'>) }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Where Django's answer of a recipe is recorded. */
export function answerFile(name: string): string {
  return join(RECIPES, `${name}.json`);
}

/** Changes with everything that a recipe says: an answer belongs to one of these. */
export function digestOf(name: string): string {
  const hash = createHash('sha256');
  for (const path of filesIn(join(RECIPES, name)))
    hash.update(`${relative(RECIPES, path).replaceAll('\\', '/')}\0`).update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** The distributions whose packages stand in the project's own source, as they are pinned. */
export function ownPins({ name, firstParty }: Recipe): readonly string[] {
  const pins = readFileSync(join(RECIPES, name, 'requirements.txt'), 'utf8').split('\n');
  const own = new Set(Object.values(firstParty));
  return pins.filter((pin) => own.has(pin.replace(/==.*/, ''))).map((pin) => pin.replace('==', ' '));
}

/** The project of a recipe: its environment is made when missing or of other pins, its own files when they have changed. */
export function layDown(recipe: Recipe): Laid {
  const { name, firstParty } = recipe;
  const folder = join(CACHE, name);
  const python = join(folder, '.venv', process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const pins = join(RECIPES, name, 'requirements.txt');
  // An empty .git says that this is a checkout of its own: else the .gitignore of this repository would leave it out.
  const git = join(folder, '.git');
  const installed = join(git, 'installed');
  const copied = join(git, 'copied');
  const wanted = `${readFileSync(pins, 'utf8')}${JSON.stringify({ python: recipe.python, firstParty })}`;
  if (textOf(installed) !== wanted) {
    const base = pythonFor(recipe.python);
    if (base === null) return { missing: `no Python ${recipe.python} or newer` };
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(git, { recursive: true });
    const failed =
      failure(base, ['-m', 'venv', '--without-pip', join(folder, '.venv')]) ??
      failure(base, ['-m', 'pip', '--python', python, 'install', '--quiet', '--no-deps', '--no-compile', '-r', pins]);
    if (failed !== null) return { missing: failed };
    for (const own of Object.keys(firstParty)) move(join(sitePackages(python), own), join(folder, own));
    writeFileSync(installed, wanted);
  }
  if (textOf(copied) !== digestOf(name)) {
    const kept = new Set(['.git', '.venv', ...Object.keys(firstParty)]);
    for (const old of readdirSync(folder)) if (!kept.has(old)) rmSync(join(folder, old), { recursive: true });
    cpSync(join(RECIPES, name, 'project'), folder, { recursive: true });
    writeFileSync(copied, digestOf(name));
  }
  return { folder, python };
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
}

/** What the real Django says of a project. Throws with its words when it does not start. */
export function askDjango({ settings, environment = {} }: Recipe, { folder, python }: Extract<Laid, { folder: string }>): Answer {
  const done = spawnSync(python, ['-B', join(ROOT, 'test/oracle/registry.py'), settings], {
    cwd: folder,
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    maxBuffer: MUCH,
  });
  if (done.status !== 0) throw new Error(done.stderr);
  const answer = JSON.parse(done.stdout) as Answer & { readonly raised?: string };
  if (answer.raised !== undefined) throw new Error(answer.raised);
  return answer;
}

/** What a command line of ours says of a project. Throws when it fails. */
export function askOurs(cli: string, folder: string): Ours {
  const asked = (command: string): unknown => {
    const done = spawnSync(process.execPath, [cli, command, '--format', 'json', folder], { encoding: 'utf8', maxBuffer: MUCH });
    if (done.status !== 0 && done.status !== 1) throw new Error(`${command} ${folder}\n${done.stderr}`);
    return JSON.parse(done.stdout);
  };
  const { models, relations } = asked('graph') as Pick<Ours, 'models' | 'relations'>;
  const { findings } = asked('check') as Pick<Ours, 'findings'>;
  return { models, relations, findings };
}

function move(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  rmSync(from, { recursive: true });
}

function sitePackages(python: string): string {
  const done = spawnSync(python, ['-c', 'import sysconfig; print(sysconfig.get_paths()["purelib"])'], { encoding: 'utf8' });
  return done.stdout.trim();
}

/** pip's last words, or null when the command did what it should. */
function failure(command: string, args: readonly string[]): string | null {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.status === 0) return null;
  const words = `${done.stdout}${done.stderr}`.trim().split('\n');
  return words.findLast((line) => /error/i.test(line)) ?? words.at(-1) ?? `${command} did not start`;
}

/** This very Python where it is at hand, for which the pins were chosen; else a newer one. */
function pythonFor(oldest: string): string | null {
  const names = [`python${oldest}`, ...pyenvPythons(oldest), 'python3', 'python', 'python3.12', 'python3.13'];
  return names.find((name) => isPython(name, oldest, true)) ?? names.find((name) => isPython(name, oldest, false)) ?? null;
}

function pyenvPythons(version: string): readonly string[] {
  const { status, stdout } = spawnSync('pyenv', ['root'], { encoding: 'utf8' });
  const versions = status === 0 ? join(stdout.trim(), 'versions') : '';
  const names = existsSync(versions) ? readdirSync(versions).filter((name) => name.startsWith(`${version}.`)) : [];
  return names.map((name) => join(versions, name, 'bin/python'));
}

function isPython(python: string, version: string, exactly: boolean): boolean {
  const wanted = `(${version.replace('.', ', ')})`;
  const test = exactly ? `sys.version_info[:2] != ${wanted}` : `sys.version_info < ${wanted}`;
  return spawnSync(python, ['-c', `import sys; sys.exit(${test})`]).status === 0;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

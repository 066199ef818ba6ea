/**
 * What is measured: two real packages from PyPI, unchanged, and generated projects; and the neighbours that are measured beside
 * us, in a virtual environment of their own. Everything is made once, under an ignored folder, and kept for the next run.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generateModels, generateProject, type GeneratedFile } from './generateProject';

export interface Input {
  readonly name: string;
  readonly folder: string;
}

export interface Neighbours {
  readonly ormLens: string;
  readonly djangoLsp: string;
  readonly ruff: string;
}

const REAL_INPUTS = ['wagtail==8.0.1', 'django-oscar==4.2.1'];
const NEIGHBOURS = ['django-orm-lens==1.13.5', 'django-lsp==0.6.2', 'ruff==0.17.6'];

/** Model counts of the generated projects. */
export const GENERATED_SIZES = [300, 1_000, 3_000, 6_000];

/** Model count of the project that has models and nothing else. */
export const DENSE_SIZE = 6_000;

/** What was pinned, for the report. */
export const PINS = [...REAL_INPUTS, ...NEIGHBOURS];

/** The unpacked packages. Throws with pip's own words when the network or Python is missing. */
export function realInputs(cache: string): readonly Input[] {
  return REAL_INPUTS.map((pin) => {
    const name = pin.replace(/==.*/, '');
    const folder = join(cache, 'inputs', pin.replace('==', '-'));
    make(folder, () => {
      run(pythonOf(cache), ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, pin]);
    });
    return { name, folder };
  });
}

/** Generated projects of these model counts, written to disk. */
export function generatedInputs(cache: string, sizes: readonly number[]): readonly Input[] {
  return sizes.map((size) => {
    const folder = join(cache, 'inputs', `generated-${String(size)}`);
    make(folder, () => {
      write(folder, generateProject(size));
    });
    return { name: `${size.toLocaleString('en')} models`, folder };
  });
}

/** A generated project of this many short models and nothing else, written to disk. */
export function denseInput(cache: string, size: number): Input {
  const folder = join(cache, 'inputs', `dense-${String(size)}`);
  make(folder, () => {
    write(folder, generateModels(size));
  });
  return { name: `${size.toLocaleString('en')} short models alone`, folder };
}

function write(folder: string, files: readonly GeneratedFile[]): void {
  for (const { path, text } of files) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
}

/** A small site on wagtail, which is installed beside it with all that it needs: the project of a recipe in test/oracle/packages. */
export function siteInput(cache: string): Input {
  const recipe = join(__dirname, '..', 'oracle', 'packages', 'wagtail');
  const folder = join(cache, 'inputs', 'site-on-wagtail');
  make(folder, () => {
    cpSync(join(recipe, 'project'), folder, { recursive: true });
    const venv = join(folder, '.venv');
    run(pythonOf(cache), ['-m', 'venv', venv]);
    run(pythonIn(venv), ['-m', 'pip', 'install', '--quiet', '-r', join(recipe, 'requirements.txt')]);
  });
  return { name: 'a site on wagtail', folder };
}

/** The static neighbours and ruff, installed at pinned versions. */
export function neighbours(cache: string): Neighbours {
  const done = join(cache, 'neighbours.txt');
  const wanted = NEIGHBOURS.join('\n');
  const command = (name: string): string => join(dirname(pythonOf(cache)), name);
  if (!existsSync(done)) {
    run(pythonOf(cache), ['-m', 'pip', 'install', '--quiet', ...NEIGHBOURS]);
    writeFileSync(done, wanted);
  }
  return { ormLens: command('django-orm-lens'), djangoLsp: command('django-lsp'), ruff: command('ruff') };
}

/** The virtual environment's Python, made when missing. */
function pythonOf(cache: string): string {
  const venv = join(cache, 'venv');
  const python = pythonIn(venv);
  if (!existsSync(python)) run(process.platform === 'win32' ? 'python' : 'python3', ['-m', 'venv', venv]);
  return python;
}

function pythonIn(venv: string): string {
  return join(venv, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
}

/**
 * Fills a folder once. An empty `.git` beside the sources says that the folder is a checkout of its own: without it the tools would
 * honour the .gitignore of this repository, which leaves the whole cache out.
 */
function make(folder: string, fill: () => void): void {
  const finished = join(folder, '.git', 'finished');
  if (existsSync(finished)) return;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  fill();
  mkdirSync(join(folder, '.git'));
  writeFileSync(finished, '');
}

function run(command: string, args: readonly string[]): void {
  const done = spawnSync(command, args, { encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stderr}`);
}

#!/usr/bin/env node
/**
 * Starts the command. What V8 compiled of it is kept from the first run on (`source/cacheFolder.ts`), as Python keeps its .pyc files:
 * compiling is a good part of a short run. What later runs compile beyond it is added. https://nodejs.org/api/vm.html#scriptcreatecacheddata
 */
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Script } from 'node:vm';
import type * as command from './command';
import { expectShortRun } from './shortRun';
import { cacheFolder, keepInCache } from './source/cacheFolder';

/** Most versions of Node.js and of ourselves whose code is kept. */
const MOST = 4;

/**
 * A project of another kind needs code that the first one did not. To look whether this run compiled more than is kept takes as long as reading
 * a hundred files, so that only some runs do it.
 */
const LOOKS_AGAIN = 1 / 8;

/** How many times as long as what is kept the code has to be to be kept instead. */
const GROWN = 1.01;

type Wrapper = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void;

function start(): void {
  const folder = cacheFolder();
  // A language server lives on, and sources that run without having been bundled are no script.
  if (folder === null || process.argv[2] === 'lsp' || __filename.endsWith('.ts')) {
    void import('./command').then(({ runCommand }) => runCommand());
    return;
  }
  // V8 refuses code that was compiled under other flags.
  expectShortRun();
  const file = join(__dirname, 'command.js');
  const { size, mtimeMs } = statSync(file);
  const path = join(folder, 'code', `${process.version}-${process.arch}-${size.toString(36)}-${Math.round(mtimeMs).toString(36)}`);
  const cachedData = readIfThere(path);
  const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} as typeof command };
  (script.runInThisContext() as Wrapper)(module.exports, createRequire(file), module, file, __dirname);
  const { runCommand, hasWorked } = module.exports;
  void runCommand();
  const usable = script.cachedDataRejected === true ? undefined : cachedData;
  if (usable !== undefined && Math.random() >= LOOKS_AGAIN) return;
  process.on('exit', () => {
    if (!hasWorked()) return;
    expectShortRun();
    const compiled = script.createCachedData();
    if (usable === undefined || compiled.length > usable.length * GROWN) keepInCache(path, compiled, MOST);
  });
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

start();

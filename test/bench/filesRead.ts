/** Which files a check reads, from what the command keeps beside its answer. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Paths of the files that a check of `folder` reads, as the command spells them. Throws when it does not run, or keeps no answer. */
export function filesRead(root: string, folder: string): readonly string[] {
  const cache = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    check(root, folder, cache);
    return filesBehind(cache) ?? filesBehindLater(root, folder, cache);
  } finally {
    rmSync(cache, { recursive: true });
  }
}

function check(root: string, folder: string, cache: string): void {
  const args = [join(root, 'dist/cli.js'), 'check', '--format', 'json', '.'];
  const env = { ...process.env, DJANGO_RELATIONS_CACHE: cache };
  const { error, status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9, env });
  if (error) throw error;
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')}\n${stderr}`);
}

/** The files on which the answer rests that the command has just kept; null when it kept none. */
function filesBehind(cache: string): readonly string[] | null {
  const kept = readdirSync(cache).find((name) => name.endsWith('.json'));
  if (kept === undefined) return null;
  const { grounds } = JSON.parse(readFileSync(join(cache, kept), 'utf8')) as {
    readonly grounds: { readonly stamps: readonly (readonly [string, ...unknown[]])[] };
  };
  return grounds.stamps.map(([path]) => path).filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

/** The same after a while: files that were made a moment ago keep the command from keeping anything. */
function filesBehindLater(root: string, folder: string, cache: string): readonly string[] {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_000);
  check(root, folder, cache);
  const read = filesBehind(cache);
  if (read === null) throw new Error('the command kept no answer, so what it read is not known');
  return read;
}

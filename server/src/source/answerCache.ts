/**
 * Answers of the command, kept in a folder of the person's own: one that was given before is given again when nothing that it rests
 * on has changed. The folder may be deleted at any time.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { latestTime, stillHold, type Stamp } from './stamps';

/** What the command said. */
export interface Answer {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/** What an answer rests on. */
export interface Grounds {
  readonly stamps: readonly Stamp[];
  /** Environment variables that were looked at, with their values. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

export interface AnswerCache {
  /** The answer to the same question; null when there is none, or something has changed since. */
  recall(): Answer | null;
  /** Keeps an answer. Does nothing where that is not possible, or where the files are too young to be told from their next state. */
  keep(answer: Answer, grounds: Grounds): void;
}

/** A file that was written a moment ago may be written again without a change of its time. */
const YOUNG = 2_000;

/** Most answers that are kept. */
const MOST = 64;

/** The answers to one question. `question` holds everything beside files and variables: words, folder, the version of the program. */
export function openAnswerCache(folder: string | null, question: readonly unknown[]): AnswerCache {
  if (folder === null) return { recall: () => null, keep: () => undefined };
  const path = join(folder, `${createHash('sha256').update(JSON.stringify(question)).digest('hex').slice(0, 32)}.json`);
  return {
    recall() {
      try {
        const { answer, grounds } = JSON.parse(readFileSync(path, 'utf8')) as { readonly answer: Answer; readonly grounds: Grounds };
        const same = Object.entries(grounds.variables).every(([name, value]) => (process.env[name] ?? null) === (value ?? null));
        return same && stillHold(grounds.stamps) ? answer : null;
      } catch {
        return null;
      }
    },
    keep(answer, grounds) {
      if (latestTime(grounds.stamps) > Date.now() - YOUNG) return;
      try {
        mkdirSync(folder, { recursive: true });
        const variables = Object.fromEntries(Object.entries(grounds.variables).map(([name, value]) => [name, value ?? null]));
        // Whoever reads at the same time sees the old or the new one, never half of it.
        const draft = `${path}.${String(process.pid)}`;
        writeFileSync(draft, JSON.stringify({ answer, grounds: { ...grounds, variables } }));
        renameSync(draft, path);
        forgetOldest(folder);
      } catch {
        // A folder that cannot be written costs time, nothing else.
      }
    },
  };
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length <= MOST) return;
  const byAge = names.map((name) => ({ name, time: statSync(join(folder, name)).mtimeMs })).sort((left, right) => left.time - right.time);
  for (const { name } of byAge.slice(0, names.length - MOST)) rmSync(join(folder, name), { force: true });
}

/** Where answers are kept, by the custom of the platform; null where a person wants none (`DJANGO_RELATIONS_CACHE` set to nothing). */
export function answerFolder(): string | null {
  const { DJANGO_RELATIONS_CACHE: chosen, XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (chosen !== undefined) return chosen === '' ? null : chosen;
  const home = homedir() || tmpdir();
  if (process.platform === 'darwin') return join(home, 'Library', 'Caches', 'django-relations');
  if (process.platform === 'win32') return join(LOCALAPPDATA ?? home, 'django-relations', 'cache');
  return join(XDG_CACHE_HOME ?? join(home, '.cache'), 'django-relations');
}

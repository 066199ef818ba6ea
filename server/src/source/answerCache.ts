/**
 * Answers of the command, kept in a folder of the person's own: one that was given before is given again when nothing that it rests
 * on has changed. The folder may be deleted at any time.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepInCache, nameFor } from './cacheFolder';
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

interface Kept {
  /** Names of files may be shared by several questions. */
  readonly asked: string;
  readonly answer: Answer;
  readonly grounds: Grounds;
}

/** The answers to one question. `question` holds everything beside files and variables: words, folder, the version of the program. */
export function openAnswerCache(folder: string | null, question: readonly unknown[]): AnswerCache {
  if (folder === null) return { recall: () => null, keep: () => undefined };
  const asked = JSON.stringify(question);
  const path = join(folder, `${nameFor(asked)}.json`);
  return {
    recall() {
      try {
        const kept = JSON.parse(readFileSync(path, 'utf8')) as Kept;
        const same = Object.entries(kept.grounds.variables).every(([name, value]) => (process.env[name] ?? null) === (value ?? null));
        return kept.asked === asked && same && stillHold(kept.grounds.stamps) ? kept.answer : null;
      } catch {
        return null;
      }
    },
    keep(answer, grounds) {
      if (latestTime(grounds.stamps) > Date.now() - YOUNG) return;
      const variables = Object.fromEntries(Object.entries(grounds.variables).map(([name, value]) => [name, value ?? null]));
      keepInCache(path, JSON.stringify({ asked, answer, grounds: { ...grounds, variables } }), MOST);
    },
  };
}

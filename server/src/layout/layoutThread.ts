/**
 * Layouts beside the main thread, so that a server goes on answering: one at a time, the last question first. A question that
 * another one of the same project takes the place of is called off; the thread ends when it has been idle for a while.
 */
import { Worker } from 'node:worker_threads';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';

export interface LayoutThread {
  /** The layout; null when `signal` called it off. Answers from memory where it can. Rejects when the thread fails. */
  layout(input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null>;
  stop(): void;
}

/** How long an idle thread keeps ELK warm. */
const IDLE_MS = 60_000;
const MOST_REMEMBERED = 24;

/** Uses the worker at `file`; nothing is started before the first question. */
export function createLayoutThread(file: string): LayoutThread {
  const known = new Map<string, LayoutResult>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function stop(): void {
    if (idle !== null) clearTimeout(idle);
    void worker?.terminate();
    worker = null;
  }

  function ask(input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null> {
    if (signal.aborted) return Promise.resolve(null);
    if (idle !== null) clearTimeout(idle);
    const thread = (worker ??= start(file));
    thread.ref();
    return new Promise<LayoutResult | null>((resolve, reject) => {
      const leave = (): void => {
        thread.off('message', answered).off('error', failed);
        signal.removeEventListener('abort', abort);
        thread.unref();
        idle = setTimeout(stop, IDLE_MS).unref();
      };
      const abort = (): void => {
        leave();
        stop();
        resolve(null);
      };
      const answered = (result: LayoutResult): void => {
        leave();
        resolve(result);
      };
      const failed = (error: Error): void => {
        leave();
        stop();
        reject(error);
      };
      signal.addEventListener('abort', abort);
      thread.on('message', answered).on('error', failed);
      thread.postMessage(input);
    });
  }

  return {
    async layout(input, signal) {
      const key = JSON.stringify(input);
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const answer = last.then(() => ask(input, signal));
      last = answer.catch(() => undefined);
      const result = await answer;
      if (result?.how === 'layered' || result?.how === 'by-group') known.set(key, result);
      const [oldest] = known.keys();
      if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
      return result;
    },
    stop,
  };
}

function start(file: string): Worker {
  // A thread that fails while nobody asks is started again by the next question.
  return new Worker(file).on('error', () => undefined);
}

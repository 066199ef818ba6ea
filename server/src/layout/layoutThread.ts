/**
 * Layouts beside the main thread, so that a server goes on answering: one at a time, in the order of the questions. A question
 * that another one of the same project takes the place of is called off; the thread ends when it has been idle for a while.
 */
import { Worker } from 'node:worker_threads';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';

export interface LayoutThread {
  /** The layout; null when `signal` called it off. Answers from memory where it can. Rejects when the thread fails. */
  layout(input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null>;
  /** Begins with a question that is going to come. Any other one goes first. */
  foresee(input: LayoutInput): void;
  stop(): void;
}

/** What the thread is told: a question, or that nobody waits for the answer any more. */
export type LayoutMessage = LayoutInput | 'call off';

/** How long an idle thread keeps ELK warm. */
const IDLE_MS = 60_000;
const MOST_REMEMBERED = 24;
/** How long a thread may take to come to rest: the groups that it knows are worth more than a new thread. */
const PATIENCE_MS = 1000;

/** Uses the worker at `file`; nothing is started before it is needed. */
export function createLayoutThread(file: string): LayoutThread {
  const known = new Map<string, LayoutResult>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let foreseen: { readonly key: string; readonly controller: AbortController; readonly answer: Promise<LayoutResult | null> } | null = null;

  function stop(): void {
    clearTimeout(idle);
    void worker?.terminate();
    worker = null;
  }

  function rest(thread: Worker): void {
    thread.unref();
    clearTimeout(idle);
    idle = setTimeout(stop, IDLE_MS).unref();
  }

  /** `atRest` is called when the thread can be asked again, which may be after the answer. */
  function ask(input: LayoutInput, signal: AbortSignal, atRest: () => void): Promise<LayoutResult | null> {
    if (signal.aborted) {
      atRest();
      return Promise.resolve(null);
    }
    const thread = (worker ??= start(file));
    clearTimeout(idle);
    thread.ref();
    return new Promise<LayoutResult | null>((resolve, reject) => {
      let patience: NodeJS.Timeout | undefined;
      const leave = (): void => {
        clearTimeout(patience);
        thread.off('message', answered).off('error', failed);
        signal.removeEventListener('abort', abort);
        rest(thread);
        atRest();
      };
      const abort = (): void => {
        thread.postMessage('call off' satisfies LayoutMessage);
        patience = setTimeout(() => {
          leave();
          stop();
        }, PATIENCE_MS);
        resolve(null);
      };
      const answered = (result: LayoutResult | null): void => {
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
      thread.postMessage(input satisfies LayoutMessage);
    });
  }

  async function answer(key: string, input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null> {
    const before = last;
    let atRest = (): void => undefined;
    last = new Promise<void>((resolve) => (atRest = resolve));
    await before;
    const result = await ask(input, signal, atRest);
    if (result?.how === 'layered' || result?.how === 'by-group') known.set(key, result);
    const [oldest] = known.keys();
    if (known.size > MOST_REMEMBERED && oldest !== undefined) known.delete(oldest);
    return result;
  }

  return {
    async layout(input, signal) {
      const key = JSON.stringify(input);
      if (foreseen?.key !== key) foreseen?.controller.abort();
      else await foreseen.answer;
      if (signal.aborted) return null;
      return known.get(key) ?? answer(key, input, signal);
    },
    foresee(input) {
      const key = JSON.stringify(input);
      if (known.has(key) || foreseen?.key === key) return;
      foreseen?.controller.abort();
      const controller = new AbortController();
      // Whoever asks is told what went wrong.
      const mine = { key, controller, answer: answer(key, input, controller.signal).catch(() => null) };
      foreseen = mine;
      void mine.answer.then(() => {
        if (foreseen === mine) foreseen = null;
      });
    },
    stop,
  };
}

function start(file: string): Worker {
  // A thread that fails while nobody asks is started again by the next question.
  return new Worker(file).on('error', () => undefined);
}

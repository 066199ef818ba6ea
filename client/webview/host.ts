/** The page's only way out: the panel that holds it, or whatever stands for the panel in a plain browser. */
import type { PageMessage, PageQuestion, PanelAnswer, PanelMessage } from '../../server/src/protocol/graphPage';

export interface Host {
  say(message: PageMessage): void;
  /** Null when there is no answer. */
  ask<Of extends PageQuestion['of']>(question: PageQuestion & { readonly of: Of }): Promise<(PanelAnswer & { readonly of: Of }) | null>;
  /** Every message but answers. */
  onMessage(listener: (message: PanelMessage) => void): void;
  /** What was kept last; undefined at first. */
  recall(): unknown;
  keep(memory: unknown): void;
}

/** What VS Code puts into each webview. A plain browser's page brings its own. */
interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** Takes hold of the panel; possible once in a page's life. */
export function openHost(): Host {
  const api = acquireVsCodeApi();
  const waiting = new Map<number, (answer: PanelAnswer | null) => void>();
  const listeners: ((message: PanelMessage) => void)[] = [];
  let asked = 0;
  window.addEventListener('message', (event: MessageEvent<PanelMessage>) => {
    const message = event.data;
    if (message.say !== 'answer') {
      for (const listener of listeners) listener(message);
      return;
    }
    waiting.get(message.id)?.(message.answer);
    waiting.delete(message.id);
  });
  return {
    say: (message) => api.postMessage(message),
    ask: <Of extends PageQuestion['of']>(question: PageQuestion & { readonly of: Of }) =>
      new Promise<(PanelAnswer & { readonly of: Of }) | null>((resolve) => {
        const id = ++asked;
        waiting.set(id, (answer) => resolve(answer?.of === question.of ? (answer as PanelAnswer & { readonly of: Of }) : null));
        api.postMessage({ say: 'ask', id, question } satisfies PageMessage);
      }),
    onMessage: (listener) => void listeners.push(listener),
    recall: () => api.getState(),
    keep: (memory) => api.setState(memory),
  };
}

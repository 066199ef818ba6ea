/** What stands in place of a picture: a sentence, and what to do. */
import { button, html } from './dom';

export interface EmptyNote {
  readonly element: HTMLElement;
  /** Null takes it away. */
  show(words: string | null): void;
}

export function createEmptyNote({ explain, showWhole }: { explain(): void; showWhole(): void }): EmptyNote {
  const words = html('p', {});
  const element = html(
    'div',
    { class: 'empty', role: 'status', hidden: '' },
    words,
    html('p', { class: 'actions' }, button('Explain this project', explain), button('Show the whole project', showWhole)),
  );
  return {
    element,
    show(said) {
      element.hidden = said === null;
      words.textContent = said ?? '';
    },
  };
}

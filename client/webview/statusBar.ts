/** The line below the picture: what is hidden and how to have it back, what is under way, and what is read aloud. */
import { counted } from '../../server/src/base/counted';
import { hiddenWords } from '../../server/src/diagram/sceneElement';
import type { HiddenModels } from '../../server/src/diagram/picture';
import type { DiagramState } from '../../server/src/diagram/state';
import type { Actions } from './actions';
import type { Shown } from './diagram';
import { button, html } from './dom';

export interface StatusBar {
  readonly element: HTMLElement;
  show(shown: Shown): void;
  /** What is under way; null for nothing. */
  busy(words: string | null): void;
  /** Says it to people who listen, and shows it for a while. */
  tell(words: string): void;
}

/** How long a word stays. */
const STAYS = 6000;

export function createStatusBar({ change }: Actions): StatusBar {
  const counts = html('span', { class: 'counts' });
  const chips = html('span', { class: 'chips' });
  const under = html('span', { class: 'under-way', role: 'status' });
  const told = html('span', { class: 'told', 'aria-live': 'polite' });
  let clearing = 0;
  return {
    element: html('div', { class: 'status' }, counts, chips, under, told),
    show(shown) {
      counts.textContent = countsOf(shown);
      chips.replaceChildren(
        ...shown.state.openedApps.map((app) =>
          chip(`${app} is open`, `Close ${app} again`, () =>
            change((now) => ({ ...now, openedApps: now.openedApps.filter((each) => each !== app) }), null),
          ),
        ),
        ...shown.scene.picture.hidden.map((hidden) =>
          chip(hiddenWords(hidden), 'Show them', () => change((now) => withHidden(now, hidden), shown.state.focus)),
        ),
        ...(shown.notice === null ? [] : [html('span', { class: 'notice' }, shown.notice)]),
      );
    },
    busy(words) {
      under.textContent = words ?? '';
    },
    tell(words) {
      told.textContent = words;
      clearTimeout(clearing);
      clearing = setTimeout(() => (told.textContent = ''), STAYS);
    },
  };
}

function countsOf({ scene: { picture } }: Shown): string {
  const models = picture.boxes.filter(({ shape }) => shape === 'model').length;
  const apps = picture.boxes.filter(({ shape }) => shape === 'app').length;
  const parts = [
    ...(apps === 0 ? [] : [counted(apps, 'app')]),
    ...(models === 0 && apps > 0 ? [] : [counted(models, 'model')]),
    counted(picture.lines.length, 'line'),
  ];
  return parts.join(', ');
}

function chip(words: string, title: string, act: () => void): HTMLElement {
  return button(words, act, { class: 'chip', title });
}

/** The state in which these models are shown, too. */
export function withHidden(state: DiagramState, { why }: HiddenModels): DiagramState {
  switch (why) {
    case 'app':
      return { ...state, apps: null };
    case 'distance':
      return { ...state, depth: state.depth + 1 };
    case 'abstract':
    case 'contrib':
    case 'installed':
      return { ...state, filters: { ...state.filters, [why]: true } };
  }
}

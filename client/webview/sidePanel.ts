/** The part beside the picture: one of its tabs at a time, or nothing. A tab's content is made when it is looked at. */
import { html, iconButton, type Icon } from './dom';

export type SideTab = 'details' | 'list' | 'filters' | 'legend';

export const SIDE_TABS: readonly { readonly tab: SideTab; readonly icon: Icon; readonly label: string }[] = [
  { tab: 'details', icon: 'details', label: 'In words (D)' },
  { tab: 'list', icon: 'list', label: 'List of models and relations (L)' },
  { tab: 'filters', icon: 'filter', label: 'What is shown (F)' },
  { tab: 'legend', icon: 'legend', label: 'Legend (G)' },
];

const TITLES: Readonly<Record<SideTab, string>> = {
  details: 'In words',
  list: 'Models and relations',
  filters: 'What is shown',
  legend: 'Legend and keys',
};

export interface SidePanel {
  readonly element: HTMLElement;
  open(): SideTab | null;
  show(tab: SideTab | null): void;
  /** Makes the content of the open tab anew, if it is this one. */
  refresh(...tabs: readonly SideTab[]): void;
}

export function createSidePanel(render: (tab: SideTab) => readonly Node[], onChange: (tab: SideTab | null) => void): SidePanel {
  const title = html('h2', {});
  const body = html('div', { class: 'side-body', tabindex: '0' });
  const element = html('aside', { class: 'side', 'aria-label': 'Beside the picture', hidden: '' });
  let now: SideTab | null = null;
  const show = (tab: SideTab | null): void => {
    now = tab;
    element.hidden = tab === null;
    if (tab !== null) {
      title.textContent = TITLES[tab];
      body.setAttribute('aria-label', TITLES[tab]);
      body.replaceChildren(...render(tab));
      body.scrollTop = 0;
    }
    onChange(tab);
  };
  element.append(
    html(
      'div',
      { class: 'side-head' },
      title,
      iconButton('close', 'Close', () => show(null)),
    ),
    body,
  );
  return {
    element,
    show,
    open: () => now,
    refresh(...tabs) {
      if (now === null || !tabs.includes(now)) return;
      const at = body.scrollTop;
      body.replaceChildren(...render(now));
      body.scrollTop = at;
    },
  };
}

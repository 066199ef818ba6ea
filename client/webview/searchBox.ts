/** The search field with its suggestions: a combobox as screen readers know it. */
import { html } from './dom';
import { search, type Found, type SearchIndex } from './searchIndex';

export interface SearchBox {
  readonly element: HTMLElement;
  focus(): void;
  offer(index: SearchIndex): void;
}

const MOST = 12;
/** Pixels that the list may take, as in page.css. */
const WIDEST = 480;

/** `choose` is called with what the person took. */
export function createSearchBox(choose: (found: Found) => void): SearchBox {
  const input = html('input', {
    type: 'search',
    class: 'search-input',
    placeholder: 'Search model, app, field ( / )',
    'aria-label': 'Search models, apps and fields',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': 'found',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const list = html('ul', { id: 'found', role: 'listbox', 'aria-label': 'Found', hidden: '' });
  let index: SearchIndex = [];
  let offered: readonly Found[] = [];
  let active = 0;

  const close = (): void => {
    offered = [];
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const take = (found: Found | undefined): void => {
    if (found === undefined) return;
    input.value = '';
    close();
    choose(found);
  };
  const point = (at: number): void => {
    active = (at + offered.length) % Math.max(1, offered.length);
    [...list.children].forEach((option, place) => option.setAttribute('aria-selected', String(place === active)));
    list.children[active]?.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', `found-${String(active)}`);
  };
  const offer = (): void => {
    offered = search(index, input.value, MOST);
    if (offered.length === 0 && input.value.trim() === '') {
      close();
      return;
    }
    const options = offered.map((found, at) => optionOf(found, at, () => take(found)));
    list.replaceChildren(
      ...(options.length > 0
        ? options
        : [html('li', { class: 'none', role: 'option', 'aria-selected': 'false' }, 'Nothing here is called so.')]),
    );
    list.hidden = false;
    list.classList.toggle('is-leftward', input.getBoundingClientRect().left + WIDEST > window.innerWidth);
    input.setAttribute('aria-expanded', 'true');
    if (offered.length > 0) point(0);
  };

  input.addEventListener('input', offer);
  input.addEventListener('focus', offer);
  input.addEventListener('blur', () => setTimeout(close, 120));
  input.addEventListener('keydown', (event) => {
    const act = { ArrowDown: () => point(active + 1), ArrowUp: () => point(active - 1), Enter: () => take(offered[active]) }[event.key];
    if (event.key === 'Escape') {
      if (input.value === '') input.blur();
      input.value = '';
      close();
      event.stopPropagation();
    }
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  return {
    element: html('div', { class: 'search' }, input, list),
    focus: () => input.focus(),
    offer: (next) => {
      index = next;
    },
  };
}

function optionOf(found: Found, at: number, take: () => void): HTMLElement {
  const option = html(
    'li',
    { id: `found-${String(at)}`, role: 'option', 'aria-selected': 'false', class: `found-${found.of}` },
    html('span', { class: 'found-name' }, html('bdi', {}, found.name)),
    html('span', { class: 'found-note' }, html('bdi', {}, found.note)),
  );
  // Before the field loses the focus, which would close the list.
  option.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    take();
  });
  return option;
}

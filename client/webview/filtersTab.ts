/** What is shown and what is not: apps, kinds of models, and whether hubs are lines or pills. */
import type { DiagramState, Filters } from '../../server/src/diagram/state';
import type { AppView } from '../../server/src/protocol/graphView';
import { boxName } from '../../server/src/diagram/pictureLines';
import type { Actions } from './actions';
import type { Shown } from './diagram';
import { button, html } from './dom';

const KINDS: readonly { readonly name: keyof Filters; readonly words: string }[] = [
  { name: 'contrib', words: "Django's own models (django.contrib)" },
  { name: 'installed', words: 'Models of installed packages' },
  { name: 'abstract', words: 'Abstract bases as boxes' },
];

export function renderFilters(shown: Shown | null, { change }: Actions): readonly Node[] {
  if (shown === null) return [];
  const { state, index, scene } = shown;
  const { apps } = index.view;
  const isOn = ({ label }: AppView): boolean => state.apps === null || state.apps.includes(label);
  return [
    html('h3', {}, 'Kinds'),
    ...KINDS.map(({ name, words }) =>
      checkbox(words, state.filters[name], (on) => change((now) => ({ ...now, filters: { ...now.filters, [name]: on } }), null)),
    ),
    html('h3', {}, 'Hubs'),
    checkbox('Lines to hubs, instead of pills', state.hubs === 'lines', (on) =>
      change((now) => ({ ...now, hubs: on ? 'lines' : 'pills' }), null),
    ),
    html('p', { class: 'hint' }, hubWords(scene.picture.hubs.map(({ box }) => boxName(index, box)))),
    html('h3', {}, 'Apps'),
    html(
      'p',
      { class: 'actions' },
      button('All', () => change((now) => ({ ...now, apps: null }), null)),
      button("The project's own", () =>
        change((now) => ({ ...now, apps: apps.filter(({ origin }) => origin === 'workspace').map(({ label }) => label) }), null),
      ),
    ),
    ...apps.map((app) =>
      checkbox(`${app.label} (${String(app.models)})`, isOn(app), () => change((now) => toggled(now, app.label, apps), null)),
    ),
  ];
}

function toggled(state: DiagramState, label: string, apps: readonly AppView[]): DiagramState {
  const now = state.apps ?? apps.map((app) => app.label);
  const next = now.includes(label) ? now.filter((each) => each !== label) : [...now, label];
  return { ...state, apps: next.length === apps.length ? null : next };
}

function hubWords(hubs: readonly string[]): string {
  if (hubs.length === 0) return 'Nothing that is shown is a hub.';
  return `Much points at ${hubs.slice(0, 6).join(', ')}${hubs.length > 6 ? ` and ${String(hubs.length - 6)} more` : ''}.`;
}

function checkbox(words: string, on: boolean, act: (on: boolean) => void): HTMLElement {
  const input = html('input', { type: 'checkbox', 'data-choice': words });
  input.checked = on;
  input.addEventListener('change', () => act(input.checked));
  return html('label', { class: 'check' }, input, html('span', {}, html('bdi', {}, words)));
}

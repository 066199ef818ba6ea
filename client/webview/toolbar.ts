/** The row of controls above the picture. Says what is wanted; what that means is page.ts's affair. */
import { counted } from '../../server/src/base/counted';
import { projectTitle } from '../../server/src/diagram/projectTitle';
import type { Level } from '../../server/src/diagram/state';
import type { ProjectSummary } from '../../server/src/protocol/graphView';
import { button, html, iconButton } from './dom';
import type { Shown } from './diagram';
import { SIDE_TABS, type SideTab } from './sidePanel';

export interface ToolbarParts {
  readonly search: HTMLElement;
  back(): void;
  forward(): void;
  showApps(): void;
  showModels(): void;
  setDepth(depth: number): void;
  setLevel(level: Level): void;
  tidy(): void;
  fit(): void;
  zoomBy(factor: number): void;
  openSide(tab: SideTab): void;
  save(kind: 'svg' | 'png'): void;
  chooseProject(id: string): void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  showState(shown: Shown, ways: { readonly back: boolean; readonly forward: boolean }): void;
  showSide(tab: SideTab | null): void;
  showProjects(projects: readonly ProjectSummary[], chosen: string): void;
}

const LEVELS: readonly { readonly level: Level; readonly words: string }[] = [
  { level: 'names', words: 'Names only' },
  { level: 'relations', words: 'Keys and relations' },
  { level: 'fields', words: 'All fields' },
];

export function createToolbar(parts: ToolbarParts): Toolbar {
  const back = iconButton('back', 'Back (Alt+Left)', parts.back);
  const forward = iconButton('forward', 'Forward (Alt+Right)', parts.forward);
  const apps = button('Apps', parts.showApps, { class: 'choice', title: 'All apps, one box each' });
  const models = button('Models', parts.showModels, { class: 'choice', title: 'All models' });
  const around = createAround(parts);
  const level = html('select', { 'aria-label': 'What boxes show', title: 'What boxes show' });
  level.append(...LEVELS.map((each) => html('option', { value: each.level }, each.words)));
  level.addEventListener('change', () => parts.setLevel(level.value as Level));
  const projects = html('select', { 'aria-label': 'Project', class: 'projects', hidden: '' });
  let shownProject = '';
  projects.addEventListener('change', () => {
    const wanted = projects.value;
    // The other project has a panel of its own: this one goes on showing what it shows.
    projects.value = shownProject;
    parts.chooseProject(wanted);
  });
  const tabs = SIDE_TABS.map(({ tab, icon, label }) => ({ tab, node: iconButton(icon, label, () => parts.openSide(tab)) }));

  return {
    element: html(
      'div',
      { class: 'toolbar', role: 'toolbar', 'aria-label': 'Picture' },
      group(back, forward),
      projects,
      group(apps, models),
      around.element,
      parts.search,
      level,
      group(
        iconButton('less', 'Zoom out (-)', () => parts.zoomBy(0.8)),
        iconButton('more', 'Zoom in (+)', () => parts.zoomBy(1.25)),
        iconButton('fit', 'Show everything (0)', parts.fit),
        iconButton('tidy', 'Tidy: lay out anew (T)', parts.tidy),
      ),
      group(
        button('SVG', () => parts.save('svg'), { title: 'Save as SVG what is shown' }),
        button('PNG', () => parts.save('png'), { title: 'Save as PNG what is shown' }),
      ),
      group(...tabs.map(({ node }) => node)),
    ),
    showState({ state }, ways) {
      back.disabled = !ways.back;
      forward.disabled = !ways.forward;
      apps.setAttribute('aria-pressed', String(state.focus === null && state.as === 'apps'));
      models.setAttribute('aria-pressed', String(state.focus === null && state.as === 'models'));
      around.show(state.focus, state.depth);
      level.value = state.level;
      level.disabled = state.as === 'apps' && state.openedApps.length === 0;
    },
    showSide(open) {
      for (const { tab, node } of tabs) node.setAttribute('aria-pressed', String(tab === open));
    },
    showProjects(all, chosen) {
      projects.hidden = all.length < 2;
      projects.replaceChildren(...all.map((each) => html('option', { value: each.id }, projectTitle(each))));
      shownProject = chosen;
      projects.value = chosen;
    },
  };
}

function group(...content: readonly HTMLElement[]): HTMLElement {
  return html('span', { class: 'group' }, ...content);
}

interface Around {
  readonly element: HTMLElement;
  show(focus: string | null, depth: number): void;
}

/** `Around Book  − 1 step +`, there while a model is in the middle. */
function createAround({ setDepth }: Pick<ToolbarParts, 'setDepth'>): Around {
  let now = 1;
  const name = html('bdi', { class: 'around-name' });
  const steps = html('span', { class: 'around-steps' });
  const less = iconButton('less', 'One step fewer ( [ )', () => setDepth(now - 1));
  const more = iconButton('more', 'One step more ( ] )', () => setDepth(now + 1));
  const element = html(
    'span',
    { class: 'group around', role: 'group', 'aria-label': 'Around a model', hidden: '' },
    name,
    less,
    steps,
    more,
  );
  return {
    element,
    show(focus, depth) {
      now = depth;
      element.hidden = focus === null;
      name.textContent = `Around ${focus?.slice(focus.lastIndexOf('.') + 1) ?? ''}`;
      name.title = focus ?? '';
      steps.textContent = counted(depth, 'step');
      less.disabled = depth <= 0;
    },
  };
}

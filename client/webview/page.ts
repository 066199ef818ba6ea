/** The page put together: the stage, what stands around it, and the conversation with the host. */
import { projectTitle } from '../../server/src/diagram/projectTitle';
import { styleSheet } from '../../server/src/diagram/theme';
import type { PanelMessage } from '../../server/src/protocol/graphPage';
import type { GraphView } from '../../server/src/protocol/graphView';
import { aroundModel } from '../../server/src/diagram/state';
import { createAttention } from './attention';
import { renderDetails } from './detailsTab';
import { createDiagram, type Coming, type Shown } from './diagram';
import { html } from './dom';
import { createEmptyNote } from './emptyNote';
import { renderFilters } from './filtersTab';
import { createFollow } from './follow';
import { listenToHand } from './gestures';
import type { Host } from './host';
import { createIntents } from './intents';
import { listenToKeys, zoomBy } from './keys';
import { renderLegend } from './legendTab';
import { renderList } from './listTab';
import { firstState, recalled, type Memory } from './memory';
import { onThemeChange, readTheme } from './pageTheme';
import { pickedBy } from './picked';
import { lightUnderPointer } from './pointerLight';
import { pngOf, svgText } from './savePicture';
import { createSearchBox } from './searchBox';
import { searchIndexOf } from './searchIndex';
import { createSidePanel, type SideTab } from './sidePanel';
import { createStage } from './stage';
import { createStatusBar } from './statusBar';
import { createToolbar } from './toolbar';

/** Builds the page into `root` and begins to talk with the host. */
export function openPage(root: HTMLElement, host: Host): void {
  const memory = recalled(host.recall());
  let project: string | null = memory?.project ?? null;
  let keeping = 0;
  /** False once somebody has closed the words: then a click opens them no more. */
  let wantsWords = true;
  /** The keyboard follows to what the search found. */
  let wantsFocus = false;

  const stage = createStage(keepSoon);
  const follow = createFollow(stage);
  const diagram = createDiagram({
    layout: async (input) => (await host.ask({ of: 'layout', input }))?.result ?? null,
    camera: stage.camera,
    onShown: present,
    onBusy: (words) => status.busy(words),
  });
  const attention = createAttention({
    stage,
    diagram,
    host,
    onChange() {
      side.refresh('details');
      keepSoon();
    },
    tell: (words) => status.tell(words),
  });
  const intents = createIntents({ stage, diagram, attention, host, onChosen: openWords });
  const status = createStatusBar(intents);
  const side = createSidePanel(renderSide, (tab) => {
    toolbar.showSide(tab);
    if (tab === null) wantsWords = false;
    keepSoon();
  });
  const toggleSide = (tab: SideTab): void => {
    side.show(side.open() === tab ? null : tab);
    wantsWords = side.open() !== null;
  };
  const searchBox = createSearchBox((found) => {
    wantsFocus = true;
    intents.goTo(found);
  });
  const empty = createEmptyNote({ explain: intents.explain, showWhole: () => intents.showWhole('apps') });
  const toolbar = createToolbar({
    search: searchBox.element,
    back: diagram.back,
    forward: diagram.forward,
    showApps: () => intents.showWhole('apps'),
    showModels: () => intents.showWhole('models'),
    setDepth: intents.setDepth,
    setLevel: intents.setLevel,
    tidy: diagram.tidy,
    fit: stage.fit,
    zoomBy: (factor) => zoomBy(stage, factor),
    openSide: toggleSide,
    save: (kind) => void save(kind),
    chooseProject: (id) => host.say({ say: 'project', project: id }),
  });

  root.replaceChildren(
    toolbar.element,
    html('main', { class: 'middle' }, html('div', { class: 'picture' }, stage.element, empty.element), side.element),
    status.element,
  );
  paintWithTheme();
  if (memory?.side != null) side.show(memory.side);
  lightUnderPointer(stage);
  listenToHand(stage, {
    onClick: (event) => intents.click(pickedBy(stage, event)),
    onDoubleClick: (event) => intents.doubleClick(pickedBy(stage, event)),
  });
  stage.element.addEventListener('focusin', ({ target }) => {
    const id = target instanceof Element ? target.getAttribute('data-box') : null;
    if (id !== null && id !== attention.current()) attention.setCurrent(id);
  });
  listenToKeys(stage, {
    scene: () => diagram.shown()?.scene ?? null,
    attention,
    intents,
    diagram,
    search: searchBox.focus,
    openSide: toggleSide,
    tell: status.tell,
  });
  host.onMessage(hear);
  host.say({ say: 'ready' });

  function hear(message: PanelMessage): void {
    if (message.say === 'view') receive(message);
    else if (message.say === 'waiting') status.busy(message.words);
    else if (message.say === 'told') status.tell(message.words);
    else if (message.say === 'cursor') attention.setCursor(message.subject);
  }

  function receive({ answer, around }: PanelMessage & { readonly say: 'view' }): void {
    const { view, projects, notice } = answer;
    status.busy(null);
    empty.show(view === null ? (notice ?? 'There is nothing to show.') : null);
    if (view === null) return;
    const isSame = project === view.project.id;
    project = view.project.id;
    toolbar.showProjects(projects, project);
    searchBox.offer(searchIndexOf(view));
    if (isSame && diagram.shown() !== null) {
      diagram.receive(view);
      if (around !== null) diagram.go({ ...aroundModel(around.model, 1), selection: around }, null);
    } else begin(view, around, isSame ? memory : null);
  }

  function begin(view: GraphView, around: (PanelMessage & { say: 'view' })['around'], kept: Memory | null): void {
    if (around !== null && root.clientWidth >= WIDE) openWords();
    if (around !== null) diagram.begin(view, { ...aroundModel(around.model, 1), selection: around }, null);
    else if (kept !== null) diagram.begin(view, kept.state, kept.camera);
    else diagram.begin(view, firstState(view), null);
  }

  function present(shown: Shown, coming: Coming): void {
    follow.come(shown.scene, coming, () => stage.show(shown.scene, shown.look));
    attention.meet(shown);
    toolbar.showState(shown, diagram.ways());
    status.show(shown);
    empty.show(shown.scene.picture.notice);
    side.refresh('details', 'list', 'filters', 'legend');
    const current = attention.current();
    if (wantsFocus && current !== null && document.hasFocus()) stage.focusBox(current);
    wantsFocus = false;
    keepSoon();
  }

  function renderSide(tab: SideTab): readonly Node[] {
    const shown = diagram.shown();
    switch (tab) {
      case 'details':
        return renderDetails(shown, attention.chosen(), attention.words(), intents);
      case 'list':
        return renderList(shown, intents);
      case 'filters':
        return renderFilters(shown, intents);
      case 'legend':
        return renderLegend(shown);
    }
  }

  function paintWithTheme(): void {
    const sheet = new CSSStyleSheet();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    const paint = (): void => sheet.replaceSync(styleSheet(readTheme()));
    paint();
    onThemeChange(paint);
  }

  async function save(kind: 'svg' | 'png'): Promise<void> {
    const shown = diagram.shown();
    if (shown === null) return;
    const text = svgText(shown, readTheme(), attention.emphasis());
    const name = shown.state.focus ?? projectTitle(shown.index.view.project);
    try {
      host.say({ say: 'save', name, content: kind === 'svg' ? { kind, text } : { kind, base64: await pngOf(text) } });
    } catch (error) {
      status.tell(`The picture could not be made: ${String(error)}. SVG has no such limits.`);
    }
  }

  /** Moving writes many places; the last one is kept. */
  function keepSoon(): void {
    clearTimeout(keeping);
    keeping = setTimeout(() => {
      const state = diagram.state();
      if (state !== null && project !== null)
        host.keep({ version: 1, project, state, camera: stage.camera(), side: side.open() } satisfies Memory);
    }, 150);
  }

  function openWords(): void {
    if (!wantsWords || side.open() !== null) return;
    side.show('details');
    const id = attention.current();
    // The side takes its room first.
    if (id !== null) requestAnimationFrame(() => stage.reveal(id));
  }
}

/** In a page of this width there is room for words beside the picture before somebody asks for them. */
const WIDE = 900;

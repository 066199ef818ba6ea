/**
 * The graph view: one panel for each project. A panel is filled when it is seen, asks again when the server says that its project
 * changed, and comes through a reload of the window and a restart of the server.
 */
import {
  commands,
  Disposable,
  ProgressLocation,
  ViewColumn,
  window,
  type ExtensionContext,
  type LogOutputChannel,
  type WebviewPanel,
} from 'vscode';
import type { ServerStatus } from '../../server/src/protocol/customMessages';
import type { DocumentPosition, GraphSubject, GraphViewAnswer, GraphViewParams } from '../../server/src/protocol/graphMessages';
import type { PageMemory, PageMessage, PanelAnswer, PageQuestion } from '../../server/src/protocol/graphPage';
import { commandIds } from './commandIds';
import { savePicture, showSource } from './graphFiles';
import { createGraphPanel, graphViewType, type GraphPanel } from './graphPanel';
import { createGraphServer, type GraphSession } from './graphServer';

export interface GraphPanels {
  /** The whole project of the document that is open in front, else the first one. */
  readonly show: () => Promise<void>;
  /** What lies around the model at the cursor. */
  readonly showAroundCursor: () => Promise<void>;
  /** What lies around the model at a position of a document. */
  readonly showAround: (at: DocumentPosition) => Promise<void>;
  readonly onStatus: (status: ServerStatus | null) => void;
  readonly dispose: () => void;
}

export interface GraphPanelsParts {
  readonly context: ExtensionContext;
  readonly session: GraphSession;
  readonly output: LogOutputChannel;
}

/** One panel's life. */
interface OpenGraph {
  readonly graph: GraphPanel;
  /** Null until the server has said which project it is. */
  project: string | null;
  /** Around what the picture is to be drawn when the page is ready. */
  around: GraphSubject | null;
  /** Whether the page stands and hears. */
  isReady: boolean;
  /** What it shows is old. */
  isStale: boolean;
  /** How often it was filled: an answer that another one overtook is dropped. */
  fills: number;
}

export function createGraphPanels({ context, session, output }: GraphPanelsParts): GraphPanels {
  const server = createGraphServer(session);
  const open = new Set<OpenGraph>();
  let wasStopped = false;
  let pointing: NodeJS.Timeout | undefined;

  function adopt(panel: WebviewPanel, project: string | null, around: GraphSubject | null): OpenGraph {
    const graph = createGraphPanel(panel, context.extensionUri, {
      hear: (message) => void hear(own, message).catch(failed),
      gone() {
        open.delete(own);
        if (own.project !== null) server.close(own.project);
      },
    });
    const failed = (error: unknown): void => {
      output.error(`What was asked in the graph failed: ${String(error)}`);
      graph.tell({ say: 'told', words: 'That did not work. "Django Relations: Show Output" says why.' });
    };
    const own: OpenGraph = { graph, project, around, isReady: false, isStale: false, fills: 0 };
    open.add(own);
    panel.onDidChangeViewState(() => {
      if (!panel.visible) own.isReady = false;
      else if (own.isReady && own.isStale) void fill(own);
    });
    return own;
  }

  async function hear(own: OpenGraph, message: PageMessage): Promise<void> {
    switch (message.say) {
      case 'ready':
        own.isReady = true;
        return fill(own);
      case 'ask':
        own.graph.tell({ say: 'answer', id: message.id, answer: await answer(own, message.question) });
        return;
      case 'go':
        return goToSource(own, message.subject);
      case 'project':
        return openAnswer(await server.view({ project: message.project }), null);
      case 'explain':
        await commands.executeCommand(commandIds.explainProject);
        return;
      case 'save': {
        const words = await savePicture(message.name, message.content);
        if (words !== null) own.graph.tell({ say: 'told', words });
      }
    }
  }

  /** Sends the page what is true now. */
  async function fill(own: OpenGraph): Promise<void> {
    own.isStale = false;
    const mine = (own.fills += 1);
    try {
      const answered = await server.view({ project: own.project });
      // A project that is gone, after its settings were renamed, gives way to the first of those that are there.
      const found = answered.view === null && own.project !== null ? await server.view({ project: null }) : answered;
      if (mine !== own.fills) return;
      own.project = found.view?.project.id ?? own.project;
      own.graph.panel.title = titleOf(found);
      own.graph.tell({ say: 'view', answer: found, around: own.around });
      own.around = null;
      pointAtCursor();
    } catch (error) {
      output.error(`The graph could not be shown: ${String(error)}`);
      own.isStale = true;
      own.graph.tell({ say: 'waiting', words: 'The server does not answer. "Django Relations: Restart Server" starts it anew.' });
    }
  }

  async function answer({ project }: OpenGraph, question: PageQuestion): Promise<PanelAnswer | null> {
    if (project === null) return null;
    if (question.of === 'words') return { of: 'words', words: await server.words(project, question.subject) };
    const result = await server.layout(project, question.input);
    return result === null ? null : { of: 'layout', result };
  }

  async function goToSource({ project, graph }: OpenGraph, subject: GraphSubject): Promise<void> {
    const place = project === null ? null : await server.source(project, subject);
    if (place === null)
      graph.tell({ say: 'told', words: `${subject.model} has no source here: it is Django's, or known from its name only.` });
    else await showSource(place, graph.panel);
  }

  async function openAnswer(answered: GraphViewAnswer, around: GraphSubject | null): Promise<void> {
    const project = answered.view?.project.id ?? null;
    const known = [...open].find((each) => each.project === project);
    if (known !== undefined) {
      known.graph.panel.reveal(undefined, false);
      known.around = around;
      if (known.isReady) await fill(known);
      return;
    }
    const panel = window.createWebviewPanel(graphViewType, titleOf(answered), { viewColumn: ViewColumn.Beside, preserveFocus: false });
    adopt(panel, project, around);
  }

  async function ask(params: GraphViewParams): Promise<GraphViewAnswer> {
    return window.withProgress({ location: ProgressLocation.Window, title: 'Django Relations reads the models' }, () =>
      server.view(params),
    );
  }

  async function showAround(at: DocumentPosition | null): Promise<void> {
    const answered = at === null ? null : await ask({ document: at });
    if (answered?.focus == null)
      void window.showInformationMessage('There is no model at the cursor. Set it into a model class or one of its fields.');
    else await openAnswer(answered, { model: answered.focus.model, field: null });
  }

  function pointAtCursor(): void {
    clearTimeout(pointing);
    pointing = setTimeout(() => void tellCursor(), 120);
  }

  async function tellCursor(): Promise<void> {
    const seen = [...open].filter(({ isReady }) => isReady);
    const at = positionIn();
    if (seen.length === 0 || at === null) return;
    const found = await server.subjectAt(at);
    for (const { graph, project } of seen) graph.tell({ say: 'cursor', subject: found?.project === project ? found.subject : null });
  }

  const listening = Disposable.from(
    window.registerWebviewPanelSerializer(graphViewType, {
      deserializeWebviewPanel: (panel, memory: PageMemory | undefined) => {
        adopt(panel, memory?.project ?? null, null);
        return Promise.resolve();
      },
    }),
    session.onGraphChanged(({ projects }) => {
      for (const own of open) {
        if (own.project === null || !projects.includes(own.project)) continue;
        own.isStale = true;
        if (own.isReady) void fill(own);
      }
    }),
    window.onDidChangeTextEditorSelection(pointAtCursor),
    window.onDidChangeActiveTextEditor(pointAtCursor),
  );

  return {
    async show() {
      const at = positionIn();
      openAnswer(await ask({ ...(at === null ? { project: null } : { document: at }), first: 'apps' }), null).catch(report);
    },
    showAroundCursor: () => showAround(positionIn()),
    showAround,
    onStatus(status) {
      if (status?.state === 'ready' && wasStopped) for (const own of open) if (own.isReady) void fill(own);
      if (status?.state !== 'ready')
        for (const { graph } of open)
          graph.tell({ say: 'waiting', words: status === null ? 'The server has ended.' : 'The workspace is being read …' });
      wasStopped = status?.state !== 'ready';
    },
    dispose() {
      clearTimeout(pointing);
      listening.dispose();
      for (const { graph } of open) graph.dispose();
    },
  };

  function report(error: unknown): void {
    output.error(String(error));
  }
}

/** Where the cursor of the Python editor in front stands. */
function positionIn(): DocumentPosition | null {
  const editor = window.activeTextEditor;
  if (editor?.document.languageId !== 'python') return null;
  const { line, character } = editor.selection.active;
  return { uri: editor.document.uri.toString(), position: { line, character } };
}

function titleOf({ view }: GraphViewAnswer): string {
  const name = view === null || view.project.name === '.' ? null : view.project.name;
  return name === null ? 'Model Graph' : `Model Graph: ${name}`;
}

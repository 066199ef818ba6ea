/**
 * The graph view's messages. Nothing is computed before a client asks; from then on the projects that it asked for are watched,
 * and it is told when one of them is another one. Layouts run beside, in the thread that is handed in.
 */
import { LSPErrorCodes, ResponseError, type CancellationToken, type Connection } from 'vscode-languageserver/node';
import { keyFromUri } from '../base/documentKey';
import { rangeOf } from '../base/span';
import { structuralEqual } from '../base/structuralEqual';
import { graphViewOf, projectSummary } from '../features/graphView';
import { placeOfSubject, subjectAt } from '../features/graphProblems';
import { wordsOfSubject } from '../features/graphWords';
import type { LayoutInput, LayoutResult } from '../protocol/graphLayout';
import {
  graphChangedNotification,
  graphCloseNotification,
  graphLayoutRequest,
  graphSourceRequest,
  graphSubjectAtRequest,
  graphViewRequest,
  graphWordsRequest,
  type DocumentPosition,
  type GraphCloseParams,
  type GraphLayoutParams,
  type GraphSubjectAt,
  type GraphSubjectParams,
  type GraphViewAnswer,
  type GraphViewParams,
  type GraphWords,
  type SourceLocation,
} from '../protocol/graphMessages';
import type { GraphView } from '../protocol/graphView';
import type { Analysis, LanguageService, ProjectAnalysis } from '../service/languageService';
import type { Failures } from './failures';
import type { ProtocolContext } from './toProtocol';

export interface GraphRequestsOptions {
  readonly connection: Connection;
  readonly failures: Failures;
  ready(): Promise<LanguageService>;
  contextOf(service: LanguageService): Pick<ProtocolContext, 'uriOf' | 'isOnDisk'>;
  /** The offset of a position in a document that is open; null when it is not. */
  offsetOf(document: DocumentPosition): number | null;
  layout(input: LayoutInput, signal: AbortSignal): Promise<LayoutResult | null>;
  /** A page is going to be opened that shows the apps of this view: the question for their layout will follow. */
  readonly foresee?: ((view: GraphView) => void) | undefined;
}

export interface GraphRequests {
  /** Tells the client which of the projects that it watches are others now. */
  analysed(analysis: Analysis): void;
}

const NO_PROJECT =
  'No Django project was found in this workspace. Open the folder that holds manage.py, or name the settings with "djangoRelations.settingsModule".';
const OTHER_PROJECTS = 'This project is not in the workspace any more; others are.';
const NO_MODEL = 'No model was found in this project. "Explain This Project" says which classes were looked at and why none is a model.';

/** Answers the graph's requests on the connection. */
export function serveGraph(options: GraphRequestsOptions): GraphRequests {
  const { connection, failures, ready } = options;
  /** What the client was last told of each project that it watches. */
  const watched = new Map<string, Told>();
  const layouts = new Map<string, AbortController>();

  function answer(service: LanguageService, params: GraphViewParams): GraphViewAnswer {
    const analysis = service.analysis();
    const at = 'document' in params ? find(options, service, params.document) : null;
    const wanted = at?.project ?? ('project' in params ? params.project : null);
    const projects = analysis.projects.filter(holdsModels);
    const chosen = wanted === null ? projects[0] : projects.find((each) => idOf(each) === wanted);
    const summaries = projects.map((each) => projectSummary(each, idOf(each)));
    const base = { revision: analysis.revision, projects: summaries, focus: at?.subject ?? null };
    if (chosen === undefined) return { ...base, view: null, notice: projects.length === 0 ? NO_PROJECT : OTHER_PROJECTS };
    const view = viewOf(chosen);
    if (params.first === 'apps' && !watched.has(idOf(chosen)) && view.models.length > 0) options.foresee?.(view);
    watched.set(idOf(chosen), { project: chosen, view });
    return { ...base, view, notice: view.models.length === 0 ? NO_MODEL : null };
  }

  connection.onRequest(graphViewRequest, (params: GraphViewParams) =>
    failures.guard<GraphViewAnswer | null>('The graph view', null, async () => answer(await ready(), params)),
  );

  connection.onRequest(graphSubjectAtRequest, (document: DocumentPosition) =>
    failures.guard<GraphSubjectAt | null>('The graph under the cursor', null, async () => find(options, await ready(), document)),
  );

  connection.onRequest(graphSourceRequest, ({ project, subject }: GraphSubjectParams) =>
    failures.guard<SourceLocation | null>('Going to the source', null, async () => {
      const service = await ready();
      const found = service.analysis().projects.find((each) => idOf(each) === project);
      const place = found === undefined ? null : placeOfSubject(found, subject);
      const at = place === null ? null : service.locate(place);
      const context = options.contextOf(service);
      if (at === null || !context.isOnDisk(at.key)) return null;
      return { uri: context.uriOf(at.key), range: rangeOf(at.lineStarts, at.span) };
    }),
  );

  connection.onRequest(graphWordsRequest, ({ project, subject }: GraphSubjectParams) =>
    failures.guard<GraphWords | null>('The words of the graph', null, async () => {
      const found = (await ready()).analysis().projects.find((each) => idOf(each) === project);
      const markdown = found === undefined ? null : wordsOfSubject(found, subject, found.findings);
      return markdown === null ? null : { markdown };
    }),
  );

  connection.onRequest(graphLayoutRequest, async ({ project, input }: GraphLayoutParams, token: CancellationToken) => {
    layouts.get(project)?.abort();
    const controller = new AbortController();
    layouts.set(project, controller);
    const cancelled = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      const result = await options.layout(input, controller.signal);
      return result ?? new ResponseError(LSPErrorCodes.RequestCancelled, 'another layout took its place');
    } catch (error) {
      failures.tell('A layout', error);
      throw error;
    } finally {
      cancelled.dispose();
      if (layouts.get(project) === controller) layouts.delete(project);
    }
  });

  connection.onNotification(graphCloseNotification, ({ project }: GraphCloseParams) => {
    watched.delete(project);
    layouts.get(project)?.abort();
  });

  return {
    analysed({ revision, projects }) {
      if (watched.size === 0) return;
      const changed = [...watched].flatMap(([id, last]) => {
        const project = projects.find((each) => idOf(each) === id);
        if (project?.graph === last.project.graph && project.findings === last.project.findings) return [];
        const view = project === undefined ? null : viewOf(project);
        // Told once: the next change counts from what the client would be sent now.
        if (project === undefined || view === null) watched.delete(id);
        else watched.set(id, { project, view });
        return structuralEqual(view, last.view) ? [] : id;
      });
      if (changed.length === 0) return;
      connection.sendNotification(graphChangedNotification, { revision, projects: changed }).catch((error: unknown) => {
        failures.tell('Telling of a changed graph', error);
      });
    },
  };
}

interface Told {
  readonly project: ProjectAnalysis;
  readonly view: GraphView;
}

function viewOf(project: ProjectAnalysis): GraphView {
  return graphViewOf(project, { id: idOf(project), findings: project.findings });
}

function idOf({ project }: ProjectAnalysis): string {
  return project.root;
}

function holdsModels({ project, graph }: ProjectAnalysis): boolean {
  return project.settings !== null || graph.models.size > 0 || graph.abstractModels.size > 0;
}

/** The project that has something at a position, and what that is. */
function find({ offsetOf }: GraphRequestsOptions, service: LanguageService, document: DocumentPosition): GraphSubjectAt | null {
  const key = keyFromUri(document.uri);
  const offset = offsetOf(document);
  if (key === null || offset === null) return null;
  const spanOf = (place: Parameters<LanguageService['locate']>[0]) => service.locate(place)?.span ?? null;
  for (const each of service.analysis().projects) {
    const subject = subjectAt(each, key, offset, spanOf);
    if (subject !== null) return { project: idOf(each), subject };
  }
  return null;
}

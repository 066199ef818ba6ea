/** What the graph panels ask the server, as functions. */
import type { Event } from 'vscode';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import {
  graphCloseNotification,
  graphLayoutRequest,
  graphSourceRequest,
  graphSubjectAtRequest,
  graphViewRequest,
  graphWordsRequest,
  type DocumentPosition,
  type GraphChangedParams,
  type GraphCloseParams,
  type GraphLayoutParams,
  type GraphSubject,
  type GraphSubjectAt,
  type GraphSubjectParams,
  type GraphViewAnswer,
  type GraphViewParams,
  type GraphWords,
  type SourceLocation,
} from '../../server/src/protocol/graphMessages';

/** The part of a server session that the graph needs. */
export interface GraphSession {
  /** Starts the server when it does not run. Rejects when there is no answer. */
  request<Answer>(method: string, params: unknown): Promise<Answer>;
  /** Goes nowhere when no server runs. */
  notify(method: string, params: unknown): void;
  readonly onGraphChanged: Event<GraphChangedParams>;
}

export interface GraphServer {
  view(params: GraphViewParams): Promise<GraphViewAnswer>;
  /** Null when another layout took its place, or the server ended. */
  layout(project: string, input: LayoutInput): Promise<LayoutResult | null>;
  words(project: string, subject: GraphSubject): Promise<GraphWords | null>;
  source(project: string, subject: GraphSubject): Promise<SourceLocation | null>;
  subjectAt(at: DocumentPosition): Promise<GraphSubjectAt | null>;
  close(project: string): void;
}

export function createGraphServer({ request, notify }: GraphSession): GraphServer {
  return {
    view: (params) => request<GraphViewAnswer>(graphViewRequest, params satisfies GraphViewParams),
    layout: (project, input) => request<LayoutResult>(graphLayoutRequest, { project, input } satisfies GraphLayoutParams).catch(() => null),
    words: (project, subject) =>
      request<GraphWords | null>(graphWordsRequest, { project, subject } satisfies GraphSubjectParams).catch(() => null),
    source: (project, subject) =>
      request<SourceLocation | null>(graphSourceRequest, { project, subject } satisfies GraphSubjectParams).catch(() => null),
    subjectAt: (at) => request<GraphSubjectAt | null>(graphSubjectAtRequest, at satisfies DocumentPosition).catch(() => null),
    close: (project) => notify(graphCloseNotification, { project } satisfies GraphCloseParams),
  };
}

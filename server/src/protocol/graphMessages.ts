/**
 * What is said about the graph view beyond LSP. The server computes nothing of it before {@link graphViewRequest}, and
 * forgets a project with {@link graphCloseNotification}. Imports types of this room only.
 */
import type { LayoutInput } from './graphLayout';
import type { GraphView, ModelId, ProjectSummary } from './graphView';

/** Request of {@link GraphViewParams}, answered by {@link GraphViewAnswer}, or null where the server failed (its output says why). From then on the project is watched. */
export const graphViewRequest = 'djangoRelations/graph/view';

export type GraphViewParams = (
  | { /** The view of a project by its id; null for the only project, or the first of several. */ readonly project: string | null }
  | {
      /** The view of the project that holds a document, with what stands at the position as `focus`. */ readonly document: DocumentPosition;
    }
) & {
  /** What will be shown of it first, where that is known: then its layout may begin. */
  readonly first?: 'apps';
};

export interface GraphViewAnswer {
  /** Rises with every change; an answer or notification with a lower one than was seen is old. */
  readonly revision: number;
  /** All projects of the workspace, to choose from. */
  readonly projects: readonly ProjectSummary[];
  /** Null when there is no such project. */
  readonly view: GraphView | null;
  /** What stands at the position that was asked for; null for nothing. */
  readonly focus: GraphSubject | null;
  /** Why there is nothing to see, and what to do: a sentence when `view` is null or without models, else null. */
  readonly notice: string | null;
}

/**
 * Notification to the client of {@link GraphChangedParams}: the view of a watched project is another one now. Ask again when
 * the panel is visible; several changes may have come together. Not sent for edits that leave the graph as it is.
 */
export const graphChangedNotification = 'djangoRelations/graph/changed';

export interface GraphChangedParams {
  readonly revision: number;
  /** Ids of watched projects whose view differs from the one that was sent last. One that is gone is named, too. */
  readonly projects: readonly string[];
}

/** Notification to the server of {@link GraphCloseParams}: the project's panel is gone, nobody watches it. */
export const graphCloseNotification = 'djangoRelations/graph/close';

export interface GraphCloseParams {
  readonly project: string;
}

/**
 * Request of {@link GraphLayoutParams}, answered by a `LayoutResult`. A later request of the same project takes the place
 * of one that is under way: that one is answered with LSP's error RequestCancelled (-32800), as is one that the client
 * cancels. Takes seconds for a thousand boxes; the server stays responsive. The same input is answered from memory.
 */
export const graphLayoutRequest = 'djangoRelations/graph/layout';

export interface GraphLayoutParams {
  readonly project: string;
  readonly input: LayoutInput;
}

/** Request of {@link GraphSubjectParams}, answered by a {@link SourceLocation} or null where there is no source. */
export const graphSourceRequest = 'djangoRelations/graph/source';

/** Request of {@link GraphSubjectParams}, answered by {@link GraphWords}: what the hover says; null when it is gone. */
export const graphWordsRequest = 'djangoRelations/graph/words';

export interface GraphSubjectParams {
  readonly project: string;
  readonly subject: GraphSubject;
}

/** A model, or one of its fields (a relation is the field that holds it). */
export interface GraphSubject {
  readonly model: ModelId;
  readonly field: string | null;
}

export interface GraphWords {
  readonly markdown: string;
}

/** Request of a {@link DocumentPosition}, answered by {@link GraphSubjectAt} or null: what the cursor in the code stands on. */
export const graphSubjectAtRequest = 'djangoRelations/graph/subjectAt';

export interface GraphSubjectAt {
  readonly project: string;
  readonly subject: GraphSubject;
}

export interface DocumentPosition {
  readonly uri: string;
  /** From 0, `character` in UTF-16 units, as in LSP. */
  readonly position: SourcePosition;
}

/** A place that an editor can open. */
export interface SourceLocation {
  readonly uri: string;
  readonly range: { readonly start: SourcePosition; readonly end: SourcePosition };
}

export interface SourcePosition {
  readonly line: number;
  readonly character: number;
}

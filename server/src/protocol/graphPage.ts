/**
 * What a graph panel and the page in it say to each other. The page has no other way to the outside. Imports types of this room
 * only.
 */
import type { LayoutInput, LayoutResult } from './graphLayout';
import type { GraphSubject, GraphViewAnswer, GraphWords } from './graphMessages';

/** From the page to its panel. */
export type PageMessage =
  /** The page stands and knows nothing: answered by `view`. */
  | { readonly say: 'ready' }
  /** Answered by `answer` with the same id. */
  | { readonly say: 'ask'; readonly id: number; readonly question: PageQuestion }
  /** Show the source of this. */
  | { readonly say: 'go'; readonly subject: GraphSubject }
  /** Another project is wanted in this panel's place. */
  | { readonly say: 'project'; readonly project: string }
  /** Show what was understood of the workspace. */
  | { readonly say: 'explain' }
  /** Write a file; the person is asked where. `text` as it is, or the bytes in Base64. */
  | { readonly say: 'save'; readonly name: string; readonly content: SavedContent };

export type PageQuestion =
  { readonly of: 'layout'; readonly input: LayoutInput } | { readonly of: 'words'; readonly subject: GraphSubject };

export type SavedContent = { readonly kind: 'svg'; readonly text: string } | { readonly kind: 'png'; readonly base64: string };

/** From the panel to its page. */
export type PanelMessage =
  | {
      readonly say: 'view';
      readonly answer: GraphViewAnswer;
      /** The model around which the picture is to be drawn; null leaves the picture as it is, or shows the whole project. */
      readonly around: GraphSubject | null;
    }
  /** Null when there is no answer any more, as another question took its place or the server is gone. */
  | { readonly say: 'answer'; readonly id: number; readonly answer: PanelAnswer | null }
  /** What the cursor in the code stands on; null for nothing of this project. */
  | { readonly say: 'cursor'; readonly subject: GraphSubject | null }
  /** The server has ended, or reads the workspace again; `view` follows when it is there. */
  | { readonly say: 'waiting'; readonly words: string }
  /** Something to tell the person, such as where a file was written. */
  | { readonly say: 'told'; readonly words: string };

export type PanelAnswer =
  { readonly of: 'layout'; readonly result: LayoutResult } | { readonly of: 'words'; readonly words: GraphWords | null };

/** What the page keeps while it is hidden and over a reload. Everything but the project is the page's own affair. */
export interface PageMemory {
  readonly project: string | null;
}

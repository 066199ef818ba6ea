/** The editor's words for what features give, without LSP's types: places are files and offsets. */
import type { Span } from '../base/span';

/** A hover: Markdown, and the span of source that it explains. */
export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

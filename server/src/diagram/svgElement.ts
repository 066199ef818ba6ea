/** A piece of SVG as plain data: the webview makes nodes of it, files make text. No style attributes and no handlers, ever. */
export interface SvgElement {
  readonly tag: SvgTag;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SvgElement[];
  /** Text content, not escaped; null for none. An element has text or children, not both. */
  readonly text: string | null;
}

export type SvgTag = 'svg' | 'g' | 'rect' | 'path' | 'text' | 'tspan' | 'title' | 'desc' | 'circle' | 'style' | 'defs' | 'clipPath';

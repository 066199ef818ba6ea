/** A piece of SVG as plain data: the webview makes nodes of it, files make text. No style attributes and no handlers, ever. */
export interface SvgElement {
  readonly tag: SvgTag;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly SvgElement[];
  /** Text content, not escaped; null for none. An element has text or children, not both. */
  readonly text: string | null;
}

export type SvgTag = 'svg' | 'g' | 'rect' | 'path' | 'text' | 'title' | 'desc' | 'circle' | 'style';

/** An element with children; what is null is left out. */
export function element(tag: SvgTag, attributes: SvgElement['attributes'], children: readonly (SvgElement | null)[] = []): SvgElement {
  return { tag, attributes, children: children.flatMap((child) => child ?? []), text: null };
}

/** An element with text. What no XML may hold is taken out of the text. */
export function textElement(tag: SvgTag, attributes: SvgElement['attributes'], text: string): SvgElement {
  return { tag, attributes, children: [], text: cleaned(text) };
}

/** A name inside of a longer text: one that is read from right to left does not turn round what stands beside it. */
export function isolated(name: string): string {
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/.test(name) ? `\u2068${name}\u2069` : name;
}

/** Control characters and halves of characters are no XML; signs that turn text round could make one name look like another. */
function cleaned(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff\u202a-\u202e]/g, '')
    .replaceAll(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

/** The element as text for a file. */
export function elementToString({ tag, attributes, children, text }: SvgElement): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(cleaned(String(value)))}"`);
  const inside = text === null ? children.map(elementToString).join('') : escaped(text);
  return inside === '' ? `<${tag}${written.join('')}/>` : `<${tag}${written.join('')}>${inside}</${tag}>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}

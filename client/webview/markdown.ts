/**
 * The Markdown of our own hovers as elements: paragraphs, lists, code blocks, bold and code. Nothing else is markup, so a name
 * can never become an element or a link.
 */
import { html } from './dom';

/** Makes something else of a piece of code, such as a button that leads to what it names; null leaves it. */
export type CodeMaker = (code: string) => Node | null;

/** The text as elements. */
export function renderMarkdown(markdown: string, makeCode: CodeMaker): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const block of blocksOf(markdown)) made.append(renderBlock(block, makeCode));
  return made;
}

/** Blocks stand apart by empty lines; a fenced one may hold some. */
function blocksOf(markdown: string): readonly string[] {
  const blocks: string[] = [];
  let fence = false;
  let lines: string[] = [];
  for (const line of [...markdown.split('\n'), '']) {
    if (line.startsWith('```')) fence = !fence;
    if (line.trim() !== '' || fence) lines.push(line);
    else if (lines.length > 0) {
      blocks.push(lines.join('\n'));
      lines = [];
    }
  }
  return blocks;
}

function renderBlock(block: string, makeCode: CodeMaker): Node {
  if (block.startsWith('```')) return html('pre', {}, html('code', {}, block.split('\n').slice(1, -1).join('\n')));
  if (block.startsWith('---')) return html('hr');
  const heading = /^#{1,6} (.*)$/.exec(block);
  if (heading !== null) return html('h3', {}, ...inline(heading[1] ?? '', makeCode));
  if (block.startsWith('- ')) {
    const items = block.slice(2).split('\n- ');
    return html('ul', {}, ...items.map((item) => html('li', {}, ...inline(item, makeCode))));
  }
  return html('p', {}, ...inline(block, makeCode));
}

const PIECE = /(`+)( ?)(.*?)\2\1|\*\*(.*?)\*\*(?!\*)|\\([^\p{L}\p{N}\s])/su;

function inline(text: string, makeCode: CodeMaker): readonly Node[] {
  const nodes: Node[] = [];
  let rest = text;
  for (let match = PIECE.exec(rest); match !== null; match = PIECE.exec(rest)) {
    if (match.index > 0) nodes.push(document.createTextNode(rest.slice(0, match.index)));
    const [whole, , , inCode, bold, escaped] = match;
    if (inCode !== undefined) nodes.push(makeCode(inCode) ?? html('code', {}, inCode));
    else if (bold !== undefined) nodes.push(html('strong', {}, ...inline(bold, makeCode)));
    else nodes.push(document.createTextNode(escaped ?? ''));
    rest = rest.slice(match.index + whole.length);
  }
  if (rest !== '') nodes.push(document.createTextNode(rest));
  return nodes;
}

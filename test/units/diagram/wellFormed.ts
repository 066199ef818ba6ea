/** A strict reader of XML as far as our files go: what it takes, every reader of SVG takes. */

export interface XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  readonly text: string;
}

/** The root of a document. Throws where it is not well-formed. */
export function readXml(source: string): XmlNode {
  const body = source.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  // What XML 1.0 does not allow anywhere, references included.
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(body)) throw new Error('a character that no XML may hold');
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
  const root = { name: '', attributes: {}, children: [] as XmlNode[], text: '' };
  const open: { name: string; attributes: Record<string, string>; children: XmlNode[]; text: string }[] = [root];
  while (token.lastIndex < body.trimEnd().length) {
    const at = token.lastIndex;
    const found = token.exec(body);
    if (found === null) throw new Error(`not well-formed at ${String(at)}: ${body.slice(at, at + 60)}`);
    const [, closing, name = '', attributes = '', empty, text] = found;
    const top = open.at(-1);
    if (top === undefined) throw new Error('more ends than beginnings');
    if (text !== undefined) top.text += decoded(text);
    else if (closing === '/') {
      if (top.name !== name) throw new Error(`</${name}> ends <${top.name}>`);
      open.pop();
    } else {
      const node = { name, attributes: attributesOf(attributes), children: [], text: '' };
      top.children.push(node);
      if (empty !== '/') open.push(node);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || only === undefined) throw new Error('not one root that ends');
  return only;
}

/** All nodes below a node, itself included. */
export function allNodes(node: XmlNode): readonly XmlNode[] {
  return [node, ...node.children.flatMap(allNodes)];
}

function attributesOf(text: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (name in all) throw new Error(`${name} twice`);
    all[name] = decoded(value);
  }
  return all;
}

function decoded(text: string): string {
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text)) throw new Error(`a bare & in ${text}`);
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replaceAll(/&([^;]+);/g, (_, name: string) => named[name] ?? '');
}

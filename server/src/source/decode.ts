/** From bytes to the text that Python would see, as PEP 263 says; a byte order mark is no part of it, as in editors. */

export type Decoded = { readonly text: string } | { readonly problem: string };

/** Decodes a Python file. NUL bytes are kept. Gives the problem, a sentence's end, where Python would refuse the bytes. */
export function decodePython(bytes: Buffer): Decoded {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)))
    return { problem: 'it is UTF-16, which Python does not read; save it as UTF-8' };
  // What Python code begins with has no zero bytes.
  if (bytes.length >= 2 && (bytes[0] === 0) !== (bytes[1] === 0))
    return { problem: 'it is UTF-16, which Python does not read; save it as UTF-8' };
  const mark = bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const text = bytes.toString('utf8', mark ? 3 : 0);
  const declared = mark ? null : declaredEncoding(text);
  if (declared !== null && !/^utf[-_]?8/i.test(declared)) return decodeAs(bytes, declared);
  if (text.includes('\ufffd') && !isUtf8(bytes)) return { problem: 'it is not UTF-8 and has no coding line' };
  return { text };
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** The encoding that one of the first two lines declares; null when none does. */
function declaredEncoding(text: string): string | null {
  const head = text.slice(0, 400);
  if (!head.includes('coding')) return null;
  const [first = '', second = ''] = head.split(/\r\n|\r|\n/, 2);
  const match = CODING.exec(first) ?? (/^[ \t\f]*(#.*)?$/.test(first) ? CODING.exec(second) : null);
  return match?.[1] ?? null;
}

function decodeAs(bytes: Buffer, encoding: string): Decoded {
  // Python takes `euc_jp` and `euc-jp` for the same; the web's names have the dash.
  const dashed = encoding.toLowerCase().replaceAll('_', '-');
  const name = PYTHON_NAMES[dashed] ?? dashed;
  // TextDecoder takes latin-1 for windows-1252, as the web does; Python does not.
  if (name === 'latin1') return { text: bytes.toString('latin1') };
  if (name === 'windows-1252') return { text: windows1252(bytes) };
  try {
    return { text: new TextDecoder(name, { fatal: true }).decode(bytes) };
  } catch {
    return { problem: `it cannot be read as ${encoding}, which its coding line names` };
  }
}

const PYTHON_NAMES: Readonly<Record<string, string>> = {
  __proto__: null as never,
  'latin-1': 'latin1',
  latin1: 'latin1',
  'iso-8859-1': 'latin1',
  ascii: 'latin1',
  'us-ascii': 'latin1',
  cp1252: 'windows-1252',
  cp1251: 'windows-1251',
  cp1250: 'windows-1250',
  cp932: 'shift-jis',
  cp936: 'gbk',
};

/** Latin-1 but for 32 places. Some versions of Node take the one for the other, so TextDecoder is not asked. */
function windows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => WINDOWS_1252.charAt(character.charCodeAt(0) - 0x80));
}

const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

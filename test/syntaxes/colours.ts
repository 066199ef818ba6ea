/**
 * Tokens as VS Code makes them: its own Python grammar, with and without the extension's grammar injected. Colours themselves are a
 * theme's business and are looked at in the real VS Code (test/client/coloursChecks.ts).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from 'vscode-textmate';
import { ensureHost } from '../client/host/ensure.mjs';

export interface Token {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** From the outside in, `source.python` first. */
  readonly scopes: readonly string[];
}

export interface Colours {
  /** What VS Code shows without the extension. */
  readonly plain: (text: string) => readonly Token[];
  /** What it shows with the extension. */
  readonly injected: (text: string) => readonly Token[];
}

const root = path.join(__dirname, '../..');

interface Contributed {
  readonly path: string;
  readonly scopeName: string;
  readonly injectTo: readonly string[];
}

/** Reads the grammars, the extension's own by what package.json says of it. */
export async function loadColours(): Promise<Colours> {
  const python = path.join((await ensureHost()).root, 'extensions/python/syntaxes/MagicPython.tmLanguage.json');
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    contributes: { grammars: readonly Contributed[] };
  };
  const wasm = readFileSync(createRequire(__filename).resolve('vscode-oniguruma/release/onig.wasm'));
  await loadWASM(new Uint8Array(wasm).buffer);
  const load = async (contributed: readonly Contributed[]): Promise<IGrammar> => {
    const files = new Map([['source.python', python], ...contributed.map((each) => [each.scopeName, path.join(root, each.path)] as const)]);
    const registry = new Registry({
      onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
      loadGrammar: (scope) => {
        const file = files.get(scope);
        return Promise.resolve(file === undefined ? null : parseRawGrammar(readFileSync(file, 'utf8'), file));
      },
      getInjections: (scope) => contributed.filter(({ injectTo }) => injectTo.includes(scope)).map(({ scopeName }) => scopeName),
    });
    const grammar = await registry.loadGrammar('source.python');
    if (grammar === null) throw new Error(`no Python grammar in ${python}`);
    return grammar;
  };
  const [plain, injected] = await Promise.all([load([]), load(manifest.contributes.grammars)]);
  return { plain: (text) => tokensOf(plain, text), injected: (text) => tokensOf(injected, text) };
}

/** Whether the token has a scope that only the extension's grammar gives. */
export function isOurs({ scopes }: Token): boolean {
  return scopes.some((scope) => scope.endsWith('.django'));
}

/**
 * Where the two readings differ, as text; none when only names in strings differ. Ours may split a string's inside, and nothing
 * else: not a scope, not a border between two tokens.
 */
export function changesOutsideNames(colours: Colours, text: string): readonly string[] {
  const plain = colours.plain(text).map(spelled);
  const injected = withoutOurs(colours.injected(text)).map(spelled);
  const changes = [];
  for (let index = 0; index < Math.max(plain.length, injected.length); index++)
    if (plain[index] !== injected[index]) changes.push(`${plain[index] ?? 'nothing'} became ${injected[index] ?? 'nothing'}`);
  return changes;
}

function tokensOf(grammar: IGrammar, text: string): readonly Token[] {
  let state = INITIAL;
  return text.split('\n').flatMap((content, line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(content, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => {
      const end = Math.min(endIndex, content.length);
      return { line, start: startIndex, end, text: content.slice(startIndex, end), scopes };
    });
  });
}

/** Joins the parts of a string's inside again and takes our scopes from them. */
function withoutOurs(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  let open: Token | undefined;
  for (const token of tokens) {
    const bare = { ...token, scopes: token.scopes.filter((scope) => !scope.endsWith('.django')) };
    if (open !== undefined && isOurs(token)) {
      open = { ...open, end: token.end, text: open.text + token.text };
      joined[joined.length - 1] = open;
    } else {
      joined.push(bare);
      open = isOurs(token) ? bare : undefined;
    }
  }
  return joined;
}

function spelled({ line, start, text, scopes }: Token): string {
  return `${String(line + 1)}:${String(start + 1)} ${JSON.stringify(text)} ${scopes.join(' ')}`;
}

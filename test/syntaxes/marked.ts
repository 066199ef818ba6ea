/**
 * Python with its expected colours underneath, as in the specs:
 *
 *     author = ForeignKey("catalog.Author", on_delete=CASCADE)
 *     #                    ^^^^^^^ entity.name.namespace
 *     #                            ^^^^^^ entity.name.type
 *
 * Names that are coloured without being marked are a mistake too, so unmarked lines assert silence.
 */
import assert from 'node:assert/strict';
import { changesOutsideNames, isOurs, type Colours, type Token } from './colours';

interface Mark {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

/** The code is complete: besides the marks, nothing else may look different from VS Code without the extension. */
export function assertColours(colours: Colours, marked: string): void {
  assertColoursWhileTyping(colours, marked);
  assert.deepEqual(changesOutsideNames(colours, readMarks(marked).text), []);
}

/** The code is still being typed; only the marks count. */
export function assertColoursWhileTyping(colours: Colours, marked: string): void {
  const { text, marks } = readMarks(marked);
  const tokens = colours.injected(text);
  const missing = marks.filter((mark) => !isMet(mark, tokens));
  const unexpected = tokens.filter((token) => isOurs(token) && !marks.some((mark) => covers(mark, token)));
  const told = [
    ...missing.map((mark) => `missing: ${mark.scope} at ${found(mark, tokens)}`),
    ...unexpected.map(({ line, text: name, scopes }) => `unexpected: line ${String(line + 1)} ${name} ${scopes.at(-1) ?? ''}`),
  ];
  assert.deepEqual(told, [], `\n${told.join('\n')}\nin\n${text}`);
}

/** Takes the lines of marks out of the code. */
function readMarks(marked: string): { readonly text: string; readonly marks: readonly Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.replace(/^\n/, '').split('\n')) {
    const [, before = '', carets = '', scope = ''] = /^(\s*#\s*)(\^+) (\S+)$/.exec(line) ?? [];
    if (carets === '') lines.push(line);
    else marks.push({ line: lines.length - 1, start: before.length, end: before.length + carets.length, scope });
  }
  return { text: lines.join('\n'), marks };
}

/** All marked text has the scope, and where the scope is one of ours the mark is neither longer nor shorter than the name. */
function isMet(mark: Mark, tokens: readonly Token[]): boolean {
  const under = tokens.filter(({ line, start, end }) => line === mark.line && start < mark.end && end > mark.start);
  return (
    under.length > 0 &&
    under.every(({ scopes }) => scopes.some((scope) => `${scope}.`.startsWith(`${mark.scope}.`))) &&
    under[0]?.start === mark.start &&
    under.at(-1)?.end === mark.end
  );
}

function covers(mark: Mark, { line, start, end }: Token): boolean {
  return mark.line === line && mark.start <= start && mark.end >= end;
}

function found(mark: Mark, tokens: readonly Token[]): string {
  const under = tokens.filter(({ line, start, end }) => line === mark.line && start < mark.end && end > mark.start);
  return `line ${String(mark.line + 1)}: ${under.map(({ text, scopes }) => `${JSON.stringify(text)} ${scopes.slice(1).join(' ')}`).join(', ')}`;
}

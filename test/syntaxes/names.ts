/** Strings that name a model or a field, found in two ways: by Python's own parser, and by the colours. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { isOurs, type Colours } from './colours';

/** What Python's parser finds in each file, as `line:column "text"`. */
export function namesIn(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const python = process.platform === 'win32' ? 'python' : 'python3';
  const done = spawnSync(python, [path.join(__dirname, 'names.py'), ...files], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
  const found = JSON.parse(done.stdout) as Record<string, readonly (readonly [number, number, string])[]>;
  return new Map(Object.entries(found).map(([file, names]) => [file, names.map(([line, column, text]) => spelled(line, column, text))]));
}

/** The strings that look different with the extension, as `line:column "text"`. */
export function colouredNames(colours: Colours, text: string): readonly string[] {
  const lines = text.split('\n');
  const names = new Set<string>();
  for (const { line, start } of colours.injected(text).filter(isOurs)) {
    const content = lines[line] ?? '';
    const begin = Math.max(content.lastIndexOf('"', start), content.lastIndexOf("'", start));
    const end = content.indexOf(content[begin] ?? '', begin + 1);
    names.add(spelled(line + 1, begin + 1, content.slice(begin, end + 1)));
  }
  return [...names];
}

function spelled(line: number, column: number, text: string): string {
  return `${String(line)}:${String(column)} ${text}`;
}

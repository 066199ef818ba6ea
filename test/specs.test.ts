/**
 * Every page of test/specs and every page of a rule: each section is a project that reaches the service in several ways, and each
 * way must give what the page says. `UPDATE_SPECS=1` writes the markers of findings anew instead; read the difference.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createNativeParser } from '../server/src/syntax/nativeParser';
import { findWasm } from '../server/src/syntax/openParser';
import type { PythonParser } from '../server/src/syntax/python';
import { quickFirst } from '../server/src/syntax/quickFirst';
import { createWasmParser } from '../server/src/syntax/wasmParser';
import { judge } from './harness/judge';
import { findingsOf } from './harness/observe';
import { annotated, rewritten } from './harness/rewrite';
import { readSpecPage, type SpecFile, type SpecSection } from './harness/specPage';
import { projectFiles } from './harness/specProject';
import { fromScratch, oneByOne, throughBuffers, type SpecInput } from './harness/ways';

const ROOT = join(__dirname, '..');
const updating = process.env['UPDATE_SPECS'] === '1';
const seed = Number(process.env['SPEC_SEED'] ?? Date.now() % 100_000);

const native = nativeParser();
const quick = quickFirst(native, 'whole');
let wasm: PythonParser;

before(async () => {
  wasm = await createWasmParser(findWasm());
});

for (const path of [...pagesIn('test/specs'), ...pagesIn('server/src/rules')]) {
  const page = readFileSync(path, 'utf8');
  describe(relative(ROOT, path), () => {
    const texts = new Map<SpecFile, string>();
    for (const section of readSpecPage(page)) {
      it(section.title, () => {
        if (updating) collect(section, texts);
        else runEveryWay(section);
      });
    }
    after(() => {
      if (texts.size > 0) writeFileSync(path, rewritten(page, texts));
    });
  });
}

function nativeParser(): PythonParser {
  const made = createNativeParser();
  assert.ok('parser' in made, 'the native parser loads here');
  return made.parser;
}

function runEveryWay(section: SpecSection): void {
  const input: SpecInput = { files: projectFiles(section), django: section.django, parser: quick };
  const order = shuffled([...input.files.keys()], seed);
  const ways = {
    'from scratch': () => fromScratch(input),
    'as the command reads': () => fromScratch({ ...input, parser: quickFirst(native, 'as-needed') }),
    'with tree-sitter alone': () => fromScratch({ ...input, parser: native }),
    'with WebAssembly alone': () => fromScratch({ ...input, parser: wasm }),
    [`file by file, SPEC_SEED=${String(seed)}`]: () => oneByOne(input, order),
    'through open buffers': () => throughBuffers(input),
  };
  for (const [way, run] of Object.entries(ways)) {
    const service = run();
    const wrong = judge(section, service);
    if (wrong.length === 0) continue;
    const found = findingsOf(service);
    const passing = section.files.map((file) => `${file.path}:\n${annotated(file, found)}`).join('\n');
    assert.fail(`${way}:\n${wrong.join('\n')}\n\nThis would pass as to findings:\n${passing}`);
  }
}

function collect(section: SpecSection, texts: Map<SpecFile, string>): void {
  const service = fromScratch({ files: projectFiles(section), django: section.django, parser: quick });
  for (const file of section.files) {
    const text = annotated(file, findingsOf(service));
    if (text !== file.text) texts.set(file, text);
  }
}

function pagesIn(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(ROOT, folder, name));
}

/** Fisher and Yates, with numbers that follow from the seed. */
function shuffled<Item>(items: readonly Item[], from: number): readonly Item[] {
  const result = [...items];
  let state = from;
  for (let at = result.length - 1; at > 0; at--) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (at + 1);
    [result[at], result[other]] = [result[other] as Item, result[at] as Item];
  }
  return result;
}

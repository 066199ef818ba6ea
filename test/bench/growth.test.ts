/**
 * What a keystroke may cost as a project grows, and what a thousand of them may leave behind. Only ratios are asserted, of figures
 * taken in turns in this very process; the absolute figures are in docs/benchmarks.md.
 */
import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { baseName, keyFromPath, type DocumentKey } from '../../server/src/base/documentKey';
import type { LanguageService } from '../../server/src/service/languageService';
import { defaultSettings } from '../../server/src/service/settings';
import { createLanguageService } from '../../server/src/service/createLanguageService';
import type { WorkspaceHost } from '../../server/src/source/host';
import { createMemoryHost } from '../../server/src/source/memoryHost';
import { openParser } from '../../server/src/syntax/openParser';
import { EDITED_FILE, generateProject } from './generateProject';
import { lowerQuartile } from './samples';

const ROOT = keyFromPath('/generated');
const EDITED = keyFromPath(`/generated/${EDITED_FILE}`);

const WARM_UP = 15;
const ROUNDS = 60;

describe('as a project grows', function () {
  this.timeout(120_000);

  it('a keystroke in a method costs among 3,000 models at most 1.2 times what it costs among 300', async () => {
    const small = await openProject(300);
    const large = await openProject(3_000);
    const times = { small: [] as number[], large: [] as number[] };
    for (let round = -WARM_UP; round < ROUNDS; round++) {
      const pair = { small: small.type('same shape'), large: large.type('same shape') };
      if (round < 0) continue;
      times.small.push(pair.small);
      times.large.push(pair.large);
    }
    // Other programs and the garbage collector only ever add time: the faster quarter tells what the keystroke itself costs.
    const cost = { small: lowerQuartile(times.small), large: lowerQuartile(times.large) };
    const growth = cost.large / cost.small;
    const said = `${cost.small.toFixed(2)} ms among 300, ${cost.large.toFixed(2)} ms among 3,000`;
    assert.ok(growth <= 1.2, said);
  });

  it('a keystroke in a method reads no other file and leaves the relation graph as it is', async () => {
    const project = await openProject(300);
    const before = { graph: project.graph(), reads: project.reads() };
    for (let n = 0; n < 5; n++) project.type('same shape');
    assert.deepEqual([project.graph() === before.graph, project.reads()], [true, before.reads]);
  });

  it('a changed field gives a new relation graph, still without reading the other apps again', async () => {
    const project = await openProject(300);
    const before = { graph: project.graph(), reads: project.reads() };
    project.type('changed shape');
    assert.deepEqual([project.graph() === before.graph, project.reads()], [false, before.reads]);
  });

  it('1,000 edits leave at most a tenth more memory in use', async () => {
    const project = await openProject(300);
    for (let n = 0; n < 100; n++) project.type(n % 2 === 0 ? 'same shape' : 'changed shape');
    const before = heapInUse();
    for (let n = 0; n < 1_000; n++) project.type(n % 10 === 0 ? 'changed shape' : 'same shape');
    const growth = heapInUse() / before;
    assert.ok(growth <= 1.1, `grew to ${growth.toFixed(2)} times of ${(before / 1e6).toFixed(1)} MB`);
  });
});

interface EditedProject {
  /** One keystroke and the analysis after it, in milliseconds. */
  type(kind: 'same shape' | 'changed shape'): number;
  /** How often models were read from the disk so far. */
  reads(): number;
  graph(): unknown;
}

async function openProject(models: number): Promise<EditedProject> {
  const texts = new Map(generateProject(models).map(({ path, text }) => [keyFromPath(`/generated/${path}`), text]));
  const { parser } = await openParser({});
  const { host, reads } = countReads(createMemoryHost(texts));
  const service = createLanguageService({
    roots: [ROOT],
    settings: defaultSettings,
    host,
    parser,
    onFailure: (message) => {
      throw new Error(message);
    },
  });
  assert.ok(service.analysis().stats.models >= models, 'the generated models are found');
  return { ...editor(service, EDITED, texts.get(EDITED) ?? ''), reads };
}

function editor(service: LanguageService, key: DocumentKey, original: string): Omit<EditedProject, 'reads'> {
  let version = 0;
  let text = original;
  service.open({ key, text, version });
  return {
    type(kind) {
      text = kind === 'same shape' ? withEnterInMethod(text) : withFieldRenamed(text);
      version += 1;
      const start = performance.now();
      service.open({ key, text, version });
      service.analysis();
      return performance.now() - start;
    },
    graph: () => service.analysis().projects[0]?.graph,
  };
}

/** Enter behind a statement, or taken back. */
function withEnterInMethod(text: string): string {
  const statement = 'return self.filter(is_active=True)\n';
  return text.includes(`${statement}\n\n`) ? text.replace(`${statement}\n\n`, `${statement}\n`) : text.replace(statement, `${statement}\n`);
}

/** One letter more in a field's name, or taken back. */
function withFieldRenamed(text: string): string {
  return text.includes('    notess =') ? text.replace('    notess =', '    notes =') : text.replace('    notes =', '    notess =');
}

function countReads(host: WorkspaceHost): { readonly host: WorkspaceHost; reads(): number } {
  let count = 0;
  const counting: WorkspaceHost = {
    ...host,
    read(key) {
      if (baseName(key) === 'models.py') count += 1;
      return host.read(key);
    },
  };
  return { host: counting, reads: () => count };
}

/** Bytes of the heap that are still in use after everything else was collected. */
function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** All measurements, one after the other: prints the tables and, with `--write`, puts them into docs/benchmarks.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { renderFigures, withFigures, type Figures } from './benchmarkPage';
import { EXTRA, measureCold } from './coldCheck';
import { measureGraph } from './graphPage';
import { measureInstalled } from './installedCheck';
import { DENSE_SIZE, denseInput, GENERATED_SIZES, generatedInputs, neighbours, PINS, realInputs, siteInput } from './inputs';
import { measureKeystrokes } from './keystroke';

const KEYSTROKE_SIZES = [300, 1_000, 3_000];
const GRAPH_SIZES = [300, 1_000, 5_000];

/** Runs what `args` ask for. Throws with a sentence when a tool cannot be installed or a contender fails. */
async function bench(root: string, args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      write: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string', default: '9' },
    },
  });
  const cache = join(root, '.cache', 'bench');
  const rounds = Number(values.rounds);
  const isWanted = (section: string): boolean => values.only === undefined || values.only === section;
  const figures: Figures = {
    machine: machineLine(),
    readsCertificates: process.env[EXTRA] !== undefined,
    date: new Date().toISOString().slice(0, 10),
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    rounds,
    pins: PINS,
    cold: isWanted('cold') ? coldFigures(root, cache, rounds) : [],
    installed: isWanted('installed') ? installedFigures(root, cache, rounds) : [],
    keystrokes: isWanted('keystroke') ? await keystrokeFigures(root, cache) : [],
    graphs: isWanted('graph') ? await graphFigures(cache) : [],
  };
  process.stdout.write(`${renderFigures(figures)}\n`);
  if (values.write) {
    const page = join(root, 'docs', 'benchmarks.md');
    writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figures));
    tell(`wrote ${page}`);
  }
}

function coldFigures(root: string, cache: string, rounds: number): Figures['cold'] {
  tell('installing the neighbours and the inputs, where they are missing');
  const beside = neighbours(cache);
  return [...realInputs(cache), ...generatedInputs(cache, GENERATED_SIZES), denseInput(cache, DENSE_SIZE)].map((input) => {
    tell(`check on ${input.name}`);
    return measureCold({ input, neighbours: beside, root, rounds });
  });
}

function installedFigures(root: string, cache: string, rounds: number): Figures['installed'] {
  tell('check with installed packages');
  return [measureInstalled({ input: siteInput(cache), root, rounds })];
}

async function keystrokeFigures(root: string, cache: string): Promise<Figures['keystrokes']> {
  const results = [];
  for (const input of generatedInputs(cache, KEYSTROKE_SIZES)) {
    tell(`keystrokes among ${input.name}`);
    results.push(await measureKeystrokes(input, root));
  }
  return results;
}

async function graphFigures(cache: string): Promise<Figures['graphs']> {
  const results = [];
  for (const input of [...realInputs(cache), ...generatedInputs(cache, GRAPH_SIZES)]) {
    tell(`the graph's page with ${input.name}`);
    results.push(await measureGraph(input));
  }
  return results;
}

function machineLine(): string {
  const [first] = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${first?.model.trim() ?? 'unknown processor'}, ${String(cpus().length)} cores, ${String(gigabytes)} GB, ${platform()} ${arch()} ${release()}, Node ${process.version}`;
}

function tell(what: string): void {
  process.stderr.write(`${what}\n`);
}

bench(join(__dirname, '..', '..'), process.argv.slice(2)).catch((error: unknown) => {
  tell(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

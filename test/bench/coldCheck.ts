/** A whole `check`, process start included, against the read floor, the static neighbours and ruff: in turns, on one input. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesRead } from './filesRead';
import type { Input, Neighbours } from './inputs';
import { inTurns, median, medianRatio } from './samples';

export interface ColdResult {
  readonly input: string;
  /** Python files of the input, those that check reads, and their megabytes (10^6 bytes). */
  readonly files: number;
  readonly read: number;
  readonly megabytes: number;
  readonly models: number;
  /** Findings of check on the input. */
  readonly findings: number;
  /** Median milliseconds of each contender. */
  readonly milliseconds: Readonly<Record<Contender, number>>;
  /** Median of check ÷ contender within the rounds. */
  readonly ratios: Readonly<Record<Contender, number>>;
  /** The same for `bareCheck`. */
  readonly bareRatios: Readonly<Record<Contender, number>>;
  /** The most memory that check held, in MB (10^6 bytes). */
  readonly peakMegabytes: number;
}

/** `bareFloor` and `bareCheck` are the same without the certificates that a machine may have each Node process read ({@link EXTRA}). */
export const CONTENDERS = ['floor', 'check', 'again', 'ormLens', 'djangoLsp', 'ruff', 'bareFloor', 'bareCheck'] as const;
export type Contender = (typeof CONTENDERS)[number];

/** Where it is set, a Node process reads this file before it begins, and be it to end at once: a part of the machine, of no use to anything here. */
export const EXTRA = 'NODE_EXTRA_CA_CERTS';

export interface ColdPlan {
  readonly input: Input;
  readonly neighbours: Neighbours;
  readonly root: string;
  readonly rounds: number;
}

/** Measures one input. Throws when a contender does not run, or check finds no models: then there is nothing to compare. */
export function measureCold(plan: ColdPlan): ColdResult {
  const { folder, name } = plan.input;
  const runOnce = (contender: Contender): string => runIn(folder, commands[contender], contender.startsWith('bare'));
  const cli = join(plan.root, 'dist/cli.js');
  const floor = join(plan.root, 'test/bench/floor.mjs');
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  const list = join(scratch, 'files');
  writeFileSync(list, JSON.stringify(filesRead(plan.root, folder)));
  const commands: Readonly<Record<Contender, readonly string[]>> = {
    floor: [process.execPath, floor, realpathSync(folder), list],
    check: [process.execPath, cli, 'check', '--no-cache', '--format', 'json', '.'],
    again: [process.execPath, cli, 'check', '--format', 'json', '.'],
    ormLens: [plan.neighbours.ormLens, 'scan', '--quiet', '--format', 'json', '--path', '.'],
    djangoLsp: [plan.neighbours.djangoLsp, 'check', '--format', 'json', '.'],
    ruff: [plan.neighbours.ruff, 'check', '--quiet', '--isolated', '--no-cache', '--select', 'DJ', '.'],
    bareFloor: [process.execPath, floor, realpathSync(folder), list],
    bareCheck: [process.execPath, cli, 'check', '--no-cache', '--format', 'json', '.'],
  };
  const report = readCheck(runOnce('check'));
  const read = /^(\d+) files, (\d+) bytes/.exec(runOnce('floor'));
  if (report.models === 0 || !read) throw new Error(`${name}: nothing was read, so nothing can be compared`);
  for (const contender of ['again', 'ormLens', 'djangoLsp', 'ruff'] as const) runOnce(contender);

  const things = new Map(CONTENDERS.map((contender) => [contender, () => void runOnce(contender)]));
  const times = inTurns(things, plan.rounds);
  rmSync(scratch, { recursive: true });
  const of = (contender: Contender): readonly number[] => times.get(contender) ?? [];
  return {
    input: name,
    files: report.files,
    read: Number(read[1]),
    megabytes: Number(read[2]) / 1e6,
    models: report.models,
    findings: report.findings,
    milliseconds: record((contender) => median(of(contender))),
    ratios: record((contender) => medianRatio(of('check'), of(contender))),
    bareRatios: record((contender) => medianRatio(of('bareCheck'), of(contender))),
    peakMegabytes: peakMemory(plan, commands.check),
  };
}

function record(value: (contender: Contender) => number): Readonly<Record<Contender, number>> {
  return Object.fromEntries(CONTENDERS.map((contender) => [contender, value(contender)])) as Record<Contender, number>;
}

/**
 * Runs a command with the input as its working folder (django-lsp takes that for the project) and gives its output.
 * Exit status 1 says findings; anything else is a failure.
 */
function runIn(folder: string, command: readonly string[], bare: boolean): string {
  const [program = '', ...args] = command;
  const env = bare ? { ...process.env, [EXTRA]: undefined } : process.env;
  const done = spawnSync(program, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1e9, env });
  if (done.error) throw done.error;
  if (done.status !== 0 && done.status !== 1) throw new Error(`${command.join(' ')}\n${done.stderr}`);
  return done.stdout;
}

function readCheck(output: string): { readonly files: number; readonly models: number; readonly findings: number } {
  const { stats, findings } = JSON.parse(output) as { stats: { files: number; models: number }; findings: readonly unknown[] };
  return { files: stats.files, models: stats.models, findings: findings.length };
}

/** The process tells its own high-water mark as it ends, which every platform can say. */
function peakMemory(plan: ColdPlan, command: readonly string[]): number {
  const [program = '', ...args] = command;
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'peak');
  spawnSync(program, ['--require', join(plan.root, 'test/bench/tellPeakMemory.cjs'), ...args], {
    cwd: plan.input.folder,
    stdio: 'ignore',
    env: { ...process.env, PEAK_MEMORY_FILE: file },
  });
  const kilobytes = Number(readFileSync(file, 'utf8'));
  rmSync(folder, { recursive: true });
  return (kilobytes * 1024) / 1e6;
}

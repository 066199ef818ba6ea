/** A whole `check` of a small site that rests on what is installed beside it, against a bare process that reads the same files. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesRead } from './filesRead';
import type { Input } from './inputs';
import { inTurns, median, medianRatio } from './samples';

export interface InstalledResult {
  readonly input: string;
  /** Files that check reads, and their megabytes (10^6 bytes). */
  readonly read: number;
  readonly megabytes: number;
  /** How many of them stand in the environment, and how many Python files there are in it. */
  readonly readOfEnvironment: number;
  readonly environment: number;
  readonly models: number;
  readonly findings: number;
  /** Median milliseconds. */
  readonly milliseconds: Readonly<Record<InstalledContender, number>>;
  /** Median of each ÷ the floor within the rounds. */
  readonly ratios: Readonly<Record<InstalledContender, number>>;
}

export const INSTALLED_CONTENDERS = ['floor', 'check', 'again'] as const;
export type InstalledContender = (typeof INSTALLED_CONTENDERS)[number];

export interface InstalledPlan {
  readonly input: Input;
  readonly root: string;
  readonly rounds: number;
}

/** Measures one site, whose environment is its folder `.venv`, not one of Windows. Throws when a contender does not run, or check finds no models. */
export function measureInstalled({ input, root, rounds }: InstalledPlan): InstalledResult {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-'));
  const cli = join(root, 'dist/cli.js');
  const list = join(scratch, 'files');
  const run = (...args: readonly string[]): string => {
    const env = { ...process.env, DJANGO_RELATIONS_CACHE: scratch };
    const done = spawnSync(process.execPath, args, { cwd: input.folder, encoding: 'utf8', maxBuffer: 1e9, env });
    if (done.error) throw done.error;
    if (done.status !== 0 && done.status !== 1) throw new Error(`${args.join(' ')}\n${done.stderr}`);
    return done.stdout;
  };
  const commands: Readonly<Record<InstalledContender, () => string>> = {
    floor: () => run(join(root, 'test/bench/readList.mjs'), list),
    check: () => run(cli, 'check', '--no-cache', '--format', 'json', '.'),
    again: () => run(cli, 'check', '--format', 'json', '.'),
  };
  try {
    const report = JSON.parse(commands.again()) as { stats: { models: number }; findings: readonly unknown[] };
    if (report.stats.models === 0) throw new Error(`${input.name}: nothing was read, so nothing can be compared`);
    const read = filesRead(root, input.folder);
    writeFileSync(list, JSON.stringify(read));
    // `lib64` beside `lib` is the same folder once more.
    const environment = join(realpathSync(input.folder), '.venv', 'lib');
    const times = inTurns(new Map(INSTALLED_CONTENDERS.map((name) => [name, () => void commands[name]()])), rounds);
    const of = (name: InstalledContender): readonly number[] => times.get(name) ?? [];
    const record = (value: (name: InstalledContender) => number): Readonly<Record<InstalledContender, number>> => ({
      floor: value('floor'),
      check: value('check'),
      again: value('again'),
    });
    return {
      input: input.name,
      read: read.length,
      megabytes: read.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6,
      readOfEnvironment: read.filter((file) => realpathSync(file).startsWith(environment) && file.endsWith('.py')).length,
      environment: readdirSync(environment, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.py')).length,
      models: report.stats.models,
      findings: report.findings.length,
      milliseconds: record((name) => median(of(name))),
      ratios: record((name) => medianRatio(of(name), of('floor'))),
    };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

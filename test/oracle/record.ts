/**
 * Asks the real Django about every section of the specs, in each version, and compares with what is recorded in specs.json; with
 * `--write` records the sections that are new or have changed. Run with `npm run oracle`. Installs each Django in an environment of its own under .cache/oracle.
 */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ANSWERS, answerFor, ROOT, specProjects, VERSIONS, type Answer, type Recorded, type SpecProject } from './specProjects';

const run = promisify(execFile);

async function record(words: readonly string[]): Promise<void> {
  const projects = specProjects();
  const recorded = existsSync(ANSWERS) ? (JSON.parse(readFileSync(ANSWERS, 'utf8')) as Readonly<Record<string, Recorded>>) : {};
  const answers = new Map<string, Record<string, Answer>>(projects.map(({ name }) => [name, {}]));
  for (const { version, release, python } of VERSIONS) {
    const interpreter = environment(release, python);
    if (interpreter === null) {
      process.stderr.write(`Django ${release} needs Python ${python} or newer, and none was found: what is recorded of it stays.\n`);
      for (const [name, all] of answers) keep(all, recorded[name], version);
      continue;
    }
    const claimed = projects.filter(({ section }) => section.django === null || section.django === version);
    // What is recorded of the same text is asked again only to be compared.
    const wanted = claimed.filter(({ name, digest }) => !words.includes('--write') || recorded[name]?.digest !== digest);
    for (const { name } of claimed) keep(answers.get(name) ?? {}, recorded[name], version);
    process.stderr.write(`asking Django ${release} about ${String(wanted.length)} projects\n`);
    await inParallel(wanted, async (project) => {
      const all = answers.get(project.name);
      if (all !== undefined) all[version] = await ask(interpreter, project);
    });
  }
  const found = Object.fromEntries(projects.map(({ name, digest }) => [name, { digest, answers: folded(answers.get(name) ?? {}) }]));
  const text = printed(found);
  if (words.includes('--write')) {
    writeFileSync(ANSWERS, text);
    process.stderr.write(`wrote ${ANSWERS}\n`);
  } else if (text !== readFileSync(ANSWERS, 'utf8')) {
    process.stderr.write('Django says something else than test/oracle/specs.json: npm run oracle -- --write, and read the difference.\n');
    process.exitCode = 1;
  } else process.stderr.write('Django says what test/oracle/specs.json says.\n');
}

function keep(all: Record<string, Answer>, recorded: Recorded | undefined, version: string): void {
  const answer = recorded === undefined ? undefined : answerFor(recorded, version);
  if (answer !== undefined) all[version] = answer;
}

/** The Python of an environment with this Django, made when missing; null when no Python here is new enough. */
function environment(release: string, oldest: string): string | null {
  const folder = join(ROOT, '.cache/oracle', release);
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  if (existsSync(join(folder, 'ready'))) return python;
  const base = [`python${oldest}`, 'python3.13', 'python3', 'python', ...pyenvPythons()].find((name) => isAtLeast(name, oldest));
  if (base === undefined) return null;
  for (const [command, args] of [
    [base, ['-m', 'venv', folder]],
    [python, ['-m', 'pip', 'install', '--quiet', `django==${release}`]],
  ] as const) {
    const done = spawnSync(command, args, { encoding: 'utf8' });
    if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}\n${done.stderr}`);
  }
  writeFileSync(join(folder, 'ready'), '');
  return python;
}

/** Pythons that pyenv keeps beside the one that is on the path. */
function pyenvPythons(): readonly string[] {
  const { status, stdout } = spawnSync('pyenv', ['root'], { encoding: 'utf8' });
  const versions = status === 0 ? join(stdout.trim(), 'versions') : '';
  return existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin/python')) : [];
}

function isAtLeast(python: string, oldest: string): boolean {
  const done = spawnSync(python, ['-c', `import sys; sys.exit(sys.version_info < (${oldest.replace('.', ', ')}))`]);
  return done.status === 0;
}

async function ask(python: string, { files }: SpecProject): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'spec-'));
  try {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const settings = /DJANGO_SETTINGS_MODULE", "([^"]+)"/.exec(files.get('manage.py') ?? '')?.[1] ?? 'config.settings';
    const { stdout } = await run(python, ['-B', '-W', 'ignore', join(ROOT, 'test/oracle/ask.py')], {
      cwd: folder,
      env: { ...process.env, ASK_SETTINGS: settings },
    });
    return JSON.parse(stdout) as Answer;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.max(2, cpus().length) }, next));
}

/** Answers that are the same but for the version's name stand once. */
function folded(answers: Readonly<Record<string, Answer>>): Recorded['answers'] {
  const seen = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(answers).map(([version, answer]) => {
      const key = JSON.stringify({ ...answer, django: '' });
      const same = seen.get(key);
      if (same === undefined) seen.set(key, version);
      return [version, same ?? answer];
    }),
  );
}

/** One line for each answer, so that a difference can be read. */
function printed(found: Readonly<Record<string, Recorded>>): string {
  const sections = Object.entries(found).map(([name, { digest, answers }]) => {
    const lines = Object.entries(answers).map(([version, answer]) => `   ${JSON.stringify(version)}: ${JSON.stringify(answer)}`);
    return ` ${JSON.stringify(name)}: { "digest": "${digest}", "answers": {\n${lines.join(',\n')} } }`;
  });
  return `{\n${sections.join(',\n')}\n}\n`;
}

record(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

/** The command `django-relations`: results on stdout, everything else on stderr, exit statuses as USAGE tells them. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { version } from '../../package.json';
import { compareText } from './base/compareText';
import { keyFromPath } from './base/documentKey';
import { bundlePath } from './bundlePath';
import { readArguments, USAGE, UsageError, type CheckPlan, type ExplainPlan, type GraphPlan } from './cliArguments';
import { openWorkspace, pathFromHere, tell, toldSoFar, whatToReport, type Tracking } from './cliWorkspace';
import { hasArrived, isTerminal, writeError, writeOut } from './output';
import { partOf } from './report/graphPart';
import { likelyPart, unlikelyApps } from './report/likelyPart';
import { renderCheckJson, renderGraphJson, withTime } from './report/json';
import type { ReportedProject, ReportSource } from './report/reportSource';
import { rulePage } from './rulePages';
import { rules } from './rules/registry';
import type { Severity } from './rules/rule';
import { expectLongRun, expectShortRun } from './shortRun';
import { openAnswerCache } from './source/answerCache';
import { cacheFolder } from './source/cacheFolder';
import { createStamps } from './source/stamps';

const SEVERITIES: readonly Severity[] = ['information', 'warning', 'error'];

/** Status 3 although there are results: a rule failed, so silence proves nothing. */
const OWN_FAILURE = 3;

async function run(words: readonly string[]): Promise<number> {
  const plan = readArguments(words);
  switch (plan.command) {
    case 'check':
      return answered(plan, words, (tracking) => check(plan, tracking));
    case 'graph':
      return answered(plan, words, (tracking) => graph(plan, tracking));
    case 'explain':
      return explain(plan);
    case 'lsp':
      // Its connection reads the same arguments, and keeps the process alive.
      await import('./main');
      livesOn = true;
      // While it stands, something is always waited for; what ends as LSP wants it ends at once.
      process.once('beforeExit', () => {
        tell('The connection to the editor could not be made, or broke off.');
        process.exitCode = 1;
      });
      return 0;
    case 'help':
      writeOut(USAGE);
      return 0;
    case 'version':
      writeOut(`${version}\n`);
      return 0;
  }
}

interface Result {
  readonly text: string;
  readonly status: number;
}

/** Milliseconds since the process began. Node takes five of them to load what stands behind `performance`. */
function sinceStart(): number {
  return process.uptime() * 1000;
}

/** True for a language server, which ends when its connection does. */
let livesOn = false;

let worked = false;

/** True when this process has read a project, and not only repeated an answer. */
export function hasWorked(): boolean {
  return worked;
}

/** Gives an answer that was given before, where nothing that it rests on has changed; else works it out. */
async function answered(
  plan: CheckPlan | GraphPlan,
  words: readonly string[],
  workOut: (tracking: Tracking) => Promise<Result>,
): Promise<number> {
  // Sources that run without having been bundled may change in any file.
  const folder = plan.cache === 'used' && !__filename.endsWith('.ts') ? cacheFolder() : null;
  const { size, mtimeMs } = statSync(__filename);
  const cache = openAnswerCache(folder, [version, size, mtimeMs, process.cwd(), process.platform, wantsColors(), words]);
  const known = cache.recall();
  if (known !== null) {
    if (known.stderr !== '') writeError(known.stderr);
    print(withTime(known.stdout, sinceStart()), plan.output);
    return known.status;
  }
  const { look, all } = createStamps();
  const asked = new Map<string, string | undefined>();
  const variables = new Proxy(process.env, {
    get(target, name: string) {
      asked.set(name, target[name]);
      return target[name];
    },
  });
  worked = true;
  expectShortRun();
  const { text, status } = await workOut({ look, variables });
  print(text, plan.output);
  const stderr = toldSoFar()
    .map((message) => `${message}\n`)
    .join('');
  if (status !== OWN_FAILURE)
    cache.keep({ stdout: text, stderr, status }, { stamps: folder === null ? [] : all(), variables: Object.fromEntries(asked) });
  return status;
}

async function check(plan: CheckPlan, tracking: Tracking): Promise<Result> {
  const opened = await openWorkspace(plan.paths, plan.chosen, tracking);
  const source = plan.format === 'json' ? opened.source : { ...opened.source, pathOf: pathFromHere };
  const text = await renderCheck(plan, source);
  if (plan.format !== 'text' && source.projects.length === 0) tell(noProjectIn(plan.paths));
  return { text, status: opened.failed() ? OWN_FAILURE : statusOf(plan, source) };
}

function noProjectIn(paths: readonly string[]): string {
  return `There is no Django project in ${paths.map((path) => (path === '.' ? 'this folder' : path)).join(', ')}.`;
}

function statusOf({ failOn }: CheckPlan, { projects }: ReportSource): number {
  if (failOn === null) return 0;
  const counts = ({ severity }: { readonly severity: Severity }): boolean => SEVERITIES.indexOf(severity) >= SEVERITIES.indexOf(failOn);
  return projects.some(({ findings }) => findings.some(counts)) ? 1 : 0;
}

/** Each format is loaded when it is asked for: the start counts. */
async function renderCheck({ format, output, paths }: CheckPlan, source: ReportSource): Promise<string> {
  switch (format) {
    case 'json':
      return renderCheckJson(source, sinceStart());
    case 'github':
      return (await import('./report/github')).renderGithub(source);
    case 'sarif': {
      const { renderSarif } = await import('./report/sarif');
      return renderSarif(source, { toolVersion: version, rules, pageOf: rulePage });
    }
    case 'text': {
      const { renderText } = await import('./report/text');
      return renderText(source, { colors: output === null && wantsColors() ? 'on' : 'off', places: paths });
    }
  }
}

async function graph(plan: GraphPlan, tracking: Tracking): Promise<Result> {
  const { source: whole, failed } = await openWorkspace([plan.path], plan.chosen, tracking);
  const { focus, apps } = plan;
  const asked = focus === null ? apps : [...apps, focus.split('.', 1)[0] ?? focus];
  const source = { ...whole, projects: whole.projects.map((project) => likelyPart(project, asked)) };
  const unlikely = [...new Set(whole.projects.flatMap((project) => unlikelyApps(project, asked)))];
  if (unlikely.length > 0 && apps.length === 0)
    tell(`Left out, as settings most likely do not install them (--app LABEL shows one): ${unlikely.join(', ')}.`);
  const all = source.projects.flatMap(({ graph: { models } }) => [...models.values()]);
  if (focus !== null)
    known(
      'model',
      focus,
      all.map(({ label }) => label),
    );
  const labels = [
    ...all.map(({ appLabel }) => appLabel),
    ...source.projects.flatMap(({ project }) => project.apps.map(({ label }) => label)),
  ];
  for (const app of apps) known('app', app, labels);

  const text = await renderGraph(plan, source);
  if (source.projects.length === 0) tell(noProjectIn([plan.path]));
  return { text, status: failed() ? OWN_FAILURE : 0 };
}

/** Pictures and their layout are loaded when they are asked for. */
async function renderGraph(plan: GraphPlan, source: ReportSource): Promise<string> {
  const keeps = (each: ReportedProject): ReturnType<typeof partOf> => partOf(each.graph, plan);
  switch (plan.format) {
    case 'json':
      return renderGraphJson(source, keeps);
    case 'mermaid':
      return (await import('./report/mermaid')).renderMermaid(source, keeps);
    default:
      expectLongRun();
      return (await import('./cliPictures')).renderPictures(source, { ...plan, format: plan.format, pageScript, tell });
  }
}

async function explain({ what, path, chosen }: ExplainPlan): Promise<number> {
  const { engine, source, failed } = await openWorkspace([path], chosen, { look: () => undefined, variables: process.env });
  const { explainName } = await import('./service/explanations');
  // Places are told as a terminal knows them, and as `check` tells them.
  const text = explainName({ ...engine.toExplain(), roots: [keyFromPath(process.cwd())] }, what);
  if (text === null) {
    const meant = meantOf(what, namesIn(source)) ?? ': neither a model, nor a relation, nor a code.';
    throw new UsageError(`Nothing in ${path} is called "${what}"${meant}`);
  }
  print(`${text.trimEnd()}\n`, null);
  return failed() ? OWN_FAILURE : 0;
}

/** Everything that can be explained, by its full name. */
function namesIn({ projects }: ReportSource): readonly string[] {
  return [
    ...projects.flatMap(({ graph }) => [...graph.models.keys(), ...graph.abstractModels.keys(), ...graph.relationById.keys()]),
    ...rules.flatMap(({ name, django }) => [name, ...django]),
  ];
}

function known(what: string, name: string, names: readonly string[]): void {
  if (!names.includes(name)) throw new UsageError(`There is no ${what} "${name}"${meantOf(name, names) ?? '.'}`);
}

/** The end of a sentence that asks whether a name with the same last part was meant, at best in the same case; null where there is none. */
function meantOf(name: string, names: readonly string[]): string | null {
  const lastPart = (one: string): string => one.slice(one.lastIndexOf('.') + 1);
  const near = [...new Set(names)].filter((one) => lastPart(one).toLowerCase() === lastPart(name).toLowerCase()).sort(compareText);
  const exact = near.filter((one) => lastPart(one) === lastPart(name));
  const meant = (exact.length > 0 ? exact : near).slice(0, 3);
  return meant.length === 0 ? null : `: did you mean ${meant.join(' or ')}?`;
}

/** The script of a picture's page. */
function pageScript(): string {
  return readFileSync(bundlePath('picturePage.js'), 'utf8');
}

function wantsColors(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0';
  return TERM !== 'dumb' && isTerminal();
}

function print(text: string, output: string | null): void {
  if (output === null) {
    writeOut(text);
    return;
  }
  try {
    writeFileSync(output, text);
  } catch (error) {
    throw new UsageError(`"${output}" cannot be written: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/**
 * Runs the command that the process was given, and sets its status. Ends the process where everything it said has arrived: to take down
 * piece by piece what goes anyway takes Node as long as reading some hundred files.
 */
export async function runCommand(): Promise<void> {
  process.exitCode = await statusOfRun();
  if (!livesOn && hasArrived()) process.exit();
}

async function statusOfRun(): Promise<number> {
  try {
    return await run(process.argv.slice(2));
  } catch (error) {
    if (error instanceof UsageError) {
      tell(`django-relations: ${error.message}`);
      return 2;
    }
    tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    tell(whatToReport());
    return OWN_FAILURE;
  }
}

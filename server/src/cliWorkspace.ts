/** What a command works on: the paths that a person named, read and analysed, with places as reports show them. */
import { relative, resolve } from 'node:path';
import { version } from '../../package.json';
import { remembered } from './base/collections';
import { compareText } from './base/compareText';
import { isInside, joinKey, keyFromPath, parentKey, pathFromKey, relativeKey, type DocumentKey } from './base/documentKey';
import { UsageError, type ChosenSettings } from './cliArguments';
import { writeError } from './output';
import { holdsDjango } from './features/holdsDjango';
import type { ReportSource } from './report/reportSource';
import { rulePage } from './rulePages';
import { rules } from './rules/registry';
import type { Engine } from './service/languageService';
import { defaultSettings, knownCodesOf } from './service/settings';
import { createEngine } from './service/workspaceState';
import { createDiskHost } from './source/diskHost';
import type { Look } from './source/stamps';
import { whatStandsAt } from './source/whatStandsAt';
import { withParser } from './syntax/openParser';

export interface OpenedWorkspace {
  readonly engine: Engine;
  /** Paths in it are relative to what the person named. */
  readonly source: ReportSource;
  /** True when a rule threw: then silence proves nothing. */
  failed(): boolean;
}

/** Is told what an answer rests on. */
export interface Tracking {
  readonly look: Look;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** Reads the projects in `paths`; notices go to stderr. Throws {@link UsageError} for what cannot be meant. */
export async function openWorkspace(
  paths: readonly string[],
  chosen: ChosenSettings,
  { look, variables }: Tracking,
): Promise<OpenedWorkspace> {
  const codes = knownCodesOf(rules);
  for (const code of [...chosen.select, ...chosen.ignore])
    if (!codes.isKnown(code)) throw new UsageError(`No rule has the name or the code "${code}".`);
  const places = paths.map(placeOf);
  const roots = outermost(places.map(({ root }) => root));
  let failures: string[] = [];
  // Which parser it is changes no result, and a line about it in every run of a container would only disturb.
  const engine = await withParser(process.env, (parser) => {
    failures = [];
    const begun = createEngine({
      roots,
      settings: { ...defaultSettings, ...chosen, python: chosen.python === null ? null : resolve(chosen.python) },
      host: createDiskHost(look),
      parser,
      variables,
      onFailure: (message) => failures.push(message),
      pageOf: rulePage,
    });
    begun.analysis();
    return begun;
  });
  const { projects: analysed, notices, stats } = engine.analysis();
  const projects = analysed.filter(holdsDjango);
  for (const { message } of notices) tell(message);
  for (const message of failures) tell(`${message}\n${whatToReport()}`);
  const { settingsModule } = chosen;
  if (settingsModule !== null && !projects.some(({ project }) => project.settings === settingsModule))
    throw new UsageError(`No project in ${paths.join(', ')} has the settings module "${settingsModule}".`);
  const base = commonFolder(roots);
  const isAsked = (key: DocumentKey): boolean => places.some(({ asked }) => isInside(asked, key));
  return {
    engine,
    failed: () => failures.length > 0,
    source: {
      projects: projects.map((each) => ({ ...each, findings: each.findings.filter(({ at }) => isAsked(at.file)) })),
      // Of these projects only: the engine may know Django's own models even where nobody uses them.
      stats: {
        ...stats,
        models: sum(projects, ({ graph: { models } }) => models.size),
        relations: sum(projects, ({ graph: { relations } }) => relations.length),
      },
      locate: engine.locate,
      text: engine.text,
      isOnDisk: remembered((key) => whatStandsAt(key) !== 'nothing'),
      pathOf: (key) => relativeKey(base, key),
    },
  };
}

interface AskedPlace {
  /** What the person named. */
  readonly asked: DocumentKey;
  /** The folder to read: a file alone says nothing, its whole project has to be known. */
  readonly root: DocumentKey;
}

function placeOf(path: string): AskedPlace {
  const asked = keyFromPath(resolve(path));
  // An empty word is a variable that is not set, and does not mean the folder in which the command runs.
  const found = path === '' ? 'nothing' : whatStandsAt(asked);
  if (found === 'nothing') throw new UsageError(`There is no file or folder "${path}".`);
  if (found === 'folder') return { asked, root: asked };
  const folder = parentKey(asked);
  for (let above = folder; ; above = parentKey(above)) {
    if (whatStandsAt(joinKey(above, 'manage.py')) === 'file') return { asked, root: above };
    if (parentKey(above) === above) return { asked, root: folder };
  }
}

/** The folders without those that lie in others, sorted. */
function outermost(roots: readonly DocumentKey[]): readonly DocumentKey[] {
  const all = [...new Set(roots)].sort(compareText);
  return all.filter((root) => !all.some((other) => other !== root && isInside(other, root)));
}

function commonFolder([first, ...others]: readonly DocumentKey[]): DocumentKey {
  let folder = first ?? keyFromPath(process.cwd());
  while (!others.every((root) => isInside(folder, root)) && parentKey(folder) !== folder) folder = parentKey(folder);
  return folder;
}

/** As a terminal, a pull request and a code scan know the file: from the folder in which the command runs. */
export function pathFromHere(key: DocumentKey): string {
  const path = relative(process.cwd(), pathFromKey(key));
  return path === '' ? '.' : path.replaceAll('\\', '/');
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

const told: string[] = [];

/** Says something to the person, beside the results. */
export function tell(message: string): void {
  told.push(message);
  writeError(`${message}\n`);
}

/** What the person was told so far. */
export function toldSoFar(): readonly string[] {
  return told;
}

/** What a person is asked to send when we failed. */
export function whatToReport(): string {
  const machine = `django-relations ${version}, Node ${process.version}, ${process.platform} ${process.arch}`;
  return `This is a mistake of Django Relations, not of your project. Please report it with the lines above and this one: ${machine}.`;
}

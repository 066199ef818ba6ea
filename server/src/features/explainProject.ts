/** What was found in the workspace and what was made of it: the text of "Explain This Project". */
import { counted } from '../base/counted';
import { baseName, type DocumentKey } from '../base/documentKey';
import type { App, Project, Uncertainty } from '../project/project';
import type { Analysed } from '../relations/analysed';
import type { Place } from '../relations/graph';
import { blocks, bullets, code, plain, sentence } from './markdown';

/** Why one class is or is not a model. */
export interface ClassExplanation {
  /** Dotted path: `shop.models.Order`. */
  readonly path: string;
  readonly at: Place | null;
  readonly verdict: ClassVerdict;
  /** A sentence or its beginning; empty when the verdict says it all. */
  readonly why: string;
}

export type ClassVerdict = 'model' | 'abstract' | 'proxy' | 'not-a-model' | 'unknown-base' | 'no-app' | 'not-loaded' | 'repeated';

export interface ProjectExplanation extends Analysed {
  readonly settingsFile: DocumentKey | null;
  readonly classes: readonly ClassExplanation[];
  /** How many findings there are. */
  readonly findings: number;
}

export interface WorkspaceExplanation {
  readonly projects: readonly ProjectExplanation[];
  /** What a person should know about the reading itself, as sentences. */
  readonly notices: readonly { readonly message: string }[];
  /** Python files found and parsed, and how long the search for them took; null when that was not measured. */
  readonly stats: { readonly files: number; readonly parsed: number; readonly installed: number; readonly milliseconds: number | null };
  /** A path as people read it, relative to the workspace. */
  readonly pathOf: (key: DocumentKey) => string;
  /** `shop/models.py:12`; null when the place is not known. */
  readonly whereIs: (place: Place) => string | null;
}

/** Most classes in one list, most uncertainties and notices. */
const MOST = 200;

/** Markdown on the whole workspace; a sentence on what was looked for when there is no Django project. */
export function explainProject(data: WorkspaceExplanation): string {
  const { projects, stats } = data;
  if (projects.every(({ graph, project }) => graph.models.size === 0 && project.settings === null && graph.abstractModels.size === 0))
    return blocks('# Django Relations', noProject(data), noticeText(data));
  const time = stats.milliseconds === null ? '' : ` in ${String(Math.round(stats.milliseconds))} ms`;
  const installed = stats.installed === 0 ? '' : `, and ${counted(stats.installed, 'file')} of installed packages`;
  const read = `Found ${counted(stats.files, 'Python file')}${time}, and parsed the ${String(stats.parsed)} that can hold models, settings or app configs${installed}. Nothing was run.`;
  return blocks('# Django Relations', read, ...projects.map((project) => projectText(data, project)), noticeText(data));
}

function noProject({ stats }: WorkspaceExplanation): string {
  if (stats.files === 0) return 'No Django project here: there are no Python files in this workspace.';
  return `No Django project here. ${counted(stats.files, 'Python file')} ${stats.files === 1 ? 'was' : 'were'} looked through for a ${code('manage.py')}, for settings with ${code('INSTALLED_APPS')}, and for classes that derive from ${code('django.db.models.Model')}. If your models derive from a base in an installed package, or live outside of the opened folder, open the folder that holds them.`;
}

function projectText(data: WorkspaceExplanation, explanation: ProjectExplanation): string {
  const { project, graph, findings } = explanation;
  return blocks(
    `## Project ${plain(project.name === '.' ? baseName(project.root) : project.name)}`,
    bullets([
      `Root: ${code(data.pathOf(project.root))}`,
      settingsText(data, explanation),
      `Django ${plain(project.django.version)}, ${versionSource(project)}`,
      environmentText(project),
      userModelText(project, graph.models.has(project.authUserModel ?? '')),
      `${counted(graph.models.size, 'model')}, ${counted(graph.abstractModels.size, 'abstract base')}, ${counted(graph.relations.length, 'relation')}, ${counted(findings, 'problem')}`,
    ]),
    '### Apps',
    appTable(data, explanation),
    installedText(project),
    uncertainText(data, project),
    classText(data, explanation),
  );
}

function settingsText({ pathOf }: WorkspaceExplanation, { project, settingsFile }: ProjectExplanation): string {
  if (project.settings === null)
    return 'Settings: none found, so apps are the packages that hold models, and checks that need settings stay silent';
  return `Settings: ${code(project.settings)}${settingsFile === null ? '' : `, ${code(pathOf(settingsFile))}`}`;
}

function versionSource({ django }: Project): string {
  return django.from === 'newest known'
    ? 'the newest that is known here, since no lock file or requirement names one'
    : `as ${code(django.from)} says`;
}

function environmentText({ environment }: Project): string {
  return environment === null
    ? `Environment: none found, so of installed packages only Django's own apps are known; ${code('djangoRelations.python')} names one`
    : `Environment: ${code(environment)}`;
}

function userModelText({ authUserModel }: Project, isRead: boolean): string {
  if (authUserModel === null) return `${code('AUTH_USER_MODEL')} is not known`;
  return `User model: ${code(authUserModel)}${isRead ? '' : ', whose source was not found'}`;
}

function appTable({ pathOf }: WorkspaceExplanation, { project, graph }: ProjectExplanation): string {
  if (project.apps.length === 0) return 'None.';
  const counts = new Map<string, number>();
  for (const { appLabel } of graph.models.values()) counts.set(appLabel, (counts.get(appLabel) ?? 0) + 1);
  const row = (app: App): string => {
    const folder = app.from === 'builtin' || app.folder === null ? foreignFolder(app) : code(pathOf(app.folder));
    return `| ${cell(code(app.label))} | ${cell(code(app.name))} | ${cell(folder)} | ${String(counts.get(app.label) ?? 0)} |`;
  };
  return ['| Label | Package | Folder | Models |', '| --- | --- | --- | ---: |', ...project.apps.map(row)].join('\n');
}

function foreignFolder({ from, name }: App): string {
  if (from === 'builtin' || name.startsWith('django.')) return "Django's own";
  return 'source not found, nothing is claimed of it';
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function installedText({ installedAppsKnown, settings }: Project): string | null {
  if (settings === null || installedAppsKnown) return null;
  return `${code('INSTALLED_APPS')} could not be read whole, so an app or a model that is missing here proves nothing, and such checks stay silent.`;
}

function uncertainText({ whereIs }: WorkspaceExplanation, { uncertain }: Project): string | null {
  if (uncertain.length === 0) return null;
  const where = ({ at }: Uncertainty): string => {
    const place = at === null ? null : whereIs(at);
    return place === null ? '' : ` at ${code(place)}`;
  };
  return blocks('### What source text does not decide', list(uncertain.map((each) => `${sentence(each.message)}${where(each)}`)));
}

const VERDICTS: readonly (readonly [ClassVerdict, string])[] = [
  ['unknown-base', 'Not read as models: a base could not be followed'],
  ['no-app', 'Not models: in no installed app'],
  ['not-loaded', 'Not models: in modules that Django does not load'],
  ['repeated', 'Claimed twice: another class has the same label'],
  ['not-a-model', 'Not models'],
  ['model', 'Models'],
  ['proxy', 'Proxies'],
  ['abstract', 'Abstract bases'],
];

function classText(data: WorkspaceExplanation, { classes }: ProjectExplanation): string | null {
  if (classes.length === 0) return null;
  // What Django itself brings along is no news to anyone.
  const own = classes.filter(({ path }) => !path.startsWith('django.'));
  const sections = VERDICTS.flatMap(([verdict, title]) => {
    const lines = own.filter((each) => each.verdict === verdict).map((each) => classLine(data, each));
    return lines.length === 0 ? [] : [`**${title}** (${String(lines.length)})`, list(lines)];
  });
  return sections.length === 0 ? null : blocks('### Why a class is or is not a model', ...sections);
}

function classLine({ whereIs }: WorkspaceExplanation, { path, at, why }: ClassExplanation): string {
  const where = at === null ? null : whereIs(at);
  return `${code(path)}${where === null ? '' : ` at ${code(where)}`}${why === '' ? '' : `: ${sentence(why)}`}`;
}

function noticeText({ notices }: WorkspaceExplanation): string | null {
  return notices.length === 0 ? null : blocks('## Notices', list(notices.map(({ message }) => sentence(message))));
}

function list(lines: readonly string[]): string | null {
  const shown = lines.slice(0, MOST);
  const hidden = lines.length - shown.length;
  return bullets(hidden === 0 ? shown : [...shown, `and ${String(hidden)} more`]);
}

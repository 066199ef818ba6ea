/** What people ask about a project in words: the whole of it, one model, one relation, one code. */
import { positionAt } from '../base/span';
import { explain } from '../features/explain';
import { explainProject, type ClassExplanation } from '../features/explainProject';
import type { ClassVerdict } from '../relations/registry';
import type { Place } from '../relations/graph';
import type { AnalysedProject } from './analyseProject';
import type { ExplanationContext } from './languageService';
import { shortPath } from './readingNotices';

/** Markdown on the whole workspace. */
export function explainWorkspace(context: ExplanationContext): string {
  const { analysis, projects, milliseconds } = context;
  return explainProject({
    projects: analysis.projects.map((project, at) => ({
      ...project,
      settingsFile: projects[at]?.opened.settingsFile ?? null,
      classes: verdictsOf(projects[at]).flatMap(explainClass),
      findings: project.findings.length,
    })),
    notices: analysis.notices,
    stats: { ...analysis.stats, milliseconds },
    pathOf: (key) => shortPath(context.roots, key),
    whereIs: (place) => whereIs(context, place),
  });
}

/** Explains a code, a model, a field or a class by its name, in every project that has it; null when nothing has it. */
export function explainName(context: ExplanationContext, what: string): string | null {
  const options = { whereIs: (place: Place) => whereIs(context, place) };
  return explain(context.analysis.projects, context.rules, what, options) ?? explainClasses(context, what);
}

/** Why classes that are no models are none: all of the name, in the package or module that stands before it. */
function explainClasses(context: ExplanationContext, what: string): string | null {
  const [, before = '', name = ''] = /^(.*?)\.?(\w+)$/.exec(what) ?? [];
  const isMeant = ({ path }: ClassExplanation): boolean => path.endsWith(`.${name}`) && `.${path}`.includes(`.${before}`);
  const lines = context.projects
    .flatMap((project) => verdictsOf(project).flatMap(explainClass))
    .filter((each) => isMeant(each) && each.why !== '')
    .map(({ path, at, why }) => `- \`${path}\` at \`${at === null ? '' : (whereIs(context, at) ?? '')}\` is no model to Django: ${why}`);
  return lines.length === 0 ? null : `${lines.join('\n')}\n`;
}

/** What became of each class of a project, those in modules that nothing loads included. */
function verdictsOf(project: AnalysedProject | undefined): readonly ClassVerdict[] {
  return project === undefined ? [] : [...project.verdicts, ...project.notLoaded.verdicts()];
}

function explainClass({ info, verdict }: ClassVerdict): readonly ClassExplanation[] {
  if (info.file.startsWith('/@')) return [];
  const at = { file: info.file, id: info.shape.nameId };
  return [{ path: info.dotted, at, verdict, why: WHY[verdict] }];
}

const WHY: Readonly<Record<ClassVerdict['verdict'], string>> = {
  model: '',
  proxy: '',
  abstract: '',
  'not-a-model': 'none of its bases is a model',
  'unknown-base': 'one of its bases comes from outside the workspace, and nothing in its body shows a model',
  'no-app': 'no installed app holds its module, and its Meta names no app_label',
  'not-loaded': 'nothing that Django loads imports its module',
  repeated: 'an earlier class has the same app label and name',
};

function whereIs(context: ExplanationContext, place: Place): string | null {
  const located = context.locate(place);
  if (located === null) return null;
  return `${shortPath(context.roots, located.key)}:${String(positionAt(located.lineStarts, located.span.start).line + 1)}`;
}

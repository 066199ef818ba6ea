/** Reports for programs: the JSON of `check` and of `graph`. Fields are added here, never renamed: others read them. */
import { compareText } from '../base/compareText';
import { positionAt } from '../base/span';
import type { Field, Model, Place, Relation, Target } from '../relations/graph';
import type { GraphPart } from './graphPart';
import { placeFindings, sortedProjects, type PlacedFinding, type ReportedProject, type ReportSource } from './reportSource';

const VERSION = 1;

/** `check --format json`. `milliseconds` is the time of the whole run so far, told by the caller. */
export function renderCheckJson(source: ReportSource, milliseconds: number): string {
  return line({
    version: VERSION,
    projects: projectsOf(source),
    findings: placeFindings(source).map(findingJson),
    stats: { ...source.stats, milliseconds: { total: Math.round(milliseconds * 10) / 10 } },
  });
}

/** The same report with the time of this run: for one that is said again. Any other text stays as it is. */
export function withTime(report: string, milliseconds: number): string {
  return report.replace(TIME, `"milliseconds":{"total":${String(Math.round(milliseconds * 10) / 10)}}}}\n`);
}

/** How `check --format json` ends. */
const TIME = /"milliseconds":\{"total":[\d.]+\}\}\}\n$/;

/** `graph --format json`: the kept models and relations of all projects, sorted by project, file, line and name. */
export function renderGraphJson(source: ReportSource, keeps: (project: ReportedProject) => GraphPart): string {
  const parts = sortedProjects(source).map((each) => ({ root: source.pathOf(each.project.root), part: keeps(each) }));
  return line({
    version: VERSION,
    projects: projectsOf(source),
    models: parts.flatMap(({ root, part }) => modelsOf(source, part, root)),
    relations: parts.flatMap(({ root, part }) => part.relations.map((one) => ({ ...relationJson(source, one), project: root }))),
  });
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function projectsOf(source: ReportSource): readonly unknown[] {
  return sortedProjects(source).map(({ project, graph }) => ({
    root: source.pathOf(project.root),
    settings: project.settings,
    django: project.django.version,
    djangoFrom: project.django.from,
    environment: project.environment,
    apps: project.apps.length,
    models: graph.models.size,
    relations: graph.relations.length,
    uncertain: project.uncertain.map((each) => uncertaintyText(source, each)),
  }));
}

/** `INSTALLED_APPS reads os.environ at config/settings.py:40`. */
export function uncertaintyText(source: ReportSource, { message, at }: ReportedProject['project']['uncertain'][number]): string {
  const { file, line } = lineOf(source, at);
  return file === null ? message : `${message} at ${file}:${String(line)}`;
}

function findingJson({ finding, file, range, project, related, fixes }: PlacedFinding): unknown {
  return {
    code: finding.code,
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    why: finding.why,
    help: finding.help,
    file,
    range,
    model: finding.model,
    // Absent where Django blames the model as a whole.
    ...(finding.field === null ? {} : { field: finding.field }),
    project,
    ...(finding.models.length > 0 ? { models: finding.models } : {}),
    ...(finding.covers.length > 0 ? { covers: finding.covers } : {}),
    related: related.map((note) => ({ file: note.file, range: note.range, message: note.message })),
    fixes: fixes.map(({ title, edits }) => ({ title, edits })),
  };
}

function modelsOf(source: ReportSource, { models }: GraphPart, project: string): readonly unknown[] {
  return models
    .map((model) => ({ model, at: lineOf(source, model.at) }))
    .sort(
      (left, right) =>
        compareText(left.at.file ?? '', right.at.file ?? '') ||
        (left.at.line ?? 0) - (right.at.line ?? 0) ||
        compareText(left.model.label, right.model.label),
    )
    .map(({ model, at }) => ({ ...modelJson(source, model), ...at, project }));
}

function modelJson(source: ReportSource, model: Model): Readonly<Record<string, unknown>> {
  const { label, name, appLabel, module, abstract, proxy, managed, swapped, dbTable, pk, bases, managers, origin } = model;
  const fields = model.fields.map((field) => fieldJson(source, field));
  return { label, name, appLabel, module, abstract, proxy, managed, swapped, dbTable, pk, bases, managers, fields, origin };
}

function fieldJson(source: ReportSource, field: Field): unknown {
  const { name, className, column, inheritedFrom } = field;
  return { name, class: className, column, null: field.null, line: lineOf(source, field.at).line, inheritedFrom };
}

function relationJson(source: ReportSource, relation: Relation): Readonly<Record<string, unknown>> {
  const { from, field, kind, target, className, onDelete, accessor, queryName, through, throughAuto, unique, column } = relation;
  const { toField, parentLink, symmetrical, inheritedFrom, written } = relation;
  return {
    from,
    field,
    kind,
    to: targetText(target, kind),
    class: className,
    onDelete,
    accessor,
    // Without a target nothing can be asked through the relation.
    queryName: target.kind === 'unresolved' ? null : queryName,
    through,
    throughAuto,
    null: relation.null,
    unique,
    column,
    toField,
    parentLink,
    symmetrical,
    inheritedFrom,
    resolution: target.kind,
    ...lineOf(source, written?.name ?? relation.madeBy ?? null),
  };
}

/** The label of a resolved target, else the text as written; null for a generic foreign key, which has no one target. */
function targetText(target: Target, kind: Relation['kind']): string | null {
  if (kind === 'generic') return null;
  if (target.kind === 'resolved') return target.label;
  return target.text === '' ? null : target.text;
}

/** File and line (from 1) of a place; both null where there is no source, as for models that are known without one. */
function lineOf(source: ReportSource, place: Place | null): { readonly file: string | null; readonly line: number | null } {
  const at = place === null ? null : source.locate(place);
  if (at === null || !source.isOnDisk(at.key)) return { file: null, line: null };
  return { file: source.pathOf(at.key), line: positionAt(at.lineStarts, at.span.start).line + 1 };
}

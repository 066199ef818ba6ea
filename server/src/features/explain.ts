/** What `explain` says of a model, a field or a code: the cards, with the name and the place as a heading. */
import type { Analysed } from '../relations/analysed';
import type { Field, Model, Place, Relation } from '../relations/graph';
import { ancestorsOf } from './ends';
import type { ToldFinding } from './findings';
import { blocks, bullets, code, plain, sentence } from './markdown';
import { modelCard } from './modelCard';
import { relationCard } from './relationCard';

/** One project with its findings. */
export interface ExplainedProject extends Analysed {
  readonly findings: readonly ToldFinding[];
}

/** What is told of a rule. Plain data: rules and features do not know each other. */
export interface ExplainedRule {
  readonly name: string;
  readonly django: readonly string[];
  readonly summary: string;
  readonly severity: string;
  /** The rule's page as Markdown; null when it is not at hand. */
  readonly page: string | null;
}

export interface ExplainOptions {
  /** `shop/models.py:12`; null when the place is not known. */
  readonly whereIs: (place: Place) => string | null;
}

/** Explains a model by its label, an abstract base by its dotted path; null when the project has none of that name. */
function explainModel(project: ExplainedProject, what: string, options: ExplainOptions): string | null {
  const model = findModel(project, what);
  if (model === null) return null;
  return blocks(heading(model.label, model.at, options), modelCard(project, model, project.findings));
}

/** Explains `shop.Order.customer`, also by its reverse accessor, and plain fields in a sentence; null when there is none. */
function explainRelation(project: ExplainedProject, what: string, options: ExplainOptions): string | null {
  const cut = what.lastIndexOf('.');
  const model = cut === -1 ? null : findModel(project, what.slice(0, cut));
  if (model === null) return null;
  const name = what.slice(cut + 1);
  const { graph } = project;
  const lineage = [model.label, ...ancestorsOf(graph, model.label)];
  const relation =
    find(lineage, (label) => graph.relationById.get(`${label}.${name}`)) ??
    graph.declared.find(({ id }) => id === `${model.label}.${name}`) ??
    find(lineage, (label) => graph.relationsTo.get(label)?.find(({ accessor }) => accessor === name));
  if (relation !== undefined) return explained(project, relation, options);
  const holder = find([model, ...lineage.slice(1).flatMap((label) => graph.models.get(label) ?? [])], (each) =>
    each.fields.some((field) => field.name === name) ? each : undefined,
  );
  const field = holder?.fields.find((each) => each.name === name);
  if (holder === undefined || field === undefined) return null;
  return blocks(heading(`${model.label}.${name}`, field.at, options), fieldWords(field, holder === model ? null : holder.label));
}

/** Explains a check ID of Django or a rule by its name; null when no rule has it. */
function explainCode(rules: readonly ExplainedRule[], what: string): string | null {
  const wanted = what.toLowerCase();
  const named = rules.filter(({ name, django }) => name.toLowerCase() === wanted || django.some((id) => id.toLowerCase() === wanted));
  if (named.length === 0) return null;
  return blocks(...named.map(ruleText));
}

/** Explains whatever has this name in any of the projects: a code first, then models and fields. Null when nothing has it. */
export function explain(
  projects: readonly ExplainedProject[],
  rules: readonly ExplainedRule[],
  what: string,
  options: ExplainOptions,
): string | null {
  const rule = explainCode(rules, what);
  if (rule !== null) return rule;
  const found = projects.flatMap((project) => {
    const text = explainModel(project, what, options) ?? explainRelation(project, what, options);
    if (text === null) return [];
    return [projects.length === 1 ? text : blocks(text, `Project ${code(project.project.name)}.`)];
  });
  return found.length === 0 ? null : blocks(...found);
}

/** By label, dotted path or dotted class, exactly; else by label in any case, as Django's lazy references are. */
function findModel({ graph }: Analysed, what: string): Model | null {
  const exact = graph.models.get(what) ?? graph.abstractModels.get(what);
  if (exact !== undefined) return exact;
  const all = [...graph.models.values()];
  const lower = what.toLowerCase();
  const near = all.find(({ label, module, name }) => label.toLowerCase() === lower || `${module}.${name}` === what);
  if (near !== undefined) return near;
  // A bare class name will do where only one model has it.
  const bare = [...all, ...graph.abstractModels.values()].filter(({ name }) => name === what);
  return bare.length === 1 ? (bare[0] ?? null) : null;
}

function explained(project: ExplainedProject, relation: Relation, options: ExplainOptions): string {
  return blocks(heading(relation.id, relation.written?.name ?? null, options), relationCard(project, relation, project.findings));
}

function heading(name: string, at: Place | null, { whereIs }: ExplainOptions): string {
  const where = at === null ? null : whereIs(at);
  return blocks(`# ${plain(name)}`, where === null ? null : code(where));
}

function fieldWords(field: Field, parent: string | null): string {
  const column =
    field.column === null ? 'has no column' : `has the column ${code(field.column)}, ${field.null ? 'may be NULL' : 'never NULL'}`;
  return blocks(
    `${code(field.name)} is a ${code(field.className)}, no relation; it ${column}.`,
    bullets([
      ...(field.primaryKey ? ['It is the primary key.'] : field.unique ? ['Its values are unique.'] : []),
      ...(parent === null ? [] : [`It belongs to the parent ${code(parent)}.`]),
      ...(field.inheritedFrom === null ? [] : [`Inherited from the abstract base ${code(field.inheritedFrom)}.`]),
    ]),
  );
}

function ruleText({ name, django, summary, severity, page }: ExplainedRule): string {
  if (page !== null) return page.trim();
  const ids = django.length === 0 ? 'Django has no check for it.' : `Django calls it ${django.map(code).join(', ')}.`;
  return blocks(`# ${plain(name)}`, `${sentence(summary)} (${severity})`, ids);
}

function find<Item, Found>(items: readonly Item[], finder: (item: Item) => Found | undefined): Found | undefined {
  for (const item of items) {
    const found = finder(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The card of one model: what it points at, what points at it, its inheritance, and what a deletion takes along. */
import type { Analysed } from '../relations/analysed';
import type { Model, Relation, RelationGraph } from '../relations/graph';
import { concreteOf } from './deletion';
import { deletionLines } from './deletionWords';
import { findingLines, findingsOnModel, type ToldFinding } from './findings';
import { kindFromTarget } from './kindWords';
import { atMost, blocks, bullets, code, plain } from './markdown';
import { relationsIn, relationsOut } from './modelRelations';
import { variableFor } from './naming';

/** Most relations in one list. */
const MOST = 10;

/** Markdown on one model, abstract bases included. */
export function modelCard({ graph }: Analysed, model: Model, findings: readonly ToldFinding[]): string {
  return blocks(
    findingLines(findingsOnModel(model, findings)),
    `**${plain(model.label)}** ${identity(graph, model)}`,
    section('Points at', forwardLines(graph, model)),
    section('Pointed at by', reverseLines(graph, model)),
    section('Inherits', inheritanceLines(graph, model)),
    model.abstract || model.swapped !== null ? null : section(`Deleting one ${plain(model.name)}`, deletionLines(graph, model.label)),
    model.complete ? null : 'A base or a member of this class could not be followed, so there may be more than this.',
  );
}

function identity(graph: RelationGraph, model: Model): string {
  if (model.abstract) return 'is an abstract base: it has no table, and its fields become those of each child.';
  if (model.swapped !== null) return `is swapped out: ${code(model.swapped)} takes its place, so it has no table and no reverse names.`;
  if (model.proxy) return `is a proxy of ${code(concreteOf(graph, model.label))}: the same table ${code(model.dbTable)}, another class.`;
  const pk = model.pk === null ? '' : `, primary key ${code(model.pk)}`;
  const managed = model.managed ? '' : ', which Django does not manage (`managed = False`)';
  return `has the table ${code(model.dbTable)}${pk}${managed}.`;
}

function section(title: string, lines: readonly string[]): string | null {
  const list = bullets(atMost(lines, MOST));
  return list === null ? null : `${title}:\n\n${list}`;
}

function forwardLines(graph: RelationGraph, model: Model): readonly string[] {
  return relationsOut(graph, model).map(
    ({ relation, owner }) => `${forwardLine(relation)}${owner === model.label ? '' : `, from ${code(owner)}`}`,
  );
}

function forwardLine(relation: Relation): string {
  const { target, field, kind, through, throughAuto } = relation;
  const via = through === null || throughAuto ? '' : ` through ${code(through)}`;
  const orNone = relation.null ? ', or none' : '';
  const link = relation.parentLink ? ', parent link' : '';
  if (kind === 'generic') return `${code(field)}: any model, generic`;
  const to = target.kind === 'resolved' ? code(target.label) : `${code(target.text)} (${target.kind})`;
  return `${code(field)}: ${to}${via}, ${kind === 'generic-reverse' ? 'generic' : kind}${orNone}${link}`;
}

function reverseLines(graph: RelationGraph, model: Model): readonly string[] {
  const variable = variableFor(model.name);
  return relationsIn(graph, model).map((relation) => reverseLine(relation, variable));
}

function reverseLine(relation: Relation, variable: string): string {
  const kind = relation.kind === 'many-to-one' && relation.unique ? 'one-to-one' : kindFromTarget(relation.kind);
  const filters = relation.queryName !== null && relation.queryName !== relation.accessor ? `, in filters ${code(relation.queryName)}` : '';
  if (relation.accessor === null) return `${code(relation.id)}, ${kind}${filters === '' ? ', hidden' : filters}`;
  return `${code(`${variable}.${relation.accessor}`)}: ${code(relation.id)}, ${kind}${filters}`;
}

function inheritanceLines(graph: RelationGraph, model: Model): readonly string[] {
  const bases = model.bases.filter((base) => base !== 'django.db.models.Model');
  const children = model.abstract ? childrenOfAbstract(graph, model.label) : (graph.children.get(model.label) ?? []);
  const proxies = children.filter((label) => graph.models.get(label)?.proxy === true);
  const extending = children.filter((label) => graph.models.get(label)?.proxy !== true);
  const list = (labels: readonly string[]): string => atMost(labels.map(code), MOST).join(', ');
  return [
    ...(bases.length === 0 ? [] : [`from ${bases.map((base) => baseWords(graph, base)).join(', ')}`]),
    ...(extending.length === 0
      ? []
      : [`${model.abstract ? 'gives its fields to' : 'extended, each with a table of its own, by'} ${list(extending)}`]),
    ...(proxies.length === 0 ? [] : [`has the proxies ${list(proxies)}`]),
  ];
}

function baseWords(graph: RelationGraph, base: string): string {
  if (graph.abstractModels.has(base)) return `${code(base)} (abstract)`;
  return graph.models.has(base) ? code(base) : `${code(base)} (not read as a model)`;
}

/** Concrete models below an abstract base, at any depth of abstract bases. */
function childrenOfAbstract(graph: RelationGraph, path: string): readonly string[] {
  const bases = new Set([path]);
  for (const each of bases) for (const [child, { bases: above }] of graph.abstractModels) if (above.includes(each)) bases.add(child);
  return [...graph.models.values()].filter((model) => model.bases.some((base) => bases.has(base))).map(({ label }) => label);
}

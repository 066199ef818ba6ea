/** `graph --format mermaid`: an entity relationship diagram, to be pasted where Mermaid is drawn. */
import { compareText } from '../base/compareText';
import type { Model, ModelLabel, Relation } from '../relations/graph';
import type { GraphPart } from './graphPart';
import { sortedProjects, type ReportedProject, type ReportSource } from './reportSource';

/**
 * Draws the kept concrete models, and those that their relations lead to. Left out: abstract models, and relations whose
 * target is not one resolved model (told in a comment line each, so that nothing is lost in silence).
 */
export function renderMermaid(source: ReportSource, keeps: (project: ReportedProject) => GraphPart): string {
  const projects = sortedProjects(source);
  const nameOf = uniqueNames();
  const lines = projects.flatMap((each, index) => {
    const scope = projects.length > 1 ? `p${String(index + 1)} ` : '';
    const heading = projects.length > 1 ? [`  %% ${comment(source.pathOf(each.project.root))}`] : [];
    return [...heading, ...projectLines(each, keeps(each), (label) => nameOf(scope, label))];
  });
  return `${['erDiagram', ...lines].join('\n')}\n`;
}

function projectLines({ graph }: ReportedProject, part: GraphPart, nameOf: (label: ModelLabel) => string): readonly string[] {
  const own = part.models.filter(({ abstract, origin }) => !abstract && origin === 'workspace');
  const drawn = new Set(own.map(({ label }) => label));
  const relations = part.relations.filter(({ from }) => drawn.has(from)).sort((left, right) => compareText(left.id, right.id));
  const others = new Set<ModelLabel>();
  for (const { target } of relations) if (target.kind === 'resolved' && !drawn.has(target.label)) others.add(target.label);
  return [
    ...own
      .sort((left, right) => compareText(left.label, right.label))
      .flatMap((model) => entity(model, graph.relationsFrom.get(model.label) ?? [], nameOf)),
    ...[...others].sort(compareText).map((label) => `  ${nameOf(label)}["${label}"]`),
    ...relations.map((relation) => edge(relation, nameOf)),
  ];
}

function entity(model: Model, relations: readonly Relation[], nameOf: (label: ModelLabel) => string): readonly string[] {
  const heading = `  ${nameOf(model.label)}["${model.label}"]`;
  const columns = model.fields.filter(({ column }) => column !== null);
  if (columns.length === 0) return [heading];
  const pointing = new Set(relations.map(({ field }) => field));
  const rows = columns.map(({ name, className, primaryKey, unique }) => {
    const keys = [primaryKey ? 'PK' : null, pointing.has(name) ? 'FK' : null, unique && !primaryKey ? 'UK' : null];
    const marks = keys.filter((key) => key !== null).join(', ');
    return `    ${identifier(className)} ${identifier(name)}${marks === '' ? '' : ` ${marks}`}`;
  });
  return [`${heading} {`, ...rows, '  }'];
}

/** The target stands on the left: `Customer ||--o{ Order` is read "one customer, any number of orders". */
function edge(relation: Relation, nameOf: (label: ModelLabel) => string): string {
  const { from, field, kind, target, id } = relation;
  if (target.kind !== 'resolved') return `  %% ${comment(id)}: ${target.kind}${target.text === '' ? '' : ` ${comment(target.text)}`}`;
  const one = relation.null ? '|o' : '||';
  const line = {
    'many-to-one': `${one}--o{`,
    'one-to-one': `${one}--o|`,
    'many-to-many': '}o--o{',
    generic: '}o--o{',
    'generic-reverse': '}o..||',
  };
  return `  ${nameOf(target.label)} ${line[kind]} ${nameOf(from)} : "${field}"`;
}

/** Mermaid's own names: `shop_Order` for shop.Order, with a number where two models would meet in one name. */
function uniqueNames(): (scope: string, label: ModelLabel) => string {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  return (scope, label) => {
    const known = names.get(scope + label);
    if (known !== undefined) return known;
    const wanted = identifier(scope + label);
    let name = wanted;
    for (let next = 2; taken.has(name); next++) name = `${wanted}_${String(next)}`;
    taken.add(name);
    names.set(scope + label, name);
    return name;
  };
}

/** Letters, digits and underscores only, beginning with a letter: what every version of Mermaid takes. */
function identifier(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_]/g, '_');
  return /^[A-Za-z]/.test(plain) ? plain : `x${plain}`;
}

function comment(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

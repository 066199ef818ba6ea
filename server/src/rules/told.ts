/** Findings about one written relation: where they stand, and which models and messages they stand for. */
import { once } from '../base/collections';
import type { DocumentKey } from '../base/documentKey';
import type { Analysed } from '../relations/analysed';
import type { Place, Relation, RelationGraph, WrittenRelation } from '../relations/graph';
import type { CheckedProject, Cover, Declaration, Finding, Rule } from './rule';

/** Every written relation of the project once, with its copies. What stands under a condition may never run: it is left out. */
export function declarationsOf({ graph }: Analysed): readonly Declaration[] {
  const copiesOf = once(() => copiesByPlace(graph.relations));
  const declarations: Declaration[] = [];
  for (const relation of graph.declared) {
    const { written } = relation;
    if (written !== null && !written.conditional) declarations.push(new Declared(relation, written, copiesOf));
  }
  return declarations;
}

type CopiesOf = (name: Place) => readonly Relation[];

/** A declaration whose copies are looked up when somebody asks: nobody does where all is well. */
class Declared implements Declaration {
  readonly relation: Relation;
  readonly written: WrittenRelation;
  private readonly copiesOf: () => CopiesOf;

  constructor(relation: Relation, written: WrittenRelation, copiesOf: () => CopiesOf) {
    this.relation = relation;
    this.written = written;
    this.copiesOf = copiesOf;
  }

  get copies(): readonly Relation[] {
    return this.copiesOf()(this.written.name);
  }
}

/** The check of a rule that looks at each declaration by itself, and has at most one finding for it. */
export function ofEachDeclaration(check: (declaration: Declaration, project: CheckedProject) => Finding | null): Rule['check'] {
  return (project) => {
    const findings: Finding[] = [];
    for (const declaration of project.declarations) {
      const finding = check(declaration, project);
      if (finding !== null) findings.push(finding);
    }
    return findings;
  };
}

/**
 * The check of a rule that looks at relations as models have them. It is given the first copy with such a fault as the declaration's relation,
 * and those with one as its copies.
 */
export function ofCopiesWith(
  hasFault: (relation: Relation, graph: RelationGraph) => boolean,
  check: (declaration: Declaration, project: CheckedProject) => Finding | null,
): Rule['check'] {
  return (project) => {
    const { graph } = project;
    const isOne = (relation: Relation): boolean => hasFault(relation, graph);
    // Where all is well, no copies are looked up.
    if (!graph.relations.some(isOne)) return [];
    return ofEachDeclaration(({ written, copies }) => {
      const [relation, ...others] = copies.filter(isOne);
      return relation === undefined ? null : check({ relation, written, copies: [relation, ...others] }, project);
    })(project);
  };
}

/** The certain ones of `relations` by the place where they are written. */
function copiesByPlace(relations: readonly Relation[]): CopiesOf {
  const files = new Map<DocumentKey, Map<Place['id'], Relation[]>>();
  for (const relation of relations) {
    if (relation.conditional || relation.written === null) continue;
    const { file, id } = relation.written.name;
    const inFile = files.get(file) ?? new Map<Place['id'], Relation[]>();
    files.set(file, inFile);
    const copies = inFile.get(id);
    if (copies === undefined) inFile.set(id, [relation]);
    else copies.push(relation);
  }
  return ({ file, id }) => files.get(file)?.get(id) ?? NONE;
}

const NONE: readonly Relation[] = [];

/**
 * True for ForeignKey and what is derived from it: of these Django looks at on_delete and unique (ForeignKey.check). A ForeignObject has its
 * columns from other fields, and nobody looks.
 */
export function isForeignKey({ kind, column }: Relation): boolean {
  return (kind === 'many-to-one' || kind === 'one-to-one') && column !== null;
}

/** One name for one statement. */
export function keyOf({ name }: WrittenRelation): string {
  return `${name.file}\n${String(name.id)}`;
}

/** Words that change from finding to finding. */
export type Told = Pick<Finding, 'code' | 'rule' | 'severity' | 'message' | 'why' | 'help'> &
  Partial<Pick<Finding, 'at' | 'related' | 'fixes'>>;

/**
 * A finding that Django would report once for each model that has the field: told once, at the declaration, with `covers` for each
 * of Django's messages. `messages` are these, or Django's IDs where it says each of them once of each copy; empty where it has none.
 */
export function tellDeclaration({ relation, written, copies }: Declaration, told: Told, messages: readonly (Cover | string)[]): Finding {
  const [first] = copies;
  const covers = messages.flatMap((message) =>
    typeof message === 'string' ? copies.map(({ from, field }): Cover => ({ code: message, model: from, field })) : [message],
  );
  return {
    at: written.name,
    related: [],
    fixes: [],
    ...told,
    model: first?.from ?? null,
    field: relation.field,
    models: copies.length > 1 ? copies.map(({ from }) => from) : [],
    covers: covers.length > 1 ? covers : [],
  };
}

/** The card of one relation: its kind in words from both ends, example code, and what it means for rows and deletions. */
import { counted } from '../base/counted';
import type { Analysed } from '../relations/analysed';
import type { Relation, RelationGraph } from '../relations/graph';
import { endsBetween, endsOf, type Ends } from './ends';
import { forwardCode, hiddenCode, reverseCode } from './exampleCode';
import { findingLines, findingsOnRelation, isReverseNameBroken, type ToldFinding } from './findings';
import { genericCard } from './genericCard';
import { kindSentence, kindTerm } from './kindWords';
import { blocks, bullets, code, plain, pythonBlock } from './markdown';
import { onDeleteWords } from './onDelete';
import { throughWords } from './throughWords';
import { unknownTargetWords } from './unknownTarget';

/** Markdown on one relation. A mistake in it comes first; of a target that is not known nothing is claimed. */
export function relationCard({ graph }: Analysed, relation: Relation, findings: readonly ToldFinding[]): string {
  const told = findingsOnRelation(relation, findings);
  if (relation.kind === 'generic') return blocks(findingLines(told), genericCard(relation));
  const ends = endsOf(graph, relation);
  if (ends === null) return unknownTargetCard(graph, relation, told);
  return blocks(
    findingLines(told),
    `**${kindSentence(relation, ends)}.**`,
    `${code(relation.id)} to ${code(ends.target.label)}: ${kindTerm(relation, ends)}.`,
    relationCode(graph, relation, ends, told),
    bullets(relationFacts(graph, relation, ends, told)),
  );
}

/**
 * Markdown on a field of an abstract base at its declaration, where each concrete child has a relation of its own. With one
 * child it is that child's card.
 */
export function declarationCard(analysed: Analysed, relations: readonly Relation[], findings: readonly ToldFinding[]): string {
  const [first, ...others] = relations;
  if (first === undefined) return '';
  if (others.length === 0) return relationCard(analysed, first, findings);
  const { graph } = analysed;
  const ends = endsOf(graph, first);
  const told = [...new Set(relations.flatMap((relation) => findingsOnRelation(relation, findings)))];
  if (first.kind === 'generic' || ends === null) return blocks(relationCard(analysed, first, told), childrenNote(relations));
  return blocks(
    findingLines(told),
    `**${kindSentence(first, ends)}. The same for ${counted(others.length, 'more model')}.**`,
    childrenNote(relations),
    relationCode(graph, first, ends, told),
    bullets(relations.slice(0, MOST_CHILDREN).map((relation) => childLine(relation, endsOf(graph, relation)))),
    relations.length > MOST_CHILDREN ? `and ${String(relations.length - MOST_CHILDREN)} more.` : null,
    bullets(relationFacts(graph, first, ends, told)),
  );
}

const MOST_CHILDREN = 4;

function childrenNote(relations: readonly Relation[]): string {
  const base = relations.find(({ inheritedFrom }) => inheritedFrom !== null)?.inheritedFrom ?? null;
  const where = base === null ? 'one class' : `the abstract base ${code(base)}`;
  return `Declared once in ${where}; each of its ${String(relations.length)} concrete children has a relation of its own.`;
}

function childLine(relation: Relation, ends: Ends | null): string {
  if (ends === null) return code(relation.id);
  const back = relation.accessor === null ? 'no reverse accessor' : code(`${ends.target.variable}.${relation.accessor}`);
  return `${code(relation.id)}: ${back}${relation.queryName === null ? '' : `, in filters ${code(relation.queryName)}`}`;
}

function relationCode(graph: RelationGraph, relation: Relation, ends: Ends, told: readonly ToldFinding[]): string | null {
  const forward = forwardCode(graph, relation, ends);
  if (isReverseNameBroken(told)) return pythonBlock(forward);
  const reverse = reverseCode(graph, relation, ends);
  const back = reverse.length === 0 && !relation.symmetrical && relation.kind !== 'generic-reverse' ? hiddenCode(relation, ends) : reverse;
  return pythonBlock([...forward, ...back]);
}

/** What else is true of a relation with a known target, one sentence each. */
export function relationFacts(graph: RelationGraph, relation: Relation, ends: Ends, told: readonly ToldFinding[]): readonly string[] {
  return [
    onDeleteWords(relation, ends),
    columnWords(relation, ends),
    throughWords(graph, relation, ends),
    deletionOfJoin(relation, ends),
    reverseNameWords(relation, ends, told),
    relation.kind === 'many-to-one' && relation.unique
      ? `${code('OneToOneField')} would say the same as ${code('unique=True')}, with a reverse accessor for one object.`
      : null,
    relation.inheritedFrom === null ? null : `Inherited from the abstract base ${code(relation.inheritedFrom)}.`,
    relation.certain
      ? null
      : `Not everything about ${code(relation.className)} or its names could be followed: this assumes that it behaves as Django's own field does.`,
  ].flatMap((fact) => (fact === null ? [] : [fact]));
}

function columnWords(relation: Relation, { source, target }: Ends): string | null {
  if (relation.column === null) return null;
  const table = source.model === null || source.model.dbTable === '' ? '' : ` in table ${code(source.model.dbTable)}`;
  const holds = `holds ${code(`${target.one}.${relation.toField ?? 'pk'}`)}`;
  const empty = relation.null ? 'may be NULL' : 'never NULL';
  const written = relation.written?.args['db_constraint'];
  const unchecked =
    written?.valueKind === 'constant' && written.text === 'False' ? '; without a foreign key constraint, so rows may point at nothing' : '';
  return `Column ${code(relation.column)}${table} ${holds}, ${empty}${unchecked}.`;
}

function deletionOfJoin(relation: Relation, { source, target, self }: Ends): string | null {
  if (relation.kind === 'generic-reverse') return `Deleting one ${plain(source.one)} also deletes its ${plain(target.many)}.`;
  if (relation.kind !== 'many-to-many') return null;
  if (!relation.throughAuto)
    return relation.through === null
      ? null
      : `What a deletion does to the rows between is said by the ${code('on_delete')} of each foreign key of ${code(relation.through)}.`;
  const either = self ? `one ${plain(source.one)}` : `one ${plain(source.one)} or one ${plain(target.one)}`;
  return `Deleting ${either} removes its rows from the join table and nothing else here.`;
}

function reverseNameWords(relation: Relation, { source, target }: Ends, told: readonly ToldFinding[]): string | null {
  if (isReverseNameBroken(told)) return 'Its reverse names are taken, so no code for the way back is shown.';
  if (relation.symmetrical) return `There is no reverse accessor: ${code(relation.field)} holds both directions.`;
  if (relation.kind === 'generic-reverse')
    return relation.queryName === null
      ? `${plain(target.one)} gets no name for filters: ${code('related_query_name')} would give one.`
      : null;
  if (relation.accessor === null)
    return `Hidden: ${code('related_name')} ends with ${code('+')}, so ${plain(target.one)} gets no name that leads back.`;
  if (relation.relatedName !== null || relation.parentLink) return null;
  return `The reverse accessor ${code(relation.accessor)} comes from the name of ${plain(source.one)}; ${code('related_name')} would choose another.`;
}

/** The target is not known: what the field itself says, and why there is no more. */
function unknownTargetCard(graph: RelationGraph, relation: Relation, told: readonly ToldFinding[]): string {
  const meant = relation.target.kind === 'unresolved' && relation.target.reason === 'used-before-definition' ? relation.target.meant : null;
  const repaired = meant === null ? null : `Once that is repaired: ${kindSentence(relation, endsBetween(graph, relation.from, meant))}.`;
  const kind = relation.kind === 'generic-reverse' ? 'A generic relation' : `A ${relation.kind} relation`;
  const column = relation.column === null ? '' : `, column ${code(relation.column)}, ${relation.null ? 'may be NULL' : 'never NULL'}`;
  const onDelete = relation.onDelete === null ? '' : `, ${code('on_delete')} ${code(relation.onDelete)}`;
  const provenAndTold = relation.target.kind === 'unresolved' && told.length > 0;
  return blocks(
    findingLines(told),
    provenAndTold ? null : unknownTargetWords(relation),
    repaired,
    `${kind}, ${code(relation.id)}${column}${onDelete}. ${meant === null ? 'Its other end and its reverse names are not claimed.' : ''}`.trim(),
  );
}

/** The card of one argument of a relation field: what it does here, with the value at hand. */
import type { Analysed } from '../relations/analysed';
import type { Relation, WrittenArgument } from '../relations/graph';
import { argumentWords, type ArgumentContext } from './argumentWords';
import { deletionSummary } from './deletionWords';
import { endsOf } from './ends';
import { findingLines, findingsOnArgument, findingsOnRelation, type ToldFinding } from './findings';
import { kindSentence } from './kindWords';
import { blocks, code } from './markdown';
import { relationCard } from './relationCard';
import { unknownTargetWords } from './unknownTarget';

/**
 * Markdown on an argument, by the name that Django knows it under (`to` for the first positional one). The target's card is
 * that of the relation. Empty when the argument is not written or nothing is known of it.
 */
export function argumentCard(analysed: Analysed, relation: Relation, argument: string, findings: readonly ToldFinding[]): string {
  const written = relation.written?.args[argument];
  if (written === undefined) return '';
  if (argument === 'to') return blocks(relationCard(analysed, relation, findings), targetText(relation, written));
  const { graph } = analysed;
  const ends = endsOf(graph, relation);
  const context: ArgumentContext = { graph, relation, written, ends, literal: written.known };
  const words = argumentWords(argument, context);
  if (words === null) return '';
  const own = findingsOnArgument(relation, argument, findings);
  const told = argument === 'on_delete' || argument.startsWith('related_') ? findingsOnRelation(relation, findings) : own;
  const chain =
    argument === 'on_delete' && relation.onDelete === 'CASCADE' && ends !== null
      ? deletionSummary(graph, ends.target.label, relation.from)
      : null;
  return blocks(
    findingLines(told),
    `**${code(`${argument}=${written.text}`)}**`,
    words,
    chain,
    ends === null ? (relation.kind === 'generic' ? null : unknownTargetWords(relation)) : `${kindSentence(relation, ends)}.`,
  );
}

/** How the text of the target was understood. */
function targetText(relation: Relation, { text, valueKind }: WrittenArgument): string | null {
  if (relation.target.kind !== 'resolved') return null;
  const target = code(relation.target.label);
  if (text === '"self"') return `${code(text)} is the model that holds the field: ${target}.`;
  if (valueKind === 'string' && text.includes('.')) return null;
  if (valueKind === 'string') return `${code(text)} names no app, so Django looks in the app of the model that holds the field: ${target}.`;
  return /AUTH_USER_MODEL$|get_user_model/.test(text) ? `${code(text)} is the user model of this project: ${target}.` : null;
}

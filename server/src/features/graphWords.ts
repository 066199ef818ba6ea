/** What is said beside a picture of what was chosen in it: the cards that hovers show. */
import type { GraphSubject } from '../protocol/graphMessages';
import type { Analysed } from '../relations/analysed';
import type { ToldFinding } from './findings';
import { code } from './markdown';
import { modelCard } from './modelCard';
import { relationCard } from './relationCard';

/** Markdown on a model or a field; null when it is gone. */
export function wordsOfSubject(analysed: Analysed, { model: label, field }: GraphSubject, findings: readonly ToldFinding[]): string | null {
  const { graph } = analysed;
  const model = graph.models.get(label) ?? graph.abstractModels.get(label);
  if (model === undefined) return null;
  if (field === null) return modelCard(analysed, model, findings);
  const relation = graph.relationById.get(`${label}.${field}`);
  if (relation !== undefined) return relationCard(analysed, relation, findings);
  const found = model.fields.find(({ name }) => name === field);
  if (found === undefined) return null;
  const base = found.inheritedFrom === null ? '' : `, inherited from the abstract base ${code(found.inheritedFrom)}`;
  const column = found.column === null ? '' : `, column ${code(found.column)}, ${found.null ? 'may be NULL' : 'never NULL'}`;
  return `${code(`${label}.${field}`)}: ${code(found.className)}${column}${base}.`;
}

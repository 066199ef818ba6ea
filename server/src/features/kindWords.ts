/** What kind of relation it is, in words from both ends. */
import type { Relation, RelationKind } from '../relations/graph';
import type { Ends } from './ends';
import { code, plain } from './markdown';

/** One sentence without a full stop: `Each Book has one Author; one Author has many Books`. Safe Markdown. */
export function kindSentence(relation: Relation, ends: Ends): string {
  if (relation.parentLink) return parentLinkSentence(ends);
  if (relation.symmetrical)
    return `Each ${plain(ends.source.one)} has many ${plain(ends.source.many)} as its ${code(relation.field)}, and is one of theirs`;
  return ends.roles ? sentenceWithRoles(relation, ends) : sentenceBetween(relation, ends);
}

function sentenceBetween(relation: Relation, { source, target }: Ends): string {
  const from = plain(source.one);
  const to = plain(target.one);
  const orNone = relation.null ? ' or none' : '';
  switch (relation.kind) {
    case 'many-to-many':
      return `Each ${from} has many ${plain(target.many)}; each ${to} has many ${plain(source.many)}`;
    case 'generic-reverse':
      return `Each ${from} has many ${plain(target.many)}; each ${to} has one object of any model`;
    case 'one-to-one':
      return `Each ${from} has one ${to}${orNone}; each ${to} has at most one ${from}`;
    default:
      return relation.unique
        ? `Each ${from} has one ${to}${orNone}; each ${to} has at most one ${from}`
        : `Each ${from} has one ${to}${orNone}; one ${to} has many ${plain(source.many)}`;
  }
}

/** The models' names do not say which end or which relation is meant, so the field's name does. */
function sentenceWithRoles(relation: Relation, { source, target }: Ends): string {
  const from = plain(source.one);
  const to = plain(target.one);
  const field = code(relation.field);
  const orNone = relation.null ? ', or none' : '';
  if (relation.kind === 'many-to-many')
    return `Each ${from} has many ${plain(target.many)} as its ${field}; each ${to} is among the ${field} of many ${plain(source.many)}`;
  if (relation.kind === 'generic-reverse')
    return `Each ${from} has many ${plain(target.many)} as its ${field}; each ${to} has one object of any model`;
  const single = relation.kind === 'one-to-one' || relation.unique;
  const back = single ? `each ${to} is the ${field} of at most one ${from}` : `one ${to} is the ${field} of many ${plain(source.many)}`;
  return `Each ${from} has one ${to} as its ${field}${orNone}; ${back}`;
}

function parentLinkSentence({ source, target }: Ends): string {
  return `Each ${plain(source.one)} is one ${plain(target.one)} with a row of its own; each ${plain(target.one)} is at most one ${plain(source.one)}`;
}

/** Django's term, from each end where they differ: `many-to-one, and one-to-many seen from Author`. */
export function kindTerm(relation: Relation, { target, self }: Ends): string {
  if (relation.parentLink) return 'one-to-one, the parent link of multi-table inheritance';
  if (relation.symmetrical) return 'many-to-many, the same from both ends';
  if (relation.kind === 'generic-reverse') return `generic, the way back of the generic foreign key of ${plain(target.one)}`;
  if (relation.kind === 'many-to-one' && !relation.unique)
    return `many-to-one, and one-to-many seen from ${self ? 'its other end' : plain(target.one)}`;
  return relation.kind === 'many-to-one' ? 'many-to-one that is unique, so one-to-one' : relation.kind;
}

/** The kind as seen from the target, for lists. */
export function kindFromTarget(kind: RelationKind): string {
  if (kind === 'many-to-one') return 'one-to-many';
  return kind === 'generic-reverse' ? 'generic' : kind;
}

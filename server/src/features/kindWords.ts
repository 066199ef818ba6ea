/** What kind of relation it is, in words from both ends. */
import type { Relation, RelationKind } from '../relations/graph';
import type { Ends } from './ends';
import { code, plain } from './markdown';

/** One sentence without a full stop: `Each Book has one Author; one Author has many Books`. Safe Markdown. */
export function kindSentence(relation: Relation, ends: Ends): string {
  if (relation.parentLink) return parentLinkSentence(ends);
  if (relation.symmetrical) return `Each ${plain(ends.source.one)} has many ${plain(ends.source.many)} as its ${code(relation.field)}, and is one of theirs`;
  return ends.self ? selfSentence(relation, ends) : sentenceBetween(relation, ends);
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

/** Both ends are one model, so the field's name says which end is meant. */
function selfSentence(relation: Relation, { source }: Ends): string {
  const one = plain(source.one);
  const many = plain(source.many);
  const field = code(relation.field);
  const orNone = relation.null ? ', or none' : '';
  switch (relation.kind) {
    case 'many-to-many':
      return `Each ${one} has many ${many} as its ${field}; each ${one} is among the ${field} of many ${many}`;
    case 'generic-reverse':
      return `Each ${one} has many ${many} as its ${field}; each ${one} has one object of any model`;
    case 'one-to-one':
      return `Each ${one} has one ${one} as its ${field}${orNone}; each ${one} is the ${field} of at most one ${one}`;
    default:
      return relation.unique
        ? `Each ${one} has one ${one} as its ${field}${orNone}; each ${one} is the ${field} of at most one ${one}`
        : `Each ${one} has one ${one} as its ${field}${orNone}; one ${one} is the ${field} of many ${many}`;
  }
}

function parentLinkSentence({ source, target }: Ends): string {
  return `Each ${plain(source.one)} is one ${plain(target.one)} with a row of its own; each ${plain(target.one)} is at most one ${plain(source.one)}`;
}

/** Django's term from each end: `Many-to-one from Book, one-to-many from Author`. */
export function kindTerm(relation: Relation, { source, target, self }: Ends): string {
  const kind = relation.kind === 'many-to-one' && relation.unique ? 'one-to-one' : relation.kind;
  const made = relation.parentLink ? ', the parent link of multi-table inheritance' : '';
  if (kind === 'generic-reverse')
    return `A generic relation: the way back of the generic foreign key of ${plain(target.one)}`;
  if (kind !== 'many-to-one') return `A ${kind} relation${relation.symmetrical ? ', the same from both ends' : made}`;
  if (self) return `A many-to-one relation from ${plain(source.one)} to itself; one-to-many from the other end`;
  return `A many-to-one relation from ${plain(source.one)}; one-to-many from ${plain(target.one)}`;
}

/** The kind as seen from the target, for lists. */
export function kindFromTarget(kind: RelationKind): string {
  if (kind === 'many-to-one') return 'one-to-many';
  return kind === 'generic-reverse' ? 'generic' : kind;
}

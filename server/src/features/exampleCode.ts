/** Lines of example code for both ends of a relation: real names, the way a person would write them. */
import type { Relation, RelationGraph } from '../relations/graph';
import { lookupField, type End, type Ends } from './ends';
import { cut } from './markdown';
import { isUsable } from './naming';

interface Line {
  readonly code: string;
  readonly comment: string;
}

/** Code on the model that declares the relation: the attribute, and a filter across it. */
export function forwardCode(graph: RelationGraph, relation: Relation, { source, target }: Ends): readonly string[] {
  if (!isUsable(relation.field)) return [];
  const attribute = `${source.variable}.${relation.field}`;
  const across = relation.kind === 'generic-reverse' ? null : filter(graph, source, relation.field, target);
  if (relation.symmetrical)
    return aligned([
      { code: `${attribute}.add(other)`, comment: `other.${relation.field} gets the ${source.variable}, too` },
      ...(across ?? []),
    ]);
  if (relation.kind === 'many-to-many' || relation.kind === 'generic-reverse')
    return aligned([{ code: `${attribute}.all()`, comment: `its ${target.many}` }, ...(across ?? [])]);
  const orNone = relation.null ? ', or None' : '';
  return aligned([{ code: attribute, comment: `one ${target.one}${orNone}` }, ...(across ?? [])]);
}

/** Code on the target: the reverse accessor, and a filter by the reverse query name. Empty where both are hidden. */
export function reverseCode(graph: RelationGraph, relation: Relation, ends: Ends): readonly string[] {
  const { source, target } = ends;
  const { accessor, queryName } = relation;
  const single = relation.kind === 'one-to-one';
  const lines: Line[] = [];
  if (accessor !== null && isUsable(accessor)) {
    const attribute = `${target.variable}.${accessor}`;
    lines.push(
      single
        ? { code: attribute, comment: `${backWords(relation, ends)}; RelatedObjectDoesNotExist without one` }
        : { code: `${attribute}.all()`, comment: backWords(relation, ends) },
    );
  }
  if (queryName !== null && isUsable(queryName)) lines.push(...filter(graph, target, queryName, source));
  return aligned(lines);
}

/** What the accessor gives; the field's name tells one relation or direction from another. */
function backWords({ kind, field }: Relation, { source, roles }: Ends): string {
  if (!roles) return kind === 'one-to-one' ? `one ${source.one}` : `its ${source.many}`;
  if (kind === 'many-to-many') return `the ${source.many} that have it among their ${field}`;
  return `the ${kind === 'one-to-one' ? source.one : source.many} whose ${field} it is`;
}

/** Code for a relation that leaves no name on its target: the way back is a filter on its own model. */
export function hiddenCode(relation: Relation, { source, target, self }: Ends): readonly string[] {
  if (source.manager === null || !isUsable(relation.field)) return [];
  const value = self ? 'other' : target.variable;
  return aligned([{ code: `${source.manager}.filter(${relation.field}=${value})`, comment: 'the way back' }]);
}

function filter(graph: RelationGraph, on: End, name: string, other: End): readonly Line[] {
  if (on.manager === null) return [];
  return [{ code: `${on.manager}.filter(${name}__${lookupField(graph, other.label)}=…)`, comment: '' }];
}

function aligned(lines: readonly Line[]): readonly string[] {
  return lines.map(({ code, comment }) => (comment === '' ? cut(code) : `${cut(code)}  # ${comment}`));
}

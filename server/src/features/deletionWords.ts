/** A deletion as a short list: what goes, what is changed, what refuses. Bounded, with counts for what is left out. */
import { counted } from '../base/counted';
import type { Relation, RelationGraph } from '../relations/graph';
import { deletionOf, type Deletion, type Taken } from './deletion';
import { atMost, code } from './markdown';

/** Most names in one line. */
const MOST = 6;

/** The lines about deleting one instance of `label`; one line when nothing else is touched. */
export function deletionLines(graph: RelationGraph, label: string): readonly string[] {
  const deletion = deletionOf(graph, label);
  const lines = [
    line(
      goesWord(deletion),
      deletion.taken.map((each) => takenWords(each, deletion)),
    ),
    line(
      'Removes rows of the join tables',
      deletion.joinRows.map((each) => code(each.joinTable ?? each.id)),
    ),
    line('Sets to NULL', changedTo(deletion, 'null')),
    line('Sets to the default', changedTo(deletion, 'default')),
    line('Sets to a value', changedTo(deletion, 'value')),
    line('Refused while rows point here through', blockedBy(deletion)),
    line('Leaves pointing at nothing, which the database may refuse', deletion.left.map(nameOf)),
    line(
      'Not known, since the project decides by itself',
      deletion.undecided.map((each) => `${nameOf(each)} (${code(each.onDelete ?? 'no on_delete')})`),
    ),
  ].flatMap((each) => (each === null ? [] : [each]));
  return lines.length === 0 ? ['Takes nothing along'] : lines;
}

/** One sentence on how much a deletion takes along in all; null when that is nothing beyond `direct`. */
export function deletionSummary(graph: RelationGraph, label: string, direct: string): string | null {
  const { taken } = deletionOf(graph, label);
  const others = taken.filter(({ model }) => model !== direct);
  if (others.length === 0) return null;
  return `In all it takes along rows of ${counted(taken.length, 'model')}: ${atMost(
    taken.map(({ model }) => code(model)),
    MOST,
  ).join(', ')}.`;
}

function goesWord({ taken }: Deletion): string {
  return taken.length > MOST + 1 ? `Deletes rows of ${counted(taken.length, 'more model')}` : 'Deletes too';
}

function takenWords({ model, because, by, depth }: Taken, { root }: Deletion): string {
  const name = model === root ? `further rows of ${code(model)}` : code(model);
  return `${name} (${[reason(because, depth), ...(by === 'database' ? ['by the database'] : [])].join(', ')})`;
}

function reason(because: Taken['because'], depth: number): string {
  switch (because.kind) {
    case 'cascade':
      return depth === 1 ? code(because.relation.field) : `${code(because.relation.field)} to ${targetName(because.relation)}`;
    case 'child-row':
      return 'the child row';
    case 'parent-row':
      return `the parent row of ${code(because.of)}`;
    case 'generic':
      return `through ${code(`${because.relation.from}.${because.relation.field}`)}`;
  }
}

function changedTo({ changed }: Deletion, becomes: 'null' | 'default' | 'value'): readonly string[] {
  return changed.flatMap((each) => (each.becomes === becomes ? [nameOf(each.relation)] : []));
}

function blockedBy({ blocking, root }: Deletion): readonly string[] {
  return blocking.map(({ relation, how, unlessTaken }) => {
    const indirect = relation.target.kind === 'resolved' && relation.target.label !== root ? ` to ${targetName(relation)}` : '';
    return `${nameOf(relation)}${indirect} (${how}${unlessTaken ? ', unless a cascade takes the same rows' : ''})`;
  });
}

function targetName({ target }: Relation): string {
  return target.kind === 'resolved' ? code(target.label) : '';
}

function nameOf({ id }: Relation): string {
  return code(id);
}

function line(title: string, items: readonly string[]): string | null {
  return items.length === 0 ? null : `${title}: ${atMost(items, MOST).join(', ')}`;
}

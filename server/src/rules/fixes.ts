/** The edits that repairs are made of: arguments of a relation field added, replaced and removed, names made importable. */
import type { WrittenArgument, WrittenRelation } from '../relations/graph';
import type { Edit, Fix } from './rule';

/** Sets an argument: replaces its value, or adds it behind the last one; null when the field has no argument to add it to. */
export function setArgument(written: WrittenRelation, name: string, value: string): Edit | null {
  const given = written.args[name];
  if (given !== undefined) return { at: given.value, where: 'replace', newText: value };
  const last = lastArgument(written);
  return last === null ? null : { at: last.at, where: 'after', newText: `, ${name}=${value}` };
}

/** Removes an argument with the comma before it; null when it is the first one, which no repair needs. */
export function removeArgument(written: WrittenRelation, name: string): Edit | null {
  const given = written.args[name];
  if (given === undefined) return null;
  const before = inOrder(written).findLast(({ at }) => at.id < given.at.id);
  return before === undefined ? null : { at: given.at, where: 'replaceFrom', from: before.at, newText: '' };
}

/** How this file writes one of Django's names, and the import that this takes; null when it cannot be imported simply. */
export function djangoName(written: WrittenRelation, name: string): { readonly text: string; readonly edits: readonly Edit[] } | null {
  const { modelsPrefix, importedNames } = written;
  if (modelsPrefix !== '') return { text: `${modelsPrefix}${name}`, edits: [] };
  if (importedNames === null) return null;
  if (importedNames.names.includes(name)) return { text: name, edits: [] };
  return { text: name, edits: [{ at: importedNames.last, where: 'after', newText: `, ${name}` }] };
}

/** A fix from edits of which some may not be possible: then there is none. */
export function fixOf(title: string, preference: 'preferred' | 'possible', edits: readonly (Edit | null)[]): readonly Fix[] {
  const sound = edits.filter((edit) => edit !== null);
  return sound.length < edits.length ? [] : [{ title, preferred: preference === 'preferred', edits: joined(sound) }];
}

/** Several additions behind one argument become one, since two edits may not start at one place. */
function joined(edits: readonly Edit[]): readonly Edit[] {
  const result: Edit[] = [];
  for (const edit of edits) {
    const same = result.findIndex(
      ({ at, where }) => where === 'after' && edit.where === 'after' && at.file === edit.at.file && at.id === edit.at.id,
    );
    const known = result[same];
    if (known === undefined) result.push(edit);
    else result[same] = { ...known, newText: known.newText + edit.newText };
  }
  return result;
}

function lastArgument(written: WrittenRelation): WrittenArgument | null {
  return inOrder(written).at(-1) ?? null;
}

function inOrder({ args }: WrittenRelation): readonly WrittenArgument[] {
  return Object.values(args).sort((left, right) => left.at.id - right.at.id);
}

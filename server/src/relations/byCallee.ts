/** Answers about what a file calls, each found once: most calls of a file name one of a few classes. */
import type { DocumentKey } from '../base/documentKey';
import type { Attribute, Call, Name } from '../syntax/python';
import { calledName } from '../syntax/unread';

/** What a call may name. */
export type Callee = Name | Attribute;

/** `find`, asked once for each name that a file calls, as it is written there; null where something else than a name is called. */
export function byCallee<Answer>(find: (file: DocumentKey, callee: Callee) => Answer): (file: DocumentKey, call: Call) => Answer | null {
  const files = new Map<DocumentKey, Map<string, Answer>>();
  return (file, call) => {
    let answers = files.get(file);
    if (answers === undefined) files.set(file, (answers = new Map<string, Answer>()));
    const written = calledName(call);
    const known = written === null ? undefined : answers.get(written);
    if (known !== undefined) return known;
    const callee = calleeOf(call);
    if (callee === null) return null;
    const found = find(file, callee);
    if (written !== null) answers.set(written, found);
    return found;
  };
}

/** `ForeignKey["Author"](…)` calls `ForeignKey`, and says to type checkers what the field gives. */
function calleeOf({ callee }: Call): Callee | null {
  const called = callee.kind === 'subscript' ? callee.object : callee;
  return called.kind === 'name' || called.kind === 'attribute' ? called : null;
}

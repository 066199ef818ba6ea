/** Answers about what a file calls, each found once: most calls of a file name one of a few classes. */
import type { DocumentKey } from '../base/documentKey';
import type { Attribute, Name } from '../syntax/python';

/** What a call may name. */
export type Callee = Name | Attribute;

/** `find`, asked once for each name of a file, and for each name behind one dot. */
export function byCallee<Answer>(find: (file: DocumentKey, callee: Callee) => Answer): (file: DocumentKey, callee: Callee) => Answer {
  /** By file, by what stands before the dot (nothing for a bare name), and by name. */
  const files = new Map<DocumentKey, Map<string, Map<string, Answer>>>();
  return (file, callee) => {
    if (callee.kind === 'attribute' && callee.object.kind !== 'name') return find(file, callee);
    const prefix = callee.kind === 'attribute' && callee.object.kind === 'name' ? callee.object.name : '';
    const answers = inner(inner(files, file), prefix);
    let answer = answers.get(callee.name);
    if (answer === undefined) answers.set(callee.name, (answer = find(file, callee)));
    return answer;
  };
}

function inner<Key, Answer>(map: Map<Key, Map<string, Answer>>, key: Key): Map<string, Answer> {
  let found = map.get(key);
  if (found === undefined) map.set(key, (found = new Map<string, Answer>()));
  return found;
}

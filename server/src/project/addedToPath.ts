/** Which folders a file puts on Python's path: `sys.path.insert(0, os.path.join(BASE_DIR, "apps"))`. */
import { joinKey, type DocumentKey } from '../base/documentKey';

const ADDS = /^[ \t]*sys\.path\.(?:insert|append)\(/gm;

const TEXT = /(?<!["'])(["'])([^"'\n]+)\1/g;

/**
 * The folders that the texts in such a call spell, under each of the folders from which they may be told: what comes before the texts is
 * not evaluated, so that whoever asks has to see whether there is such a folder.
 */
export function addedToPath(text: string, from: readonly DocumentKey[]): readonly DocumentKey[] {
  return [...text.matchAll(ADDS)].flatMap(({ 0: call, index }) => {
    const steps = [...argumentsAt(text, index + call.length).matchAll(TEXT)].flatMap(([, , spelled = '']) => stepsOf(spelled));
    return steps.length === 0 || steps.includes('..') ? [] : from.map((folder) => joinKey(folder, ...steps));
  });
}

function stepsOf(spelled: string): readonly string[] {
  return spelled.split('/').filter((step) => step !== '' && step !== '.');
}

/** What stands between the brackets that open before `start`. */
function argumentsAt(text: string, start: number): string {
  let depth = 1;
  let end = start;
  for (; end < text.length && depth > 0; end++) depth += text[end] === '(' ? 1 : text[end] === ')' ? -1 : 0;
  return text.slice(start, end);
}

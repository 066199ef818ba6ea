/** Layouts of groups that were asked for already: after an edit only the group that it touched is laid out again. */
import { layOne, type LayGroup } from './byGroup';

const MOST = 400;

/** `layOne`, which remembers. */
export function createGroupMemory(): LayGroup {
  const known = new Map<string, ReturnType<LayGroup>>();
  return (input) => {
    const key = JSON.stringify(input);
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = layOne(input);
    known.set(key, made);
    // A failure is not kept: it may have been for want of memory.
    made.catch(() => known.delete(key));
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    return made;
  };
}

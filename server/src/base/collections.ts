/** Small collections that the standard library lacks in Node 20. */

/** Groups `items` by `keyOf`, in order of first appearance (`Map.groupBy` of later Node versions). */
export function groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** The same items without the room for more that V8 keeps in a list that grew: for lists that stay, of which there are very many. */
export function trimmed<Item>(items: readonly Item[]): readonly Item[] {
  return items.slice();
}

/** `compute`, asked once for each key. */
export function remembered<Key, Result>(compute: (key: Key) => Result): (key: Key) => Result {
  const known = new Map<Key, { readonly result: Result }>();
  return (key) => {
    let entry = known.get(key);
    if (entry === undefined) known.set(key, (entry = { result: compute(key) }));
    return entry.result;
  };
}

/** `compute`, asked at most once. */
export function once<Result>(compute: () => Result): () => Result {
  let entry: { readonly result: Result } | null = null;
  return () => (entry ??= { result: compute() }).result;
}

/** Names in descending order, numbers in them compared as numbers: `python3.12` before `python3.9`. */
export function highestFirst(names: Iterable<string>): readonly string[] {
  return [...names].sort((left, right) => right.localeCompare(left, 'en', { numeric: true }));
}

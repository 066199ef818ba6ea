/** Whether two pieces of plain data are the same. */

/** Deep equality of JSON-like values (objects with the same keys, arrays, primitives). Cycles are not supported. */
export function structuralEqual(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    for (let at = 0; at < left.length; at++) if (!structuralEqual(left[at], right[at])) return false;
    return true;
  }
  const first = left as Record<string, unknown>;
  const second = right as Record<string, unknown>;
  let count = 0;
  for (const key in first) {
    if (!(key in second) || !structuralEqual(first[key], second[key])) return false;
    count++;
  }
  for (const _ in second) count--;
  return count === 0;
}

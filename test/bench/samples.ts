/** Small statistics for figures that a shared machine disturbs: medians, and ratios taken within pairs. */

/** The middle value (the mean of the two middle ones for an even count); NaN for no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** A quarter of the values are below it; NaN for no values. */
export function lowerQuartile(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 2] ?? NaN;
}

/** The median of `ours[i] / theirs[i]`: both were measured right after each other, so what slowed one slowed the other. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return median(ours.map((value, index) => value / (theirs[index] ?? NaN)));
}

/** Runs each thing once per round, first in this order, next in that, and gives the milliseconds of every round. */
export function inTurns<Name extends string>(things: ReadonlyMap<Name, () => void>, rounds: number): ReadonlyMap<Name, readonly number[]> {
  const times = new Map<Name, number[]>([...things.keys()].map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [...things] : [...things].reverse();
    for (const [name, run] of order) {
      const start = performance.now();
      run();
      times.get(name)?.push(performance.now() - start);
    }
  }
  return times;
}

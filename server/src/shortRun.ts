/**
 * Tells V8 whether this process ends soon. Its optimising compiler pays off in programs that live on; in a check it works on code that
 * has run its last time before it is done, and takes the processor from what is waited for (docs/benchmarks.md).
 */
import { setFlagsFromString } from 'node:v8';

/** How much bytecode a function runs before it is optimised: for a short run, and what V8 takes by itself on the versions below. */
const BUDGET = { short: 2_000_000, long: 67_584 };

/** From now on code is expected to run for a moment only. */
export function expectShortRun(): void {
  setBudget(BUDGET.short);
}

/** From now on code is expected to run for seconds, as before {@link expectShortRun}. */
export function expectLongRun(): void {
  setBudget(BUDGET.long);
}

/** Where this was measured: V8 11 is Node 20's. Other versions weigh differently, and keep what they think best. */
function setBudget(budget: number): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${String(budget)}`);
}

/**
 * Tells V8 that this process ends soon. Its optimising compiler pays off in programs that live on; in a check it works on code that
 * has run its last time before it is done, and takes the processor from what is waited for (docs/benchmarks.md).
 */
import { setFlagsFromString } from 'node:v8';

/** How much bytecode a function runs before it is optimised; V8's own default is 67,584 on the versions below. */
const BUDGET = 800_000;

/** Where this was measured: V8 11 is Node 20's. Other versions weigh differently, and keep what they think best. */
export function expectShortRun(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${String(BUDGET)}`);
}

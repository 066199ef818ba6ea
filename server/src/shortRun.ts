/**
 * Tells V8 whether this process ends soon. Its optimising compiler pays off in programs that live on; in a check it works on code that
 * has run its last time before it is done, and takes the processor from what is waited for (docs/benchmarks.md), so that only what runs very often
 * is optimised. And nearly all that a check makes it needs to its end: what is new is given room sooner, so that it is copied less often, and most
 * checks end before old garbage is looked for.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * How much bytecode a function runs before it is optimised, how fast the room for new objects grows, and by how many per cent the heap has to grow
 * before old garbage is looked for again. For programs that live on V8's own choice. Each list says all that another may have said: V8 refuses
 * code that was kept under other flags.
 */
const SHORT = ['--interrupt-budget=500000', '--semi-space-growth-factor=8', '--heap-growing-percent=1000'];
const LONG = ['--interrupt-budget=67584', '--semi-space-growth-factor=2', '--heap-growing-percent=0'];

/** From now on code is expected to run for a moment only. */
export function expectShortRun(): void {
  setFlags(SHORT);
}

/** From now on code is expected to run for seconds, as before {@link expectShortRun}. */
export function expectLongRun(): void {
  setFlags(LONG);
}

/** Where this was measured: V8 11 is Node 20's. Other versions weigh differently, and keep what they think best. */
function setFlags(flags: readonly string[]): void {
  if (process.versions.v8.startsWith('11.')) for (const flag of flags) setFlagsFromString(flag);
}

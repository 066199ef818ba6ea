/** A machine on which others work now measures them, too. */
import { cpus } from 'node:os';

const MOST_WAITED_MS = 30_000;
const LOOK_MS = 400;

/** Waits for a moment in which most of the processors' time is left over, and no longer than half a minute. */
export async function untilQuiet(): Promise<void> {
  for (let waited = 0; waited < MOST_WAITED_MS && (await idleShare()) < 0.7; waited += LOOK_MS);
}

async function idleShare(): Promise<number> {
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  const after = times();
  return (after.idle - before.idle) / (after.all - before.all || 1);
}

function times(): { readonly idle: number; readonly all: number } {
  const each = cpus().map((cpu) => cpu.times);
  return {
    idle: each.reduce((sum, { idle }) => sum + idle, 0),
    all: each.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}

/** Counts the checks of a run and says one line for each; the last line can be read by a machine. */

export interface Report {
  /** Runs one check. A failure is told and counted, and the next check goes on. */
  readonly check: (title: string, work: () => Promise<void> | void) => Promise<void>;
  /** Says `N passed, N failed`; true when nothing failed and something passed. */
  readonly finish: () => boolean;
}

/** `onFailure` is told the title, to keep what helps to understand it. */
export function createReport(onFailure: (title: string) => Promise<void>): Report {
  let passed = 0;
  let failed = 0;
  return {
    async check(title, work) {
      const begin = performance.now();
      try {
        await work();
        passed += 1;
        console.log(`ok    ${title} (${((performance.now() - begin) / 1000).toFixed(1)} s)`);
      } catch (error) {
        failed += 1;
        console.log(`FAIL  ${title}: ${inShort(error)}`);
        await onFailure(title);
      }
    },
    finish() {
      console.log(`${String(passed)} passed, ${String(failed)} failed`);
      return failed === 0 && passed > 0;
    },
  };
}

/** Playwright adds pages of what it tried: what it met last says the most, beside the picture of the failure. */
function inShort(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split('\n').filter((line) => line.trim() !== '');
  return lines.length <= 4 ? lines.join('\n      ') : [lines[0], ...lines.slice(-3)].join('\n      ');
}

/** Throws with both values when `text` lacks `part`. */
export function mustContain(text: string, part: string | RegExp): void {
  const found = typeof part === 'string' ? text.includes(part) : part.test(text);
  if (!found) throw new Error(`${JSON.stringify(text.slice(0, 1500))} lacks ${String(part)}`);
}

export function mustEqual<T>(actual: T, expected: T): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

/** Asks `probe` until it answers with something other than null, undefined or false. Throws after 20 seconds. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | null | undefined | false> | T | null | undefined | false,
): Promise<T> {
  const end = performance.now() + 20_000;
  do {
    const answer = await probe();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  } while (performance.now() < end);
  throw new Error(`waited in vain: ${what}`);
}

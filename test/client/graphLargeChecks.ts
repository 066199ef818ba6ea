/**
 * How long the graph view takes on a large real project: wagtail, with the files of its whole package. Beside it, in the same
 * window, what VS Code takes for a panel of one line: 1.99, and it alone, lets every panel but a window's first wait a second for
 * a service worker of its own (docs/benchmarks.md).
 */
import { driveGraph } from './graphView';
import { untilQuiet } from './quiet';
import { mustContain, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn } from './troubledChecks';

/** Milliseconds from the command to the picture, and those after which an empty panel would have been there. */
const MOST = 1000;
const MOST_BEYOND_EMPTY = 250;
/** Of a machine that opens its first empty panel in so many milliseconds. A slower one is given more, in proportion. */
const EMPTY_PANEL = 200;

/** Windows in which each panel is opened for the first time: the median counts. */
export const WINDOWS = 3;
const PAIRS = 5;

/** Milliseconds of the first openings in windows of their own, which take turns. */
export interface Openings {
  readonly empty: number[];
  readonly ours: number[];
}

/** Opens an empty panel as the first one of this window, to know what this machine takes for it now. */
export async function checkEmptyPanel(session: Session, { check }: Report, { empty }: Openings): Promise<void> {
  await check('an empty panel opens', async () => {
    const { openEmpty } = await prepare(session);
    empty.push(await openEmpty());
    console.log(`      ${inMs(empty.slice(-1))}`);
  });
}

/** Opens the view for the first time in this window and adds how long it took; in the last window then again and again. */
export async function checkLargeGraph(session: Session, { check }: Report, camera: Camera, openings: Openings): Promise<void> {
  const { editor } = session;
  const { page } = editor;
  const isLast = openings.ours.length === WINDOWS - 1;

  await check('Show Graph opens a large project in under a second', async () => {
    const { open } = await prepare(session);
    openings.ours.push(await open());
    console.log(`      ${inMs(openings.ours.slice(-1))}`);
    if (!isLast) return;
    await page.waitForTimeout(500);
    await camera.shoot(page, 'graph-large');
    mustContain(await driveGraph(editor).status(), /\d\d apps/);
    if (median(openings.ours) >= MOST * slowness(openings))
      throw new Error(`it took ${inMs(openings.ours)}, an empty panel ${inMs(openings.empty)}`);
  });
  if (!isLast) return;

  await check('and again as soon as VS Code has any panel', async () => {
    const { open, openEmpty, close } = await prepare(session);
    const [ours, empty]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < PAIRS; pair++) {
      await close();
      empty.push(await openEmpty());
      await close();
      ours.push(await open());
    }
    const beyond = median(ours.map((time, at) => time - (empty[at] ?? 0)));
    const times = `${inMs(ours)}, an empty panel ${inMs(empty)}; median of the differences ${inMs([beyond])}`;
    console.log(`      ${times}`);
    if (median(ours) >= MOST && beyond >= MOST_BEYOND_EMPTY * slowness(openings)) throw new Error(`it took ${times}`);
  });
}

/** What opens and closes panels in a window that has nothing else to do; the times are milliseconds to the frame that shows what is meant. */
async function prepare({ editor }: Session): Promise<Record<'open' | 'openEmpty', () => Promise<number>> & { close: () => Promise<void> }> {
  const { page } = editor;
  const timeOf = async (command: string, selector: string): Promise<number> => {
    await page.evaluate(`stopwatch.start(${JSON.stringify(selector)})`);
    await editor.run(command);
    return page.evaluate<number>('stopwatch.passed');
  };
  await until('figures in the status item', async () => figuresIn(await editor.status()));
  await untilQuiet();
  return {
    open: () => timeOf('Django Relations: Show Graph', '.stage [data-box]'),
    openEmpty: () => timeOf('Stand-in: Open an Empty Panel', '.empty'),
    close: async () => {
      await page.waitForTimeout(500);
      await editor.run('View: Close All Editors');
      await page.locator('iframe.webview').first().waitFor({ state: 'detached' });
      await page.waitForTimeout(500);
    },
  };
}

/** How many times as long as a quick machine this one takes, as its first empty panels tell; 1 for all quick ones. */
function slowness({ empty }: Openings): number {
  return Math.max(1, median(empty) / EMPTY_PANEL);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function inMs(times: readonly number[]): string {
  return `${times.map((time) => time.toFixed(0)).join(', ')} ms`;
}

/** The graph view on a large real project: wagtail, with the files of its whole package. */
import { driveGraph } from './graphView';
import { mustContain, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn } from './troubledChecks';

/** Milliseconds from the command to the picture. */
const MOST = 1000;
/** A machine that is busy with something else says nothing about us: the best of several counts. */
const TIMES = 4;

export async function checkLargeGraph({ editor }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const graph = driveGraph(editor);
  const boxes = graph.frame.locator('.stage [data-box]');

  await check('Show Graph opens a large project in under a second', async () => {
    await until('figures in the status item', async () => figuresIn(await editor.status()));
    const times: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      await editor.run('Django Relations: Show Graph');
      const start = performance.now();
      // What waits by itself looks ever more seldom.
      while ((await boxes.count()) === 0 && performance.now() - start < 20_000) await page.waitForTimeout(10);
      times.push(performance.now() - start);
      if (time === 0) {
        await page.waitForTimeout(500);
        await camera.shoot(page, 'graph-large');
        mustContain(await graph.status(), /\d\d apps/);
      }
      if (times.some((each) => each < MOST)) break;
      await editor.run('View: Close All Editors');
      await boxes.first().waitFor({ state: 'detached' });
    }
    console.log(`      ${times.map((each) => each.toFixed(0)).join(', ')} ms`);
    if (!times.some((each) => each < MOST)) throw new Error(`it took ${times.map((each) => each.toFixed(0)).join(', ')} ms`);
  });
}

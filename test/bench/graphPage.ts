/**
 * The graph's page with large projects, in a browser without a graphics card: how long the first picture takes beside its layout,
 * how many frames a moving hand gets beside an empty page, what the page costs while nobody does anything, and its memory.
 */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { indexView } from '../../server/src/diagram/indexView';
import { layoutInputOf } from '../../server/src/diagram/layoutInput';
import { measureBoxes } from '../../server/src/diagram/measureBox';
import { pictureOf } from '../../server/src/diagram/pictureOf';
import { wholeProject } from '../../server/src/diagram/state';
import { layoutGraph } from '../../server/src/layout/layoutGraph';
import type { LayoutResult } from '../../server/src/protocol/graphLayout';
import { launchBrowser, openProjectView } from '../webview/browser';
import { openMockPage } from '../webview/mockPage';
import type { Input } from './inputs';
import { median } from './samples';

export interface GraphResult {
  readonly input: string;
  readonly models: number;
  readonly relations: number;
  /** Milliseconds of the layout, in a thread of its own. */
  readonly layout: number;
  /** From the layout's answer to the frame that shows it, in milliseconds. */
  readonly paint: number;
  /** From a click to the picture of the apps, with which a project opens: layout and paint together. */
  readonly apps: number;
  /** Frames per second, and those of an empty page in the same run. */
  readonly frames: Readonly<Record<Movement | 'empty', number>>;
  /** Part of a processor while nothing happens. */
  readonly idle: number;
  /** Megabytes of the page's process, and of an empty page's. */
  readonly megabytes: number;
  readonly megabytesEmpty: number;
}

type Movement = 'pan' | 'farPan' | 'zoom';

const ROUNDS = 5;
const VIEWPORT = { width: 1400, height: 900 };

/** Measures one project. */
export async function measureGraph(input: Input): Promise<GraphResult> {
  const { view } = await openProjectView(input.folder);
  const state = wholeProject('models');
  const picture = pictureOf(indexView(view), state);
  const question = layoutInputOf(picture, measureBoxes(picture.boxes, picture.lines));
  const layouts: number[] = [];
  let answer: LayoutResult | undefined;
  for (let round = 0; round < 2; round++) {
    const start = performance.now();
    answer = await layoutGraph(question);
    layouts.push(performance.now() - start);
  }
  const known = answer;
  const empty = await inBrowser(emptyPage);
  const whole = await inBrowser(async (browser) => {
    const mock = await openMockPage(browser, {
      view,
      size: VIEWPORT,
      layout: (asked) =>
        asked.boxes.length === question.boxes.length && known !== undefined ? Promise.resolve(known) : layoutGraph(asked),
    });
    const { page } = mock;
    const paints: number[] = [];
    let apps = NaN;
    for (let round = 0; round < ROUNDS; round++) {
      ({ paint: apps } = await painted(page, 'Apps', 'click'));
      await page.waitForTimeout(200);
      paints.push((await painted(page, 'Models', 'answer')).paint);
      await page.waitForTimeout(300);
    }
    const far = await framesOf(page, 'farPan');
    const zoom = await framesOf(page, 'zoom');
    const pan = await framesOf(page, 'pan');
    await page.waitForTimeout(1000);
    return { paint: median(paints), apps, far, zoom, pan, idle: await idleOf(page), megabytes: await memoryOf(browser, page) };
  });
  return {
    input: input.name,
    models: view.models.length,
    relations: view.relations.length,
    layout: median(layouts),
    paint: whole.paint,
    apps: whole.apps,
    frames: { empty: empty.frames, pan: whole.pan, farPan: whole.far, zoom: whole.zoom },
    idle: whole.idle,
    megabytes: whole.megabytes,
    megabytesEmpty: empty.megabytes,
  };
}

async function inBrowser<Result>(work: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await launchBrowser();
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

async function emptyPage(browser: Browser): Promise<{ readonly frames: number; readonly megabytes: number }> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.setContent('<div class="stage">Nothing</div>');
  const frames = await framesOf(page, 'pan');
  return { frames, megabytes: await memoryOf(browser, page) };
}

/** Presses a button and gives the milliseconds from the click, or from the layout's answer, to the frame that shows the picture. */
function painted(page: Page, button: string, from: 'click' | 'answer'): Promise<{ readonly paint: number }> {
  return page.evaluate<{ paint: number }>(`new Promise((resolve) => {
    let start = performance.now();
    addEventListener('message', function answered({ data }) {
      if (data.say !== 'answer' || data.answer?.of !== 'layout') return;
      removeEventListener('message', answered, true);
      if (${JSON.stringify(from)} === 'answer') start = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve({ paint: performance.now() - start })));
    }, true);
    [...document.querySelectorAll('.toolbar button')].find((each) => each.textContent === ${JSON.stringify(button)}).click();
  })`);
}

const STEPS: Readonly<Record<Movement, string>> = {
  // At 60 %, where rows can be read.
  pan: `wheel({ deltaY: n % 120 < 60 ? 30 : -30, shiftKey: true })`,
  farPan: `wheel({ deltaY: n % 120 < 60 ? 30 : -30, shiftKey: true })`,
  zoom: `wheel({ deltaY: n % 120 < 60 ? -25 : 25 })`,
};

async function framesOf(page: Page, movement: Movement): Promise<number> {
  if (movement === 'pan' && (await page.locator('.dr-picture').count()) > 0)
    for (let step = 0; step < 30 && (await zoomOf(page)) < 0.6; step++) {
      await page.mouse.move(VIEWPORT.width / 2, VIEWPORT.height / 2);
      await page.mouse.wheel(0, -120);
      await page.waitForTimeout(60);
    }
  return page.evaluate<number>(`new Promise((resolve) => {
    const stage = document.querySelector('.stage');
    const wheel = (how) =>
      stage.dispatchEvent(new WheelEvent('wheel', { clientX: 700, clientY: 450, bubbles: true, cancelable: true, ...how }));
    const start = performance.now();
    let n = 0;
    const step = () => {
      ${STEPS[movement]};
      n += 1;
      const passed = performance.now() - start;
      if (passed < 3000) requestAnimationFrame(step);
      else resolve((n * 1000) / passed);
    };
    requestAnimationFrame(step);
  })`);
}

function zoomOf(page: Page): Promise<number> {
  return page.evaluate<number>(`Number(/scale\\(([\\d.]+)\\)/.exec(document.querySelector('.sheet').style.transform)[1])`);
}

/** Part of a processor that the page's main thread takes in three seconds without anybody. */
async function idleOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const busy = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
  const before = await busy();
  await page.waitForTimeout(3000);
  return ((await busy()) - before) / 3;
}

/** Megabytes of memory that the largest of the browser's page processes holds after a collection; NaN where /proc is missing. */
async function memoryOf(browser: Browser, page: Page): Promise<number> {
  const own = await page.context().newCDPSession(page);
  await own.send('HeapProfiler.collectGarbage');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = (await session.send('SystemInfo.getProcessInfo')) as { processInfo: { type: string; id: number }[] };
  const held = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMegabytes(id));
  return Math.max(...held);
}

function residentMegabytes(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

/** The page in a plain browser: what it draws is what the graph holds, at every level and filter, and everybody can use it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { indexView } from '../../server/src/diagram/indexView';
import { pictureOf } from '../../server/src/diagram/pictureOf';
import { wholeProject, type DiagramState, type Filters, type Level } from '../../server/src/diagram/state';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import { example, launchBrowser, type Project } from './browser';
import { handmadeView } from './handmadeView';
import { openMockPage, type MockPage } from './mockPage';
import type { PageTheme } from './themes';

const LEVELS: readonly Level[] = ['names', 'relations', 'fields'];

describe("The graph's page in a plain browser", function () {
  this.timeout(120_000);
  let browser: Browser;
  let bookshop: Project;
  let troubled: Project;
  before(async () => {
    browser = await launchBrowser();
    [bookshop, troubled] = await Promise.all([example('bookshop'), example('troubled')]);
  });
  after(() => browser.close());

  it('draws every box and line of the picture, at every level and filter', async () => {
    for (const project of [bookshop, troubled]) {
      const mock = await openMockPage(browser, { ...project, size: { width: 6000, height: 4000 } });
      await mock.page.getByRole('button', { name: 'Models' }).first().click();
      await mock.page.getByRole('button', { name: 'What is shown' }).click();
      for (const filters of [
        { abstract: false, contrib: true, installed: true },
        { abstract: true, contrib: false, installed: true },
      ] satisfies Filters[])
        for (const hubs of ['pills', 'lines'] as const)
          for (const level of LEVELS) {
            await setTo(mock, { filters, hubs, level });
            await mustDraw(mock, project, { ...wholeProject('models'), filters, hubs, level });
          }
      assert.deepEqual(mock.errors, []);
      await mock.close();
    }
  });

  it('draws apps, and in their place the models of those that are opened', async () => {
    const mock = await openMockPage(browser, { ...bookshop, size: { width: 6000, height: 4000 } });
    await mustDraw(mock, bookshop, wholeProject('apps'));
    await mock.page.locator('[data-box="app:catalog"]').click();
    await mustDraw(mock, bookshop, { ...wholeProject('apps'), openedApps: ['catalog'] });
    await mock.close();
  });

  it('opens an app once, however often somebody clicks', async () => {
    const mock = await openMockPage(browser, bookshop);
    await mock.page.locator('[data-box="app:catalog"]').dblclick();
    await mock.page.locator('[data-box="catalog.Book"]').waitFor();
    assert.equal(await mock.page.getByRole('button', { name: 'catalog is open' }).count(), 1);
    await mock.page.keyboard.press('Alt+ArrowLeft');
    await mock.page.locator('[data-box="app:catalog"]').waitFor();
    await mock.close();
  });

  it('leads from the pill of an app to the hub', async () => {
    const others = ['a', 'b', 'c', 'd', 'e', 'f'];
    const view = handmadeView(
      [...others.map((app) => `${app}.Order`), 'auth.User'],
      others.map((app) => ({ from: `${app}.Order`, field: 'user', to: 'auth.User' })),
    );
    const mock = await openMockPage(browser, { view });
    await mock.page.locator('[data-box="app:c"] [data-target="app:auth"]').click();
    await mock.page.locator('[data-box="app:auth"]:focus').waitFor();
    await mock.page.getByRole('button', { name: 'What is shown' }).click();
    await mock.page.getByText('Much points at auth.').waitFor();
    await mock.page.getByLabel('Lines to hubs').setChecked(true);
    await mock.page.locator('[data-line="app:c>app:auth"]').waitFor({ state: 'attached' });
    assert.deepEqual(mock.errors, []);
    await mock.close();
  });

  it('draws only what is in view, and the list names everything', async () => {
    const mock = await openMockPage(browser, bookshop);
    await mock.page.getByRole('button', { name: 'Models' }).first().click();
    await mock.page.locator('[data-box="catalog.Book"]').waitFor();
    await mock.page.getByRole('button', { name: 'List of models' }).click();
    for (let step = 0; step < 8; step++) await mock.page.getByRole('button', { name: 'Zoom in' }).click();
    await mock.page.waitForTimeout(300);
    const drawn = await mock.page.locator('.stage [data-box]').count();
    assert.ok(drawn < 15, `${String(drawn)} boxes`);
    assert.equal(await mock.page.locator('.side .models > li').count(), 26);
    await mock.close();
  });

  it('keeps what stays in view while somebody moves over names, and merges the lines of as much as is seen', async () => {
    const ids = Array.from({ length: 240 }, (_, at) => `app${String(at % 6)}.M${String(at)}`);
    const relations = ids.flatMap((from, at) =>
      [1, 7, 13].map((step) => ({ from, field: `f${String(step)}`, to: ids[(at + step * 6) % ids.length] ?? from })),
    );
    const layout = ({ boxes }: LayoutInput): Promise<LayoutResult> => {
      const places = Object.fromEntries(boxes.map(({ id }, at) => [id, { x: (at % 20) * 300, y: Math.floor(at / 20) * 300 }]));
      return Promise.resolve({ places, arrivals: {}, bends: {}, how: 'grid', notice: null });
    };
    const { page, close, errors } = await openMockPage(browser, { view: handmadeView(ids, relations), layout });
    await page.getByRole('button', { name: 'Models' }).first().click();
    await page.locator('.stage[data-detail="far"], .stage[data-detail="names"]').waitFor();
    const wheel = async (how: string): Promise<void> => {
      await page.evaluate(`document.querySelector('.stage').dispatchEvent(
        new WheelEvent('wheel', { clientX: 640, clientY: 400, bubbles: true, cancelable: true, ...${how} }))`);
      await page.waitForTimeout(60);
    };
    const drawn = (): Promise<{ kept: boolean; merged: number; single: number; boxes: number }> =>
      page.evaluate(`({
        kept: globalThis.middle?.isConnected === true,
        merged: document.querySelectorAll('.dr-lines > .dr-line:not([data-line])').length,
        single: document.querySelectorAll('.dr-lines > [data-line]').length,
        boxes: document.querySelectorAll('.dr-boxes > *').length - document.querySelectorAll('.dr-boxes > [data-box]').length,
      })`);
    while ((await page.locator('.stage[data-detail="names"]').count()) === 0) await wheel('{ deltaY: -40 }');
    await page.evaluate(`globalThis.middle = [...document.querySelectorAll('.stage [data-box]')].find((box) => {
      const { left, top } = box.getBoundingClientRect();
      return left > 500 && top > 300;
    })`);
    await wheel('{ deltaY: 150, shiftKey: true }');
    const { kept, merged, single } = await drawn();
    assert.ok(kept);
    assert.deepEqual([merged, single], [1, 0]);
    while ((await page.locator('.stage[data-detail="full"]').count()) === 0) await wheel('{ deltaY: -40 }');
    const near = await drawn();
    assert.deepEqual([near.kept, near.merged, near.boxes], [false, 0, 0]);
    assert.ok(near.single > 0);
    assert.deepEqual(errors, []);
    await close();
  });

  for (const theme of ['light', 'dark', 'high-contrast', 'high-contrast-light'] satisfies PageTheme[])
    it(`has nothing serious that axe would find, in ${theme}`, async () => {
      const mock = await openMockPage(browser, { ...troubled, theme, around: { model: 'catalog.Book', field: null } });
      await mock.page.locator('[data-box="catalog.Author"]').waitFor();
      await mustPassAxe(mock, 'around a model');
      for (const tab of ['List of models', 'What is shown', 'Legend']) {
        await mock.page.getByRole('button', { name: tab }).click();
        await mustPassAxe(mock, tab);
      }
      await mock.page.locator('.search-input').fill('book');
      await mustPassAxe(mock, 'searching');
      await mock.close();
    });

  it('begins with the model itself, from its name on, where everything around it would be too small to read', async () => {
    const { page, close } = await openMockPage(browser, {
      ...bookshop,
      around: { model: 'catalog.Book', field: null },
      size: { width: 640, height: 360 },
    });
    const box = page.locator('[data-box="catalog.Book"]');
    await box.waitFor();
    await page.waitForFunction(`document.querySelector('.sheet').style.transform.includes('scale(0.8)')`);
    const [place, stage] = [await box.boundingBox(), await page.locator('.stage').boundingBox()];
    assert.ok(place !== null && stage !== null && place.height > stage.height);
    assert.ok(place.y >= stage.y && place.x >= stage.x && place.x + place.width <= stage.x + stage.width);
    await close();
  });

  it('glides from view to view, and not for those who asked for less motion', async () => {
    for (const reducedMotion of [false, true]) {
      const { page, close } = await openMockPage(browser, { ...bookshop, reducedMotion });
      await page.evaluate(`document.querySelector('.sheet').addEventListener('transitionrun', () => (globalThis.glides = true))`);
      await page.getByRole('button', { name: 'Zoom in' }).click();
      await page.getByRole('button', { name: 'Show everything' }).click();
      // Longer than a glide takes.
      await page.evaluate(`new Promise((resolve) => setTimeout(resolve, 600))`);
      assert.equal(await page.evaluate(`globalThis.glides === true`), !reducedMotion);
      await close();
    }
  });

  it('can be used by keyboard alone', async () => {
    const mock = await openMockPage(browser, { ...bookshop, around: { model: 'catalog.Book', field: null } });
    const { page } = mock;
    await page.locator('[data-box="catalog.Author"]').waitFor();
    for (let step = 0; step < 40 && (await page.locator('.stage [data-box]:focus').count()) === 0; step++) await page.keyboard.press('Tab');
    assert.equal(await page.locator('.stage [data-box]:focus').getAttribute('data-box'), 'catalog.Book');
    assert.equal(await page.locator('.stage [data-box][tabindex="0"]').count(), 1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(' ');
    await page.locator('.side .chosen-name').waitFor();
    await page.keyboard.press('Enter');
    assert.ok(mock.said.some(({ say }) => say === 'go'));
    await page.keyboard.press('/');
    await page.keyboard.type('voucher');
    await page.keyboard.press('Enter');
    await page.locator('[data-box="orders.Voucher"].is-chosen').waitFor();
    await page.keyboard.press('Alt+ArrowLeft');
    await page.locator('[data-box="catalog.AudioBook"]').waitFor();
    await mock.close();
  });
});

/** Brings the page to a state through its own controls. */
async function setTo({ page }: MockPage, { filters, hubs, level }: Pick<DiagramState, 'filters' | 'hubs' | 'level'>): Promise<void> {
  await page.getByLabel("Django's own models").setChecked(filters.contrib);
  await page.getByLabel('Abstract bases as boxes').setChecked(filters.abstract);
  await page.getByLabel('Lines to hubs').setChecked(hubs === 'lines');
  await page.getByLabel('What boxes show').selectOption(level);
}

async function mustDraw({ page }: MockPage, { view }: Project, state: DiagramState): Promise<void> {
  const picture = pictureOf(indexView(view), state);
  const expected = { boxes: picture.boxes.map(({ id }) => id).sort(), lines: picture.lines.map(({ id }) => id).sort() };
  const what = JSON.stringify([state.level, state.filters, state.hubs, state.openedApps]);
  const idsOf = async (name: string): Promise<readonly string[]> =>
    (await page.evaluate<string[]>(`[...document.querySelectorAll('.stage [data-${name}]')].map((each) => each.dataset.${name})`)).sort();
  const end = Date.now() + 20_000;
  let drawn = { boxes: await idsOf('box'), lines: await idsOf('line') };
  while (JSON.stringify(drawn) !== JSON.stringify(expected) && Date.now() < end) {
    await page.waitForTimeout(50);
    drawn = { boxes: await idsOf('box'), lines: await idsOf('line') };
  }
  assert.deepEqual(drawn, expected, what);
}

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly impact: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** A page's policy forbids scripts from elsewhere, so axe comes in as the browser's own. */
async function mustPassAxe({ page }: MockPage, where: string): Promise<void> {
  const source = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(`globalThis.axe || (() => { ${source} })(), undefined`);
  const { violations } = await page.evaluate<AxeResult>('axe.run(document)');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  assert.deepEqual(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    [],
    where,
  );
}

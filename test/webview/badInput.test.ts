/** The page with what no project should have: endless, mirrored and hostile names, very many lines, graphs that change under its hands. */
import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { layoutGraph } from '../../server/src/layout/layoutGraph';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import { example, launchBrowser } from './browser';
import { handmadeView } from './handmadeView';
import { openMockPage } from './mockPage';

describe("The graph's page and bad input", function () {
  this.timeout(60_000);
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  it('shows names of 200 characters cut, and whole where the pointer rests', async () => {
    const long = `shop.${'Extraordinary'.repeat(16).slice(0, 200)}`;
    const view = handmadeView([long, 'shop.Order'], [{ from: 'shop.Order', field: 'f'.repeat(200), to: long }]);
    const mock = await openMockPage(browser, { view });
    const box = mock.page.locator(`[data-box="${long}"]`);
    const place = await box.locator('.dr-outline').boundingBox();
    assert.ok(place !== null && place.width <= 400);
    assert.match((await box.locator('.dr-name').textContent()) ?? '', /…/);
    assert.ok((await box.locator('title').first().textContent())?.includes(long));
    await box.click({ position: { x: 20, y: 8 } });
    assert.ok((await mock.page.locator('.side').boundingBox())?.width === 320);
    assert.deepEqual(mock.errors, []);
    await mock.close();
  });

  it('shows names that read from right to left without turning round what stands beside them', async () => {
    const view = handmadeView(['shop.הזמנה', 'shop.Order'], [{ from: 'shop.Order', field: 'الاسم', to: 'shop.הזמנה' }]);
    const mock = await openMockPage(browser, { view });
    await mock.page.locator('[data-box="shop.הזמנה"]').click({ position: { x: 20, y: 8 } });
    await mock.page.locator('.side bdi', { hasText: 'הזמנה' }).first().waitFor();
    assert.deepEqual(mock.errors, []);
    await mock.close();
  });

  it('never executes HTML in names, words or problems', async () => {
    const evil = '<img src=x onerror="globalThis.hacked=1"><script>globalThis.hacked=1</script>';
    const plain = handmadeView([`shop.${evil}`, 'shop.Order'], [{ from: 'shop.Order', field: evil, to: `shop.${evil}` }]);
    const ends = [{ model: 'shop.Order', field: evil }];
    const view = {
      ...plain,
      project: { ...plain.project, settings: evil },
      problems: [{ code: evil, severity: 'error' as const, message: evil, help: evil, ends }],
      uncertain: [evil],
    };
    const mock = await openMockPage(browser, { view, words: () => `**${evil}**\n\n- \`${evil}\`\n\n[x](javascript:globalThis.hacked=1)` });
    const { page } = mock;
    await page.locator('[data-box="shop.Order"]').click({ position: { x: 20, y: 8 } });
    await page.locator('.side li .code').waitFor();
    for (const tab of ['List of models', 'What is shown', 'Legend']) await page.getByRole('button', { name: tab }).click();
    await page.locator('.search-input').fill('img');
    await page.locator('#found li').first().waitFor();
    assert.equal(await page.evaluate('globalThis.hacked'), undefined);
    assert.equal(await page.locator('img, #page script, a').count(), 0);
    assert.deepEqual(mock.errors, []);
    await mock.close();
  });

  it('draws 300 relations between two models as one line that counts them', async () => {
    const relations = Array.from({ length: 300 }, (_, at) => ({ from: 'shop.A', field: `to_${String(at)}`, to: 'shop.B' }));
    const mock = await openMockPage(browser, { view: handmadeView(['shop.A', 'shop.B'], relations) });
    const line = mock.page.locator('[data-line="shop.A>shop.B"]');
    assert.equal(await line.locator('text').textContent(), '300');
    await line.locator('.dr-path').dispatchEvent('click');
    assert.equal(await mock.page.locator('.side ul.plain > li').count(), 300);
    await mock.close();
  });

  it('draws ten relations of a model to itself, each as a loop of its own', async () => {
    const relations = Array.from({ length: 10 }, (_, at) => ({ from: 'shop.A', field: `self_${String(at)}`, to: 'shop.A' }));
    const mock = await openMockPage(browser, { view: handmadeView(['shop.A'], relations) });
    const paths = await mock.page
      .locator('.dr-line .dr-path')
      .evaluateAll((lines: readonly { getAttribute(name: string): string | null }[]) => lines.map((line) => line.getAttribute('d')));
    assert.equal(new Set(paths).size, 10);
    await mock.close();
  });

  it('drops the choice of a model that is deleted, and says so', async () => {
    const mock = await openMockPage(browser, { view: handmadeView(['shop.A', 'shop.B'], [{ from: 'shop.A', field: 'b', to: 'shop.B' }]) });
    await mock.page.locator('[data-box="shop.A"]').click({ position: { x: 20, y: 8 } });
    await mock.page.locator('.stage.has-chosen').waitFor();
    await mock.change(handmadeView(['shop.B'], []));
    await mock.page.locator('[data-box="shop.A"]').waitFor({ state: 'detached' });
    assert.equal(await mock.page.locator('.stage.has-chosen').count(), 0);
    assert.match(await mock.page.locator('.told').innerText(), /shop\.A is not there any more/);
    await mock.close();
  });

  it('says so when the model in the middle is deleted, and offers the whole project', async () => {
    const view = handmadeView(['shop.A', 'shop.B'], [{ from: 'shop.A', field: 'b', to: 'shop.B' }]);
    const mock = await openMockPage(browser, { view, around: { model: 'shop.A', field: null } });
    await mock.change(handmadeView(['shop.B'], []));
    await mock.page.locator('.empty').waitFor();
    assert.match(await mock.page.locator('.empty').innerText(), /There is no model shop\.A any more/);
    await mock.page.getByRole('button', { name: 'Show the whole project' }).click();
    await mock.page.locator('.empty').waitFor({ state: 'hidden' });
    await mock.close();
  });

  it('shows the newest graph when it changes while it is laid out', async () => {
    const waiting: (() => void)[] = [];
    const layout = async (input: LayoutInput): Promise<LayoutResult> => {
      if (waiting.length < 2) await new Promise<void>((resolve) => waiting.push(resolve));
      return layoutGraph(input);
    };
    const opening = openMockPage(browser, { view: handmadeView(['shop.A', 'shop.B'], []), layout });
    const until = async (count: number): Promise<void> => {
      while (waiting.length < count) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await until(1);
    const [page] = browser.contexts().at(-1)?.pages() ?? [];
    const answer = { revision: 9, projects: [], view: handmadeView(['shop.A', 'shop.C', 'shop.D'], []), focus: null, notice: null };
    await page?.evaluate(`window.postMessage(${JSON.stringify({ say: 'view', answer, around: null })})`);
    await until(2);
    // The newer answer first, then the one that came too late.
    waiting[1]?.();
    await page?.locator('[data-box="shop.D"]').waitFor();
    waiting[0]?.();
    const mock = await opening;
    await mock.page.waitForTimeout(200);
    assert.equal(await mock.page.locator('.stage [data-box]').count(), 3);
    await mock.close();
  });

  it('keeps the picture, and says so, when no layout comes', async () => {
    let isDown = false;
    const { view } = await example('bookshop');
    const mock = await openMockPage(browser, { view, layout: (input) => (isDown ? Promise.resolve(null) : layoutGraph(input)) });
    isDown = true;
    await mock.page.getByRole('button', { name: 'Models' }).first().click();
    await mock.page.locator('.under-way', { hasText: 'does not answer' }).waitFor();
    assert.equal(await mock.page.locator('[data-box="app:catalog"]').count(), 1);
    await mock.close();
  });

  it('shows boxes in a grid, and why, when the layout failed', async () => {
    const layout = (input: LayoutInput): Promise<LayoutResult> =>
      Promise.resolve({
        places: Object.fromEntries(input.boxes.map(({ id }, at) => [id, { x: at * 500, y: 0 }])),
        arrivals: {},
        bends: {},
        how: 'grid',
        notice: 'The layout failed, so the boxes stand in a grid.',
      });
    const mock = await openMockPage(browser, { view: (await example('bookshop')).view, layout });
    await mock.page.locator('.status .notice', { hasText: 'stand in a grid' }).waitFor();
    await mock.close();
  });

  it('has a sentence for a workspace without a project, and for a project without models', async () => {
    for (const [view, words] of [
      [null, /No Django project/],
      [handmadeView([], []), /No model was found/],
    ] as const) {
      const mock = await openMockPage(browser, { view });
      assert.match(await mock.page.locator('.empty').innerText(), words);
      assert.deepEqual(mock.errors, []);
      await mock.page.getByRole('button', { name: 'Explain this project' }).click();
      await mock.page.waitForTimeout(100);
      assert.ok(mock.said.some(({ say }) => say === 'explain'));
      await mock.close();
    }
  });

  it('keeps every place on a live change, and puts a new model beside its neighbour', async () => {
    const { view } = await example('bookshop');
    const without = {
      ...view,
      models: view.models.filter(({ id }) => id !== 'orders.Voucher'),
      relations: view.relations.filter(({ target }) => target.state !== 'resolved' || target.model !== 'orders.Voucher'),
    };
    const mock = await openMockPage(browser, { view: without, around: { model: 'orders.Order', field: null } });
    const { page } = mock;
    const places = (): Promise<Record<string, string>> =>
      page.evaluate(
        `Object.fromEntries([...document.querySelectorAll('.stage [data-box]')].map((box) => [box.dataset.box, box.getAttribute('transform')]))`,
      );
    await page.locator('[data-box="orders.Invoice"]').waitFor();
    const [before, camera] = [await places(), await page.locator('.sheet').getAttribute('style')];
    await mock.change(view);
    await page.locator('[data-box="orders.Voucher"]').waitFor({ state: 'attached' });
    const after = await places();
    for (const [id, place] of Object.entries(before)) assert.equal(after[id], place, id);
    assert.equal(await page.locator('.sheet').getAttribute('style'), camera);
    await mock.close();
  });
});

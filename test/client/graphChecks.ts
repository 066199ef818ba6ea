/** The graph view in the healthy project: opening it, and each way of moving about in it. */
import type { Page } from 'playwright-core';
import { driveGraph, type Graph } from './graphView';
import { mustContain, mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn, lineWith } from './troubledChecks';

const books = 'catalog/models/books.py';

export async function checkGraph(session: Session, report: Report, camera: Camera): Promise<void> {
  const graph = driveGraph(session.editor);
  await checkOpening(session, graph, report, camera);
  await checkMoving(session, graph, report, camera);
  await checkChoosing(session, graph, report, camera);
  await checkKeyboard(session, graph, report, camera);
}

async function checkOpening({ editor, folder }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;

  await check('Show Graph opens the project as apps beside the code, with counts on the lines', async () => {
    await until('figures in the status item', async () => figuresIn(await editor.status()));
    await page.keyboard.press('Control+B');
    await editor.open(books, await lineWith(folder, books, 'class Book('));
    await editor.run('Django Relations: Show Graph');
    await graph.waitForBox('app:catalog');
    mustContain(await graph.status(), '10 apps, 16 lines');
    mustContain((await graph.frame.locator('.dr-bundle text').first().textContent()) ?? '', /\d/);
    await camera.shoot(page, 'graph-apps');
    await graph.shootWide(camera, 'graph-apps');
  });

  await check('a click opens an app in its place, and a chip closes it again', async () => {
    await graph.box('app:catalog').click();
    await graph.waitForBox('catalog.Book');
    mustContain(await graph.status(), 'catalog is open');
    await camera.shoot(page, 'graph-app-opened');
    await graph.button('catalog is open').click();
    await graph.waitForBox('app:catalog');
  });

  await check('Show Graph Around Cursor draws what lies around the model, in the same panel', async () => {
    await page.keyboard.press('Control+1');
    await editor.click('class «Book»(');
    await editor.run('Django Relations: Show Graph Around Cursor');
    await graph.waitForBox('catalog.Author');
    mustEqual(await page.locator('.tab', { hasText: 'Model Graph' }).count(), 1);
    await camera.shoot(page, 'graph-around');
  });

  await check('the search leads to a model, and its words to what is around it', async () => {
    await graph.frame.locator('.search-input').fill('orders.Order');
    await page.keyboard.press('Enter');
    await graph.button('Show around it').click();
    await graph.waitForBox('orders.Invoice');
    await until('the words', async () => (await graph.side()).includes('order.lines'));
    await graph.shootWide(camera, 'graph');
  });

  await check('a lens above a model counts its relations and draws what lies around it', async () => {
    await page.keyboard.press('Control+1');
    await editor.leave();
    const lens = await editor.lensAbove('class «Book»(', 'Graph: points at 7, pointed at by 7');
    await camera.shoot(page, 'graph-lens');
    await lens.click();
    await until('Book in the middle', async () => (await graph.frame.locator('.around-name').innerText()) === 'Around Book');
    mustEqual(await page.locator('.tab', { hasText: 'Model Graph' }).count(), 1);
  });

  await check("the editor's context menu offers the same", async () => {
    await page.keyboard.press('Control+1');
    const entry = page.locator('.monaco-menu .action-item', { hasText: 'Show Graph Around Cursor' });
    // VS Code closes a menu when anything of its own happens to take the focus, the hover under the mouse for one: a person opens it again.
    await until('the menu stays', async () => {
      await editor.click('class «Genre»(');
      await page.keyboard.press('Shift+F10');
      const chosen = async (): Promise<true> => {
        await entry.waitFor({ timeout: 3000 });
        await camera.shoot(page, 'graph-context-menu');
        await entry.click({ timeout: 3000 });
        return true;
      };
      return chosen().catch(() => page.keyboard.press('Escape').then(() => false));
    });
    await until('Genre in the middle', async () => (await graph.frame.locator('.around-name').innerText()) === 'Around Genre');
  });

  await check('the cursor in the code marks its model and field in the picture', async () => {
    await page.keyboard.press('Control+1');
    await editor.open(books, await lineWith(folder, books, 'class Genre('));
    await editor.click('«parent» = models.ForeignKey("self"');
    await graph.frame.locator('[data-box="catalog.Genre"].is-cursor [data-row="parent"].is-cursor').waitFor({ state: 'attached' });
    await camera.shoot(page, 'graph-cursor');
  });
}

async function checkMoving({ editor }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const stage = graph.frame.locator('.stage');
  const transform = (): Promise<string | null> => graph.frame.locator('.sheet').getAttribute('style');
  const zoomOf = async (): Promise<number> => Number(/scale\(([\d.]+)\)/.exec((await transform()) ?? '')?.[1]);
  const moves = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    const before = await transform();
    await act();
    await until(what, async () => (await transform()) !== before);
  };

  await check('the search suggests models, apps and fields, and goes there', async () => {
    await graph.frame.locator('.search-input').fill('book');
    await graph.frame.locator('#found li').first().waitFor();
    const offered = (await graph.frame.locator('#found li').allInnerTexts()).join('\n');
    mustContain(offered, 'Book');
    mustContain(offered, /Book\.\w+/);
    await camera.shoot(page, 'graph-search');
    await page.keyboard.press('Enter');
    await until('Book in the middle', async () => (await graph.boxes()).includes('catalog.Book'));
    await until('its words', async () => (await graph.side()).includes('catalog_book'));
  });

  await check('it pans, zooms by wheel, pinch, buttons and keys, and shows everything again', async () => {
    await graph.button('Show everything').click();
    const box = await stage.boundingBox();
    if (box === null) throw new Error('no stage');
    const [x, y] = [box.x + box.width / 2, box.y + box.height - 30];
    await moves('a pan', async () => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 60, y - 40, { steps: 4 });
      await page.mouse.up();
    });
    await moves('a zoom by wheel', () => page.mouse.wheel(0, -240));
    await camera.shoot(page, 'graph-zoomed-in');
    await moves('a zoom by two fingers on a touchpad', async () => {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, 30);
      await page.keyboard.up('Control');
    });
    const before = await zoomOf();
    await pinch(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await until('a zoom by two fingers on the screen', async () => (await zoomOf()) > before * 1.5);
    await camera.shoot(page, 'graph-pinched');
    await moves('a zoom by button', () => graph.button('Zoom out').click());
    await stage.focus();
    await moves('a zoom by key', () => page.keyboard.press('+'));
    await moves('a shift by key', () => page.keyboard.press('Shift+ArrowLeft'));
    await moves('a fit by key', () => page.keyboard.press('0'));
    await page.mouse.move(x, y);
    for (let step = 0; step < 9; step++) await page.mouse.wheel(0, 400);
    await until('the view from far', async () => (await stage.getAttribute('data-detail')) === 'far');
    await camera.shoot(page, 'graph-far');
    await page.keyboard.press('0');
  });

  await check('depth, hidden neighbours, back and forward', async () => {
    await graph.frame.locator('.search-input').fill('catalog.Genre');
    await page.keyboard.press('Enter');
    await graph.waitForBox('catalog.Genre');
    if ((await graph.frame.locator('.around-name').innerText()) !== 'Around Genre') await graph.button('Show around it').click();
    await until('Genre in the middle', async () => (await graph.frame.locator('.around-name').innerText()) === 'Around Genre');
    await graph.waitForBox('accounts.Profile');
    const near = (await graph.boxes()).length;
    await graph.box('accounts.Profile').locator('[data-open]').click();
    await until('its neighbours', async () => (await graph.boxes()).length > near);
    await camera.shoot(page, 'graph-neighbours-opened');
    await graph.button('Back').click();
    await until('the picture before', async () => (await graph.boxes()).length === near);
    await graph.button('Forward').click();
    await until('the picture after', async () => (await graph.boxes()).length > near);
    await graph.button('One step more').click();
    await until('two steps', async () => (await graph.frame.locator('.around-steps').innerText()) === '2 steps');
    await camera.shoot(page, 'graph-two-steps');
    await graph.button('One step fewer').click();
  });

  await check('all models, at three levels', async () => {
    await graph.button('Models').first().click();
    await graph.waitForBox('orders.Voucher');
    mustContain(await graph.status(), '26 models');
    for (const level of ['names', 'fields', 'relations']) {
      await graph.frame.getByLabel('What boxes show').selectOption(level);
      await until(`level ${level}`, async () => (await graph.frame.locator('.under-way').innerText()) === '');
      await page.waitForTimeout(500);
      await camera.shoot(page, `graph-level-${level}`);
    }
  });

  await check('filters hide models, and what is hidden is counted and one click away', async () => {
    await graph.button('What is shown').click();
    await graph.frame.getByLabel("Django's own models").uncheck();
    await until('the count', async () => (await graph.status()).includes('django.contrib not shown'));
    await camera.shoot(page, 'graph-filters');
    await graph.frame.getByLabel('Abstract bases as boxes').check();
    await until('an abstract base', async () => !(await graph.status()).includes('abstract'));
    await graph.frame.getByLabel('orders (').uncheck();
    await until('the count', async () => (await graph.status()).includes('of other apps not shown'));
    await graph.button('models of other apps not shown').click();
    await graph.button('django.contrib not shown').click();
    await until('all of them', async () => !(await graph.status()).includes('not shown'));
    await camera.shoot(page, 'graph-filters-off');
    await graph.frame.getByLabel('Abstract bases as boxes').uncheck();
  });

  await check('the legend shows the signs of the picture only', async () => {
    await graph.button('Legend').click();
    const words = await graph.side();
    for (const sign of ['exactly one', 'any number', 'many-to-many', 'is a proxy of', 'is swapped for', 'generic'])
      mustContain(words, sign);
    mustEqual(words.includes('not there'), false);
    await camera.shoot(page, 'graph-legend');
  });
}

async function checkChoosing({ editor }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;

  await check('a click chooses a model: its relations come forward, and words stand beside it', async () => {
    await graph.frame.locator('.search-input').fill('catalog.Book');
    await page.keyboard.press('Enter');
    await graph.button('In words').click();
    if ((await graph.button('Show around it').count()) > 0) await graph.button('Show around it').click();
    await graph.waitForBox('catalog.Genre');
    await graph.chooseBox('catalog.Genre');
    await until('what the hover says', async () => (await graph.side()).includes('genre.books'));
    mustEqual(await graph.frame.locator('.stage.has-chosen').count(), 1);
    await camera.shoot(page, 'graph-chosen-model');
  });

  await check('a click on a row or a line chooses the relation', async () => {
    await graph.row('catalog.Book', 'publisher').click({ position: { x: 30, y: 6 } });
    await until('its words', async () => (await graph.side()).includes('one Publisher'));
    await camera.shoot(page, 'graph-chosen-relation');
    await graph.line('catalog.Book.genres').dispatchEvent('click');
    await until('its words', async () => (await graph.side()).includes('Book.genres'));
  });

  await check('a double click goes to the source of a model and of a field, in the column of the code', async () => {
    await graph.box('catalog.Genre').dblclick({ position: { x: 20, y: 8 } });
    await editor.find('class «Genre»(');
    await camera.shoot(page, 'graph-source');
    await graph.row('catalog.Book', 'sequel_of').dblclick({ position: { x: 30, y: 6 } });
    await editor.find('«sequel_of» = models.OneToOneField(');
    mustEqual(await page.locator('.editor-group-container').count(), 2);
  });
}

async function checkKeyboard({ editor }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const focused = (): Promise<string | null> => graph.frame.locator('.stage [data-box]:focus').getAttribute('data-box');

  await check('arrows follow relations, Space chooses, Enter goes to the source', async () => {
    await graph.box('catalog.Book').focus();
    await page.keyboard.press('ArrowLeft');
    await until('a model that points here', async () => (await focused()) !== 'catalog.Book');
    await page.keyboard.press('ArrowRight');
    await until('back along the relation', async () => (await focused()) === 'catalog.Book');
    await page.keyboard.press('ArrowRight');
    const next = await until('a model that it points at', async () => {
      const id = await focused();
      return id !== null && id !== 'catalog.Book' ? id : null;
    });
    await page.keyboard.press('ArrowDown');
    await until('the model below', async () => (await focused()) !== next);
    await page.keyboard.press(' ');
    const chosen = await focused();
    await graph.frame.locator(`[data-box="${chosen ?? ''}"].is-chosen`).waitFor({ state: 'attached' });
    await camera.shoot(page, 'graph-keyboard');
    await page.keyboard.press('Escape');
    mustEqual(await graph.frame.locator('.stage.has-chosen').count(), 0);
  });

  await check('the list says everything that the picture shows, as text', async () => {
    await page.keyboard.press('l');
    const words = await graph.side();
    for (const text of ['author → Author', 'books ← Book.author', 'genres → Genre']) mustContain(words, text);
    await camera.shoot(page, 'graph-list');
  });
}

/** Two fingers that part on the screen, from 80 pixels to 200. */
async function pinch(page: Page, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const fingers = (apart: number): { x: number; y: number; id: number }[] => [
    { x: x - apart, y, id: 0 },
    { x: x + apart, y, id: 1 },
  ];
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) });
  for (const apart of [55, 70, 85, 100]) await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** The graph view where something is wrong: mistakes drawn where they are, and nothing to draw at all. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { driveGraph } from './graphView';
import { mustContain, mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn, lineWith } from './troubledChecks';

export async function checkGraphProblems({ editor, folder }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const graph = driveGraph(editor);

  await check('both ends of a clash are drawn as wrong, with the message', async () => {
    await until('figures in the status item', async () => figuresIn(await editor.status()));
    await page.keyboard.press('Control+B');
    const books = 'catalog/models/books.py';
    await editor.open(books, await lineWith(folder, books, 'class Book('));
    await editor.click('class «Book»(');
    await editor.run('Django Relations: Show Graph Around Cursor');
    await graph.waitForBox('catalog.Author');
    await graph.frame.locator('[data-box="catalog.Book"] [data-row="author"].dr-error').waitFor({ state: 'attached' });
    await graph.frame.locator('[data-box="catalog.Author"] .dr-arrival.dr-error').first().waitFor({ state: 'attached' });
    await graph.row('catalog.Book', 'author').click({ position: { x: 30, y: 6 } });
    await until('the message', async () => (await graph.side()).includes('fields.E304'));
    await camera.shoot(page, 'graph-problem-clash');
  });

  await check('around a model with a clash, both reverse names stand in red', async () => {
    await graph.frame.locator('.search-input').fill('catalog.Author');
    await page.keyboard.press('Enter');
    await graph.button('Show around it').click();
    await until('Author in the middle', async () => (await graph.frame.locator('.around-name').innerText()) === 'Around Author');
    // What lies around Author is more than a narrow panel shows at once.
    await graph.button('Show everything').click();
    await graph.row('catalog.Book', 'editor').click();
    await until('the message', async () => (await graph.side()).includes('fields.E304'));
    await graph.shootWide(camera, 'graph-problem');
  });

  await check('a target that is not there is a ghost, with its reason', async () => {
    await graph.button('Models').first().click();
    const ghost = graph.frame.locator('.dr-ghost').first();
    await ghost.waitFor({ state: 'attached' });
    await ghost.click({ position: { x: 6, y: 6 } });
    await until('the reason', async () => (await graph.side()).includes('Named by'));
    mustContain(await graph.side(), 'Problems');
    await camera.shoot(page, 'graph-problem-ghost');
  });
}

/** A project without a model. */
export const emptyProject = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': 'INSTALLED_APPS = ["shop"]\n',
  'views.py': 'from django.http import HttpResponse\n',
};

export async function checkNothingToDraw({ editor, folder }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const graph = driveGraph(editor);

  await check('no model at all: a sentence, and what to do', async () => {
    await until('the end of the reading', async () => /no models|No Django project/.test((await editor.status()) ?? ''));
    await editor.run('Django Relations: Show Graph');
    await graph.frame.locator('.empty').waitFor();
    mustContain(await graph.frame.locator('.empty').innerText(), 'No model was found in this project.');
    await camera.shoot(page, 'graph-nothing');
  });

  await check('the first model makes a picture of it', async () => {
    await mkdir(path.join(folder, 'shop'));
    await writeFile(path.join(folder, 'shop/__init__.py'), '');
    await writeFile(path.join(folder, 'shop/models.py'), shop);
    await graph.waitForBox('shop.Order');
    await camera.shoot(page, 'graph-first-model');
  });
}

const shop = `from django.db import models


class Order(models.Model):
    before = models.ForeignKey("self", models.CASCADE, null=True)
`;

/** Two projects in one window, each with a model of the same name. */
export const twoProjects = Object.fromEntries(
  ['north', 'south'].flatMap((name) => [
    [`${name}/manage.py`, `import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "${name}_settings")\n`],
    [`${name}/${name}_settings.py`, `INSTALLED_APPS = ["${name}_shop"]\n`],
    [`${name}/${name}_shop/__init__.py`, ''],
    [`${name}/${name}_shop/models.py`, shop],
  ]),
);

export async function checkTwoProjects({ editor }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const graph = driveGraph(editor);
  const tabs = page.locator('.tab', { hasText: 'Model Graph' });

  await check('of several projects each has a panel of its own, one choice away', async () => {
    await until('the end of the reading', async () => /2 projects|2 models/.test((await editor.status()) ?? ''));
    await editor.run('Django Relations: Show Graph');
    await graph.waitForBox('north_shop.Order');
    mustEqual(await graph.frame.locator('.projects option').allInnerTexts(), ['north, north_settings', 'south, south_settings']);
    // In one go, as a second panel is another frame of the same name.
    const chosen = await graph.frame
      .locator('.projects')
      .evaluate((select: { selectedIndex: number; dispatchEvent(event: unknown): boolean }) => {
        select.selectedIndex = 1;
        select.dispatchEvent(new Event('change'));
        return select.selectedIndex;
      });
    mustEqual(chosen, 0);
    await tabs.filter({ hasText: 'south' }).waitFor();
    await page.waitForTimeout(1500);
    await camera.shoot(page, 'graph-two-projects');
    mustEqual(await tabs.count(), 2);
  });

  await check('the graph of a document is that of its project', async () => {
    await editor.run('View: Close All Editors');
    await editor.open('south/south_shop/models.py', 4);
    await editor.click('class «Order»(');
    await editor.run('Django Relations: Show Graph Around Cursor');
    await graph.waitForBox('south_shop.Order');
    mustEqual(await tabs.count(), 1);
  });
}

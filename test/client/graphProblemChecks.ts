/** The graph view where something is wrong: mistakes drawn where they are, and nothing to draw at all. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { driveGraph } from './graphView';
import { mustContain, until, type Report } from './report';
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
    await graph.row('catalog.Book', 'editor').click({ position: { x: 30, y: 6 } });
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

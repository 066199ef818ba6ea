/** The project with mistakes: what the editor shows of them, and how they are repaired. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mustContain, mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';

const restaurant = '«city» = models.ForeignKey(City';

export async function checkTroubled(session: Session, { check }: Report, camera: Camera): Promise<void> {
  const { editor, folder } = session;
  const { page } = editor;

  await check('the server starts by itself and the status item ends with figures', async () => {
    const status = await until('figures in the status item', async () => figuresIn(await editor.status()));
    mustContain(status, /\d+ models, \d+ relations, \d+ problems/);
    mustEqual(session.languageServers().length, 1);
  });

  await check('a squiggle under a field without on_delete', async () => {
    await editor.open('places/models.py', await lineWith(folder, 'places/models.py', 'models.ForeignKey(City)'));
    await editor.waitForSquiggle(restaurant, 'error');
    await camera.shoot(page, 'squiggle');
  });

  await check('a hover on the squiggle says what is wrong, why, and what to do', async () => {
    const text = await editor.hover(restaurant, 'on_delete');
    mustContain(text, 'missing-on-delete');
    await camera.shoot(page, 'squiggle-hover');
    await camera.shootForReadme(page, 'squiggle', { x: 300, y: 35, width: 900, height: 480 });
  });

  await check('every mistake of the closed files stands in the Problems panel', async () => {
    await editor.leave();
    const expected = await expectedCodes(folder);
    await editor.showProblems();
    // Back to the source, so that no row is drawn as the chosen one.
    await page.keyboard.press('Control+1');
    await camera.shoot(page, 'problems');
    await camera.shootForReadme(page, 'problems', { x: 300, y: 340, width: 980, height: 437 });
    // The list draws only the rows that fit, so each code is asked for by the filter.
    for (const code of expected) mustContain((await editor.filterProblems(code)).join('\n'), code);
    await editor.filterProblems('');
  });

  await check("a problem's code leads to the rule's page", async () => {
    await editor.filterProblems('missing-on-delete');
    await page.locator('.markers-panel a.monaco-link', { hasText: 'missing-on-delete' }).first().click();
    mustContain(await editor.preview('missing-on-delete'), 'on_delete');
    await camera.shoot(page, 'rule-page');
  });

  await check('the lightbulb repairs a missing on_delete, and the squiggle is gone', async () => {
    await editor.run('View: Toggle Panel Visibility');
    await editor.open('places/models.py', await lineWith(folder, 'places/models.py', 'models.ForeignKey(City)'));
    const entries = await editor.openLightbulb(restaurant);
    mustContain(entries.join('\n'), 'CASCADE');
    mustContain(entries.join('\n'), 'PROTECT');
    await camera.shoot(page, 'lightbulb');
    await camera.shootForReadme(page, 'quick-fix', { x: 300, y: 340, width: 760, height: 290 });
    await editor.choose('CASCADE');
    await editor.find('city = models.ForeignKey(City, «on_delete=models.CASCADE»)');
    await editor.waitForSquiggle(restaurant, 'none');
    await camera.shoot(page, 'lightbulb-after');
  });

  await check('no message disturbs the person', async () => {
    mustEqual(await editor.notifications(), []);
  });

  await check('nothing left this machine', () => {
    mustEqual(session.abroad(), []);
  });
}

/** The status item's text once it holds figures, else null. */
export function figuresIn(status: string | null): string | null {
  return status !== null && /\d models/.test(status) ? status : null;
}

/** The line's number, from 1. */
export async function lineWith(folder: string, file: string, text: string): Promise<number> {
  const lines = (await readFile(path.join(folder, file), 'utf8')).split('\n');
  const index = lines.findIndex((line) => line.includes(text));
  if (index < 0) throw new Error(`${file} has no line with ${text}`);
  return index + 1;
}

/** The codes that the example's own marks announce, each once. */
async function expectedCodes(folder: string): Promise<readonly string[]> {
  const files = [
    'accounts/models.py',
    'campus/models.py',
    'catalog/models/books.py',
    'catalog/models/people.py',
    'orders/models.py',
    'places/models.py',
    'reviews/models.py',
  ];
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/# expect: (\S+)/g)].map(([, code = '']) => code)))];
}

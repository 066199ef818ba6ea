/** A Python folder without Django: the extension keeps out of the way until Django comes. */
import { mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';

/** Long enough for a server that should not start to show itself: with Django it is there in a second. */
const patience = 4000;

export async function checkQuiet(session: Session, { check }: Report, camera: Camera): Promise<void> {
  const { editor } = session;
  const { page } = editor;
  await check('no server starts where there is no Django', async () => {
    await editor.open('shop.py', 1);
    await page.waitForTimeout(patience);
    mustEqual(session.languageServers(), []);
    mustEqual(await editor.status(), null);
    await camera.shoot(page, 'no-django');
  });

  await check('it starts once a file that imports Django is saved', async () => {
    await page.keyboard.type('from django.db import models\n', { delay: 15 });
    await page.keyboard.press('Control+S');
    await until('a language server', () => session.languageServers().length === 1);
    await until('the end of the reading', async () => /models?|No Django project/.test((await editor.status()) ?? ''));
    await camera.shoot(page, 'django-came');
  });
}

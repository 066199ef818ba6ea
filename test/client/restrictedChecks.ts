/** A folder whose authors the person does not trust: the extension works there as everywhere, because it runs nothing. */
import { until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn, lineWith } from './troubledChecks';

export async function checkRestricted(session: Session, { check }: Report, camera: Camera): Promise<void> {
  const { editor, folder } = session;
  const { page } = editor;
  await check('it works in a folder that is not trusted', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await until('figures in the status item', async () => figuresIn(await editor.status()));
    await editor.open('places/models.py', await lineWith(folder, 'places/models.py', 'models.ForeignKey(City)'));
    await editor.waitForSquiggle('«city» = models.ForeignKey(City', 'error');
    await camera.shoot(page, 'restricted-mode');
  });
}

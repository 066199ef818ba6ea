/** The graph view while things change around it: the code, the theme, the window, the server; and what is taken out of it. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { driveGraph, type Graph } from './graphView';
import { mustContain, mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn, lineWith } from './troubledChecks';

const people = 'catalog/models/people.py';
const award = `

class Award(models.Model):
    winner = models.ForeignKey(
        Author, models.CASCADE, related_name="awards"
    )
`;

export async function checkGraphLife(session: Session, report: Report, camera: Camera): Promise<void> {
  const graph = driveGraph(session.editor);
  await checkLive(session, graph, report, camera);
  await checkOut(session, graph, report, camera);
  await checkThemes(session, graph, report, camera);
  await checkComingBack(session, graph, report, camera);
  await report.check('no message disturbs the person, and nothing left this machine', async () => {
    mustEqual(await session.editor.notifications(), []);
    mustEqual(session.abroad(), []);
  });
}

async function checkLive({ editor, folder }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  let before: Readonly<Record<string, string>> = {};

  await check('a new model appears beside its neighbour, and every other box stays where it is', async () => {
    await until('figures in the status item', async () => figuresIn(await editor.status()));
    await page.keyboard.press('Control+B');
    await editor.open(people, await lineWith(folder, people, 'class Author('));
    await editor.click('class «Author»(');
    await editor.run('Django Relations: Show Graph Around Cursor');
    await graph.waitForBox('catalog.Author');
    before = await graph.places();
    const text = await readFile(path.join(folder, people), 'utf8');
    await writeFile(path.join(folder, people), text + award);
    await graph.waitForBox('catalog.Award');
    const after = await graph.places();
    for (const [id, place] of Object.entries(before)) mustEqual([id, after[id]], [id, place]);
    mustContain((await graph.box('catalog.Author').textContent()) ?? '', 'awards');
    await camera.shoot(page, 'graph-live');
  });

  await check('"tidy" lays out anew', async () => {
    const untidy = JSON.stringify(await graph.places());
    await graph.button('Tidy').click();
    await until('other places', async () => JSON.stringify(await graph.places()) !== untidy);
    await camera.shoot(page, 'graph-tidied');
  });

  await check('typing in the editor changes the picture before anything is saved', async () => {
    await page.keyboard.press('Control+1');
    await editor.open(people, await lineWith(folder, people, 'class Award('));
    await editor.click('related_name="«awards»"');
    await page.keyboard.press('Control+D');
    await page.keyboard.type('prizes', { delay: 10 });
    await until('the new reverse name', async () => ((await graph.box('catalog.Author').textContent()) ?? '').includes('prizes'));
    await camera.shoot(page, 'graph-typed');
  });

  await check('a model that is deleted while it is chosen leaves the picture in good order', async () => {
    await graph.chooseBox('catalog.Award');
    await graph.frame.locator('[data-box="catalog.Award"].is-chosen').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+1');
    await editor.run('File: Revert File');
    const text = await readFile(path.join(folder, people), 'utf8');
    await writeFile(path.join(folder, people), text.slice(0, text.indexOf('\n\nclass Award')));
    await until('Award gone', async () => !(await graph.boxes()).includes('catalog.Award'));
    mustEqual(await graph.frame.locator('.stage.has-chosen').count(), 0);
    await camera.shoot(page, 'graph-deleted');
  });
}

async function checkOut({ editor, folder }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const save = async (kind: 'SVG' | 'PNG', file: string): Promise<Buffer> => {
    await graph.button(kind).click();
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await until('the name that is offered', async () => (await input.inputValue().catch(() => '')).endsWith(`.${kind.toLowerCase()}`));
    await input.fill(path.join(folder, file));
    await camera.shoot(page, `graph-saving-${kind.toLowerCase()}`);
    await page.keyboard.press('Enter');
    await until('the words', async () => (await graph.status()).includes(`Saved as ${file}`));
    return readFile(path.join(folder, file));
  };

  await check('SVG and PNG are saved as seen', async () => {
    await graph.chooseBox('catalog.Author');
    const svg = (await save('SVG', 'picture.svg')).toString('utf8');
    mustContain(svg, /^<\?xml[\s\S]*<svg [\s\S]*Author[\s\S]*opacity="0.3"[\s\S]*<\/svg>\s*$/);
    mustEqual(svg.match(/data-box="/g)?.length, (await graph.boxes()).length);
    const png = await save('PNG', 'picture.png');
    mustEqual(png.subarray(1, 4).toString('latin1'), 'PNG');
    mustEqual(png.length > 10_000, true);
  });
}

async function checkThemes({ editor }: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const ground = (): Promise<string> =>
    graph.frame
      .locator('.dr-outline')
      .first()
      .evaluate((node) => (globalThis as unknown as { getComputedStyle(of: unknown): { stroke: string } }).getComputedStyle(node).stroke);
  let last = await ground();

  for (const theme of ['Dark Modern', 'Dark High Contrast', 'Light High Contrast', 'Light Modern'])
    await check(`it follows the theme ${theme}`, async () => {
      await page.keyboard.press('Control+1');
      await page.keyboard.press('Control+K');
      await page.keyboard.press('Control+T');
      await page.locator('.quick-input-widget .quick-input-box input').fill(theme);
      await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: theme }).waitFor();
      await page.keyboard.press('Enter');
      last = await until('other colours', async () => {
        const now = await ground();
        return now === last ? null : now;
      });
      await page.waitForTimeout(300);
      await camera.shoot(page, `graph-theme-${theme.replaceAll(' ', '-').toLowerCase()}`);
    });
}

async function checkComingBack(session: Session, graph: Graph, { check }: Report, camera: Camera): Promise<void> {
  const { editor } = session;
  const { page } = editor;

  await check('it comes back from behind another tab as it was', async () => {
    await graph.button('One step more').click();
    await until('two steps', async () => (await graph.frame.locator('.around-steps').innerText()) === '2 steps');
    await page.waitForTimeout(600);
    await page.keyboard.press('Control+2');
    await editor.open('catalog/models/books.py', 1);
    await graph.frame.locator('.stage').waitFor({ state: 'detached' });
    await page.locator('.tab', { hasText: 'Model Graph' }).click();
    await graph.waitForBox('catalog.Author');
    mustEqual(await graph.frame.locator('.around-steps').innerText(), '2 steps');
  });

  await check('it comes through a restart of the server', async () => {
    const [before] = session.languageServers();
    await editor.run('Django Relations: Restart Server');
    await until('another server', () => session.languageServers().length === 1 && session.languageServers()[0] !== before);
    await until('its answer', async () => (await graph.frame.locator('.under-way').innerText()) === '');
    await graph.button('Models').first().click();
    await graph.waitForBox('orders.Voucher');
    await camera.shoot(page, 'graph-restarted');
  });

  await check('it comes through a reload of the window', async () => {
    await page.waitForTimeout(600);
    const before = await graph.frame.locator('.sheet').getAttribute('style');
    await editor.run('Developer: Reload Window');
    await graph.frame.locator('.stage').waitFor({ state: 'detached' });
    await graph.waitForBox('catalog.Author');
    mustContain(await graph.status(), '26 models');
    mustEqual(await graph.frame.locator('.sheet').getAttribute('style'), before);
    await camera.shoot(page, 'graph-reloaded');
  });

  await check('an app whose folder is deleted leaves the picture, though an editor still shows its file', async () => {
    await page.keyboard.press('Control+1');
    await editor.open('campus/models.py', 1);
    mustContain(await graph.status(), '26 models');
    await rm(path.join(session.folder, 'campus'), { recursive: true });
    await until('fewer models', async () => /\b2[0-5] models/.test(await graph.status()));
    await camera.shoot(page, 'graph-folder-deleted');
  });
}

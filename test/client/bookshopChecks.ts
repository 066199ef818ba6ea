/** The healthy project: what hovers say, how typing is followed, and the commands. */
import { mustContain, mustEqual, until, type Report } from './report';
import type { Session } from './session';
import type { Camera } from './shots';
import { figuresIn, lineWith } from './troubledChecks';

const books = 'catalog/models/books.py';
const places = 'places/models.py';

export async function checkBookshop(session: Session, report: Report, camera: Camera): Promise<void> {
  await report.check('a healthy project has no problems', async () => {
    const status = await until('figures in the status item', async () => figuresIn(await session.editor.status()));
    mustContain(status, 'no problems');
    await camera.shoot(session.editor.page, 'status');
  });
  await checkHovers(session, report, camera);
  await checkCommands(session, report, camera);
  await checkTyping(session, report, camera);
  await report.check('no message disturbs the person of the healthy project', async () => {
    mustEqual(await session.editor.notifications(), []);
  });
  await report.check('nothing left this machine, commands included', () => {
    mustEqual(session.abroad(), []);
  });
}

async function checkHovers({ editor, folder }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const sentence = 'Each Book has one Author';

  await check("a hover on a relation's name says its kind from both ends", async () => {
    await editor.open(books, await lineWith(folder, books, 'author = models.ForeignKey'));
    const text = await editor.hover('«author» = models.ForeignKey(Author', sentence);
    mustContain(text, 'author.books.all()');
    mustContain(text, 'books__');
    await camera.shoot(page, 'hover-field');
    await camera.shootForReadme(page, 'hover', { x: 300, y: 170, width: 960, height: 290 });
    await editor.leave();
  });

  await check("the same on the field's class", async () => {
    await editor.hover('author = models.«ForeignKey»(Author', sentence);
    await camera.shoot(page, 'hover-class');
    await editor.leave();
  });

  await check('the same on the target', async () => {
    await editor.hover('author = models.ForeignKey(«Author»', sentence);
    await camera.shoot(page, 'hover-target');
    await editor.leave();
  });

  await check('a hover on on_delete says what a deletion does', async () => {
    const text = await editor.hover('«on_delete»=models.CASCADE,', 'CASCADE');
    await camera.shoot(page, 'hover-on-delete');
    mustContain(text.toLowerCase(), 'delet');
    await editor.leave();
  });

  await check("a hover on a model's name says what it points at and what points at it", async () => {
    await editor.open(books, await lineWith(folder, books, 'class Book(Recorded)'));
    const text = await editor.hover('class «Book»(Recorded)', 'catalog.Book');
    mustContain(text, 'Author');
    mustContain(text, 'OrderLine');
    await camera.shoot(page, 'hover-model');
    await editor.leave();
  });

  await check('a hover on a many-to-many field says so', async () => {
    await editor.open(books, await lineWith(folder, books, 'genres = models.ManyToManyField'));
    await editor.hover('«genres» = models.ManyToManyField', 'many-to-many');
    await camera.shoot(page, 'hover-many-to-many');
    await editor.leave();
  });
}

async function checkTyping({ editor, folder }: Session, { check }: Report, camera: Camera): Promise<void> {
  const { page } = editor;
  const mistake = '«owner» = models.ForeignKey("accounts.User"';

  await check('a mistake that is typed gets its squiggle at once', async () => {
    await editor.open(places, (await lineWith(folder, places, 'city = models.ForeignKey')) + 1);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('owner = models.ForeignKey("accounts.User")', { delay: 15 });
    await editor.waitForSquiggle(mistake, 'error');
    mustContain(await until('figures', async () => withOneProblem(await editor.status())), '1 problem');
    await camera.shoot(page, 'typed-mistake');
  });

  await check('its repair takes the squiggle away', async () => {
    await editor.clickBefore('owner = models.ForeignKey("accounts.User"«)»');
    await page.keyboard.type(', on_delete=models.CASCADE', { delay: 15 });
    await editor.find('owner = models.ForeignKey("accounts.User"«, on_delete=models.CASCADE)»');
    await editor.waitForSquiggle(mistake, 'none');
    await until('no problems in the status item', async () => (await editor.status())?.includes('no problems'));
    await camera.shoot(page, 'typed-repair');
  });
}

async function checkCommands(session: Session, { check }: Report, camera: Camera): Promise<void> {
  const { editor } = session;
  const { page } = editor;

  await check('Explain This Project shows what was found', async () => {
    await editor.run('Django Relations: Explain This Project');
    const text = await editor.preview('config.settings');
    for (const part of ['catalog', 'feedback', 'places']) mustContain(text, part);
    await camera.shoot(page, 'explain');
    await camera.shootForReadme(page, 'explain', { x: 300, y: 35, width: 970, height: 740 });
  });

  await check('a click on the status item shows the same', async () => {
    await editor.run('View: Close All Editors');
    await page.locator('.statusbar-item[id$="djangoRelations.status"] a').first().click();
    await editor.preview('config.settings');
  });

  await check('Show Output brings up the channel', async () => {
    await editor.run('Django Relations: Show Output');
    await until('the name of the channel', () =>
      page.locator('.panel option:checked, .panel .monaco-select-box', { hasText: 'Django Relations' }).first().isVisible(),
    );
    await until('a line of the output channel', async () => (await editor.output()).includes('[info] The server has started'));
    await camera.shoot(page, 'output');
  });

  await check('Restart Server ends the old server and starts another that finds the same', async () => {
    const before = await editor.status();
    const [old] = session.languageServers();
    await editor.run('Django Relations: Restart Server');
    await until('another language server', () => {
      const now = session.languageServers();
      return now.length === 1 && now[0] !== old;
    });
    await until('the same figures', async () => (await editor.status()) === before);
    await camera.shoot(page, 'restarted');
    await page.keyboard.press('Control+J');
  });
}

function withOneProblem(status: string | null): string | null {
  return status?.includes(' 1 problem') === true ? status : null;
}

/** The lenses above models: what they say, where they stand, who gets them, and when an editor is told to ask again. */
import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver/node';
import { MODERN, type TestClient } from './client';
import { talkToEngine } from './realEngine';

const MODELS = `from django.db import models


class Named(models.Model):
    name = models.CharField(max_length=100)

    class Meta:
        abstract = True


class Author(Named):
    friends = models.ManyToManyField("self")


class Book(Named):
    author = models.ForeignKey(Author, models.CASCADE)
    reviewer = models.ForeignKey(Author, models.CASCADE, related_name="+")


class Novel(Book):
    pass


class Shelf(models.Model):
    pass


class Helper:
    pass
`;
const LOANS = `from django.db import models


class Loan(models.Model):
    book = models.ForeignKey("shop.Book", models.CASCADE)
`;
const SHOP = 'file:///shop/shop/models.py';
const DESK = 'file:///shop/desk/models.py';

const FILES: Readonly<Record<string, string>> = {
  '/shop/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  '/shop/config/__init__.py': '',
  '/shop/config/settings.py': 'INSTALLED_APPS = ["shop", "desk"]\n',
  '/shop/shop/__init__.py': '',
  '/shop/shop/models.py': MODELS,
  '/shop/desk/__init__.py': '',
  '/shop/desk/models.py': LOANS,
};

describe('lenses above models', () => {
  let client: TestClient | null = null;

  async function begin(initializationOptions: object = { graphCommand: 'editor.showGraph' }, refreshes = true): Promise<TestClient> {
    client = await talkToEngine(FILES, {
      folders: ['file:///shop'],
      settings: { diagnosticsDelay: 0 },
      initializationOptions,
      capabilities: { ...MODERN, workspace: { ...MODERN.workspace, codeLens: { refreshSupport: refreshes } } },
    });
    return client;
  }

  afterEach(async () => {
    await client?.stop();
    client = null;
  });

  const lensesOf = (editor: TestClient, uri: string): Promise<readonly CodeLens[]> =>
    editor.connection.sendRequest<readonly CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const titles = async (editor: TestClient, uri = SHOP): Promise<readonly (string | undefined)[]> =>
    (await lensesOf(editor, uri)).map(({ command }) => command?.title);
  const refreshed = (editor: TestClient): number => editor.said.filter(({ method }) => method === 'workspace/codeLens/refresh').length;

  it('count what leaves and what arrives, of every model of the file and of no other class', async () => {
    assert.deepEqual(await titles(await begin()), [
      'Graph: no relations',
      'Graph: points at 1, pointed at by 2',
      'Graph: points at 2, pointed at by 2',
      // What its parent has is its own, too, beside the link to it.
      'Graph: points at 3, pointed at by 1',
      'Graph: no relations',
    ]);
  });

  it("stand at the class's name and hand its position to the editor's command", async () => {
    const [lens] = await lensesOf(await begin(), DESK);
    assert.deepEqual(lens, {
      range: { start: { line: 3, character: 6 }, end: { line: 3, character: 10 } },
      command: {
        title: 'Graph: points at 1',
        tooltip: 'Show the graph around desk.Loan',
        command: 'editor.showGraph',
        arguments: [{ uri: DESK, position: { line: 3, character: 6 } }],
      },
    });
  });

  it('follow what is typed, and the editor asks again where another file changes them', async () => {
    const editor = await begin();
    editor.open(DESK, LOANS);
    await editor.settled();
    const before = refreshed(editor);
    editor.edit(DESK, '\n\n\nclass', '\n\n\n\nclass');
    await editor.settled();
    assert.equal(refreshed(editor), before, 'no relation has changed');
    assert.equal((await lensesOf(editor, DESK))[0]?.range.start.line, 4);
    editor.edit(DESK, 'book = models.ForeignKey("shop.Book", models.CASCADE)', 'pass');
    await editor.until('the editor is told', () => refreshed(editor) === before + 1);
    assert.equal((await titles(editor))[2], 'Graph: points at 2, pointed at by 1');
  });

  it('are not offered to an editor that has no command for the graph', async () => {
    const editor = await begin({ diagnosticsDelay: 0 });
    assert.equal(editor.initialized.capabilities.codeLensProvider, undefined);
    assert.deepEqual(await titles(editor), []);
    assert.equal(refreshed(editor), 0);
  });

  it('go and come back with their setting', async () => {
    const editor = await begin();
    assert.equal((await titles(editor)).length, 5);
    const before = refreshed(editor);
    editor.changeSettings({ diagnosticsDelay: 0, codeLens: false });
    await editor.until('the editor is told', () => refreshed(editor) > before);
    assert.deepEqual(await titles(editor), []);
    editor.changeSettings({ diagnosticsDelay: 0 });
    await editor.until('the editor is told', () => refreshed(editor) > before + 1);
    assert.equal((await titles(editor)).length, 5);
  });

  it('leave an editor in peace that does not know how to ask again', async () => {
    const editor = await begin({ graphCommand: 'editor.showGraph' }, false);
    assert.equal((await titles(editor)).length, 5);
    assert.equal(refreshed(editor), 0);
  });

  it('are none for a document that is no file of the project', async () => {
    assert.deepEqual(await titles(await begin(), 'untitled:Untitled-1'), []);
  });
});

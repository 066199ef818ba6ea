/** What an editor and the server say to each other, whatever the engine knows: the engine here knows one mistake, the word BAD. */
import assert from 'node:assert/strict';
import { createConnection } from 'vscode-languageserver/node';
import type { DocumentKey } from '../../server/src/base/documentKey';
import { serve } from '../../server/src/lsp/server';
import { MODERN, talkInProcess, type ClientOptions, type TestClient } from './client';
import { createDisk, createFakeEngine, type FakeDisk } from './fakeEngine';

const SHOP = 'file:///shop';
const ORDERS = 'file:///shop/orders.py';
const PEOPLE = 'file:///shop/people.py';

describe('a conversation with the server', function () {
  this.timeout(15_000);
  let client: TestClient | null = null;
  let disk: FakeDisk = createDisk({});
  /** What the engine waits for before it is there. */
  let engineStart: Promise<void> = Promise.resolve();

  async function begin(files: Readonly<Record<string, string>>, options: Partial<ClientOptions> = {}): Promise<TestClient> {
    disk = createDisk(files);
    client = await talkInProcess(
      ({ input, output }) => {
        serve({
          connection: createConnection(input, output),
          createService: (request) => engineStart.then(() => createFakeEngine(disk, request)),
          codes: { isKnown: (code) => code.startsWith('fields.') },
          rulePages: 'file:///pages',
          isOnDisk: (key) => disk.files.has(key),
          layout: () => Promise.resolve(null),
        });
      },
      { folders: [SHOP], settings: { diagnosticsDelay: 0 }, ...options },
    );
    return client;
  }

  const save = (path: string, text: string): void => void disk.files.set(path as DocumentKey, text);
  const remove = (path: string): void => void disk.files.delete(path as DocumentKey);

  afterEach(async () => {
    await client?.stop();
    client = null;
    engineStart = Promise.resolve();
  });

  describe('diagnostics', () => {
    it('come for files that nobody opened, with code, page, source and the other end', async () => {
      const editor = await begin({ '/shop/orders.py': 'x = 1\ny = BAD\n', '/shop/people.py': 'z = 2\n' });
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      assert.deepEqual(editor.diagnostics(ORDERS), [
        {
          range: { start: { line: 1, character: 4 }, end: { line: 1, character: 7 } },
          severity: 1,
          code: 'fields.E304',
          codeDescription: { href: 'file:///pages/reverse-name-clash.md' },
          source: 'Django Relations',
          message: 'BAD is bad.\nIt hurts.\nWrite GOOD.',
          relatedInformation: [
            {
              location: { uri: PEOPLE, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } } },
              message: 'The other end.',
            },
          ],
        },
      ]);
      assert.equal(editor.published(ORDERS)[0]?.version, undefined);
      assert.deepEqual(editor.published(PEOPLE), [], 'a file without findings is not mentioned');
    });

    it('follow every edit, with the version they are about', async () => {
      const editor = await begin({ '/shop/orders.py': 'BAD\n' });
      editor.open(ORDERS, 'BAD\n');
      await editor.until('the version of the open file', () => editor.published(ORDERS).at(-1)?.version === 1);
      editor.edit(ORDERS, 'BAD', '# a comment\nBAD');
      await editor.until('the squiggle one line further down', () => editor.diagnostics(ORDERS)[0]?.range.start.line === 1);
      assert.equal(editor.published(ORDERS).at(-1)?.version, 2);
      editor.edit(ORDERS, 'BAD', 'FINE');
      await editor.until('no squiggle', () => editor.diagnostics(ORDERS).length === 0);
      assert.equal(editor.published(ORDERS).at(-1)?.version, 3);
    });

    it('count in UTF-16 units, and across CRLF', async () => {
      const editor = await begin({ '/shop/orders.py': 'x = "😀"\r\ny = "😀é" BAD\r\n' });
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      assert.deepEqual(editor.diagnostics(ORDERS)[0]?.range, { start: { line: 1, character: 10 }, end: { line: 1, character: 13 } });
    });

    it('are sent for what changed only', async () => {
      const editor = await begin({ '/shop/orders.py': 'BAD\n', '/shop/people.py': 'BAD\n', '/shop/zoo.py': '\n' });
      await editor.until('both', () => editor.diagnostics(ORDERS).length + editor.diagnostics(PEOPLE).length === 2);
      editor.open('file:///shop/zoo.py', '\n');
      editor.edit('file:///shop/zoo.py', '\n', 'BAD BAD\n');
      await editor.until('the third', () => editor.diagnostics('file:///shop/zoo.py').length === 2);
      assert.equal(editor.published(ORDERS).length, 1);
    });

    it('of another file move when the end that they point at moves', async () => {
      const editor = await begin({ '/shop/orders.py': 'BAD\n', '/shop/people.py': 'BAD\n' });
      editor.open(ORDERS, 'BAD\n');
      await editor.until('both', () => editor.diagnostics(PEOPLE).length === 1);
      const before = editor.published(PEOPLE).length;
      editor.edit(ORDERS, 'BAD', 'x = 1\nBAD');
      await editor.until('the new place', () => editor.diagnostics(ORDERS)[0]?.range.start.line === 1);
      await editor.settled();
      assert.equal(editor.published(PEOPLE).length, before, 'the first line of orders.py is still its first line');
    });

    it('make one batch of what comes together', async () => {
      const editor = await begin({ '/shop/orders.py': '\n' }, { settings: { diagnosticsDelay: 30 } });
      editor.open(ORDERS, '\n');
      await editor.settled();
      const before = disk.analyses;
      for (let at = 0; at < 50; at++) editor.edit(ORDERS, '\n', 'x\n');
      editor.edit(ORDERS, '\n', ' BAD\n');
      await editor.until('the last state', () => editor.diagnostics(ORDERS).length === 1);
      assert.ok(disk.analyses - before < 10, `${String(disk.analyses - before)} analyses for 51 edits`);
    });
  });

  describe('old squiggles', () => {
    const troubled = { '/shop/orders.py': 'BAD\n', '/shop/people.py': '\n' };
    const shown = async (options?: Partial<ClientOptions>): Promise<TestClient> => {
      const editor = await begin(troubled, options);
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      return editor;
    };

    it('go when the file is deleted', async () => {
      const editor = await shown();
      remove('/shop/orders.py');
      editor.watched([{ uri: ORDERS, type: 3 }]);
      await editor.until('an empty list', () => editor.diagnostics(ORDERS).length === 0);
    });

    it('go when its folder is deleted, which is told as one event', async () => {
      const editor = await begin({ '/shop/orders/models.py': 'BAD\n' });
      const models = 'file:///shop/orders/models.py';
      await editor.until('a squiggle', () => editor.diagnostics(models).length === 1);
      remove('/shop/orders/models.py');
      editor.watched([{ uri: 'file:///shop/orders', type: 3 }]);
      await editor.until('an empty list', () => editor.diagnostics(models).length === 0);
    });

    it('go when the folder is deleted under an editor that still shows its file, and come back with it', async () => {
      const editor = await begin({ '/shop/orders/models.py': 'BAD\n' });
      const models = 'file:///shop/orders/models.py';
      editor.open(models, 'BAD\n');
      await editor.until('a squiggle', () => editor.diagnostics(models).length === 1);
      remove('/shop/orders/models.py');
      editor.watched([{ uri: 'file:///shop/orders', type: 3 }]);
      await editor.until('an empty list', () => editor.diagnostics(models).length === 0);
      save('/shop/orders/models.py', 'x = 1\n');
      editor.watched([{ uri: models, type: 1 }]);
      await editor.until('the squiggle of what the editor holds', () => editor.diagnostics(models).length === 1);
      remove('/shop/orders/models.py');
      editor.watched([{ uri: models, type: 3 }]);
      await editor.until('an empty list again', () => editor.diagnostics(models).length === 0);
      editor.edit(models, 'BAD', ' BAD');
      await editor.until('a squiggle where somebody types', () => editor.diagnostics(models).length === 1);
    });

    it('move along when the file is renamed', async () => {
      const editor = await shown();
      remove('/shop/orders.py');
      save('/shop/sales.py', 'BAD\n');
      editor.watched([
        { uri: ORDERS, type: 3 },
        { uri: 'file:///shop/sales.py', type: 1 },
      ]);
      await editor.until('the new name', () => editor.diagnostics('file:///shop/sales.py').length === 1);
      assert.deepEqual(editor.diagnostics(ORDERS), []);
    });

    it('move along when a folder is renamed in the editor, even if no watcher tells', async () => {
      const editor = await begin({ '/shop/orders/models.py': 'BAD\n' });
      await editor.until('a squiggle', () => editor.diagnostics('file:///shop/orders/models.py').length === 1);
      remove('/shop/orders/models.py');
      save('/shop/sales/models.py', 'BAD\n');
      await editor.connection.sendNotification('workspace/didRenameFiles', {
        files: [{ oldUri: 'file:///shop/orders', newUri: 'file:///shop/sales' }],
      });
      await editor.until('the new name', () => editor.diagnostics('file:///shop/sales/models.py').length === 1);
      assert.deepEqual(editor.diagnostics('file:///shop/orders/models.py'), []);
    });

    it('are those of the disk again when an unsaved file is closed', async () => {
      const editor = await shown();
      editor.open(ORDERS, 'BAD\n');
      editor.edit(ORDERS, 'BAD', 'BAD BAD');
      await editor.until('two', () => editor.diagnostics(ORDERS).length === 2);
      editor.close(ORDERS);
      await editor.until('one', () => editor.diagnostics(ORDERS).length === 1);
    });

    it('go when a file that belongs to no folder is closed', async () => {
      const editor = await begin(troubled);
      editor.open('file:///elsewhere/x.py', 'BAD\n');
      await editor.until('a squiggle', () => editor.diagnostics('file:///elsewhere/x.py').length === 1);
      editor.close('file:///elsewhere/x.py');
      await editor.until('an empty list', () => editor.diagnostics('file:///elsewhere/x.py').length === 0);
    });

    it('go and come back when the settings change', async () => {
      const editor = await shown();
      editor.changeSettings({ diagnosticsDelay: 0, ignore: ['fields.E304'] });
      await editor.until('silence', () => editor.diagnostics(ORDERS).length === 0);
      editor.changeSettings({ diagnosticsDelay: 0 });
      await editor.until('a squiggle again', () => editor.diagnostics(ORDERS).length === 1);
    });

    it('go under the name that the editor gave to the file', async () => {
      const editor = await begin({});
      const spelled = 'file:///shop/%6Frders.py';
      editor.open(spelled, 'BAD\n');
      await editor.until('a squiggle', () => editor.diagnostics(spelled).length === 1);
      editor.close(spelled);
      await editor.until('an empty list', () => editor.diagnostics(spelled).length === 0);
      assert.deepEqual(editor.published(ORDERS), []);
    });
  });

  describe('several folders', () => {
    it('are read, added and taken away', async () => {
      const editor = await begin({ '/shop/orders.py': 'BAD\n', '/blog/posts.py': 'BAD\n' });
      const posts = 'file:///blog/posts.py';
      await editor.until('the first folder', () => editor.diagnostics(ORDERS).length === 1);
      const move = (added: readonly string[], removed: readonly string[]): void =>
        void editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
          event: { added: added.map((uri) => ({ uri, name: uri })), removed: removed.map((uri) => ({ uri, name: uri })) },
        });
      move(['file:///blog'], []);
      await editor.until('the second folder', () => editor.diagnostics(posts).length === 1);
      move([], [SHOP]);
      await editor.until('the first folder gone', () => editor.diagnostics(ORDERS).length === 0);
      assert.equal(editor.diagnostics(posts).length, 1);
    });
  });

  describe('quick fixes', () => {
    it('come with the preferred one first, know their version, and leave no finding once applied', async () => {
      const editor = await begin({ '/shop/orders.py': 'x = BAD\n' });
      editor.open(ORDERS, 'x = BAD\n');
      editor.edit(ORDERS, 'x', 'xyz');
      const actions = await editor.codeActions(ORDERS, 'BAD');
      assert.deepEqual(
        actions.map(({ title, kind, isPreferred }) => [title, kind, isPreferred]),
        [
          ['Write GOOD', 'quickfix', true],
          ['Say nothing', 'quickfix', undefined],
        ],
      );
      const [action] = actions;
      assert.ok(action?.edit);
      assert.deepEqual(
        action.edit.documentChanges?.map((one) => 'textDocument' in one && one.textDocument),
        [{ uri: ORDERS, version: 2 }],
      );
      assert.equal(action.diagnostics?.length, 1);
      editor.apply(ORDERS, action.edit);
      assert.equal(editor.text(ORDERS), 'xyz = GOOD\n');
      await editor.until('no squiggle', () => editor.published(ORDERS).length > 0 && editor.diagnostics(ORDERS).length === 0);
    });

    it('are offered where they touch only, and when quick fixes are wanted', async () => {
      const editor = await begin({});
      editor.open(ORDERS, 'x = BAD\ny = 1\n');
      assert.deepEqual(await editor.codeActions(ORDERS, 'y = 1'), []);
      assert.deepEqual(await editor.codeActions(ORDERS, 'BAD', ['refactor', 'source.organizeImports']), []);
      assert.equal((await editor.codeActions(ORDERS, 'BAD', ['quickfix'])).length, 2);
      assert.equal((await editor.codeActions(ORDERS, 'D\n')).length, 2, 'at its end');
    });

    it('speak the older form to an editor that takes no versions', async () => {
      const older = { workspace: { ...MODERN.workspace, workspaceEdit: {} } };
      const editor = await begin({}, { capabilities: older });
      editor.open(ORDERS, 'BAD');
      const [action] = await editor.codeActions(ORDERS, 'BAD');
      assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [ORDERS]);
    });
  });

  describe('a hover', () => {
    it('speaks of the text that was just typed', async () => {
      const editor = await begin({});
      editor.open(ORDERS, 'x = 1\n');
      editor.edit(ORDERS, '1', 'BAD');
      assert.deepEqual(await editor.hover(ORDERS, 'BAD'), {
        contents: { kind: 'markdown', value: '**BAD** is a bad word.' },
        range: { start: { line: 0, character: 4 }, end: { line: 0, character: 7 } },
      });
      assert.equal(await editor.hover(ORDERS, 'x'), null);
    });
  });

  describe('settings', () => {
    it('that are wrong are named once, and the others count', async () => {
      const editor = await begin(
        { '/shop/orders.py': 'BAD\n' },
        { settings: { diagnosticsDelay: 0, django: 5, ignore: ['fields.E304', 'nonsense'] } },
      );
      const warnings = (): string[] =>
        editor.said.filter(({ method }) => method === 'window/showMessage').map(({ params }) => (params as { message: string }).message);
      await editor.settled();
      assert.equal(warnings().length, 2);
      assert.match(warnings()[0] ?? '', /djangoRelations\.django"/);
      assert.match(warnings()[1] ?? '', /"nonsense"/);
      assert.deepEqual(editor.diagnostics(ORDERS), [], 'fields.E304 is ignored');
      editor.changeSettings({ diagnosticsDelay: 0, django: 5, ignore: ['nonsense'] });
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      assert.equal(warnings().length, 2);
    });

    it('are waited for, but not for ever', async () => {
      // An editor without an answer: undefined.
      const editor = await begin({ '/shop/orders.py': 'BAD\n' }, { settings: undefined as never });
      await new Promise((resolve) => setTimeout(resolve, 500));
      assert.deepEqual(editor.published(ORDERS), [], 'nothing is analysed before the settings are known');
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
    });

    it('are taken from initializationOptions and from pushes where the editor has no pull', async () => {
      const capabilities = { workspace: { ...MODERN.workspace, configuration: false } };
      const initializationOptions = { diagnosticsDelay: 0, ignore: ['fields.E304'], rulePages: 'https://example.org/rules/' };
      const editor = await begin({ '/shop/orders.py': 'BAD\n' }, { capabilities, initializationOptions });
      await editor.settled();
      assert.deepEqual(editor.published(ORDERS), []);
      editor.changeSettings({ diagnosticsDelay: 0 });
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      assert.equal(editor.diagnostics(ORDERS)[0]?.codeDescription?.href, 'https://example.org/rules/reverse-name-clash.md');
    });

    it('that lead nowhere are shown, and what an editor has selected is only logged', async () => {
      const interpreters = { 'file:///shop': '/opt/selected' };
      const settings = { diagnosticsDelay: 0, python: 'nowhere', settingsModule: 'config.settings', interpreters };
      const editor = await begin({ '/shop/orders.py': '\n' }, { settings });
      await editor.settled();
      const said = (wanted: string): unknown[] =>
        editor.said.filter(({ method }) => method === wanted).map(({ params }) => (params as { message: string }).message);
      assert.deepEqual(said('window/showMessage'), ['nowhere is no Python.']);
      assert.ok(said('window/logMessage').includes('/opt/selected is empty.'));
      editor.changeSettings({ ...settings, settingsModule: 'config.prod' });
      await editor.settled();
      assert.deepEqual(said('window/showMessage').slice(1), [
        'The setting "djangoRelations.settingsModule" names "config.prod", but no project here has this module.',
      ]);
    });

    it('that change while the engine starts count', async () => {
      let start = (): void => undefined;
      engineStart = new Promise((resolve) => (start = resolve));
      const editor = await begin({ '/shop/orders.py': 'BAD\n' }, { settings: { diagnosticsDelay: 0, ignore: ['fields.E304'] } });
      await editor.until('the first question', () => editor.said.some(({ method }) => method === 'workspace/configuration'));
      editor.changeSettings({ diagnosticsDelay: 0 });
      await new Promise((resolve) => setTimeout(resolve, 50));
      start();
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
    });

    it('that change in a storm are asked for a few times, and the last ones count', async () => {
      const editor = await begin({ '/shop/orders.py': 'BAD\n' });
      await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
      for (let at = 0; at < 100; at++) editor.changeSettings({ diagnosticsDelay: 0, exclude: [`legacy${String(at)}/`] });
      editor.changeSettings({ diagnosticsDelay: 0, ignore: ['fields.E304'] });
      await editor.until('no squiggle', () => editor.diagnostics(ORDERS).length === 0);
      const pulls = editor.said.filter(({ method }) => method === 'workspace/configuration').length;
      assert.ok(pulls < 10, `${String(pulls)} questions`);
      assert.ok(disk.walks < 10, `${String(disk.walks)} walks`);
    });

    it('that leave out other files walk the folders again', async () => {
      const editor = await begin({ '/shop/orders.py': '\n' });
      await editor.settled();
      assert.equal(disk.walks, 1);
      editor.changeSettings({ diagnosticsDelay: 0, exclude: ['legacy/'] });
      await editor.until('a second walk', () => disk.walks === 2 || (void editor.settled(), false));
    });
  });

  describe('the first reading', () => {
    const many = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`/shop/m${String(at)}.py`, 'BAD\n']));

    it('shows progress and figures, and tells what could not be read', async () => {
      const editor = await begin(many);
      await editor.settled();
      const progress = editor.said
        .filter(({ method }) => method === '$/progress')
        .map(({ params }) => (params as { value: { kind: string } }).value.kind);
      assert.equal(progress[0], 'begin');
      assert.ok(progress.includes('report'));
      assert.equal(progress.at(-1), 'end');
      const statuses = editor.said.filter(({ method }) => method === 'djangoRelations/status').map(({ params }) => params);
      assert.deepEqual(statuses, [{ state: 'scanning' }, { state: 'ready', projects: 1, models: 2, relations: 1, problems: 12 }]);
      const logged = editor.said.filter(({ method, params }) => method === 'window/logMessage' && JSON.stringify(params).includes('x.py'));
      assert.equal(logged.length, 1);
    });

    it('lets messages in, and takes in what happened meanwhile', async () => {
      const editor = await begin(many);
      await editor.until('the beginning', () => editor.said.some(({ method }) => method === 'djangoRelations/status'));
      editor.open('file:///shop/m0.py', 'FINE\n');
      save('/shop/m1.py', 'FINE\n');
      editor.watched([{ uri: 'file:///shop/m1.py', type: 2 }]);
      await editor.settled();
      assert.deepEqual(editor.published('file:///shop/m0.py'), []);
      assert.deepEqual(editor.diagnostics('file:///shop/m1.py'), []);
      assert.equal(editor.diagnostics('file:///shop/m2.py').length, 1);
    });

    it('says nothing of progress to an editor that cannot show it', async () => {
      const editor = await begin(many, { capabilities: { window: {} } });
      await editor.settled();
      assert.ok(!editor.said.some(({ method }) => method.includes('rogress')));
    });
  });

  it('asks the editor to watch Python files, lock files and requirements', async () => {
    const editor = await begin({});
    await editor.settled();
    const asked = JSON.stringify(editor.said.filter(({ method }) => method === 'client/registerCapability'));
    for (const name of ['**/*.py', 'pyproject.toml', 'uv.lock', 'requirements*.txt', 'didChangeConfiguration'])
      assert.ok(asked.includes(name), name);
  });

  it('explains the project', async () => {
    const editor = await begin({});
    assert.deepEqual(await editor.connection.sendRequest('djangoRelations/explainProject'), { markdown: '# One project of 1 folders' });
  });

  it('goes on after nonsense', async () => {
    const editor = await begin({ '/shop/orders.py': '\n' });
    const send = (method: string, params: object): void => void editor.connection.sendNotification(method, params);
    send('textDocument/didChange', {
      textDocument: { uri: 'file:///shop/never-opened.py', version: 2 },
      contentChanges: [{ text: 'BAD' }],
    });
    send('textDocument/didClose', { textDocument: { uri: 'file:///shop/never-opened.py' } });
    send('textDocument/didOpen', { textDocument: { uri: 'untitled:Untitled-1', languageId: 'python', version: 1, text: 'BAD' } });
    send('textDocument/didOpen', { textDocument: { uri: 'file://%zz', languageId: 'python', version: 1, text: 'BAD' } });
    send('workspace/didChangeWatchedFiles', { changes: [{ uri: 'not a uri', type: 77 }] });
    send('workspace/didChangeConfiguration', {});
    send('no/such/notification', {});
    for (const method of ['textDocument/hover', 'textDocument/codeAction', 'no/such/request'])
      await editor.connection
        .sendRequest(method, { textDocument: { uri: 'file:///nowhere.py' }, position: { line: 99, character: -1 } })
        .catch(() => undefined);
    editor.open(ORDERS, 'x\n');
    send('textDocument/didChange', {
      textDocument: { uri: ORDERS, version: 2 },
      contentChanges: [{ range: { start: { line: 500, character: 9 }, end: { line: 900, character: 1 } }, text: 'BAD' }],
    });
    await editor.until('a squiggle all the same', () => editor.diagnostics(ORDERS).length === 1);
  });

  it('goes on after a failure of the engine, and tells it once', async () => {
    const editor = await begin({ '/shop/orders.py': '\n' });
    await editor.settled();
    editor.open(ORDERS, '\n');
    await editor.settled();
    disk.broken = true;
    for (let at = 0; at < 3; at++) {
      editor.edit(ORDERS, '\n', 'x\n');
      await editor.settled();
    }
    const told = editor.said.filter(
      ({ method, params }) => method === 'window/logMessage' && JSON.stringify(params).includes('the engine is broken'),
    );
    assert.equal(told.length, 1);
    disk.broken = false;
    editor.edit(ORDERS, '\n', ' BAD\n');
    await editor.until('a squiggle', () => editor.diagnostics(ORDERS).length === 1);
  });
});

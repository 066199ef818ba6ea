/** The real server, as a process of its own over standard input and output, on small real projects. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction, WorkspaceEdit } from 'vscode-languageserver/node';
import { talkOverIpc, talkToProcess, type ClientOptions, type TestClient } from './client';

const ROOT = join(__dirname, '../..');
const SERVER = [process.execPath, '--import', 'tsx', join(ROOT, 'server/src/main.ts'), '--stdio'];

const PROJECT = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'config/__init__.py': '',
  'config/settings.py': 'INSTALLED_APPS = ["crm", "shop"]\n',
  'crm/__init__.py': '',
  'crm/models.py': 'from django.db import models\n\n\nclass Customer(models.Model):\n    name = models.CharField(max_length=100)\n',
  'shop/__init__.py': '',
};

const HEALTHY = `from django.db import models
from crm.models import Customer


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
`;

describe('the server process', function () {
  this.timeout(30_000);
  let folder = '';
  let client: TestClient | null = null;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'django-relations-')));
  });
  afterEach(async () => {
    await client?.stop();
    client = null;
    rmSync(folder, { recursive: true });
  });

  function write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
  }
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;

  async function begin(files: Readonly<Record<string, string>>, options: Partial<ClientOptions> = {}): Promise<TestClient> {
    write(files);
    client = await talkToProcess(SERVER, { folders: [uri('')], settings: { diagnosticsDelay: 0 }, ...options });
    return client;
  }
  const codes = (editor: TestClient, name: string): unknown[] => editor.diagnostics(uri(name)).map(({ code }) => code);

  it('finds a mistake in a file that nobody opened, and repairs it once it is open', async () => {
    const broken = HEALTHY.replace(', on_delete=models.CASCADE', '');
    const editor = await begin({ ...PROJECT, 'shop/models.py': broken });
    const models = uri('shop/models.py');
    await editor.until('a squiggle', () => editor.diagnostics(models).length === 1);
    assert.deepEqual(codes(editor, 'shop/models.py'), ['missing-on-delete']);
    assert.ok(existsSync(new URL(editor.diagnostics(models)[0]?.codeDescription?.href ?? 'file:///nowhere')), 'its page is there');

    editor.open(models, broken);
    const actions = await editor.codeActions(models, 'customer = models.ForeignKey(Customer)');
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    assert.equal(preferred.length, 1);
    assert.equal(actions[0], preferred[0]);
    assert.ok(actions[0]?.edit);
    editor.apply(models, actions[0].edit);
    assert.match(editor.text(models), /on_delete=models\.\w+/);
    await editor.until('no squiggle', () => editor.diagnostics(models).length === 0);
  });

  it('follows typing, letter by letter, and speaks of what stands there now', async () => {
    const editor = await begin({ ...PROJECT, 'shop/models.py': HEALTHY });
    const models = uri('shop/models.py');
    editor.open(models, HEALTHY);
    assert.match(JSON.stringify(await editor.hover(models, 'customer')), /order_set/);
    let text = '    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)\n';
    for (const letter of '    payer = models.ForeignKey(Customer, on_delete=models.CASCADE)\n') {
      editor.edit(models, text, text + letter);
      text += letter;
    }
    await editor.until('a clash', () => codes(editor, 'shop/models.py').includes('fields.E304'));
    editor.edit(models, 'payer = models.ForeignKey(Customer,', 'payer = models.ForeignKey(Customer, related_name="paid",');
    await editor.until('no clash', () => editor.diagnostics(models).length === 0);
    assert.match(JSON.stringify(await editor.hover(models, 'payer')), /paid/);
  });

  it('forgets a deleted file, and what others said because of it', async () => {
    const clash = 'from django.db import models\n\nclass Order(models.Model):\n    ';
    const editor = await begin({
      ...PROJECT,
      'shop/models.py': `${clash}buyer = models.ForeignKey("crm.Customer", models.CASCADE, related_name="all")\n`,
      'blog/__init__.py': '',
      'blog/models.py': `${clash}author = models.ForeignKey("crm.Customer", models.CASCADE, related_name="all")\n`,
      'config/settings.py': 'INSTALLED_APPS = ["crm", "shop", "blog"]\n',
    });
    const shown = (): number => codes(editor, 'shop/models.py').length + codes(editor, 'blog/models.py').length;
    await editor.until('a clash', () => shown() > 0);
    rmSync(join(folder, 'blog/models.py'));
    editor.watched([{ uri: uri('blog/models.py'), type: 3 }]);
    await editor.until('no clash', () => shown() === 0);
  });

  it('reads two folders with a project each, and does not mix them', async () => {
    const inFolder = (name: string, files: Readonly<Record<string, string>>): Record<string, string> =>
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`${name}/${path}`, text]));
    const broken = { ...PROJECT, 'shop/models.py': HEALTHY.replace('Customer, on', '"crm.Custmer", on') };
    write({ ...inFolder('one', { ...PROJECT, 'shop/models.py': HEALTHY }), ...inFolder('two', broken) });
    const editor = await begin({}, { folders: [uri('one'), uri('two')] });
    await editor.until('a squiggle', () => editor.diagnostics(uri('two/shop/models.py')).length === 1);
    assert.deepEqual(codes(editor, 'two/shop/models.py'), ['fields.E300']);
    assert.deepEqual(codes(editor, 'one/shop/models.py'), []);
    await editor.until('two projects in the status', () => projectsIn(editor) === 2);
  });

  it('says in a sentence that there is no Django', async () => {
    const editor = await begin({ 'hello.py': 'print("hello")\n' });
    const { markdown } = await editor.connection.sendRequest<{ markdown: string }>('djangoRelations/explainProject');
    assert.match(markdown, /no Django/i);
    await editor.until('no project in the status', () => projectsIn(editor) === 0);
  });

  it('repairs the troubled example by its quick fixes, all but what only the person knows', async () => {
    cpSync(join(ROOT, 'examples/troubled'), folder, { recursive: true });
    const editor = await begin({});
    await editor.settled();
    const told = editor.said.filter(({ method }) => method === 'textDocument/publishDiagnostics');
    const files = [...new Set(told.map(({ params }) => (params as { readonly uri: string }).uri))];
    assert.ok(files.length > 3);
    for (const file of files) editor.open(file, readFileSync(new URL(file), 'utf8'));
    for (const file of files) {
      let next = await firstFix(editor, file);
      for (let fixed = 0; next !== null && fixed < 20; fixed++) {
        editor.apply(file, next);
        await editor.settled();
        next = await firstFix(editor, file);
      }
      assert.equal(next, null, `${file} comes to rest`);
      assert.ok(editor.diagnostics(file).length <= 1, JSON.stringify(editor.diagnostics(file)));
    }
  });

  it('speaks over IPC, as VS Code starts it', async () => {
    write({ ...PROJECT, 'shop/models.py': HEALTHY.replace(', on_delete=models.CASCADE', '') });
    client = await talkOverIpc(join(ROOT, 'server/src/main.ts'), { folders: [uri('')], settings: {} });
    const editor = client;
    await editor.until('a squiggle', () => codes(editor, 'shop/models.py').includes('missing-on-delete'));
  });

  it('goes on after source that no parser likes', async () => {
    const editor = await begin({ ...PROJECT, 'shop/models.py': HEALTHY });
    const models = uri('shop/models.py');
    editor.open(uri('crm/models.py'), null as never);
    editor.open(models, HEALTHY);
    for (const nonsense of ['\0\0\0', '((((((((', '\uD800', 'class Order(models.Model', '"'.repeat(5001), ')'.repeat(3000)]) {
      editor.edit(models, 'class Order', `${nonsense}\nclass Order`);
      await editor.settled();
      editor.edit(models, `${nonsense}\nclass Order`, 'class Order');
    }
    editor.edit(models, ', on_delete=models.CASCADE', '');
    await editor.until('a squiggle', () => codes(editor, 'shop/models.py').includes('missing-on-delete'));
  });
});

function projectsIn(editor: TestClient): number | undefined {
  const status = editor.said.filter(({ method }) => method === 'djangoRelations/status').at(-1)?.params;
  return (status as { readonly projects?: number } | undefined)?.projects;
}

/** The edit of the first quick fix that any diagnostic of the file offers; null when none is left. */
async function firstFix(editor: TestClient, uri: string): Promise<WorkspaceEdit | null> {
  for (const { range } of editor.diagnostics(uri)) {
    const question = { textDocument: { uri }, range, context: { diagnostics: [] } };
    const [action] = await editor.connection.sendRequest<readonly CodeAction[]>('textDocument/codeAction', question);
    if (action?.edit !== undefined) return action.edit;
  }
  return null;
}

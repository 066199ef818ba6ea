/** A second editor: Neovim talks to the language server over stdio, as `django-relations lsp --stdio` starts it. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureNeovim } from '../client/host/ensure.mjs';

const repository = path.resolve(__dirname, '../..');
const mistake = 'city = models.ForeignKey(City)';

/** What neovim.lua writes. */
interface Conversation {
  readonly error?: string;
  readonly problems?: readonly { readonly code: string; readonly message: string; readonly severity: number }[];
  readonly hover?: string;
  readonly actions?: readonly string[];
  readonly line_after?: string;
  readonly problems_after?: number;
}

describe('Neovim over stdio', function () {
  // Neovim may have to be installed first.
  this.timeout(300_000);
  let dir = '';
  let said: Conversation = {};

  before(async () => {
    const neovim = await ensureNeovim();
    dir = mkdtempSync(path.join(tmpdir(), 'django-relations-neovim-'));
    const project = path.join(dir, 'troubled');
    cpSync(path.join(repository, 'examples/troubled'), project, { recursive: true });
    said = converse(neovim, project);
  });

  after(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  it('holds the conversation to its end', () => {
    assert.equal(said.error, undefined);
  });

  it('shows the missing on_delete as an error', () => {
    assert.deepEqual(
      said.problems?.map(({ code, severity }) => ({ code, severity })),
      [{ code: 'missing-on-delete', severity: 1 }],
    );
  });

  it('shows the relation from both ends in a hover', () => {
    assert.match(said.hover ?? '', /Each Restaurant has one City/);
    assert.match(said.hover ?? '', /restaurant_set/);
  });

  it('repairs the field by a code action, and the error is gone', () => {
    assert.ok(
      said.actions?.some((title) => title.includes('CASCADE')),
      JSON.stringify(said.actions),
    );
    assert.match(said.line_after ?? '', /city = models\.ForeignKey\(City, on_delete=models\.\w+.*\)/);
    assert.equal(said.problems_after, 0);
  });
});

function converse(neovim: string, project: string): Conversation {
  const file = path.join(project, 'places/models.py');
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(mistake));
  const result = path.join(project, 'conversation.json');
  const done = spawnSync(neovim, ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${path.join(__dirname, 'neovim.lua')}`], {
    cwd: project,
    encoding: 'utf8',
    timeout: 120_000,
    env: {
      ...process.env,
      SERVER: JSON.stringify([process.execPath, path.join(repository, 'dist/cli.js'), 'lsp', '--stdio']),
      ROOT: project,
      FILE: file,
      LINE: String(line),
      COLUMN: String((lines[line] ?? '').indexOf('city')),
      RESULT: result,
    },
  });
  try {
    return JSON.parse(readFileSync(result, 'utf8')) as Conversation;
  } catch {
    return { error: `Neovim said nothing: ${done.stdout}${done.stderr}` };
  }
}

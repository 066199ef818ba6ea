/** Answers that are kept: given again while nothing has changed, and never after. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyFromPath } from '../../../server/src/base/documentKey';
import { openAnswerCache, type Answer, type AnswerCache } from '../../../server/src/source/answerCache';
import { createStamps } from '../../../server/src/source/stamps';

const ANSWER: Answer = { stdout: 'all is well', stderr: '', status: 0 };

describe('answers that are kept', () => {
  let folder = '';
  let cacheFolder = '';

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'django-relations-')));
    cacheFolder = join(folder, 'cache', 'below');
    mkdirSync(join(folder, 'shop'));
    write('shop/models.py', 'a = 1');
    age('shop');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(path: string, text: string, secondsAgo = 60): void {
    writeFileSync(join(folder, path), text);
    age(path, secondsAgo);
  }

  function age(path: string, secondsAgo = 60): void {
    const time = Date.now() / 1000 - secondsAgo;
    utimesSync(join(folder, path), time, time);
  }

  function cache(question: readonly unknown[] = ['check']): AnswerCache {
    return openAnswerCache(cacheFolder, question);
  }

  function keep(variables: Readonly<Record<string, string | undefined>> = {}): void {
    const { look, all } = createStamps();
    for (const path of ['shop', 'shop/models.py', 'shop/absent.py']) look(keyFromPath(join(folder, path)));
    cache().keep(ANSWER, { stamps: all(), variables });
  }

  it('are given again while nothing has changed, to the same question only', () => {
    assert.equal(cache().recall(), null);
    keep();
    assert.deepEqual(cache().recall(), ANSWER);
    assert.equal(cache(['graph']).recall(), null);
  });

  for (const [what, change] of [
    ['a file has another size', () => write('shop/models.py', 'a = 10')],
    ['a file of the same size has another time', () => write('shop/models.py', 'a = 2', 50)],
    ['a file that was not there is', () => write('shop/absent.py', '')],
    ['a folder has a new file', () => write('shop/views.py', '')],
    ['a file is gone', () => rmSync(join(folder, 'shop/models.py'))],
    ['what was kept cannot be read', () => writeFileSync(join(cacheFolder, readdirSync(cacheFolder)[0] ?? ''), '{')],
    ['the folder was deleted', () => rmSync(cacheFolder, { recursive: true })],
  ] as const)
    it(`are not given when ${what}`, () => {
      keep();
      change();
      assert.equal(cache().recall(), null);
    });

  it('are not kept while a file is so young that its next state might look the same', () => {
    write('shop/models.py', 'a = 1', 0);
    keep();
    assert.equal(cache().recall(), null);
  });

  it('rest on the environment variables that were looked at', () => {
    keep({ SHOP_ENV: undefined });
    assert.deepEqual(cache().recall(), ANSWER);
    process.env['SHOP_ENV'] = '/opt/env';
    try {
      assert.equal(cache().recall(), null);
    } finally {
      delete process.env['SHOP_ENV'];
    }
  });

  it('are not many', () => {
    for (let at = 0; at < 80; at++) openAnswerCache(cacheFolder, [at]).keep(ANSWER, { stamps: [], variables: {} });
    assert.equal(readdirSync(cacheFolder).length, 64);
  });

  it('need no folder that can be written', () => {
    writeFileSync(join(folder, 'cache'), 'a file');
    keep();
    assert.equal(cache().recall(), null);
  });
});

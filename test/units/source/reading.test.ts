/** Reading files of a real disk: what cannot be read is told in a sentence, and never thrown. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { joinKey } from '../../../server/src/base/documentKey';
import { createDiskHost } from '../../../server/src/source/diskHost';
import type { ReadResult } from '../../../server/src/source/host';
import { belongsTo, createTemporaryFolder, discoverIn, type TemporaryFolder } from './temporaryFolder';

describe('reading from the disk', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder();
  });

  afterEach(() => folder.remove());

  function read(file: string): ReadResult {
    return createDiskHost().read(joinKey(folder.root, file));
  }

  /** Kind and sentence of the notice, with the file's name instead of its path. */
  function noticeOf(file: string): readonly [string, string] {
    const result = read(file);
    assert.ok(result.text === null, `${file} was read`);
    const { kind, key, message } = result.notice;
    assert.equal(key, joinKey(folder.root, file));
    return [kind, message.replaceAll(key, file)];
  }

  it('gives the text and the number of bytes', () => {
    folder.write({ 'a.py': '# ü\r\n', 'empty.py': '' });
    assert.deepEqual(read('a.py'), { text: '# ü\r\n', bytes: 6 });
    assert.deepEqual(read('empty.py'), { text: '', bytes: 0 });
  });

  it('reads 5 MB whole', () => {
    const text = `# ${'x'.repeat(78)}\n`.repeat(65_536);
    folder.write({ 'large.py': text });
    const result = read('large.py');
    assert.ok(result.text === text && result.bytes === text.length);
  });

  it('leaves out what no person wrote', () => {
    folder.write({ 'huge.py': Buffer.alloc(20 * 1024 * 1024 + 1, '#') });
    assert.deepEqual(noticeOf('huge.py'), ['too-large', 'huge.py was left out: it is larger than 20 MB.']);
  });

  it('tells of a file that has vanished since it was found', () => {
    assert.deepEqual(noticeOf('gone.py'), ['vanished', 'gone.py was left out: it is gone.']);
  });

  it('tells of bytes that Python would not read either', () => {
    folder.write({ 'utf16.py': Buffer.from('\ufeffa = 1', 'utf16le'), 'latin.py': Buffer.from('a = "Größe"', 'latin1') });
    const told = ['utf16.py', 'latin.py'].map(noticeOf);
    assert.deepEqual(told, [
      ['undecodable', 'utf16.py was left out: it is UTF-16, which Python does not read; save it as UTF-8.'],
      ['undecodable', 'latin.py was left out: it is not UTF-8 and has no coding line.'],
    ]);
  });

  it('takes a folder with the name of a module for a folder', () => {
    folder.write({ 'models.py/inner.py': '' });
    assert.deepEqual(discoverIn(folder).files, ['models.py/inner.py']);
    assert.ok(belongsTo(folder, 'models.py/inner.py') && !belongsTo(folder, 'models.py'));
    assert.equal(noticeOf('models.py')[0], 'unreadable');
  });

  it('waits for nobody to write into a pipe that has the name of a file', function () {
    if (process.platform === 'win32') this.skip();
    spawnSync('mkfifo', [join(folder.path, 'pyvenv.cfg')]);
    assert.deepEqual(noticeOf('pyvenv.cfg'), ['unreadable', 'pyvenv.cfg was left out: it is no file.']);
  });

  it('tells of a file and a folder that may not be read, and reads the others', function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip(); // Root may read everything.
    folder.write({ 'secret.py': '', 'open.py': 'a = 1' });
    mkdirSync(join(folder.path, 'closed'));
    chmodSync(join(folder.path, 'secret.py'), 0);
    chmodSync(join(folder.path, 'closed'), 0);
    assert.equal(noticeOf('secret.py')[0], 'unreadable');
    const { files, notices } = discoverIn(folder);
    assert.deepEqual(
      [files, notices.map(({ kind, key }) => [kind, key])],
      [['open.py', 'secret.py'], [['unreadable', joinKey(folder.root, 'closed')]]],
    );
    chmodSync(join(folder.path, 'closed'), 0o755);
  });
});

/** Names in one folder: the same from a disk and from memory, and null instead of an error. */
import assert from 'node:assert/strict';
import { joinKey, keyFromPath, type DocumentKey } from '../../../server/src/base/documentKey';
import { createDiskHost } from '../../../server/src/source/diskHost';
import type { FolderEntries } from '../../../server/src/source/host';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import { createTemporaryFolder, type TemporaryFolder } from './temporaryFolder';

const FILES = { 'pyvenv.cfg': '', 'lib/python3.12/site-packages/django/__init__.py': '', 'lib/readme': '' };

describe('the entries of a folder', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder();
    folder.write(FILES);
  });

  afterEach(() => folder.remove());

  const sorted = (entries: FolderEntries | null): unknown => (entries === null ? null : [...entries].sort());

  it('are its files and folders, from a disk as from memory', () => {
    const root = keyFromPath('/memory', 'posix');
    const texts = Object.entries(FILES).map(([path, text]): [DocumentKey, string] => [joinKey(root, path), text]);
    const expected = {
      '': [
        ['lib', 'folder'],
        ['pyvenv.cfg', 'file'],
      ],
      lib: [
        ['python3.12', 'folder'],
        ['readme', 'file'],
      ],
      nowhere: null,
      'pyvenv.cfg': null,
    };
    for (const [path, entries] of Object.entries(expected)) {
      const below = path === '' ? [] : [path];
      assert.deepEqual(sorted(createDiskHost().entries(joinKey(folder.root, ...below))), entries, `disk: ${path}`);
      assert.deepEqual(sorted(createMemoryHost(new Map(texts)).entries(joinKey(root, ...below))), entries, `memory: ${path}`);
    }
  });

  it('are what links lead to; a link to nothing is none', () => {
    folder.link({ 'links/cfg': '../pyvenv.cfg', 'links/lib64': '../lib', 'links/gone': '../gone', 'links/loop': 'loop' });
    assert.deepEqual(sorted(createDiskHost().entries(joinKey(folder.root, 'links'))), [
      ['cfg', 'file'],
      ['lib64', 'folder'],
    ]);
  });
});

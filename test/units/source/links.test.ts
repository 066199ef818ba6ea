/** Links on a real disk: nothing is walked twice, nothing outside the workspace is walked at all. */
import assert from 'node:assert/strict';
import { joinKey } from '../../../server/src/base/documentKey';
import { belongsTo, createTemporaryFolder, discoverIn, type TemporaryFolder } from './temporaryFolder';

describe('links', function () {
  let folder: TemporaryFolder;

  before(function () {
    // Making links needs a privilege there.
    if (process.platform === 'win32') this.skip();
  });

  beforeEach(() => {
    folder = createTemporaryFolder();
  });

  afterEach(() => folder.remove());

  it('to a folder around them are told and not followed', () => {
    folder.write({ 'shop/models.py': '' });
    folder.link({ 'shop/loop': '..', 'shop/self': '.' });
    const { files, notices } = discoverIn(folder);
    assert.deepEqual(files, ['shop/models.py']);
    assert.deepEqual(notices.map(({ kind, key }) => [kind, key]).sort(), [
      ['symlink-loop', joinKey(folder.root, 'shop/loop')],
      ['symlink-loop', joinKey(folder.root, 'shop/self')],
    ]);
    for (const file of ['shop/loop/shop/models.py', 'shop/self/models.py']) assert.ok(!belongsTo(folder, file), file);
  });

  it('that lead to each other are told', () => {
    folder.link({ 'a.py': 'b.py', 'b.py': 'a.py' });
    const { files, notices } = discoverIn(folder);
    assert.deepEqual([files, notices.map(({ kind }) => kind)], [[], ['symlink-loop', 'symlink-loop']]);
  });

  it('to another folder are not entered: a file has one name', () => {
    const outside = createTemporaryFolder();
    try {
      outside.write({ 'x.py': '' });
      folder.write({ 'shop/models.py': '' });
      folder.link({ twin: 'shop', out: outside.path });
      assert.deepEqual(discoverIn(folder).files, ['shop/models.py']);
      for (const file of ['twin/models.py', 'out/x.py']) assert.ok(!belongsTo(folder, file), file);
    } finally {
      outside.remove();
    }
  });

  it('to a file are read as this file', () => {
    folder.write({ 'shared/base.py.in': 'a = 1\n' });
    folder.link({ 'base.py': 'shared/base.py.in' });
    assert.deepEqual(discoverIn(folder).files, ['base.py']);
    assert.ok(belongsTo(folder, 'base.py'));
  });

  it('to nothing are nothing', () => {
    folder.write({ 'shop/models.py': '' });
    folder.link({ 'gone.py': 'nowhere.py', gone: 'nowhere' });
    const { files, notices } = discoverIn(folder);
    assert.deepEqual([files, notices], [['shop/models.py'], []]);
    assert.ok(!belongsTo(folder, 'gone.py'));
  });
});

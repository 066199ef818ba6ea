/** Which files of a real folder are the project's own source: what Git ignores, environments, build folders, links. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { joinKey } from '../../../server/src/base/documentKey';
import { belongsTo, createTemporaryFolder, discoverIn, type TemporaryFolder } from './temporaryFolder';

describe('discovery', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder();
  });

  afterEach(() => folder.remove());

  /** Walks the folder and asks about each of these files on its own, as a watcher would; both must agree. */
  function assertFound(expected: readonly string[], leftOut: readonly string[]): void {
    assert.deepEqual(discoverIn(folder).files, [...expected].sort());
    for (const file of expected) assert.ok(belongsTo(folder, file), `${file} does not belong`);
    for (const file of leftOut) assert.ok(!belongsTo(folder, file), `${file} belongs`);
  }

  it('finds Python files at any depth, and no others', () => {
    folder.write({ 'manage.py': '', 'shop/models.py': '', 'a/b/c/d.py': '', 'README.md': '', 'x.pyc': '', 'shop/models.py.bak': '' });
    assertFound(['a/b/c/d.py', 'manage.py', 'shop/models.py'], ['README.md', 'x.pyc', 'shop/models.py.bak', 'shop', 'gone.py']);
  });

  it('finds files with any letters in their names', () => {
    folder.write({ 'mein Laden/größe.py': '', 'a#b/100%.py': '', '..x.py': '', '.hidden.py': '', 'модели.py': '' });
    assertFound(['..x.py', '.hidden.py', 'a#b/100%.py', 'mein Laden/größe.py', 'модели.py'], []);
  });

  it('leaves migrations out, which declare no models', () => {
    folder.write({ 'shop/migrations/0001_initial.py': '', 'shop/migrations/__init__.py': '', 'shop/migrations/helpers.py': '' });
    assertFound(['shop/migrations/__init__.py', 'shop/migrations/helpers.py'], ['shop/migrations/0001_initial.py']);
  });

  it('leaves out what installs and builds put beside the source', () => {
    const left = ['node_modules/a/x.py', 'build/lib/shop/models.py', 'dist/x.py', '.git/hooks/x.py', '.tox/x.py', 'shop/__pycache__/x.py'];
    folder.write(Object.fromEntries(['shop/models.py', ...left].map((name) => [name, ''])));
    assertFound(['shop/models.py'], left);
  });

  it('knows a virtual environment by what stands in it, whatever it is called', () => {
    folder.write({
      'shop/models.py': '',
      'python-for-shop/pyvenv.cfg': '',
      'python-for-shop/lib/x.py': '',
      'tools/conda/conda-meta/history': '',
      'tools/conda/lib/y.py': '',
      'venv/lib/z.py': '',
    });
    assertFound(['shop/models.py'], ['python-for-shop/lib/x.py', 'tools/conda/lib/y.py', 'venv/lib/z.py']);
  });

  it('reads a folder that a person opens, even if it is an environment, or is called like one', () => {
    folder.write({ 'env/pyvenv.cfg': '', 'env/shop/models.py': '' });
    const root = joinKey(folder.root, 'env');
    assert.deepEqual(discoverIn(folder, {}, [root]).files, ['env/shop/models.py']);
  });

  it('heeds .gitignore, also with a negation, anchors and comments', () => {
    folder.write({
      '.gitignore': '# local\n*_local.py\n!keep_local.py\n/generated/\nlegacy/*\n!legacy/models.py\n',
      'shop_local.py': '',
      'keep_local.py': '',
      'generated/x.py': '',
      'shop/generated/x.py': '',
      'legacy/models.py': '',
      'legacy/views.py': '',
    });
    assertFound(['keep_local.py', 'legacy/models.py', 'shop/generated/x.py'], ['shop_local.py', 'generated/x.py', 'legacy/views.py']);
  });

  it('lets the nearest .gitignore decide, which may also take back what one above says', () => {
    folder.write({
      '.gitignore': '*_local.py\nscratch.py\nhidden/\n',
      'a_local.py': '',
      'shop/.gitignore': '!b_local.py\nown.py\n',
      'shop/b_local.py': '',
      'shop/c_local.py': '',
      'shop/own.py': '',
      'shop/scratch.py': '',
      'own.py': '',
      // Git does not look into a folder that is ignored.
      'hidden/.gitignore': '!x.py\n',
      'hidden/x.py': '',
    });
    assertFound(['own.py', 'shop/b_local.py'], ['a_local.py', 'shop/c_local.py', 'shop/own.py', 'shop/scratch.py', 'hidden/x.py']);
  });

  it('tells upper from lower case in .gitignore where the file system does', function () {
    if (process.platform !== 'linux') this.skip();
    folder.write({ '.gitignore': 'Lib/\n', 'Lib/x.py': '', 'lib/y.py': '' });
    assertFound(['lib/y.py'], ['Lib/x.py']);
  });

  it('reads a .gitignore with Windows line ends', () => {
    folder.write({ '.gitignore': 'scratch/\r\n*_local.py\r\n', 'scratch/x.py': '', 'a_local.py': '', 'shop.py': '' });
    assertFound(['shop.py'], ['scratch/x.py', 'a_local.py']);
  });

  it('finds settings that Git ignores, as Python does, unless their folder is ignored or the exclude setting names them', () => {
    folder.write({
      '.gitignore': 'settings.py\nlocal*.py\nsettings_*.py\nprivate.py\nold/\n',
      'shop/settings.py': '',
      'shop/local_settings.py': '',
      'config/settings_dev.py': '',
      'config/settings/local.py': '',
      'config/settings/private.py': '',
      'config/settings/shop/private.py': '',
      'shop/private.py': '',
      'old/settings.py': '',
    });
    const there = ['config/settings/local.py', 'config/settings/private.py', 'config/settings_dev.py', 'shop/local_settings.py'];
    assertFound([...there, 'shop/settings.py'], ['config/settings/shop/private.py', 'shop/private.py', 'old/settings.py']);
    const exclude = ['settings.py', 'settings/'];
    assert.deepEqual(discoverIn(folder, { exclude }).files, ['config/settings_dev.py', 'shop/local_settings.py']);
    assert.ok(!belongsTo(folder, 'shop/settings.py', { exclude }));
  });

  it('leaves out what the exclude setting names, whatever .gitignore says', () => {
    folder.write({ '.gitignore': '!legacy/\n', 'legacy/x.py': '', 'shop/x.py': '', 'shop/old_x.py': '' });
    const exclude = ['legacy/', '**/old_*.py', '[', ''];
    assert.deepEqual(discoverIn(folder, { exclude }).files, ['shop/x.py']);
    for (const name of ['legacy/x.py', 'shop/old_x.py']) assert.ok(!belongsTo(folder, name, { exclude }), name);
  });

  it('finds each file once in folders that lie in one another, and what only the inner one shows', () => {
    folder.write({ '.gitignore': 'inner/\n', 'x.py': '', 'inner/y.py': '', 'other/z.py': '' });
    const roots = [folder.root, joinKey(folder.root, 'inner'), joinKey(folder.root, 'other')];
    assert.deepEqual(discoverIn(folder, {}, roots).files, ['inner/y.py', 'other/z.py', 'x.py']);
  });

  it('notices the files that may name the version of Django', () => {
    folder.write({
      'requirements.txt': '',
      'requirements/dev.txt': '',
      'notes/dev.txt': '',
      'deploy/requirements-dev.txt': '',
      'common-requirements.txt': '',
      'uv.lock': '',
      'package.json': '',
    });
    assert.deepEqual(discoverIn(folder).markers, [
      'common-requirements.txt',
      'deploy/requirements-dev.txt',
      'requirements.txt',
      'requirements/dev.txt',
      'uv.lock',
    ]);
  });

  it('stops at the limit and says so; a folder with just as many files is whole', () => {
    folder.write(Object.fromEntries(Array.from({ length: 10 }, (_, at) => [`app${String(at)}/models.py`, ''])));
    const capped = discoverIn(folder, { maxFiles: 9 });
    assert.equal(capped.files.length, 9);
    assert.deepEqual(
      capped.notices.map(({ kind, message }) => [kind, message]),
      [['too-many-files', 'Only the first 9 Python files are looked at. Raise maxFiles, or exclude folders.']],
    );
    const whole = discoverIn(folder, { maxFiles: 10 });
    assert.deepEqual([whole.files.length, whole.notices], [10, []]);
  });

  it('says which folder cannot be opened, and finds the others', () => {
    folder.write({ 'shop/models.py': '' });
    const gone = joinKey(folder.root, 'gone');
    const { files, notices } = discoverIn(folder, {}, [gone, folder.root]);
    assert.deepEqual(files, ['shop/models.py']);
    assert.deepEqual(
      notices.map(({ kind, key }) => [kind, key]),
      [['unreadable', gone]],
    );
  });

  it('goes on when the tree vanishes during the walk', () => {
    folder.write({ 'a/x.py': '', 'b/y.py': '' });
    rmSync(join(folder.path, 'a'), { recursive: true });
    rmSync(join(folder.path, 'b'), { recursive: true });
    assertFound([], ['a/x.py', 'b/y.py']);
  });
});

/**
 * A watcher reports single files, the walk finds whole folders: both must agree on what belongs to the workspace, or a file would
 * come and go with the way in which it was noticed. Tried on trees of whatever may stand in a project.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { belongsTo, createTemporaryFolder, discoverIn } from './temporaryFolder';

const folders = ['shop', 'venv', 'build', '.git', 'my env', 'Lib', 'lib', 'migrations', 'models.py', 'größe'];
const files = ['models.py', 'a_local.py', 'settings_local.py', '0001_initial.py', '.x.py', 'pyvenv.cfg', 'notes.txt', '__init__.py'];
const patterns = [
  '*_local.py',
  '!a_local.py',
  'shop/',
  '/shop',
  'models.py',
  '!models.py',
  '**/lib/*.py',
  'lib',
  '# a',
  'größe/models.py',
  'shop/*',
];

const path = fc
  .tuple(fc.array(fc.constantFrom(...folders), { maxLength: 3 }), fc.constantFrom(...files))
  .map(([above, name]) => [...above, name].join('/'));
const ignoring = fc
  .tuple(fc.array(fc.constantFrom(...folders), { maxLength: 2 }), fc.array(fc.constantFrom(...patterns), { minLength: 1, maxLength: 3 }))
  .map(([above, lines]) => [[...above, '.gitignore'].join('/'), lines.join('\n')] as const);
const link = fc.tuple(path, fc.constantFrom('.', '..', 'shop', 'models.py', '../lib', 'nowhere'));

describe('what belongs to a workspace', function () {
  this.timeout(30_000);

  it('is for each file of the tree what the walk finds', () => {
    let found = 0;
    let leftOut = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(path, { minLength: 1, maxLength: 12 }),
        fc.array(ignoring, { maxLength: 2 }),
        fc.array(link, { maxLength: 2 }),
        fc.subarray(['a_local.py', 'lib/', '/shop/models.py'], { maxLength: 1 }),
        (paths, ignores, links, exclude) => {
          const folder = createTemporaryFolder();
          try {
            const written = [...paths, ...ignores.map(([name]) => name)].filter((name) => tried(() => folder.write({ [name]: '' })));
            for (const [name, text] of ignores) tried(() => folder.write({ [name]: text }));
            const linked = process.platform === 'win32' ? [] : links.filter(([name, to]) => tried(() => folder.link({ [name]: to })));
            const names = [...written, ...linked.map(([name]) => name), ...linked.map(([name]) => `${name}/models.py`)];
            const walked = new Set(discoverIn(folder, { exclude }).files);
            for (const name of names) assert.equal(belongsTo(folder, name, { exclude }), walked.has(name), name);
            found += walked.size;
            leftOut += new Set(names.filter((name) => name.endsWith('.py') && !walked.has(name))).size;
          } finally {
            folder.remove();
          }
        },
      ),
      { numRuns: 120 },
    );
    assert.ok(found > 100 && leftOut > 100, `${String(found)} found, ${String(leftOut)} left out`);
  });
});

/** False where a name is already taken, as a file or as a folder. */
function tried(make: () => void): boolean {
  try {
    make();
    return true;
  } catch {
    return false;
  }
}

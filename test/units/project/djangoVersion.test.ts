/** Which Django a project uses: exact versions first, then what is installed, then the lowest that is allowed. */
import assert from 'node:assert/strict';
import { joinKey, keyFromPath, type DocumentKey } from '../../../server/src/base/documentKey';
import { versionFrom, versionIn } from '../../../server/src/project/djangoVersion';

const ROOT = keyFromPath('/srv/shop', 'posix');
const SITE = joinKey(ROOT, '.venv/lib/python3.12/site-packages');
const INSTALLED = { version: '5.1', from: '.venv' };

/** As `version from place`; null when nothing says it. */
function version(files: Readonly<Record<string, string>>, installed = false): string | null {
  const texts = new Map(Object.entries(files).map(([path, text]) => [joinKey(ROOT, path), text]));
  const found = versionFrom([...texts.keys()], ROOT, (key) => texts.get(key) ?? null, installed ? INSTALLED : null);
  return found === null ? null : `${found.version} from ${found.from}`;
}

describe("Django's version", () => {
  for (const [file, text, expected] of [
    ['uv.lock', '[[package]]\nname = "django"\nversion = "5.2.19"\n', '5.2'],
    ['poetry.lock', '[[package]]\nname = "Django"\nversion = "4.2"\n', '4.2'],
    ['Pipfile.lock', '{"default": {"django": {"hashes": [], "version": "==4.2.1"}}}', '4.2'],
    ['requirements.txt', 'Django==5.2.19\n', '5.2'],
    ['requirements-dev.txt', 'django[argon2] === 4.2\n', '4.2'],
    ['REQUIREMENTS.txt', 'Django==1.8\n', '1.8'],
    ['requirements/base.txt', 'Django~=1.11.12  # the last one for Python 2\n', '1.11'],
    ['Pipfile', '[packages]\ndjango = "==5.2.3"\n', '5.2'],
    ['requirements.txt', 'django==5.2.*\n', '5.2'],
    ['requirements.txt', 'django~=5.2.3\n', '5.2'],
    ['pyproject.toml', 'dependencies = ["django==5.2.19"]\n', '5.2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ndjango = "5.2.3"\n', '5.2'],
    ['pyproject.toml', '[tool.poetry.dependencies]\nDjango = "~5.2"\n', '5.2'],
  ] as const)
    it(`is pinned in ${file}, whatever is installed: ${JSON.stringify(text)}`, () => {
      assert.equal(version({ [file]: text }), `${expected} from ${file}`);
      assert.equal(version({ [file]: text }, true), `${expected} from ${file}`);
    });

  for (const [file, text] of [
    ['requirements.txt', 'django>=4.2,<6\n'],
    ['requirements.txt', 'django~=4.2\n'],
    ['requirements/base.txt', 'Django>=4.2,<5.3\n'],
    ['Pipfile', '[packages]\nDjango = ">=4.2"\n'],
    ['setup.cfg', '[options]\ninstall_requires =\n    pillow\n    Django >= 4.2, < 6\n'],
    ['setup.cfg', '[options]\ninstall_requires = django>=4.2\n'],
    ['pyproject.toml', 'dependencies = ["django>=4.2"]\n'],
    ['pyproject.toml', 'dependencies = ["Django [argon2] ~= 4.2"]\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ndjango = "^4.2"\n'],
    ['pyproject.toml', '[tool.poetry.dependencies]\ndjango = {version = ">=4.2", extras = ["argon2"]}\n'],
  ] as const)
    it(`has a lower bound in ${file}, and what is installed counts for more: ${JSON.stringify(text)}`, () => {
      assert.equal(version({ [file]: text }), `4.2 from ${file}`);
      assert.equal(version({ [file]: text }, true), '5.1 from .venv');
    });

  it('is in requirements beside the folder of the project, and those of the nearest folder win', () => {
    const beside = joinKey(keyFromPath('/srv', 'posix'), 'requirements/base.txt');
    const own = joinKey(ROOT, 'requirements/base.txt');
    const textOf = (key: DocumentKey): string => (key === own ? 'django==5.2\n' : 'django==4.2\n');
    assert.equal(versionFrom([beside], ROOT, textOf)?.version, '4.2');
    assert.equal(versionFrom([beside, own], ROOT, textOf)?.version, '5.2');
  });

  it('is not known where nothing says it', () => {
    for (const text of ['', 'django\n', 'django-filter==24.3\n', 'django<6\n', '# django==5.2\n']) {
      assert.equal(version({ 'requirements.txt': text }), null);
      assert.equal(version({ 'requirements.txt': text }, true), '5.1 from .venv');
    }
  });
});

describe("an installed Django's version", () => {
  const OTHER = keyFromPath('/opt/src', 'posix');
  const find = (folders: Readonly<Record<DocumentKey, readonly string[]>>): string | undefined =>
    versionIn({ folders: [SITE, OTHER], from: '.venv' }, (folder) => {
      const names = folders[folder];
      return names === undefined ? null : new Map(names.map((name) => [name, 'folder']));
    })?.version;

  for (const [name, expected] of [
    ['django-5.2.19.dist-info', '5.2'],
    ['Django-4.2.dist-info', '4.2'],
    ['Django-3.2.12.egg-info', '3.2'],
    ['Django-4.2.11-py3.12.egg-info', '4.2'],
    ['django-6.1a1.dist-info', '6.1'],
    ['django-6.1rc1.dist-info', '6.1'],
    ['django-5.2+local.1.dist-info', '5.2'],
    ['django_filter-24.3.dist-info', undefined],
    ['django-5.dist-info', undefined],
    ['django-5.2.19.dist-info.bak', undefined],
    ['~jango-5.2.dist-info', undefined],
  ] as const)
    it(`is in the name ${name}: ${expected ?? 'no'}`, () => {
      assert.equal(find({ [SITE]: ['django', name] }), expected);
    });

  it('is that of the first folder, and the highest there', () => {
    assert.equal(
      find({ [SITE]: ['django-4.2.dist-info', 'django-5.2.dist-info', 'django-10.0.dist-info'], [OTHER]: ['django-11.0.dist-info'] }),
      '10.0',
    );
    assert.equal(find({ [SITE]: [], [OTHER]: ['django-5.2.dist-info'] }), '5.2');
    assert.equal(find({}), undefined);
  });
});

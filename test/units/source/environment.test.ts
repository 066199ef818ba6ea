/** Which Python environment is a project's, and what stands on its path: from names of folders alone. */
import assert from 'node:assert/strict';
import { joinKey, keyFromPath, resolveKey } from '../../../server/src/base/documentKey';
import { createDiskHost } from '../../../server/src/source/diskHost';
import { findEnvironment, type PythonEnvironment } from '../../../server/src/source/environment';
import type { EnvironmentSearch } from '../../../server/src/source/environmentCandidates';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import { createTemporaryFolder, type TemporaryFolder } from './temporaryFolder';

const ROOT = keyFromPath('/srv/shop', 'posix');
const HOME = { HOME: '/home/ada' };
/** What every environment of these tests has installed. */
const DJANGO = 'django/__init__.py';

type Search = Partial<Omit<EnvironmentSearch, 'host'>>;

/** Texts by their paths, or empty files. */
type Files = Readonly<Record<string, string>> | readonly string[];

/** The environment of the project in `/srv/shop`; paths are absolute or relative to it. */
function find(files: Files, search: Search = {}): PythonEnvironment | null {
  const texts = isList(files) ? Object.fromEntries(files.map((path) => [path, ''])) : files;
  const root = search.root ?? ROOT;
  const host = createMemoryHost(new Map(Object.entries(texts).map(([path, text]) => [resolveKey(root, path), text])));
  return findEnvironment({ root, workspace: root, chosen: null, variables: HOME, ...search, host });
}

function isList(files: Files): files is readonly string[] {
  return Array.isArray(files);
}

/** In short: where it was found, and the first folder of installed packages. */
function found(files: Files, search: Search = {}): readonly [string, string | undefined] | null {
  const environment = find(files, search);
  return environment === null ? null : [environment.from, environment.folders[0]];
}

/** The files of an environment for Linux. */
const linux = (folder: string): readonly string[] => [
  `${folder}/pyvenv.cfg`,
  `${folder}/bin/python`,
  `${folder}/lib/python3.12/site-packages/${DJANGO}`,
];
const packagesOf = (folder: string): string => `${folder}/lib/python3.12/site-packages`;

describe('the environment of a project', () => {
  it('is none where there is none', () => {
    assert.equal(find(['manage.py', 'env/settings.py']), null);
    assert.equal(find([], { variables: {} }), null);
  });

  it('is a folder of the project, the usual names first, then any that says so itself', () => {
    const sorted = ['.venv', 'venv', 'env', 'another', 'python311'];
    for (const [at, name] of sorted.entries())
      assert.deepEqual(found(sorted.slice(at).flatMap(linux)), [name, packagesOf(`/srv/shop/${name}`)]);
    assert.deepEqual(found(['conda/conda-meta/history', `conda/lib/python3.12/site-packages/${DJANGO}`]), [
      'conda',
      packagesOf('/srv/shop/conda'),
    ]);
  });

  it('with a usual name needs no mark, since old tools wrote none', () => {
    assert.deepEqual(found([`venv/lib/python2.7/site-packages/${DJANGO}`]), ['venv', '/srv/shop/venv/lib/python2.7/site-packages']);
    assert.equal(find([`library/lib/python3.12/site-packages/${DJANGO}`]), null);
  });

  it('is looked for in the folders up to the workspace, the nearest first, and not above', () => {
    const root = joinKey(ROOT, 'services/billing');
    const search: Search = { root, workspace: ROOT };
    const above = linux('/srv/shop/.venv');
    assert.deepEqual(found(above, search), ['.venv', packagesOf('/srv/shop/.venv')]);
    assert.deepEqual(found([...above, ...linux('/srv/shop/services/venv')], search), [
      'services/venv',
      packagesOf('/srv/shop/services/venv'),
    ]);
    assert.equal(find(linux('/srv/.venv'), search), null);
    assert.deepEqual(found(linux('.venv'), { ...search, workspace: keyFromPath('/elsewhere', 'posix') }), [
      '/srv/shop/services/billing/.venv',
      packagesOf(`${root}/.venv`),
    ]);
  });

  it('may be the folder in which the project lies itself', () => {
    assert.deepEqual(found(['pyvenv.cfg', 'manage.py', `Lib/site-packages/${DJANGO}`]), ['.', '/srv/shop/Lib/site-packages']);
  });

  describe('by its layout', () => {
    const folders = (files: Files, search?: Search): readonly string[] | undefined =>
      find(files, search)?.folders.map((folder) => folder.replace('/srv/shop/.venv/', ''));
    const of = (...paths: readonly string[]): Record<string, string> =>
      Object.fromEntries(paths.map((path) => [`.venv/${path}/${DJANGO}`, '']));

    it('is one of Windows on Linux as well', () => {
      assert.deepEqual(folders({ ...of('Lib/site-packages'), '.venv/Scripts/python.exe': '' }), ['Lib/site-packages']);
    });

    it('holds several Pythons, of which the one of pyvenv.cfg counts, else the highest', () => {
      const several = of('lib/python3.9/site-packages', 'lib/python3.12/site-packages', 'lib/python3.11/site-packages');
      assert.deepEqual(folders(several), ['lib/python3.12/site-packages']);
      for (const line of ['version = 3.11.7', 'VERSION=3.11.7', 'version_info = 3.11.7.final.0'])
        assert.deepEqual(folders({ ...several, '.venv/pyvenv.cfg': `home = /usr/bin\n${line}\n` }), ['lib/python3.11/site-packages'], line);
      assert.deepEqual(folders({ ...several, '.venv/pyvenv.cfg': 'version = 3.10.1\n' }), ['lib/python3.12/site-packages']);
    });

    it('is one of PyPy, of a Python without GIL, of lib64', () => {
      assert.deepEqual(folders(of('lib/pypy3.10/site-packages')), ['lib/pypy3.10/site-packages']);
      assert.deepEqual(folders(of('lib/python3.13t/site-packages')), ['lib/python3.13t/site-packages']);
      assert.deepEqual(folders(of('lib64/python3.12/site-packages')), ['lib64/python3.12/site-packages']);
      assert.deepEqual(folders(of('lib/python3.12/site-packages', 'lib64/python3.12/site-packages')), ['lib/python3.12/site-packages']);
    });

    it('is the Python of a Debian', () => {
      const files = [
        '/usr/bin/python3.11',
        `/usr/lib/python3/dist-packages/${DJANGO}`,
        '/usr/lib/python3.11/os.py',
        '/usr/local/lib/python3.11/dist-packages/mptt/__init__.py',
      ];
      assert.deepEqual(folders(files, { chosen: '/usr/bin/python3.11' }), [
        '/usr/local/lib/python3.11/dist-packages',
        '/usr/lib/python3/dist-packages',
      ]);
    });

    it('sees the packages of the Python behind it, where pyvenv.cfg says so', () => {
      const config = 'home = /opt/python/bin\ninclude-system-site-packages = true\nversion = 3.12.1\n';
      const files = {
        ...of('lib/python3.12/site-packages'),
        '.venv/pyvenv.cfg': config,
        [`/opt/python/lib/python3.12/site-packages/${DJANGO}`]: '',
      };
      assert.deepEqual(folders(files), ['lib/python3.12/site-packages', packagesOf('/opt/python')]);
      assert.deepEqual(folders({ ...files, '.venv/pyvenv.cfg': config.replace('true', 'false') }), ['lib/python3.12/site-packages']);
    });
  });

  describe('that a person chose', () => {
    const files = [...linux('/opt/envs/shop'), ...linux('/home/ada/envs/blog'), ...linux('.venv'), ...linux('/srv/shop/tools/env')];
    const chosen = (path: string, more: Search = {}): readonly [string, string | undefined] | null =>
      found(files, { chosen: path, ...more });

    it('counts above all, as an interpreter or as a folder', () => {
      const variables = { ...HOME, VIRTUAL_ENV: '/home/ada/envs/blog', UV_PROJECT_ENVIRONMENT: 'tools/env' };
      for (const path of ['/opt/envs/shop/bin/python', '/opt/envs/shop/bin/python3.12'])
        assert.deepEqual(found([...files, '/opt/envs/shop/bin/python3.12'], { chosen: path, variables }), [
          'the chosen interpreter',
          packagesOf('/opt/envs/shop'),
        ]);
      assert.deepEqual(chosen('/opt/envs/shop/', { variables }), ['the chosen environment', packagesOf('/opt/envs/shop')]);
    });

    it('may be written from the home folder or from the workspace', () => {
      assert.deepEqual(chosen('~/envs/blog/bin/python'), ['the chosen interpreter', packagesOf('/home/ada/envs/blog')]);
      assert.deepEqual(chosen('tools/env'), ['the chosen environment', packagesOf('/srv/shop/tools/env')]);
      assert.deepEqual(chosen('${workspaceFolder}/tools/env/bin/python'), ['the chosen interpreter', packagesOf('/srv/shop/tools/env')]);
    });

    it('may be one of Windows', () => {
      const windows = [
        'c:/envs/shop/Scripts/python.exe',
        `c:/envs/shop/Lib/site-packages/${DJANGO}`,
        'c:/conda/python.exe',
        `c:/conda/Lib/site-packages/${DJANGO}`,
      ];
      for (const path of ['C:\\envs\\shop\\Scripts\\python.exe', 'c:\\envs\\shop'])
        assert.equal(found(windows, { chosen: path })?.[1], 'c:/envs/shop/Lib/site-packages');
      assert.equal(found(windows, { chosen: 'C:\\conda\\python.exe' })?.[1], 'c:/conda/Lib/site-packages');
    });

    it('may have an interpreter that is a link to nothing here, as one from another machine', () => {
      const [config, , packages] = linux('/mnt/env');
      assert.equal(found([config ?? '', packages ?? ''], { chosen: '/mnt/env/bin/python' })?.[1], packagesOf('/mnt/env'));
      assert.notEqual(found([packages ?? ''], { chosen: '/mnt/env/bin/python' })?.[1], packagesOf('/mnt/env'));
    });

    for (const path of ['/opt/envs/gone/bin/python', 'python3', '', '/srv/shop/manage.py', '/opt', '~', '\0'])
      it(`and is none is named, and the search goes on: ${JSON.stringify(path)}`, () => {
        const environment = find([...files, 'manage.py'], { chosen: path });
        assert.equal(environment?.from, '.venv');
        assert.deepEqual(
          environment.notices.map(({ kind, message }) => [kind, message]),
          [
            [
              'setting',
              `"${path}", which is chosen, is neither a Python interpreter nor an environment with installed packages; it is not used.`,
            ],
          ],
        );
        assert.deepEqual([find(['manage.py'], { chosen: path })?.folders, find(['manage.py'], { chosen: path })?.from], [[], 'nowhere']);
      });
  });

  it('is the one that an editor has selected, where a person chose none', () => {
    const files = [...linux('/opt/a'), ...linux('/opt/b'), ...linux('.venv')];
    assert.deepEqual(found(files, { selected: '/opt/a/bin/python' }), ['the selected interpreter', packagesOf('/opt/a')]);
    assert.equal(found(files, { selected: '/opt/a/bin/python', chosen: '/opt/b' })?.[0], 'the chosen environment');
    assert.equal(found(files, { selected: null })?.[0], '.venv');
    const environment = find(files, { selected: '/usr/bin/python3' });
    assert.deepEqual([environment?.from, environment?.notices.map(({ kind }) => kind)], ['.venv', ['environment']]);
  });

  describe('of a tool', () => {
    it('is where UV_PROJECT_ENVIRONMENT says', () => {
      const files = [...linux('.venv'), ...linux('.cache/env'), ...linux('/opt/env')];
      const variables = (path: string): Search => ({ variables: { UV_PROJECT_ENVIRONMENT: path } });
      assert.deepEqual(found(files, variables('/opt/env')), ['UV_PROJECT_ENVIRONMENT', packagesOf('/opt/env')]);
      assert.deepEqual(found(files, variables('.cache/env')), ['UV_PROJECT_ENVIRONMENT', packagesOf('/srv/shop/.cache/env')]);
      for (const path of ['', 'gone']) assert.equal(found(files, variables(path))?.[0], '.venv');
    });

    it('is the one that PDM notes, or its local packages', () => {
      const files = Object.fromEntries(
        [...linux('/opt/pdm/shop'), '/usr/bin/python3', `__pypackages__/3.9/lib/${DJANGO}`, `__pypackages__/3.12/lib/${DJANGO}`].map(
          (path) => [path, ''],
        ),
      );
      assert.deepEqual(found({ ...files, '.pdm-python': '/opt/pdm/shop/bin/python\n' }), ['/opt/pdm/shop', packagesOf('/opt/pdm/shop')]);
      assert.deepEqual(found({ ...files, '.pdm-python': '/usr/bin/python3' }), ['__pypackages__', '/srv/shop/__pypackages__/3.12/lib']);
    });

    it('is kept by Poetry under a hash of the path', () => {
      const kept = (store: string, version = '3.12'): string => `${store}/shop-58fqC6Q1-py${version}`;
      for (const [store, variables] of Object.entries({
        '/home/ada/.cache/pypoetry/virtualenvs': HOME,
        '/home/ada/Library/Caches/pypoetry/virtualenvs': HOME,
        '/var/cache/pypoetry/virtualenvs': { ...HOME, XDG_CACHE_HOME: '/var/cache' },
        '/var/poetry/virtualenvs': { POETRY_CACHE_DIR: '/var/poetry' },
        '/var/envs': { POETRY_VIRTUALENVS_PATH: '/var/envs' },
        'c:/Users/ada/AppData/Local/pypoetry/Cache/virtualenvs': { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' },
      }))
        assert.deepEqual(found(linux(kept(store)), { variables }), ['Poetry', packagesOf(kept(store))], store);
      assert.equal(find(linux('/home/ada/.cache/pypoetry/virtualenvs/shop-00000000-py3.12')), null);

      const store = '/home/ada/.cache/pypoetry/virtualenvs';
      const two = Object.fromEntries([...linux(kept(store, '3.9')), ...linux(kept(store))].map((path) => [path, '']));
      assert.equal(found(two)?.[1], packagesOf(kept(store)));
      assert.equal(
        found({ ...two, [`${store}/envs.toml`]: '[shop-58fqC6Q1]\nminor = "3.9"\npatch = "3.9.18"\n' })?.[1],
        packagesOf(kept(store, '3.9')),
      );
      assert.equal(found(two, { variables: { ...HOME, VIRTUAL_ENV: kept(store, '3.9') } })?.[1], packagesOf(kept(store, '3.9')));
    });

    it('is where the settings of Poetry say', () => {
      for (const [config, text, store] of [
        ['poetry.toml', '[virtualenvs]\npath = "/var/envs"\n', '/var/envs'],
        ['/home/ada/.config/pypoetry/config.toml', 'cache-dir = "/var/poetry"\n', '/var/poetry/virtualenvs'],
        [
          '/home/ada/.config/pypoetry/config.toml',
          'cache-dir = "/var/poetry"\nvirtualenvs.path = "{cache-dir}/envs"\n',
          '/var/poetry/envs',
        ],
      ] as const) {
        const files = Object.fromEntries(linux(`${store}/shop-58fqC6Q1-py3.12`).map((path) => [path, '']));
        assert.equal(found({ ...files, [config]: text })?.[0], 'Poetry', text);
      }
    });

    it('is kept by Pipenv under a hash of the path of the Pipfile, or where a file .venv says', () => {
      for (const [name, variables] of [
        ['/home/ada/.local/share/virtualenvs/shop-F2F75yho', HOME],
        ['/home/ada/.local/share/virtualenvs/shop-F2F75yho-3.12', HOME],
        ['/var/envs/shop-F2F75yho', { WORKON_HOME: '/var/envs' }],
      ] as const)
        assert.deepEqual(found(linux(name), { variables }), ['Pipenv', packagesOf(name)]);
      for (const [text, folder] of [
        ['tools/env\n', 'tools/env'],
        ['/opt/env', '/opt/env'],
        ['shared', '/home/ada/.local/share/virtualenvs/shared'],
        ['shared', '/home/ada/.virtualenvs/shared'],
      ] as const) {
        const files = Object.fromEntries(linux(folder).map((path) => [path, '']));
        assert.equal(found({ ...files, '.venv': text })?.[1], packagesOf(resolveKey(ROOT, folder)), folder);
      }
      assert.equal(find({ '.venv': '' }), null);
    });

    it('is kept by Hatch under a hash of the path, the default one first', () => {
      const store = '/home/ada/.local/share/hatch/env/virtual/shop/58fqC6Q1';
      const all = ['docs', 'shop', 'hatch-test.py3.12', 'shop-build'].flatMap((name) => linux(`${store}/${name}`));
      assert.deepEqual(found(all), ['Hatch', packagesOf(`${store}/shop`)]);
      assert.equal(find(linux(`${store}/hatch-test.py3.12`)), null);
    });

    it('belongs to a project on Windows as well', () => {
      const root = keyFromPath('c:/srv/shop', 'windows');
      const variables = { USERPROFILE: 'C:\\Users\\ada', LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local' };
      for (const [tool, folder] of [
        ['Poetry', 'c:/Users/ada/AppData/Local/pypoetry/Cache/virtualenvs/shop-o8dsHfeu-py3.12'],
        ['Pipenv', 'c:/Users/ada/.virtualenvs/shop-kw3b3utT'],
        ['Hatch', 'c:/Users/ada/AppData/Local/hatch/env/virtual/shop/5DDDZ3zH/shop'],
      ] as const)
        assert.deepEqual(found([`${folder}/Lib/site-packages/${DJANGO}`], { root, variables }), [tool, `${folder}/Lib/site-packages`]);
    });
  });

  describe('that is activated', () => {
    const files = [...linux('/opt/env'), ...linux('/opt/conda')];

    it('is used where the project has none', () => {
      assert.deepEqual(found(files, { variables: { VIRTUAL_ENV: '/opt/env', CONDA_PREFIX: '/opt/conda' } }), [
        'VIRTUAL_ENV',
        packagesOf('/opt/env'),
      ]);
      assert.deepEqual(found(files, { variables: { CONDA_PREFIX: '/opt/conda', CONDA_DEFAULT_ENV: 'shop' } }), [
        'CONDA_PREFIX',
        packagesOf('/opt/conda'),
      ]);
      assert.equal(find(files, { variables: { CONDA_PREFIX: '/opt/conda', CONDA_DEFAULT_ENV: 'base' } }), null);
      assert.equal(find(files, { variables: { VIRTUAL_ENV: '/opt/gone', CONDA_PREFIX: '' } }), null);
    });

    it('stands back behind the own one of the project, and decides between several of these', () => {
      assert.equal(found([...files, ...linux('.venv')], { variables: { VIRTUAL_ENV: '/opt/env' } })?.[0], '.venv');
      assert.equal(found([...linux('venv311'), ...linux('venv312')], { variables: { VIRTUAL_ENV: '/srv/shop/venv312' } })?.[0], 'venv312');
    });
  });
});

describe('what stands on the path of an environment', () => {
  const SITE = '.venv/lib/python3.12/site-packages';

  function folders(files: Readonly<Record<string, string>>): readonly string[] | undefined {
    return find({ [`${SITE}/${DJANGO}`]: '', ...files })?.folders.slice(1);
  }

  it('are the folders that .pth files name, in the order of the files and lines', () => {
    assert.deepEqual(
      folders({
        [`${SITE}/b.pth`]: '/opt/second\r\n\r\n./below\n',
        [`${SITE}/a.pth`]: '# a comment\n../../../../src\n  \nimport os; os.environ\nimport\tsys\n/opt/first \n/opt/gone\n/opt/first\n',
        [`${SITE}/.hidden.pth`]: '/opt/hidden\n',
        [`${SITE}/a.pth.bak`]: '/opt/hidden\n',
        [`${SITE}/below/x.py`]: '',
        'src/pkg/x.py': '',
        '/opt/first/x.py': '',
        '/opt/second/x.py': '',
        '/opt/hidden/x.py': '',
      }),
      ['/srv/shop/src', '/opt/first', '/opt/second', `/srv/shop/${SITE}/below`],
    );
  });

  it('are the parents of packages that setuptools installed as editable', () => {
    const mapping = { shop: '/opt/src/shop', 'company.crm': "/opt/it's/company/crm", other: '/opt/lib/renamed', win: 'C:\\src\\win' };
    const shown = `{'shop': '${mapping.shop}', 'company.crm': "${mapping['company.crm']}", 'other': '${mapping.other}', 'win': 'C:\\\\src\\\\win'}`;
    for (const [name, line] of [
      ['__editable___shop_1_0_finder.py', `MAPPING: dict[str, str] = ${shown}`],
      ['__editable___shop_1_0_finder.py', `MAPPING = ${shown}`],
    ] as const)
      assert.deepEqual(
        folders({
          [`${SITE}/${name}`]: `import sys\n${line}\nNAMESPACES: dict[str, list[str]] = {'company': ['/opt/ns/company']}\n`,
          [`${SITE}/__editable__.shop-1.0.pth`]: 'import __editable___shop_1_0_finder; __editable___shop_1_0_finder.install()',
          '/opt/src/shop/x.py': '',
          "/opt/it's/company/crm/x.py": '',
          '/opt/lib/renamed/x.py': '',
          'c:/src/win/x.py': '',
        }),
        ['/opt/src', "/opt/it's", 'c:/src'],
      );
    assert.deepEqual(folders({ [`${SITE}/__editable___empty_finder.py`]: 'MAPPING: dict[str, str] = {}\n' }), []);
  });

  it('keeps the order of two that hold the same package', () => {
    const files = { [`${SITE}/shop/__init__.py`]: '', [`${SITE}/x.pth`]: '/opt/src\n', '/opt/src/shop/__init__.py': '' };
    assert.deepEqual(folders(files), ['/opt/src']);
  });
});

describe('an environment on a real disk', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder();
  });

  afterEach(() => folder.remove());

  const search = (variables = {}): PythonEnvironment | null =>
    findEnvironment({ root: folder.root, workspace: folder.root, chosen: null, variables, host: createDiskHost() });
  const told = (environment: PythonEnvironment | null): readonly string[] =>
    (environment?.notices ?? []).map(({ message }) => message.replaceAll(`${folder.root}/`, ''));

  it('may be a link, with links in it', () => {
    folder.write({ 'kept/pyvenv.cfg': 'version = 3.12.1\n', [`kept/lib/python3.12/site-packages/${DJANGO}`]: '' });
    folder.link({ '.venv': 'kept', 'kept/lib64': 'lib', 'kept/bin/python': '/nowhere/python3.12' });
    assert.deepEqual(search()?.folders, [joinKey(folder.root, '.venv/lib/python3.12/site-packages')]);
  });

  it('without packages is told, and the next one taken', () => {
    folder.write({ '.venv/pyvenv.cfg': 'home = /usr/bin\n' });
    const message = '.venv is a Python environment without a folder of installed packages; it is not used.';
    assert.deepEqual(
      [search()?.from, search()?.folders, told(search({ VIRTUAL_ENV: joinKey(folder.root, '.venv') }))],
      ['nowhere', [], [message]],
    );
    folder.write({ [`venv/Lib/site-packages/${DJANGO}`]: '' });
    assert.deepEqual([search()?.from, told(search())], ['venv', [message]]);
  });

  it('is told where its packages cannot be opened', () => {
    folder.write({ '.venv/pyvenv.cfg': '', '.venv/lib/python3.12/site-packages': 'no folder', '.venv/lib/python3.11': 'neither' });
    assert.deepEqual(told(search()), [
      '.venv/lib/python3.12/site-packages cannot be opened as a folder.',
      '.venv/lib/python3.11 cannot be opened as a folder.',
    ]);
  });

  it('is told where a .pth file cannot be read, and the others count', () => {
    const site = '.venv/lib/python3.12/site-packages';
    folder.write({
      [`${site}/a.pth`]: Buffer.from([0xff, 0xfe, 0x00]),
      [`${site}/b.pth`]: `${folder.path}/src\nbad\0name\n`,
      'src/x.py': '',
    });
    assert.deepEqual(search()?.folders, [joinKey(folder.root, site), joinKey(folder.root, 'src')]);
    assert.deepEqual(
      search()?.notices.map(({ kind }) => kind),
      ['undecodable'],
    );
  });

  it('may hold fifty thousand entries', function () {
    this.timeout(60_000);
    const files = Object.fromEntries(
      Array.from({ length: 50_000 }, (_, at) => [`.venv/lib/python3.12/site-packages/m${String(at)}.py`, '']),
    );
    folder.write(files);
    const began = performance.now();
    assert.equal(search()?.folders.length, 1);
    assert.ok(performance.now() - began < 2_000);
  });
});

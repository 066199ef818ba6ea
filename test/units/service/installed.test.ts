/** Packages beside the project: only what it rests on is read, and nothing of it is reported. */
import assert from 'node:assert/strict';
import { joinKey, type DocumentKey } from '../../../server/src/base/documentKey';
import type { WorkspaceHost } from '../../../server/src/source/host';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import type { LanguageService } from '../../../server/src/service/languageService';
import { findingsIn, ROOT, serviceOn, toldBy } from './memoryProject';

const PACKAGES = '.venv/lib/python3.12/site-packages';

const MANAGE = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n';

const TRACK =
  'from django.db import models\n\n\nclass Track(models.Model):\n    cover = models.ForeignKey("self", models.CASCADE, unique=True)\n';
const BOOK = 'from django.db import models\n\n\nclass Book(models.Model):\n    track = models.ForeignKey("tracks.Track", models.CASCADE)\n';

function project(installed: Readonly<Record<string, string>>, own: Readonly<Record<string, string>> = {}): Map<DocumentKey, string> {
  const files = {
    'manage.py': MANAGE,
    'settings.py': 'INSTALLED_APPS = ["tracks", "shop"]\n',
    'shop/__init__.py': '',
    'shop/models.py': BOOK,
    ...own,
    ...Object.fromEntries(Object.entries(installed).map(([path, text]) => [`${PACKAGES}/${path}`, text])),
  };
  return new Map(Object.entries(files).map(([path, text]) => [joinKey(ROOT, path), text]));
}

function watched(files: ReadonlyMap<DocumentKey, string>): { readonly host: WorkspaceHost; readonly read: Set<string> } {
  const inner = createMemoryHost(files);
  const read = new Set<string>();
  const host: WorkspaceHost = {
    ...inner,
    read(key) {
      if (key.includes(PACKAGES)) read.add(key.slice(key.indexOf(PACKAGES) + PACKAGES.length + 1));
      return inner.read(key);
    },
  };
  return { host, read };
}

/** Labels of all models, whoever holds them. */
function modelsIn(service: LanguageService): readonly string[] {
  return service.analysis().projects.flatMap(({ graph }) => [...graph.models.keys()]);
}

describe('installed packages', () => {
  it('are read where the project rests on them, and nowhere else', async () => {
    const { host, read } = watched(
      project({
        'tracks/__init__.py': '',
        'tracks/models.py': TRACK,
        'tracks/views.py': 'from .models import Track\n',
        'other/__init__.py': '',
        'other/models.py': TRACK,
      }),
    );
    const service = await serviceOn(host, ROOT);
    assert.ok(modelsIn(service).includes('tracks.Track'));
    assert.deepEqual([...read].sort(), ['tracks/__init__.py', 'tracks/models.py']);
  });

  it('get no findings of their own', async () => {
    const { host } = watched(project({ 'tracks/__init__.py': '', 'tracks/models.py': TRACK }));
    assert.deepEqual(findingsIn(await serviceOn(host, ROOT)), []);
  });

  it('tell which classes of a `try` there are: those whose base is in no package are passed over', async () => {
    const models =
      `${BOOK.replace('"tracks.Track"', '"self"')}\n\ntry:\n    from panels.models import Panel\n\n` +
      '    class Shelf(Book, Panel):\n        pass\nexcept ImportError:\n    pass\n';
    const settings = 'INSTALLED_APPS = ["shop"]\n';
    const django = { 'django/__init__.py': '', 'django/contrib/contenttypes/models.py': 'from django.db import models\n' };
    const panels = { 'panels/models.py': 'from django.db import models\n\n\nclass Panel(models.Model):\n    pass\n' };
    const shown = async (installed: Readonly<Record<string, string>>): Promise<boolean> => {
      const { host } = watched(project(installed, { 'settings.py': settings, 'shop/models.py': models }));
      return modelsIn(await serviceOn(host, ROOT)).includes('shop.Shelf');
    };
    assert.equal(await shown(django), false);
    assert.equal(await shown({ ...django, ...panels }), true);
    // Without Django it is hardly the project's own environment.
    assert.equal(await shown({ 'other/__init__.py': '' }), true);
  });

  it('tell what a `try` imports: nothing behind a module that is in no package', async () => {
    const hooks = (head: string): string =>
      `try:\n    ${head}\n    from shop.parts import Part\nexcept ImportError:\n    pass\n\ntry:\n    import json.decoder\n    from shop.tools import Tool\nexcept ImportError:\n    pass\n`;
    const model = (name: string): string =>
      `from django.db import models\n\n\nclass ${name}(models.Model):\n    to = models.ForeignKey("${name}s", models.CASCADE)\n`;
    const django = { 'django/__init__.py': '', 'django/contrib/contenttypes/models.py': 'from django.db import models\n' };
    const [PARTS, TOOLS] = ['shop/parts.py', 'shop/tools.py'];
    const seen = async (head: string, installed: Readonly<Record<string, string>>): Promise<readonly unknown[]> => {
      const own = {
        'settings.py': 'INSTALLED_APPS = ["shop"]\n',
        'shop/models.py': hooks(head),
        'shop/parts.py': model('Part'),
        'shop/tools.py': model('Tool'),
      };
      const service = await serviceOn(watched(project(installed, own)).host, ROOT);
      return [modelsIn(service).includes('shop.Part'), ...findingsIn(service).map((each) => each.slice(0, each.indexOf(':')))];
    };
    const sales = { 'sales/__init__.py': '', 'sales/signals.py': '' };
    assert.deepEqual(await seen('from sales.signals import posted', { ...django, ...sales }), [true, PARTS, TOOLS]);
    assert.deepEqual(await seen('from sales.signals import posted', django), [false, TOOLS]);
    assert.deepEqual(await seen('from xml.dom import Node', django), [true, PARTS, TOOLS]);
    // Where the environment is not known, what is behind it proves nothing.
    assert.deepEqual(await seen('from sales.signals import posted', { 'other/__init__.py': '' }), [true, TOOLS]);
  });

  it('come after the copy of the same package in the workspace', async () => {
    const { host, read } = watched(
      project(
        { 'tracks/__init__.py': '', 'tracks/models.py': TRACK.replace('Track', 'Old') },
        { 'tracks/__init__.py': '', 'tracks/models.py': TRACK.replace(', unique=True', '') },
      ),
    );
    const service = await serviceOn(host, ROOT);
    assert.ok(modelsIn(service).includes('tracks.Track'));
    assert.deepEqual([...read], []);
    assert.deepEqual(toldBy(service), [
      "The app tracks is there more than once: tracks comes first on Python's path and counts, not .venv/lib/python3.12/site-packages/tracks.",
    ]);
  });

  it('come before a folder of the same name somewhere inside of a package', async () => {
    const helpers = {
      'shop/__init__.py': '',
      'shop/utils/tracks/__init__.py': '',
      'shop/utils/tracks/models.py': TRACK.replace('Track', 'Helper'),
    };
    const { host } = watched(project({ 'tracks/__init__.py': '', 'tracks/models.py': TRACK }, helpers));
    const service = await serviceOn(host, ROOT);
    assert.deepEqual(
      modelsIn(service).filter((label) => label.startsWith('tracks.')),
      ['tracks.Track'],
    );
    assert.deepEqual(toldBy(service), []);
    // Where nothing of the name is installed, the folder may well be on the path.
    const alone = await serviceOn(watched(project({}, helpers)).host, ROOT);
    assert.ok(modelsIn(alone).includes('tracks.Helper'));
  });

  it('may share a namespace with the project and with each other', async () => {
    const track = (name: string): string => TRACK.replace('Track', name).replace(', unique=True', '');
    const { host } = watched(
      project(
        {
          'corp/tracks/__init__.py': '',
          'corp/tracks/models.py': track('Track'),
          'other.pth': '../../../../vendored\n',
          'corp/lists/models.py': track('List'),
        },
        {
          'settings.py': 'INSTALLED_APPS = ["corp.tracks", "corp.lists", "corp.films", "corp.own", "shop"]\n',
          'vendored/corp/films/models.py': track('Film'),
          'corp/own/models.py': track('Own'),
          'shop/models.py': `from corp.films.models import Film\nfrom corp.tracks.models import Track\n${BOOK.replace('"tracks.Track"', 'Track')}    film = models.ForeignKey(Film, models.CASCADE)\n`,
        },
      ),
    );
    const service = await serviceOn(host, ROOT);
    for (const label of ['tracks.Track', 'lists.List', 'films.Film', 'own.Own', 'shop.Book'])
      assert.ok(modelsIn(service).includes(label), label);
    assert.deepEqual(
      service.analysis().projects.flatMap(({ graph }) => graph.relationsFrom.get('shop.Book')?.map(({ target }) => target)),
      [
        { kind: 'resolved', label: 'tracks.Track' },
        { kind: 'resolved', label: 'films.Film' },
      ],
    );
    assert.deepEqual(findingsIn(service), []);
  });

  it('count as far as they can be read', async () => {
    const { host } = watched(
      project({ 'tracks/__init__.py': '', 'tracks/models.py': `${TRACK}\n\nclass Broken(models.Model:\n    x = (\n` }),
    );
    const service = await serviceOn(host, ROOT);
    assert.ok(modelsIn(service).includes('tracks.Track'));
    assert.deepEqual(findingsIn(service), []);
  });

  it('prove nothing by what they lack: a library may make it at run time', async () => {
    const { host } = watched(project({ 'tracks/__init__.py': '', 'tracks/models.py': 'from django.db import models\n' }));
    assert.deepEqual(findingsIn(await serviceOn(host, ROOT)), []);
  });

  it("hold Django's own apps, which are read instead of what is known of them without it", async () => {
    const { host } = watched(
      project(
        {
          'django/__init__.py': '',
          'django/contrib/__init__.py': '',
          'django/contrib/contenttypes/__init__.py': '',
          'django/contrib/contenttypes/models.py':
            'from django.db import models\n\n\nclass ContentType(models.Model):\n    pass\n\n\nclass Later(models.Model):\n    pass\n',
        },
        {
          'settings.py': 'INSTALLED_APPS = ["django.contrib.contenttypes", "shop"]\n',
          'shop/models.py': BOOK.replace('tracks.Track', 'contenttypes.Later'),
        },
      ),
    );
    const service = await serviceOn(host, ROOT);
    assert.deepEqual(findingsIn(service), []);
    assert.ok(modelsIn(service).includes('contenttypes.Later'));
  });

  it('decide the primary key of what extends them: it is not known where they are not there', async () => {
    const models =
      'from django.db import models\nfrom tracks.models import Track\n\n\n' +
      'class Book(Track):\n    name = models.TextField()\n\n\n' +
      'class Film(Track):\n    key = models.IntegerField(primary_key=True)\n\n\n' +
      'class Show(Book):\n    class Meta:\n        proxy = True\n\n\n' +
      'class Shop(models.Model):\n    pass\n';
    const keys = async (installed: Readonly<Record<string, string>>): Promise<readonly (string | null)[]> => {
      const { models: all } =
        (await serviceOn(watched(project(installed, { 'shop/models.py': models })).host, ROOT)).analysis().projects[0]?.graph ??
        assert.fail();
      return ['shop.Book', 'shop.Film', 'shop.Show', 'shop.Shop'].map((label) => all.get(label)?.pk ?? null);
    };
    assert.deepEqual(await keys({ 'tracks/__init__.py': '', 'tracks/models.py': TRACK }), ['track_ptr', 'key', 'track_ptr', 'id']);
    assert.deepEqual(await keys({}), [null, 'key', null, 'id']);
  });

  it('have a user model that is swapped for the one that the settings most likely mean', async () => {
    const doubt = 'for name in dir(extra):\n    globals()[name] = getattr(extra, name)\n';
    const { host } = watched(
      project(
        {},
        {
          'settings.py': `import extra\n\nINSTALLED_APPS = ["django.contrib.auth", "shop"]\nAUTH_USER_MODEL = "shop.User"\n${doubt}`,
          'shop/models.py': 'from django.contrib.auth.models import AbstractUser\n\n\nclass User(AbstractUser):\n    pass\n',
        },
      ),
    );
    const [first] = (await serviceOn(host, ROOT)).analysis().projects;
    const user = first?.graph.models.get('auth.User');
    assert.deepEqual([user?.swapped, user?.conditional], ['shop.User', true]);
  });
});

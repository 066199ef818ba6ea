/** Projects that Django would not start, or that are none: what can be known is known, and what cannot is said in a sentence. */
import assert from 'node:assert/strict';
import { readSettings } from '../../../server/src/service/settings';
import type { LanguageService } from '../../../server/src/service/languageService';
import { askAll, findingsIn, modelsIn, serviceOver, sound, soundFindings, toldBy, type Files } from './memoryProject';

const IMPORT = 'from django.db import models\n';
const MODELS = sound['blog/models.py'] ?? '';
const FIELD = '    note = models.ForeignKey("blog.Note", on_delete=models.CASCADE, related_name="+")\n';

/** The sound project with some files different; everything is asked of it. */
async function withFiles(files: Files): Promise<LanguageService> {
  const all = { ...sound, ...files };
  const service = await serviceOver(all);
  askAll(service, all);
  return service;
}

function labelsOfApps(service: LanguageService): readonly string[] {
  return service.analysis().projects.flatMap(({ project }) => project.apps.map(({ label }) => label));
}

describe('no Django project', () => {
  for (const [what, files] of Object.entries<Files>({ 'an empty folder': {}, 'plain Python': { 'a.py': 'class A: pass\n', 'b/c.py': '' } }))
    it(`in ${what} is a sentence`, async () => {
      const service = await serviceOver(files);
      askAll(service, files);
      assert.deepEqual([findingsIn(service), modelsIn(service)], [[], []]);
      assert.match(service.explainProject(), /No Django project here/);
    });
});

describe('settings of the project', () => {
  it('that are nowhere to be found are told, and models are found all the same', async () => {
    const service = await withFiles({ 'manage.py': 'os.environ["DJANGO_SETTINGS_MODULE"] = "gone.settings"\n' });
    assert.deepEqual(toldBy(service), ['The settings module gone.settings is not in the workspace']);
    assert.deepEqual(modelsIn(service), ['blog.Note', 'blog.Post', 'shop.Order']);
    assert.match(service.explainProject(), /The settings module gone\.settings is not in the workspace/);
  });

  for (const settingsModule of ['gone.settings', '...', '../secret', 'config', 'manage', 'constructor', ' '])
    it(`that a person names ${JSON.stringify(settingsModule)} take nothing away`, async () => {
      const service = await serviceOver(sound, { settingsModule });
      askAll(service, sound);
      assert.deepEqual(modelsIn(service), ['blog.Note', 'blog.Post', 'shop.Order']);
    });

  it('that cannot be read whole prove nothing', async () => {
    const service = await withFiles({ 'config/settings.py': 'INSTALLED_APPS = ["shop",\n' });
    assert.deepEqual([findingsIn(service), modelsIn(service)], [soundFindings, ['blog.Note', 'blog.Post', 'shop.Order']]);
  });

  it('that go in circles are left open', async () => {
    const service = await withFiles({
      'config/settings.py':
        'from config.base import *\nfrom config.settings import *\nINSTALLED_APPS = INSTALLED_APPS + APPS\nAPPS = INSTALLED_APPS\n',
      'config/base.py': 'from config.settings import *\n',
    });
    assert.deepEqual(modelsIn(service), ['blog.Note', 'blog.Post', 'shop.Order']);
    assert.deepEqual(toldBy(service), ['INSTALLED_APPS depends on INSTALLED_APPS + APPS']);
  });

  it('that depend on something from outside are told by what they depend on', async () => {
    const told = async (more: string): Promise<readonly string[]> =>
      toldBy(await withFiles({ 'config/settings.py': `import os\nINSTALLED_APPS = ["shop", "blog"]\n${more}` }));
    assert.deepEqual(await told('if os.environ.get("TOOLS"):\n    if DEBUG:\n        INSTALLED_APPS += ["tools"]\n'), [
      'INSTALLED_APPS depends on os.environ.get("TOOLS")',
    ]);
    assert.deepEqual(await told('try:\n    import tools\n    INSTALLED_APPS += ["tools"]\nexcept ImportError:\n    pass\n'), [
      'INSTALLED_APPS is set under a condition',
    ]);
    assert.deepEqual(await told('exec(open("more.py").read())\n'), [
      'INSTALLED_APPS may be set by globals() or exec',
      'AUTH_USER_MODEL may be set by globals() or exec',
    ]);
  });

  const nonsense: Readonly<Record<string, readonly [string, string]>> = {
    numbers: ['["shop", "blog", 1, 2.5]', 'INSTALLED_APPS holds something other than texts'],
    None: ['["shop", "blog", None]', 'INSTALLED_APPS holds something other than texts'],
    'nested lists': ['["shop", ["blog", ["x"]]]', 'INSTALLED_APPS holds something other than texts'],
    'classes from elsewhere': ['["shop", Application]', 'INSTALLED_APPS holds something other than texts'],
    bytes: ['["shop", b"blog"]', 'INSTALLED_APPS depends on b"blog"'],
    'a call': ['["shop", *apps()]', 'INSTALLED_APPS depends on apps()'],
    'a text': ['"shop"', 'INSTALLED_APPS is no list'],
    'nothing at all': ['None', 'INSTALLED_APPS is no list'],
    'a long sum': [`["shop"]${' + ["blog"]'.repeat(2_000)}`, 'INSTALLED_APPS depends on '],
  };
  for (const [what, [value, told]] of Object.entries(nonsense))
    it(`with ${what} for INSTALLED_APPS are told, and prove nothing`, async () => {
      const service = await withFiles({ 'config/settings.py': `from lib import Application\nINSTALLED_APPS = ${value}\n` });
      const [reason = ''] = toldBy(service);
      assert.equal(reason.slice(0, told.length), told);
      assert.ok(reason.length < 120);
      assert.deepEqual([findingsIn(service), modelsIn(service)], [soundFindings, ['blog.Note', 'blog.Post', 'shop.Order']]);
    });

  it('with texts in INSTALLED_APPS that name no app are no harm to the others', async () => {
    const entries = [
      'shop',
      'blog',
      '',
      '.',
      '..',
      'a..b',
      'shop ',
      '/etc',
      '*',
      'é',
      'constructor',
      '__proto__',
      'shop.models.Order',
      'x.Y',
    ];
    const service = await withFiles({ 'config/settings.py': `INSTALLED_APPS = ${JSON.stringify(entries)}\n` });
    assert.ok(modelsIn(service).includes('blog.Post'));
    assert.deepEqual(
      findingsIn(service).filter((finding) => !soundFindings.includes(finding)),
      [],
    );
  });

  it('with one app twice have it once', async () => {
    const service = await withFiles({ 'config/settings.py': 'INSTALLED_APPS = ["shop", "blog", "shop", "blog"]\n' });
    assert.deepEqual([labelsOfApps(service), findingsIn(service)], [['shop', 'blog'], soundFindings]);
  });

  it('with one label for two apps prove nothing about models of this label', async () => {
    const service = await withFiles({
      'config/settings.py': 'INSTALLED_APPS = ["shop", "blog", "other.blog"]\n',
      'other/__init__.py': '',
      'other/blog/__init__.py': '',
      'other/blog/models.py': `${IMPORT}class Post(models.Model):\n    pass\n\n\nclass Page(models.Model):\n${FIELD}`,
    });
    assert.deepEqual(labelsOfApps(service), ['shop', 'blog', 'blog']);
    assert.deepEqual(findingsIn(service), soundFindings);
  });

  it('with app configs that inherit from each other, and from themselves, have these apps', async () => {
    const service = await withFiles({
      'config/settings.py': 'INSTALLED_APPS = ["shop.apps.Shop", "blog"]\n',
      'shop/apps.py': 'class Shop(Base):\n    pass\n\n\nclass Base(Shop):\n    name = "shop"\n',
      'blog/apps.py': 'from django.apps import AppConfig\n\n\nclass Blog(Blog, AppConfig):\n    label = "blog"\n',
    });
    assert.deepEqual([labelsOfApps(service), findingsIn(service)], [['shop', 'blog'], soundFindings]);
  });
});

describe('settings of the editor', () => {
  it('that are wrong are named and left out, and the rest of the project is read as ever', async () => {
    const { settings, problems } = readSettings({
      exclude: 'blog',
      maxFiles: 0,
      django: 'five',
      settingsModule: '',
      ignore: [7],
      nonsense: true,
    });
    assert.equal(problems.length, 6);
    const service = await serviceOver(sound, settings);
    assert.deepEqual(findingsIn(service), soundFindings);
  });
});

describe('circles', () => {
  it('of imports leave each module what is its own', async () => {
    const service = await withFiles({
      'blog/models.py': `${IMPORT}from shop.models import Order\n\n\nclass Note(models.Model):\n    pass\n\n\nclass Post(models.Model):\n    buyer = models.ForeignKey(Order, models.CASCADE, related_name="+")\n`,
    });
    assert.deepEqual([modelsIn(service), findingsIn(service)], [['blog.Note', 'blog.Post', 'shop.Order'], soundFindings]);
  });

  it('of star imports lead to the class wherever one begins', async () => {
    const service = await withFiles({
      'blog/models.py': `from blog.one import *\n${IMPORT}class Note(Base):\n    pass\n\n\nclass Post(Base):\n    pass\n`,
      'blog/one.py': 'from blog.three import *\nfrom blog.two import *\nfrom blog.one import *\n',
      'blog/two.py': `from blog.one import *\n${IMPORT}class Other(Base):\n    pass\n`,
      'blog/three.py': `from blog.one import *\n${IMPORT}class Base(models.Model):\n    class Meta:\n        abstract = True\n`,
    });
    assert.deepEqual(modelsIn(service), ['blog.Note', 'blog.Other', 'blog.Post', 'shop.Order']);
    assert.deepEqual(findingsIn(service), soundFindings);
  });

  it('of names that stand for each other stand for nothing', async () => {
    const service = await withFiles({
      'blog/models.py': `${MODELS}\n\nA = B\nB = A\nC = C\nfrom blog.models import D as E, E as D\n\n\nclass F(A, C, D):\n${FIELD}`,
    });
    assert.deepEqual(findingsIn(service), soundFindings);
  });

  const inheritance: Readonly<Record<string, string>> = {
    'from each other': `class A(B):\n${FIELD}\n\nclass B(A):\n${FIELD}`,
    'from themselves': `class A(A):\n${FIELD}\n\nclass B(B, models.Model):\n${FIELD}\n\nclass C(models.Model, C):\n    class Meta(Meta):\n        pass\n`,
    'in an order that Python refuses': `class A(models.Model):\n    pass\n\n\nclass B(A):\n    pass\n\n\nclass C(A, B):\n${FIELD}`,
    'from one class twice': `class A(models.Model, models.Model):\n    pass\n\n\nclass B(A, A):\n${FIELD}`,
    'with parents of their parents': `class A(models.Model):\n    class Meta(B.Meta):\n        abstract = True\n\n\nclass B(A):\n    class Meta(A.Meta):\n        pass\n`,
  };
  for (const [what, text] of Object.entries(inheritance))
    it(`of classes that inherit ${what} are walked once`, async () => {
      const service = await withFiles({ 'blog/models.py': `${MODELS}\n\n${text}` });
      assert.deepEqual(
        findingsIn(service).filter((finding) => !finding.startsWith('blog/models.py')),
        soundFindings,
      );
      assert.ok(modelsIn(service).includes('blog.Post'));
    });

  it('of files that inherit from each other are walked once', async () => {
    const service = await withFiles({
      'blog/one.py': 'from blog.two import B\n\n\nclass A(B):\n    pass\n',
      'blog/two.py': `${IMPORT}from blog.one import A\n\n\nclass B(A):\n${FIELD}`,
      'blog/models.py': `${MODELS}\n\nfrom blog import one, two\n`,
    });
    assert.deepEqual(findingsIn(service), soundFindings);
  });

  it('of foreign keys and through models are followed no further', async () => {
    const service = await withFiles({
      'blog/models.py': `${MODELS}\n\nclass A(models.Model):\n    b = models.ForeignKey("blog.B", models.CASCADE)\n    us = models.ManyToManyField("blog.A", through="blog.A")\n\n\nclass B(models.Model):\n    a = models.ForeignKey("blog.A", models.CASCADE)\n    self = models.ManyToManyField("self", through="self")\n`,
    });
    assert.ok(['blog.A', 'blog.B'].every((label) => modelsIn(service).includes(label)));
  });
});

/** Files are read when something asks for them, and then count like any other. */
import assert from 'node:assert/strict';
import { joinKey, relativeKey } from '../../../server/src/base/documentKey';
import type { LanguageService } from '../../../server/src/service/languageService';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import { findingsIn, ROOT, serviceOn } from './memoryProject';

const SETTINGS = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': 'INSTALLED_APPS = ["shop"]\n',
};

const MODEL = (name: string): string =>
  `from django.db import models\n\n\nclass ${name}(models.Model):\n    one = models.ForeignKey("Lost", models.CASCADE)\n`;

async function analysed(
  files: Readonly<Record<string, string>>,
): Promise<{ readonly service: LanguageService; readonly read: ReadonlySet<string> }> {
  const all = { 'shop/__init__.py': '', 'shop/models.py': MODEL('Order'), ...files };
  const inner = createMemoryHost(new Map(Object.entries(all).map(([path, text]) => [joinKey(ROOT, path), text])));
  const read = new Set<string>();
  const service = await serviceOn(
    {
      ...inner,
      read(key) {
        read.add(relativeKey(ROOT, key));
        return inner.read(key);
      },
    },
    ROOT,
  );
  service.analysis();
  return { service, read };
}

function labelsIn(service: LanguageService): readonly string[] {
  return service.analysis().projects.flatMap(({ graph }) => [...graph.models.keys()].filter((label) => label.startsWith('shop.')));
}

describe('files that nothing imports', () => {
  const others = { 'shop/views.py': 'from .models import Order\n', 'shop/reports/sales.py': MODEL('Sale') };

  it('are counted and not read where settings tell what is installed', async () => {
    const { service, read } = await analysed({ ...SETTINGS, 'shop/models.py': MODEL('Order').replace('Lost', 'self'), ...others });
    assert.deepEqual(labelsIn(service), ['shop.Order']);
    assert.equal(service.analysis().stats.files, 6);
    assert.deepEqual([...read].filter((path) => path.endsWith('.py')).sort(), [
      'manage.py',
      'settings.py',
      'shop/__init__.py',
      'shop/models.py',
    ]);
  });

  it('are looked through for models where none do', async () => {
    const { service } = await analysed(others);
    assert.deepEqual(labelsIn(service), ['shop.Order', 'shop.Sale']);
  });

  it('leave all as it is when they are opened, edited and closed', async () => {
    const { service } = await analysed({ ...SETTINGS, ...others });
    const key = joinKey(ROOT, 'shop/views.py');
    const graphNow = (): unknown => service.analysis().projects[0]?.graph;
    const graph = graphNow();
    service.filesChanged([{ key, kind: 'changed' }]);
    assert.equal(graphNow(), graph);
    service.open({ key, text: others['shop/views.py'], version: 1 });
    assert.equal(graphNow(), graph);
    service.open({ key, text: `${others['shop/views.py']}# seen\n`, version: 2 });
    assert.equal(graphNow(), graph);
    service.close(key);
    assert.equal(graphNow(), graph);
  });
});

describe('modules of tests', () => {
  it('are counted and not read where nothing asks for them', async () => {
    const sound = MODEL('Order').replace('Lost', 'self');
    const { service, read } = await analysed({
      ...SETTINGS,
      'shop/models.py': sound,
      'shop/tests.py': MODEL('Odd'),
      'shop/test_more.py': '',
    });
    assert.deepEqual(labelsIn(service), ['shop.Order']);
    assert.equal(service.analysis().stats.files, 6);
    assert.deepEqual(
      [...read].filter((path) => path.includes('test')),
      [],
    );
  });

  it('hold models like any other where a module that Django loads imports them', async () => {
    const { service } = await analysed({ ...SETTINGS, 'shop/tests.py': MODEL('Lost'), 'shop/apps.py': 'from .tests import Lost\n' });
    assert.deepEqual(labelsIn(service), ['shop.Order', 'shop.Lost']);
    assert.deepEqual(findingsIn(service), []);
  });

  it('are asked before a model is said to be nowhere', async () => {
    const { service } = await analysed({ 'shop/tests.py': MODEL('Lost') });
    assert.deepEqual(findingsIn(service), []);
    assert.equal(findingsIn((await analysed(SETTINGS)).service).length, 1);
  });

  it('are not those in a package of models, with settings or without', async () => {
    for (const settings of [SETTINGS, {}]) {
      const { service } = await analysed({
        ...settings,
        'shop/models.py': '',
        'shop/models/__init__.py': 'from .test import Test\n',
        'shop/models/test.py': MODEL('Test'),
      });
      assert.deepEqual(labelsIn(service), ['shop.Test']);
    }
  });
});

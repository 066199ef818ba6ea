/** Modules that nothing imports: no model of theirs exists for Django, and only a person who has one open hears of its mistakes. */
import assert from 'node:assert/strict';
import { joinKey } from '../../../server/src/base/documentKey';
import { findingsIn, modelsIn, ROOT, serviceOver } from './memoryProject';

const MODEL =
  'from django.db import models\n\n\nclass Fake(models.Model):\n    order = models.ForeignKey("Order")\n    lost = models.ForeignKey("Lost", models.CASCADE)\n';

const FILES = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")\n',
  'settings.py': 'INSTALLED_APPS = ["shop"]\n',
  'shop/__init__.py': '',
  'shop/models.py': 'from django.db import models\n\n\nclass Order(models.Model):\n    pass\n',
  'shop/examples.py': MODEL,
  'shop/tests/__init__.py': '',
  'shop/tests/models.py': MODEL,
  'shop/test_orders.py': MODEL,
};

describe('modules that Django does not load', () => {
  it('define no model and are not reported', async () => {
    const service = await serviceOver(FILES);
    assert.deepEqual(modelsIn(service), ['shop.Order']);
    assert.deepEqual(findingsIn(service), []);
  });

  it('get the checks that one class decides while they are open, and no others', async () => {
    const service = await serviceOver(FILES);
    for (const path of ['shop/examples.py', 'shop/test_orders.py'] as const) {
      service.open({ key: joinKey(ROOT, path), text: FILES[path], version: 1 });
      assert.deepEqual(findingsIn(service), [`${path}:5:5 missing-on-delete "order"`]);
      service.open({ key: joinKey(ROOT, path), text: FILES[path].replace('("Order")', '("Order", models.CASCADE)'), version: 2 });
      assert.deepEqual(findingsIn(service), []);
      service.open({ key: joinKey(ROOT, path), text: FILES[path], version: 3 });
      service.close(joinKey(ROOT, path));
      assert.deepEqual(findingsIn(service), []);
    }
  });

  it('are not reported where only a condition installs their app, but get the same checks while they are open', async () => {
    const files = {
      ...FILES,
      'settings.py': 'import os\nINSTALLED_APPS = ["shop"]\nif os.environ.get("AUDIT"):\n    INSTALLED_APPS += ["audit"]\n',
      'audit/__init__.py': '',
      'audit/models.py': MODEL,
    };
    const service = await serviceOver(files);
    assert.deepEqual(modelsIn(service), ['audit.Fake', 'shop.Order']);
    assert.deepEqual(findingsIn(service), []);
    service.open({ key: joinKey(ROOT, 'audit/models.py'), text: MODEL, version: 1 });
    assert.deepEqual(findingsIn(service), ['audit/models.py:5:5 missing-on-delete "order"']);
  });

  it('are told to the person who asks, with the reason', async () => {
    const service = await serviceOver(FILES);
    assert.match(service.explainProject(), /\*\*Not models: in modules that Django does not load\*\* \(3\)/);
    assert.match(
      service.explainProject(),
      /`shop\.test_orders\.Fake` at `shop\/test_orders\.py:4`: nothing that Django loads imports its module/,
    );
    assert.match(service.explain('shop.tests.models.Fake') ?? '', /`shop\/tests\/models\.py:4`.*nothing that Django loads/);
    assert.equal(service.explain('shop.Fakes'), null);
  });
});

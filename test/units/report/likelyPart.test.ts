/** Which apps the command's graph leaves out: those that settings most likely do not install. */
import assert from 'node:assert/strict';
import { likelyPart, unlikelyApps } from '../../../server/src/report/likelyPart';
import { serviceOver } from '../service/memoryProject';

const MODEL =
  'from django.db import models\n\n\nclass Thing(models.Model):\n    seller = models.ForeignKey("shop.Thing", models.CASCADE)\n';

/** The labels of models and relations of a project with these settings and four apps. */
async function labels(settings: string, asked: readonly string[] = []): Promise<readonly string[]> {
  const apps = ['shop', 'crm', 'notes', 'blog'].flatMap((name) => [
    [`${name}/__init__.py`, ''],
    [`${name}/models.py`, MODEL],
  ]);
  const manage = 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
  const config = { 'manage.py': manage, 'config/__init__.py': '', 'config/settings.py': `import os\n${settings}` };
  const service = await serviceOver({ ...config, ...(Object.fromEntries(apps) as Record<string, string>) });
  const [project] = service.analysis().projects;
  assert.ok(project !== undefined);
  const { graph } = likelyPart({ ...project, findings: [] }, asked);
  const shown = new Set([...graph.models.values()].map(({ appLabel }) => appLabel));
  const all = [...project.graph.models.values()].map(({ appLabel }) => appLabel);
  assert.deepEqual(
    [...unlikelyApps(project, asked)].sort(),
    all.filter((label) => !shown.has(label)),
  );
  const ends = [...graph.relationsTo.values()].flat().map(({ from }) => from);
  assert.deepEqual(new Set(ends), new Set(graph.models.keys()));
  assert.deepEqual(new Set(graph.relationsFrom.keys()), new Set(graph.models.keys()));
  assert.deepEqual(
    graph.declared.filter(({ from }) => !graph.models.has(from)),
    [],
  );
  assert.deepEqual(new Set([...graph.relationById.values()].map(({ from }) => from)), new Set(graph.models.keys()));
  return [...new Set(graph.relations.map(({ from }) => from.replace('.Thing', '')))].sort();
}

describe('the likely part of a graph', () => {
  it('has the apps of conditions that may hold, and not those of conditions that most likely do not', async () => {
    const settings = `INSTALLED_APPS = ["shop"]
DEBUG = os.environ.get("DEBUG") == "1"
if DEBUG:
    INSTALLED_APPS += ["crm"]
def config(name, default):
    while True:
        return os.environ.get(name, default)
if config("CRM", default=False):
    INSTALLED_APPS += ["crm"]
if "CRM" in os.environ:
    INSTALLED_APPS += ["crm"]
if os.environ["MODE"] == "blog":
    INSTALLED_APPS += ["blog"]
if os.environ.get("NOTES", "yes") == "yes":
    INSTALLED_APPS += ["notes"]
`;
    assert.deepEqual(await labels(settings), ['blog', 'notes', 'shop']);
    assert.deepEqual(await labels(settings, ['crm']), ['blog', 'crm', 'notes', 'shop']);
  });

  it('has no package that settings do not name where they most likely name all', async () => {
    assert.deepEqual(await labels('INSTALLED_APPS = ["shop"] + os.environ.get("MORE", "crm").split(",")\n'), ['crm', 'shop']);
  });

  it('has packages that settings may well name', async () => {
    assert.deepEqual(await labels('INSTALLED_APPS = ["shop"] + os.environ["MORE"].split(",")\n'), ['blog', 'crm', 'notes', 'shop']);
  });

  it('has an app that a second setting installs surely', async () => {
    const settings = 'INSTALLED_APPS = ["shop"]\nif os.environ.get("CRM"):\n    INSTALLED_APPS += ["crm"]\nINSTALLED_APPS += ["crm"]\n';
    assert.deepEqual(await labels(settings), ['crm', 'shop']);
  });

  it('has the apps and the user model of the way that settings most likely go', async () => {
    const settings = `if os.environ.get("MODE", "dev") == "live":
    INSTALLED_APPS = ["shop", "crm"]
    AUTH_USER_MODEL = "crm.Thing"
else:
    INSTALLED_APPS = ["shop", "notes"]
`;
    assert.deepEqual(await labels(settings), ['notes', 'shop']);
  });
});

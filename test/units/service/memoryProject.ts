/** A service over files in memory, and what it says in short. */
import assert from 'node:assert/strict';
import { joinKey, keyFromPath, relativeKey, type DocumentKey } from '../../../server/src/base/documentKey';
import { rangeOf } from '../../../server/src/base/span';
import type { LanguageService, Settings } from '../../../server/src/service/languageService';
import { defaultSettings } from '../../../server/src/service/settings';
import { createLanguageService } from '../../../server/src/service/createLanguageService';
import type { WorkspaceHost } from '../../../server/src/source/host';
import { createMemoryHost } from '../../../server/src/source/memoryHost';
import { openParser } from '../../../server/src/syntax/openParser';

export const ROOT = keyFromPath('/project', 'posix');

/** Files by their paths relative to the root. */
export type Files = Readonly<Record<string, string>>;

/** A service that has looked at these files. A rule that throws fails the test. */
export async function serviceOver(files: Files, settings: Partial<Settings> = {}): Promise<LanguageService> {
  const host = createMemoryHost(new Map(Object.entries(files).map(([path, text]) => [joinKey(ROOT, path), text])));
  return serviceOn(host, ROOT, settings);
}

export async function serviceOn(host: WorkspaceHost, root: DocumentKey, settings: Partial<Settings> = {}): Promise<LanguageService> {
  const { parser } = await openParser({});
  const onFailure = (message: string): void => assert.fail(message);
  return createLanguageService({ roots: [root], settings: { ...defaultSettings, ...settings }, host, parser, onFailure });
}

/** Labels of the models in the workspace's own files, sorted; those of all projects. */
export function modelsIn(service: LanguageService): readonly string[] {
  const graphs = service.analysis().projects.map(({ graph }) => graph);
  return graphs
    .flatMap(({ models }) => [...models.values()].filter(({ origin }) => origin === 'workspace').map(({ label }) => label))
    .sort();
}

/** Each finding as `shop/models.py:3:5 fields.E300 "customer"`: file, line and column from 1, code, and the text at the place. */
export function findingsIn(service: LanguageService, root: DocumentKey = ROOT): readonly string[] {
  return service.analysis().projects.flatMap(({ findings }) =>
    findings.flatMap(({ code, at }) => {
      const found = service.locate(at);
      if (found === null) return [];
      const { line, character } = rangeOf(found.lineStarts, found.span).start;
      const text = service.text(found.key)?.slice(found.span.start, found.span.end);
      return [`${relativeKey(root, found.key)}:${String(line + 1)}:${String(character + 1)} ${code} ${JSON.stringify(text)}`];
    }),
  );
}

/** What the projects leave open, and what happened while reading. */
export function toldBy(service: LanguageService): readonly string[] {
  const { projects, notices } = service.analysis();
  return [...projects.flatMap(({ project }) => project.uncertain), ...notices].map(({ message }) => message);
}

/** Asks all that can be asked, at places all over each file; nothing may throw. */
export function askAll(service: LanguageService, files: Files): void {
  service.explainProject();
  for (const label of modelsIn(service)) assert.notEqual(service.explain(label), null, label);
  for (const { graph } of service.analysis().projects) for (const { id } of graph.relations) service.explain(id);
  for (const [path, text] of Object.entries(files)) {
    const step = Math.max(1, Math.floor(text.length / 60));
    for (let offset = 0; offset <= text.length; offset += step) service.hover(joinKey(ROOT, path), offset);
  }
}

/** A sound project of two apps; `blog/models.py` is where the tests put what is bad. */
export const sound: Files = {
  'manage.py': 'import os\n\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'config/__init__.py': '',
  'config/settings.py': 'INSTALLED_APPS = ["shop", "blog"]\n',
  'shop/__init__.py': '',
  'shop/models.py': `from django.db import models

from blog.models import Post


class Order(models.Model):
    post = models.ForeignKey(Post, on_delete=models.CASCADE)
    about = models.ForeignKey("blog.Post", on_delete=models.SET_NULL, related_name="orders")
`,
  'blog/__init__.py': '',
  'blog/models.py': `from django.db import models


class Note(models.Model):
    text = models.TextField()

    def __str__(self):
        return self.text[:20]


class Post(models.Model):
    title = models.CharField(max_length=20, default=_("none"))
    notes = models.ManyToManyField(Note)
`,
};

/** What the sound project has to complain about. */
export const soundFindings: readonly string[] = ['shop/models.py:8:5 fields.E320 "about"'];

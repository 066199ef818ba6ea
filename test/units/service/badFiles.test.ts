/** Files of a real disk that are encoded, ended or placed in odd ways: positions stay right, and what cannot be read is told. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinKey } from '../../../server/src/base/documentKey';
import type { LanguageService } from '../../../server/src/service/languageService';
import { createDiskHost } from '../../../server/src/source/diskHost';
import type { WorkspaceHost } from '../../../server/src/source/host';
import { createTemporaryFolder, type TemporaryFolder } from '../source/temporaryFolder';
import { findingsIn, modelsIn, serviceOn, sound, toldBy } from './memoryProject';

/** A model with a German verbose name, and a mistake behind it. */
const GERMAN = `from django.db import models


class Größe(models.Model):
    """Größe \u00e9"""

    maß = models.ForeignKey("blog.Note", models.SET_NULL, verbose_name="Maß", help_text="größer")
`;

/** Where the mistake is told, and at which text. */
const MISTAKE = 'blog/models.py:7:5 fields.E320 "maß"';
const BLOG = 'blog/models.py';

describe('odd files', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = createTemporaryFolder();
    folder.write(sound);
  });

  afterEach(() => folder.remove());

  async function open(host: WorkspaceHost = createDiskHost()): Promise<LanguageService> {
    return serviceOn(host, folder.root);
  }

  function findings(service: LanguageService): readonly string[] {
    return findingsIn(service, folder.root).filter((finding) => finding.startsWith('blog/'));
  }

  const encodings: Readonly<Record<string, readonly [Buffer, string]>> = {
    'UTF-8': [Buffer.from(GERMAN), MISTAKE],
    'a byte order mark': [Buffer.from(`\ufeff${GERMAN}`), MISTAKE],
    'Windows line ends': [Buffer.from(GERMAN.replaceAll('\n', '\r\n')), MISTAKE],
    'a mark and Windows line ends': [Buffer.from(`\ufeff${GERMAN.replaceAll('\n', '\r\n')}`), MISTAKE],
    'latin-1 by its first line': [Buffer.from(`# coding: latin-1\n${GERMAN}`, 'latin1'), MISTAKE.replace(':7:', ':8:')],
    'latin-1 by its second line': [Buffer.from(`#!/usr/bin/python\n# coding: latin-1\n${GERMAN}`, 'latin1'), MISTAKE.replace(':7:', ':9:')],
    'tabs for blanks': [Buffer.from(GERMAN.replaceAll('    ', '\t')), MISTAKE.replace(':5 ', ':2 ')],
    'no line end at its end': [Buffer.from(GERMAN.trimEnd()), MISTAKE],
    'signs beyond the first plane': [Buffer.from(GERMAN.replace('\n', '  # \u{1f40d}\n').replace('maß =', 'maß = \\\n        ')), MISTAKE],
  };
  for (const [what, [bytes, mistake]] of Object.entries(encodings))
    it(`with ${what} have their findings, hovers and repairs in place`, async () => {
      folder.write({ [BLOG]: bytes });
      // The other model that the sound project has there.
      folder.write({ 'shop/models.py': 'from django.db import models\n', 'blog/notes.py': '' });
      const service = await open();
      const key = joinKey(folder.root, BLOG);
      const text = service.text(key) ?? '';
      assert.ok(findings(service).includes(mistake), findings(service).join('\n'));
      const hover = service.hover(key, text.indexOf('maß =') + 1);
      assert.equal(text.slice(hover?.span.start, hover?.span.end), 'maß');
      assert.ok(modelsIn(service).includes('blog.Größe'));
    });

  it('with Windows line ends keep them through a repair', async () => {
    const written = GERMAN.replace(
      '    maß = models.ForeignKey("blog.Note", ',
      '    maß = models.ForeignKey(\n        "blog.Größe",\n        ',
    );
    folder.write({ [BLOG]: written.replaceAll('\n', '\r\n') });
    const service = await open();
    const text = service.text(joinKey(folder.root, BLOG)) ?? '';
    const [finding] = service.analysis().projects.flatMap((project) => project.findings.filter(({ code }) => code === 'fields.E320'));
    const edits = (finding?.fixes[0]?.edits ?? []).map((edit) => ({
      ...edit,
      span: service.locate(edit.at)?.span ?? { start: 0, end: 0 },
    }));
    const repaired = edits
      .sort((left, right) => right.span.start - left.span.start)
      .reduce((now, { where, span, newText }) => {
        assert.ok(where === 'after' || where === 'before');
        const at = where === 'after' ? span.end : span.start;
        return now.slice(0, at) + newText + now.slice(at);
      }, text);
    assert.equal(repaired, text.replace('help_text="größer"', 'help_text="größer", null=True'));
  });

  it('in UTF-16 are told, and the others are read', async () => {
    folder.write({ [BLOG]: Buffer.from(`\ufeff${GERMAN}`, 'utf16le') });
    const service = await open();
    assert.match(toldBy(service).join('\n'), /blog\/models\.py was left out: it is UTF-16/);
    assert.deepEqual(modelsIn(service), ['shop.Order']);
  });

  it('that were unreadable and are saved again in UTF-8 are read, and no longer told', async () => {
    folder.write({ [BLOG]: Buffer.from(GERMAN, 'latin1') });
    const service = await open();
    assert.equal(toldBy(service).length, 1);
    folder.write({ [BLOG]: GERMAN });
    service.filesChanged([{ key: joinKey(folder.root, BLOG), kind: 'changed' }]);
    assert.deepEqual([toldBy(service), findings(service).includes(MISTAKE)], [[], true]);
  });

  it('that become unreadable are told at once', async () => {
    const service = await open();
    assert.deepEqual(toldBy(service), []);
    folder.write({ [BLOG]: Buffer.from(GERMAN, 'latin1') });
    service.filesChanged([{ key: joinKey(folder.root, BLOG), kind: 'changed' }]);
    assert.match(toldBy(service).join(), /blog\/models\.py was left out: it is not UTF-8/);
  });

  it('that nothing imports are not read, and not told before something does', async () => {
    folder.write({ 'shop/unused.py': Buffer.from(GERMAN, 'latin1') });
    const service = await open();
    assert.deepEqual(toldBy(service), []);
    folder.write({ [BLOG]: `from shop import unused\n${GERMAN}` });
    service.filesChanged([{ key: joinKey(folder.root, BLOG), kind: 'changed' }]);
    assert.match(toldBy(service).join(), /shop\/unused\.py was left out: it is not UTF-8/);
  });

  it('that are folders with the name of a module are no modules', async () => {
    rmSync(join(folder.path, BLOG));
    mkdirSync(join(folder.path, BLOG));
    const service = await open();
    service.analysis();
    service.filesChanged([{ key: joinKey(folder.root, BLOG), kind: 'created' }]);
    assert.deepEqual([modelsIn(service), toldBy(service)], [['shop.Order'], []]);
  });

  it('that come with a folder are read, though only the folder is told of', async () => {
    const service = await open();
    const before = service.analysis().stats.files;
    folder.write({ 'cafe/__init__.py': '', 'cafe/menu/models.py': GERMAN, 'node_modules/cafe/models.py': GERMAN, LICENSE: '' });
    const came = ['cafe', 'node_modules', 'LICENSE', 'gone'].map((name) => ({ key: joinKey(folder.root, name), kind: 'created' as const }));
    service.filesChanged(came);
    assert.deepEqual([service.analysis().stats.files - before, toldBy(service)], [2, []]);
  });

  it('that vanish between being found and being read are gone without a word', async () => {
    const disk = createDiskHost();
    const service = await open({
      ...disk,
      *discover(roots, limits) {
        yield* disk.discover(roots, limits);
        rmSync(join(folder.path, BLOG), { force: true });
      },
      read(key) {
        if (key.endsWith(BLOG)) rmSync(join(folder.path, BLOG), { force: true });
        return disk.read(key);
      },
    });
    assert.deepEqual([modelsIn(service), toldBy(service)], [['shop.Order'], []]);
  });

  it('that a library brought are no part of the project while somebody looks at them', async () => {
    const library = { 'venv/pyvenv.cfg': '', 'venv/lib/extra/models.py': (sound[BLOG] ?? '').replaceAll('Post', 'Extra') };
    folder.write(library);
    const service = await open();
    const before = modelsIn(service);
    const key = joinKey(folder.root, 'venv/lib/extra/models.py');
    service.open({ key, text: library['venv/lib/extra/models.py'], version: 1 });
    assert.deepEqual([modelsIn(service), service.hover(key, 60)], [before, null]);
    service.close(key);
    assert.deepEqual(modelsIn(service), before);
  });

  it('that were never saved belong to the project by their place, until they are closed', async () => {
    const service = await open();
    const key = joinKey(folder.root, 'blog/models/extra.py');
    rmSync(join(folder.path, BLOG));
    service.filesChanged([{ key: joinKey(folder.root, BLOG), kind: 'deleted' }]);
    service.open({ key: joinKey(folder.root, 'blog/models.py'), text: GERMAN, version: 1 });
    service.open({ key, text: 'a = 1\n', version: 1 });
    assert.ok(modelsIn(service).includes('blog.Größe'));
    service.close(joinKey(folder.root, 'blog/models.py'));
    service.close(key);
    assert.deepEqual([modelsIn(service), toldBy(service)], [['shop.Order'], []]);
  });

  it('too many for the limit are told, and those before it are read', async () => {
    for (let at = 0; at < 20; at++) writeFileSync(join(folder.path, `x${String(at)}.py`), '');
    const service = await serviceOn(createDiskHost(), folder.root, { maxFiles: 9 });
    assert.match(toldBy(service).join('\n'), /Only the first 9 Python files are looked at/);
    assert.match(service.explainProject(), /Only the first 9 Python files are looked at/);
    assert.equal(service.analysis().stats.files, 9);
  });
});

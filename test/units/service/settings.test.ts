/** Settings: what an editor sends is read with care, and what is declared to editors is what is read. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedFiles, withSettings } from '../../../scripts/generate';
import { rules } from '../../../server/src/rules/registry';
import { defaultSettings, readSettings } from '../../../server/src/service/settings';

describe('settings', () => {
  it('are the defaults when nothing is sent', () => {
    for (const raw of [undefined, null, {}])
      assert.deepEqual(readSettings(raw), { settings: defaultSettings, diagnosticsDelay: 60, codeLens: true, problems: [] });
  });

  it('are taken as sent when they are sound', () => {
    const { settings, diagnosticsDelay, problems } = readSettings({
      django: '4.2',
      settingsModule: 'config.settings',
      python: ' .venv/bin/python ',
      exclude: ['legacy/'],
      select: ['fields.E304'],
      ignore: [],
      maxFiles: 10,
      diagnosticsDelay: 0,
      trace: { server: 'off' },
    });
    assert.deepEqual(problems, []);
    assert.equal(diagnosticsDelay, 0);
    assert.deepEqual(settings, {
      django: '4.2',
      settingsModule: 'config.settings',
      python: '.venv/bin/python',
      interpreters: {},
      exclude: ['legacy/'],
      select: ['fields.E304'],
      ignore: [],
      maxFiles: 10,
    });
  });

  it('name no interpreter with a blank path, and a wrong one by name', () => {
    for (const python of ['', '  ', null]) assert.deepEqual(readSettings({ python }), readSettings({}), JSON.stringify(python));
    const { settings, problems } = readSettings({ python: ['.venv'] });
    assert.equal(settings.python, null);
    assert.match(problems.join(), /"djangoRelations.python" should be a path or null/);
  });

  it('take from VS Code which interpreter is selected for a folder, and what makes no sense for none', () => {
    const interpreters = { 'file:///srv/shop': '/opt/env/bin/python', 'file:///srv/blog': '', 'untitled:x': '/x', 'file:///srv/crm': 3 };
    const { settings, problems } = readSettings({ interpreters });
    assert.deepEqual([settings.interpreters, problems], [{ '/srv/shop': '/opt/env/bin/python' }, []]);
    for (const wrong of [null, 'x', [1]]) assert.deepEqual(readSettings({ interpreters: wrong }), readSettings({}));
  });

  it('leave out a wrong value by name, and keep the others', () => {
    const { settings, problems } = readSettings({ django: 5.2, exclude: 'legacy', maxFiles: -1, ignore: ['fields.E304'] });
    assert.deepEqual(settings, { ...defaultSettings, ignore: ['fields.E304'] });
    assert.equal(problems.length, 3);
    for (const [at, name] of ['django', 'exclude', 'maxFiles'].entries())
      assert.match(problems[at] ?? '', new RegExp(`djangoRelations\\.${name}"`));
  });

  it('tell a name that does not exist, and settings that are no object at all', () => {
    assert.match(readSettings({ djago: '5.2' }).problems.join(), /no setting "djangoRelations.djago"/);
    for (const raw of ['5.2', 7, [], true]) assert.equal(readSettings(raw).problems.length, 1);
  });

  it('leave out codes that no rule has', () => {
    const { settings, problems } = readSettings({ select: ['fields.E304', 'fields.E3O4'] }, { isKnown: (code) => code === 'fields.E304' });
    assert.deepEqual(settings.select, ['fields.E304']);
    assert.match(problems.join(), /"fields.E3O4"/);
  });

  it('stand in package.json as the schema has them (else run scripts/generate.ts)', () => {
    const text = readFileSync(join(__dirname, '../../../package.json'), 'utf8');
    assert.deepEqual(JSON.parse(text), JSON.parse(withSettings(text)));
  });

  it('and the table of rules stand in the README (else run scripts/generate.ts)', () => {
    for (const { path, text } of generatedFiles(join(__dirname, '../../..'), rules)) {
      if (path.endsWith('README.md')) assert.equal(readFileSync(path, 'utf8'), text);
    }
  });
});

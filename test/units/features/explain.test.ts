/** `explain` for people at a terminal, and the text of "Explain This Project". */
import assert from 'node:assert/strict';
import type { DocumentKey } from '../../../server/src/base/documentKey';
import { explain, type ExplainedProject, type ExplainedRule } from '../../../server/src/features/explain';
import { explainProject, type WorkspaceExplanation } from '../../../server/src/features/explainProject';
import { abstractModel, analysedOf, field, model, named, place, relation, written } from './graphOf';

const options = { whereIs: ({ id }: { readonly id: number }): string => `shop/models.py:${String(id)}` };
const analysed = analysedOf(
  [
    model('shop.Author'),
    model('shop.Book', { at: place(5), fields: [field('title', 'CharField')] }),
    abstractModel('core.models.Stamped'),
    model('shop.AudioBook', { bases: ['shop.Book'], fields: [] }),
  ],
  [relation('shop.Book.author', 'shop.Author', { ...named('books'), written: written(10, 'Author') })],
);
const project: ExplainedProject = { ...analysed, findings: [] };
const rules: readonly ExplainedRule[] = [
  { name: 'reverse-name-clash', django: ['fields.E304'], summary: 'Two reverse names meet.', severity: 'error', page: '# A page\n' },
  { name: 'missing-on-delete', django: [], summary: 'No on_delete is given.', severity: 'error', page: null },
];
const said = (what: string): string | null => explain([project], rules, what, options);
const line = (what: string, at: number): string | undefined => said(what)?.split('\n\n')[at];

describe('explain', () => {
  it('explains a model by label, in any case, by dotted class, or by a name that only one has', () => {
    for (const what of ['shop.Book', 'shop.book', 'shop.models.Book', 'Book']) {
      assert.equal(line(what, 0), '# shop.Book');
      assert.equal(line(what, 1), '`shop/models.py:5`');
    }
    assert.equal(line('core.models.Stamped', 0), '# core.models.Stamped');
  });

  it('explains a relation by its field, by its reverse accessor, and from a child', () => {
    for (const what of ['shop.Book.author', 'shop.Author.books', 'shop.AudioBook.author', 'Book.author'])
      assert.equal(line(what, 2), '**Each Book has one Author; one Author has many Books.**');
  });

  it('says of a plain field that it is no relation', () => {
    assert.match(said('shop.Book.title') ?? '', /`title` is a `CharField`, no relation; it has the column `title`, never NULL\./);
    assert.match(said('shop.AudioBook.title') ?? '', /It belongs to the parent `shop\.Book`\./);
  });

  it('explains a code and a rule, by its page where there is one', () => {
    assert.equal(said('fields.E304'), '# A page');
    assert.equal(said('FIELDS.e304'), '# A page');
    assert.match(
      said('missing-on-delete') ?? '',
      /# missing-on-delete\n\nNo on_delete is given\. \(error\)\n\nDjango has no check for it\./,
    );
  });

  it('says which project is meant when there are several', () => {
    const text = explain([project, project], [], 'shop.Book', options) ?? '';
    assert.equal(text.split('# shop.Book').length, 3);
    assert.match(text, /Project `\.`/);
  });

  it('is null for a name that nothing has', () => {
    for (const what of ['', '.', 'shop.Nothing', 'shop.Book.nothing', 'fields.E999', 'nothing']) assert.equal(said(what), null);
  });
});

describe('Explain This Project', () => {
  const workspace: WorkspaceExplanation = {
    projects: [],
    notices: [],
    stats: { files: 0, parsed: 0, installed: 0, milliseconds: null },
    pathOf: (key) => key.replace('/shop/', ''),
    whereIs: options.whereIs,
  };

  it('says in a sentence that there is no project, and what was looked for', () => {
    assert.match(explainProject(workspace), /No Django project here: there are no Python files/);
    const text = explainProject({
      ...workspace,
      stats: { files: 3, parsed: 0, installed: 0, milliseconds: 1 },
      notices: [{ message: 'Only the first 3 files were read.' }],
    });
    assert.match(text, /No Django project here\. 3 Python files were looked through for a `manage\.py`/);
    assert.match(text, /- Only the first 3 files were read\./);
  });

  it('tells root, settings, version, user model, apps with their counts, doubts with their place, and why classes are models', () => {
    const { graph } = analysed;
    const uncertain = [{ message: 'INSTALLED_APPS depends on os.environ', at: place(40) }];
    const text = explainProject({
      ...workspace,
      stats: { files: 31, parsed: 11, installed: 7, milliseconds: 12.4 },
      projects: [
        {
          graph,
          project: { ...analysed.project, root: '/shop/site' as DocumentKey, installedAppsKnown: false, uncertain },
          settingsFile: '/shop/config/settings.py' as DocumentKey,
          findings: 1,
          classes: [
            { path: 'shop.models.Book', at: place(5), verdict: 'model', why: 'it derives from django.db.models.Model' },
            { path: 'shop.forms.BookForm', at: place(9), verdict: 'not-a-model', why: '' },
            { path: 'django.contrib.auth.models.User', at: null, verdict: 'model', why: '' },
          ],
        },
      ],
    });
    for (const part of [
      'Found 31 Python files in 12 ms, and parsed the 11 that can hold',
      '## Project site',
      '- Settings: `config.settings`, `config/settings.py`',
      '- Django 5.2, as `uv.lock` says',
      '- User model: `auth.User`, whose source was not found',
      '- 3 models, 1 abstract base, 1 relation, 1 problem',
      '| `shop` | `shop` | `shop` | 3 |',
      '`INSTALLED_APPS` could not be read whole',
      '- INSTALLED_APPS depends on os.environ at `shop/models.py:40`',
      '- `shop.models.Book` at `shop/models.py:5`: it derives from django.db.models.Model',
      '- `shop.forms.BookForm` at `shop/models.py:9`',
    ])
      assert.ok(text.includes(part), `${part}\n\nis missing in\n\n${text}`);
    assert.ok(text.indexOf('**Not models** (1)') < text.indexOf('**Models** (1)'));
    assert.ok(!text.includes('django.contrib.auth.models.User'));
  });
});

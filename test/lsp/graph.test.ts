/** The graph view's conversation: the view, what stands where, live changes, and layouts that are called off. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLayoutThread, type LayoutThread } from '../../server/src/layout/layoutThread';
import { firstQuestion } from '../../server/src/layout/firstQuestion';
import type { LayoutInput, LayoutResult } from '../../server/src/protocol/graphLayout';
import {
  graphChangedNotification,
  graphCloseNotification,
  graphLayoutRequest,
  graphSourceRequest,
  graphSubjectAtRequest,
  graphViewRequest,
  graphWordsRequest,
  type GraphChangedParams,
  type GraphSubjectAt,
  type GraphViewAnswer,
  type GraphWords,
  type SourceLocation,
} from '../../server/src/protocol/graphMessages';
import type { GraphView } from '../../server/src/protocol/graphView';
import type { TestClient } from './client';
import { talkToEngine } from './realEngine';

const MODELS = `from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=100)


class Book(models.Model):
    author = models.ForeignKey(Author, models.CASCADE, related_name="books")
    title = models.CharField(max_length=100)
`;
const URI = 'file:///shop/shop/models.py';

const FILES: Readonly<Record<string, string>> = {
  '/shop/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  '/shop/config/__init__.py': '',
  '/shop/config/settings.py': 'INSTALLED_APPS = ["shop"]\n',
  '/shop/shop/__init__.py': '',
  '/shop/shop/models.py': MODELS,
};

describe('the graph view', () => {
  let client: TestClient | null = null;
  let foreseen: GraphView[] = [];
  let layout: LayoutThread['layout'] = () => Promise.resolve(null);

  async function begin(files: Readonly<Record<string, string>> = FILES): Promise<TestClient> {
    client = await talkToEngine(
      files,
      { folders: ['file:///shop'], settings: { diagnosticsDelay: 0 } },
      { layout: (input, signal) => layout(input, signal), foresee: (view) => foreseen.push(view) },
    );
    return client;
  }

  afterEach(async () => {
    await client?.stop();
    client = null;
    layout = () => Promise.resolve(null);
    foreseen = [];
  });

  const ask = async <Answer>(editor: TestClient, method: string, params: unknown): Promise<Answer> =>
    editor.connection.sendRequest<Answer>(method, params);
  const view = (editor: TestClient, project: string | null = null): Promise<GraphViewAnswer> =>
    ask<GraphViewAnswer>(editor, graphViewRequest, { project });
  const told = (editor: TestClient): readonly GraphChangedParams[] =>
    editor.said.filter(({ method }) => method === graphChangedNotification).map(({ params }) => params as GraphChangedParams);

  it('is the project as plain data, with names, words and both ends', async () => {
    const answer = await view(await begin());
    assert.deepEqual(
      answer.view?.models.map(({ id }) => id),
      ['shop.Author', 'shop.Book'],
    );
    const relation = answer.view.relations.find(({ field }) => field === 'author');
    assert.equal(relation?.id, 'shop.Book.author');
    assert.equal(relation.accessor, 'books');
    assert.equal(relation.words, 'Each Book has one Author; one Author has many Books');
    assert.deepEqual(answer.projects, [{ id: '/shop', name: '.', settings: 'config.settings', models: 2, relations: 1 }]);
    assert.equal(answer.notice, null);
  });

  it('opens around what stands under the cursor', async () => {
    const editor = await begin();
    editor.open(URI, MODELS);
    const inField = { uri: URI, position: { line: 8, character: 20 } };
    const answer = await ask<GraphViewAnswer>(editor, graphViewRequest, { document: inField });
    assert.deepEqual(answer.focus, { model: 'shop.Book', field: 'author' });
    const at = (line: number): Promise<GraphSubjectAt | null> =>
      ask<GraphSubjectAt | null>(editor, graphSubjectAtRequest, { uri: URI, position: { line, character: 0 } });
    assert.deepEqual((await at(6))?.subject.model, 'shop.Author');
    assert.deepEqual((await at(10))?.subject, { model: 'shop.Book', field: null });
    assert.equal(await at(0), null);
  });

  it('leads to the source of models and fields, and says of them what hovers say', async () => {
    const editor = await begin();
    const project = (await view(editor)).view?.project.id;
    const source = (field: string | null): Promise<SourceLocation | null> =>
      ask<SourceLocation | null>(editor, graphSourceRequest, { project, subject: { model: 'shop.Book', field } });
    assert.deepEqual((await source(null))?.range.start, { line: 7, character: 6 });
    assert.deepEqual((await source('author'))?.range.start, { line: 8, character: 4 });
    assert.deepEqual((await source('title'))?.range.start.line, 9);
    const words = await ask<GraphWords>(editor, graphWordsRequest, { project, subject: { model: 'shop.Book', field: 'author' } });
    assert.match(words.markdown, /Each Book has one Author/);
    assert.equal(await ask(editor, graphWordsRequest, { project, subject: { model: 'shop.Gone', field: null } }), null);
  });

  it('says what to do where there is nothing', async () => {
    const answer = await view(await begin({ '/shop/hello.py': 'print("hello")\n' }));
    assert.equal(answer.view, null);
    assert.match(answer.notice ?? '', /^No Django project was found.*manage\.py/);
  });

  it('says of a project that is gone that others are there', async () => {
    const { view: nothing, projects, notice } = await view(await begin(), '/gone');
    assert.deepEqual([nothing, projects.length], [null, 1]);
    assert.equal(notice, 'This project is not in the workspace any more; others are.');
  });

  it('is told to change when the graph does, not when lines move, and not to those who closed it', async () => {
    const editor = await begin();
    editor.open(URI, MODELS);
    await editor.settled();
    editor.edit(URI, 'max_length=100', 'max_length=99');
    await editor.settled();
    assert.equal(told(editor).length, 0, 'nobody watches yet');

    const first = await view(editor);
    editor.edit(URI, '\n\n\nclass Book', '\n\n\n\n# moved\nclass Book');
    await editor.settled();
    assert.equal(told(editor).length, 0, 'the graph is the same');

    editor.edit(URI, 'max_length=100', 'max_length=98');
    await editor.settled();
    assert.equal(told(editor).length, 0, 'so is the view');

    editor.edit(URI, '"books"', '"works"');
    await editor.until('the change is told', () => told(editor).length === 1);
    assert.deepEqual(told(editor)[0]?.projects, [first.view?.project.id]);
    const second = await view(editor);
    assert.ok(second.revision > first.revision);
    assert.equal(second.view?.relations[0]?.accessor, 'works');

    await editor.connection.sendNotification(graphCloseNotification, { project: '/shop' });
    editor.edit(URI, '"works"', '"volumes"');
    await editor.settled();
    assert.equal(told(editor).length, 1);
  });

  it('is laid out beside, and a later question takes the place of one under way', async () => {
    const waiting: (() => void)[] = [];
    layout = (_, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          resolve(null);
        });
        waiting.push(() => {
          resolve(RESULT);
        });
      });
    const editor = await begin();
    const question = (): Promise<LayoutResult> => ask<LayoutResult>(editor, graphLayoutRequest, { project: '/shop', input: INPUT });
    const first = question().catch((error: unknown) => error);
    await editor.settled();
    const second = question();
    assert.equal((await first) instanceof Error && ((await first) as { code?: number }).code, -32800);
    waiting[1]?.();
    assert.deepEqual(await second, RESULT);
  });

  it('is foreseen where its apps are going to be shown, once', async () => {
    const editor = await begin();
    await ask<GraphViewAnswer>(editor, graphViewRequest, { project: null });
    assert.equal(foreseen.length, 0);
    await editor.connection.sendNotification(graphCloseNotification, { project: '/shop' });
    await ask<GraphViewAnswer>(editor, graphViewRequest, { project: null, first: 'apps' });
    await ask<GraphViewAnswer>(editor, graphViewRequest, { project: null, first: 'apps' });
    assert.deepEqual(
      foreseen.map(({ project }) => project.id),
      ['/shop'],
    );
    const { boxes } = firstQuestion(foreseen[0] ?? assert.fail());
    assert.deepEqual(
      boxes.map(({ id }) => id),
      ['app:shop'],
    );
  });

  it('is laid out in a thread that can be called off and asked again', async function () {
    const file = join(__dirname, '../../dist/layoutWorker.js');
    if (!existsSync(file)) this.skip();
    const thread = createLayoutThread(file);
    try {
      const called = new AbortController();
      const off = thread.layout(INPUT, called.signal);
      called.abort();
      assert.equal(await off, null);
      const result = await thread.layout(INPUT, new AbortController().signal);
      assert.deepEqual([Object.keys(result?.places ?? {}), result?.how], [['a', 'b'], 'layered']);
      assert.equal(await thread.layout(INPUT, new AbortController().signal), result, 'from memory');
    } finally {
      thread.stop();
    }
  });

  describe('in a thread', () => {
    let folder = '';
    before(() => {
      folder = mkdtempSync(join(tmpdir(), 'django-relations-'));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });
    /** A worker that counts the questions of its life, and never answers the first. */
    const worker = (name: string, calledOff: string): string => {
      const file = join(folder, name);
      const text = `
        const { parentPort } = require('node:worker_threads');
        let questions = 0;
        parentPort.on('message', (message) => {
          if (message === 'call off') { ${calledOff} return; }
          questions += 1;
          if (message.lines.length > 0) parentPort.postMessage({ how: 'layered', notice: String(questions) });
        });`;
      writeFileSync(file, text);
      return file;
    };
    const questionsAfterCallingOff = async (file: string): Promise<string | null | undefined> => {
      const thread = createLayoutThread(file);
      try {
        const called = new AbortController();
        const off = thread.layout({ ...INPUT, lines: [] }, called.signal);
        await new Promise((resolve) => setTimeout(resolve, 100));
        called.abort();
        assert.equal(await off, null);
        return (await thread.layout(INPUT, new AbortController().signal))?.notice;
      } finally {
        thread.stop();
      }
    };

    it('goes on with what it knows after it was called off', async () => {
      assert.equal(await questionsAfterCallingOff(worker('willing.js', 'parentPort.postMessage(null);')), '2');
    });
    it('may begin with a question that is to come, and leaves it for another one', async () => {
      const thread = createLayoutThread(worker('foresees.js', 'parentPort.postMessage(null);'));
      const ask = async (input: LayoutInput): Promise<string | null | undefined> =>
        (await thread.layout(input, new AbortController().signal))?.notice;
      try {
        const [wanted, other] = [INPUT, { ...INPUT, boxes: [] }];
        thread.foresee(wanted);
        assert.equal(await ask(wanted), '1', 'asked once');
        thread.foresee({ ...INPUT, lines: [] });
        await new Promise((resolve) => setTimeout(resolve, 50));
        assert.equal(await ask(other), '3');
      } finally {
        thread.stop();
      }
    });
    it('gives way to another one where it does not hear', async () => {
      assert.equal(await questionsAfterCallingOff(worker('deaf.js', '')), '1');
    });
  });
});

const INPUT: LayoutInput = {
  boxes: ['a', 'b'].map((id) => ({ id, width: 100, height: 50, group: null, arrivals: [], ends: 'free' as const })),
  lines: [{ id: 'a>b', from: 'a', to: 'b', fromY: 25, toY: 25 }],
};

const RESULT: LayoutResult = { places: {}, arrivals: {}, bends: {}, how: 'layered', notice: null };

/** What a picture shows of a graph: boxes, lines, pills and counts, by focus, filters and level. */
import assert from 'node:assert/strict';
import { emphasisOf } from '../../../server/src/diagram/emphasis';
import { legendOf } from '../../../server/src/diagram/legend';
import type { AppBox } from '../../../server/src/diagram/picture';
import { pictureOf } from '../../../server/src/diagram/pictureOf';
import { aroundModel, wholeProject } from '../../../server/src/diagram/state';
import { abstractModel, model, named, place, relation } from '../features/graphOf';
import { boxIds, chainOf, lineWords, modelBox, pillWords, stateWith, viewOf } from './viewOf';

describe('pictureOf', () => {
  describe('focus and depth', () => {
    it('shows what is so many steps away, and counts the neighbours that are not', () => {
      const picture = pictureOf(chainOf(6), aroundModel('shop.M2', 1));
      assert.deepEqual(boxIds(picture), ['shop.M1', 'shop.M2', 'shop.M3']);
      assert.equal(modelBox(picture, 'shop.M3').hiddenNeighbours, 1);
      assert.equal(modelBox(picture, 'shop.M2').hiddenNeighbours, 0);
      assert.deepEqual(picture.hidden, [{ why: 'distance', models: 3 }]);
      assert.deepEqual(pillWords(picture), ['shop.M3.next: M4 (hidden)']);
    });
    it('opens the neighbours of a model beyond the depth', () => {
      const picture = pictureOf(chainOf(6), { ...aroundModel('shop.M2', 1), opened: ['shop.M3'] });
      assert.deepEqual(boxIds(picture), ['shop.M1', 'shop.M2', 'shop.M3', 'shop.M4']);
    });
    it('says that the model in the middle is gone', () => {
      const { boxes, notice } = pictureOf(chainOf(2), aroundModel('shop.Gone', 1));
      assert.deepEqual([boxes.length, notice], [0, 'There is no model shop.Gone any more.']);
    });
  });

  it('says what to do when there is no model at all', () => {
    const { boxes, notice } = pictureOf(viewOf([], []), wholeProject('models'));
    assert.deepEqual(boxes, []);
    assert.match(notice ?? '', /^No model was found.*Explain This Project/);
  });

  describe('filters', () => {
    const view = viewOf(
      [
        model('shop.Book', { bases: ['shop.models.Dated'] }),
        model('crm.Person'),
        model('auth.User', { module: 'django.contrib.auth.models', origin: 'builtin' }),
        abstractModel('shop.models.Dated', { appLabel: 'shop' }),
      ],
      [relation('shop.Book.author', 'crm.Person'), relation('shop.Book.owner', 'auth.User')],
    );
    it('leave abstract bases out until asked for, and count them', () => {
      assert.deepEqual(pictureOf(view, stateWith()).hidden, [{ why: 'abstract', models: 1 }]);
      const all = pictureOf(view, stateWith({ filters: { abstract: true, contrib: true, installed: true } }));
      assert.ok(lineWords(all).includes('shop.Book -> shop.models.Dated (abstract)'));
    });
    it('leave contrib models and other apps out, whose relations become pills', () => {
      const picture = pictureOf(view, stateWith({ apps: ['shop', 'auth'], filters: { abstract: false, contrib: false, installed: true } }));
      assert.deepEqual(boxIds(picture), ['shop.Book']);
      assert.deepEqual(pillWords(picture), ['shop.Book.author: Person (hidden)', 'shop.Book.owner: User (hidden)']);
      assert.deepEqual(
        picture.hidden.map(({ why }) => why),
        ['app', 'abstract', 'contrib'],
      );
    });
    it('never leave the model in the middle out', () => {
      const picture = pictureOf(view, { ...aroundModel('auth.User', 1), filters: { abstract: false, contrib: false, installed: false } });
      assert.deepEqual(boxIds(picture), ['auth.User', 'shop.Book']);
    });
  });

  describe('relations', () => {
    it('keep their row, and the target lists the reverse name with its source', () => {
      const picture = pictureOf(
        viewOf([model('shop.Book'), model('shop.Author')], [relation('shop.Book.author', 'shop.Author', named('books'))]),
        stateWith(),
      );
      assert.deepEqual(lineWords(picture), ['shop.Book.author -> shop.Author (relation)']);
      const [arrival] = modelBox(picture, 'shop.Author').arrivals;
      assert.deepEqual([arrival?.name, arrival?.source, arrival?.line], ['books', 'Book.author', 'shop.Book.author']);
    });
    it('have feet from kind, null and unique', () => {
      const view = viewOf(
        [model('shop.A'), model('shop.B')],
        [
          relation('shop.A.plain', 'shop.B'),
          relation('shop.A.empty', 'shop.B', { null: true }),
          relation('shop.A.only', 'shop.B', { unique: true }),
          relation('shop.A.single', 'shop.B', { kind: 'one-to-one' }),
          relation('shop.A.many', 'shop.B', { kind: 'many-to-many' }),
          relation('shop.A.generic', 'shop.B', { kind: 'generic-reverse' }),
        ],
      );
      assert.deepEqual(
        pictureOf(view, stateWith()).lines.map(({ feet: { near, far } }) => `${near} to ${far}`),
        ['many to one', 'many to zero-or-one', 'zero-or-one to one', 'zero-or-one to one', 'many to many', 'one to many'],
      );
    });
    it('through a model of their own are drawn once, as its two foreign keys', () => {
      const view = viewOf(
        [model('shop.Post'), model('shop.Tag'), model('shop.Tagging')],
        [
          relation('shop.Post.tags', 'shop.Tag', { kind: 'many-to-many', through: 'shop.Tagging', throughAuto: false }),
          relation('shop.Tagging.post', 'shop.Post'),
          relation('shop.Tagging.tag', 'shop.Tag'),
        ],
      );
      const picture = pictureOf(view, stateWith());
      assert.deepEqual(pillWords(picture), ['shop.Post.tags: Tag via Tagging (through)']);
      assert.equal(picture.lines.length, 2);
      assert.deepEqual(
        modelBox(picture, 'shop.Tag').arrivals.map(({ source }) => source),
        ['Tagging.tag', 'Post.tags'],
      );
      const without = pictureOf(
        viewOf([model('shop.Post'), model('shop.Tag')], [relation('shop.Post.tags', 'shop.Tag', { kind: 'many-to-many' })]),
        stateWith(),
      );
      assert.deepEqual(lineWords(without), ['shop.Post.tags -> shop.Tag (relation)']);
    });
    it('to nothing end in a ghost, one for each name that is missing', () => {
      const missing = { target: { kind: 'unresolved', text: 'Authr', reason: 'no-such-model', meant: null } } as const;
      const view = viewOf(
        [model('shop.A'), model('shop.B'), model('crm.C')],
        [relation('shop.A.x', '', missing), relation('shop.B.x', '', missing), relation('crm.C.x', '', missing)],
      );
      const picture = pictureOf(view, stateWith());
      assert.deepEqual(
        picture.boxes.filter(({ shape }) => shape === 'ghost').map(({ id }) => id),
        ['ghost:crm.Authr', 'ghost:shop.Authr'],
      );
      assert.equal(picture.lines.length, 3);
    });
    it('from one model to another become one line when they are very many', () => {
      const many = Array.from({ length: 300 }, (_, at) => relation(`shop.A.r${String(at)}`, 'shop.B'));
      const picture = pictureOf(viewOf([model('shop.A'), model('shop.B')], many), stateWith());
      assert.deepEqual(lineWords(picture), ['shop.A -> shop.B (bundle)']);
      assert.equal(picture.lines[0]?.relations.length, 300);
      assert.equal(modelBox(picture, 'shop.B').arrivals[0]?.name, '300 relations');
      assert.ok(modelBox(picture, 'shop.A').moreFields > 200);
    });
    it('from a model to itself are each a loop, up to twelve', () => {
      const loops = Array.from({ length: 10 }, (_, at) => relation(`shop.A.r${String(at)}`, 'shop.A'));
      const picture = pictureOf(viewOf([model('shop.A')], loops), stateWith());
      assert.equal(picture.lines.length, 10);
    });
  });

  describe('hubs', () => {
    const models = Array.from({ length: 15 }, (_, at) => `shop.M${String(at)}`);
    const view = viewOf(
      [...models.map((label) => model(label)), model('auth.User')],
      models.map((label) => relation(`${label}.user`, 'auth.User')),
    );
    it('are models that fifteen models point at: pills instead of lines', () => {
      const picture = pictureOf(view, stateWith());
      assert.deepEqual(picture.hubs, [{ box: 'auth.User', incoming: 15, as: 'pills' }]);
      assert.equal(picture.lines.length, 0);
      assert.equal(pillWords(picture)[0], 'shop.M0.user: User (hub)');
      const { arrivals, moreArrivals } = modelBox(picture, 'auth.User');
      assert.deepEqual([arrivals.length, moreArrivals], [12, 3]);
    });
    it('are lines when asked for', () => {
      assert.equal(pictureOf(view, stateWith({ hubLines: ['auth.User'] })).lines.length, 15);
      assert.equal(pictureOf(view, stateWith({ hubs: 'lines' })).lines.length, 15);
    });
    it('are never the model in the middle', () => {
      assert.equal(pictureOf(view, aroundModel('auth.User', 1)).lines.length, 15);
    });
  });

  describe('apps', () => {
    const view = viewOf(
      [model('shop.A'), model('shop.B'), model('crm.C')],
      [relation('shop.A.b', 'shop.B'), relation('shop.A.c', 'crm.C'), relation('shop.B.c', 'crm.C')],
    );
    it('are one box each, with counts on the lines and inside', () => {
      const picture = pictureOf(view, wholeProject('apps'));
      assert.deepEqual(lineWords(picture), ['app:shop -> app:crm (bundle)']);
      const shop = picture.boxes.find(({ id }) => id === 'app:shop');
      assert.equal(shop?.shape === 'app' ? shop.inside : null, 1);
    });
    describe('that are hubs', () => {
      const others = Array.from({ length: 7 }, (_, at) => `app${String(at)}`);
      const hubView = viewOf(
        [...others.map((app) => model(`${app}.M`)), model('auth.User')],
        others.map((app) => relation(`${app}.M.user`, 'auth.User')),
      );
      const appBox = (picture: ReturnType<typeof pictureOf>, label: string): AppBox | null =>
        picture.boxes.flatMap((box) => (box.shape === 'app' && box.app.label === label ? box : []))[0] ?? null;

      it('are pills in the boxes of the apps that point at them', () => {
        const picture = pictureOf(hubView, wholeProject('apps'));
        assert.deepEqual(picture.hubs, [{ box: 'app:auth', incoming: 7, as: 'pills' }]);
        assert.deepEqual(lineWords(picture), []);
        const pills = appBox(picture, 'app3')?.pills.map(({ text, to, relations }) => [text, to, relations.map(({ id }) => id)]);
        assert.deepEqual(pills, [['auth', 'app:auth', ['app3.M.user']]]);
        assert.equal(appBox(picture, 'auth')?.pointedAtBy, 7);
      });
      it('are lines when asked for', () => {
        assert.equal(lineWords(pictureOf(hubView, { ...wholeProject('apps'), hubs: 'lines' })).length, 7);
        assert.equal(lineWords(pictureOf(hubView, { ...wholeProject('apps'), hubLines: ['app:auth'] })).length, 7);
      });
      it('are pills at the rows of models in an app that is open', () => {
        const picture = pictureOf(hubView, { ...wholeProject('apps'), openedApps: ['app3'] });
        assert.deepEqual(pillWords(picture), ['app3.M.user: User (hub)']);
        assert.equal(appBox(picture, 'auth')?.pointedAtBy, 7);
      });
      it('are hubs when open, too: their models say what points at them', () => {
        const picture = pictureOf(hubView, { ...wholeProject('apps'), openedApps: ['auth'] });
        assert.deepEqual(appBox(picture, 'app3')?.pills[0]?.text, 'User');
        assert.deepEqual(modelBox(picture, 'auth.User').arrivals[0]?.source, 'app0.M.user');
      });
      it('come forward with what points at them', () => {
        const picture = pictureOf(hubView, { ...wholeProject('apps'), openedApps: ['app3'] });
        assert.deepEqual([...emphasisOf(picture, { model: 'app3.M', field: null }).boxes], ['app3.M', 'app:auth']);
      });
      it('are none where everything points at everything', () => {
        const relations = others.flatMap((from) => others.flatMap((to) => (from === to ? [] : relation(`${from}.M.${to}`, `${to}.M`))));
        const many = [...others, 'app7', 'app8', 'app9'];
        const all = many.flatMap((from) => many.flatMap((to) => (from === to ? [] : relation(`${from}.M.${to}`, `${to}.M`))));
        const models = many.map((app) => model(`${app}.M`));
        assert.equal(pictureOf(viewOf(models.slice(0, 7), relations), wholeProject('apps')).hubs.length, 7);
        assert.deepEqual(pictureOf(viewOf(models, all), wholeProject('apps')).hubs, []);
      });
    });
    it('open into their models', () => {
      const picture = pictureOf(view, { ...wholeProject('apps'), openedApps: ['shop'] });
      assert.deepEqual(boxIds(picture), ['shop.A', 'shop.B', 'app:crm']);
      assert.deepEqual(lineWords(picture), [
        'shop.A.b -> shop.B (relation)',
        'shop.A.c -> app:crm (relation)',
        'shop.B.c -> app:crm (relation)',
      ]);
    });
  });

  describe('inheritance', () => {
    it('of proxies, parents with a table and swapped models is drawn in a way of its own each', () => {
      const view = viewOf(
        [
          model('shop.Base'),
          model('shop.Child', { bases: ['shop.Base'] }),
          model('shop.Other', { bases: ['shop.Base'], proxy: true }),
          model('auth.User', { swapped: 'shop.Base' }),
        ],
        [relation('shop.Child.base_ptr', 'shop.Base', { kind: 'one-to-one', parentLink: true })],
      );
      assert.deepEqual(lineWords(pictureOf(view, stateWith())), [
        'shop.Child.base_ptr -> shop.Base (multi-table)',
        'shop.Other -> shop.Base (proxy)',
        'auth.User -> shop.Base (swapped)',
      ]);
    });
  });

  it('of a parent behind an abstract base is drawn as the parent link, too', () => {
    const view = viewOf(
      [
        model('shop.Task'),
        abstractModel('shop.models.Approval', { appLabel: 'shop', bases: ['shop.Task'] }),
        model('shop.GroupApproval', { bases: ['shop.models.Approval'] }),
      ],
      [relation('shop.GroupApproval.task_ptr', 'shop.Task', { kind: 'one-to-one', parentLink: true })],
    );
    assert.deepEqual(lineWords(pictureOf(view, stateWith())), ['shop.GroupApproval.task_ptr -> shop.Task (multi-table)']);
  });

  it('marks both ends of a mistake', () => {
    const view = viewOf(
      [model('shop.Book'), model('shop.Author')],
      [relation('shop.Book.author', 'shop.Author'), relation('shop.Book.editor', 'shop.Author')],
      [
        {
          code: 'fields.E304',
          severity: 'error',
          message: 'Both would be "book_set".',
          help: '',
          at: place(1),
          model: 'shop.Book',
          field: 'author',
          models: [],
          related: [],
          covers: [{ model: 'shop.Book', field: 'editor' }],
        },
      ],
    );
    const picture = pictureOf(view, stateWith());
    assert.deepEqual(
      picture.lines.map(({ problems }) => problems.length),
      [1, 1],
    );
    assert.deepEqual(
      modelBox(picture, 'shop.Author').arrivals.map(({ problems }) => problems[0]?.code),
      ['fields.E304', 'fields.E304'],
    );
  });

  it('has a legend of what occurs, and of nothing else', () => {
    const words = legendOf(pictureOf(chainOf(2), stateWith())).map((entry) => entry.words);
    assert.deepEqual(words, ['any number', 'exactly one', 'foreign key']);
  });

  it('brings forward what a choice has to do with', () => {
    const picture = pictureOf(chainOf(5), stateWith());
    const ofModel = emphasisOf(picture, { model: 'shop.M2', field: null });
    assert.deepEqual([...ofModel.boxes].sort(), ['shop.M1', 'shop.M2', 'shop.M3']);
    const ofField = emphasisOf(picture, { model: 'shop.M2', field: 'next' });
    assert.deepEqual([...ofField.lines], ['shop.M2.next']);
  });
});

/** What a deletion takes along, as Django's Collector would find it. */
import assert from 'node:assert/strict';
import { deletionOf, type Deletion } from '../../../server/src/features/deletion';
import { deletionLines } from '../../../server/src/features/deletionWords';
import { graphOf, model, relation } from './graphOf';

const taken = (deletion: Deletion): readonly string[] =>
  deletion.taken.map(({ model: label, because, depth }) => `${String(depth)} ${label} ${because.kind}`);
const ids = (relations: readonly { readonly id: string }[]): readonly string[] => relations.map(({ id }) => id);

describe('deletion', () => {
  it('follows cascades over several models', () => {
    const graph = graphOf(
      [model('shop.Author'), model('shop.Book'), model('shop.Page')],
      [relation('shop.Book.author', 'shop.Author'), relation('shop.Page.book', 'shop.Book')],
    );
    assert.deepEqual(taken(deletionOf(graph, 'shop.Author')), ['1 shop.Book cascade', '2 shop.Page cascade']);
    assert.deepEqual(taken(deletionOf(graph, 'shop.Page')), []);
  });

  it('ends in a circle of cascades, and says that it comes back', () => {
    const graph = graphOf([model('shop.A'), model('shop.B')], [relation('shop.A.b', 'shop.B'), relation('shop.B.a', 'shop.A')]);
    assert.deepEqual(taken(deletionOf(graph, 'shop.A')), ['1 shop.B cascade', '2 shop.A cascade']);
    assert.deepEqual(deletionLines(graph, 'shop.A'), ['Deletes too: `shop.B` (`a`), further rows of `shop.A` (`b` to `shop.B`)']);
  });

  it('stops at what stays, and tells what becomes of it', () => {
    const to = (name: string, onDelete: string): ReturnType<typeof relation> =>
      relation(`shop.${name}.author`, 'shop.Author', { onDelete });
    const graph = graphOf(
      ['Author', 'Emptied', 'Default', 'Chosen', 'Untouched', 'Own', 'Behind'].map((name) => model(`shop.${name}`)),
      [
        to('Emptied', 'SET_NULL'),
        to('Default', 'SET_DEFAULT'),
        to('Chosen', 'SET'),
        to('Untouched', 'DO_NOTHING'),
        to('Own', 'archive'),
        relation('shop.Behind.emptied', 'shop.Emptied'),
      ],
    );
    const deletion = deletionOf(graph, 'shop.Author');
    assert.deepEqual(taken(deletion), []);
    assert.deepEqual(
      deletion.changed.map(({ relation: { from }, becomes }) => [from, becomes]),
      [
        ['shop.Emptied', 'null'],
        ['shop.Default', 'default'],
        ['shop.Chosen', 'value'],
      ],
    );
    assert.deepEqual(ids(deletion.left), ['shop.Untouched.author']);
    assert.deepEqual(ids(deletion.undecided), ['shop.Own.author']);
  });

  it('is refused by PROTECT at any depth', () => {
    const graph = graphOf(
      [model('shop.Author'), model('shop.Book'), model('shop.Line')],
      [relation('shop.Book.author', 'shop.Author'), relation('shop.Line.book', 'shop.Book', { onDelete: 'PROTECT' })],
    );
    const { blocking } = deletionOf(graph, 'shop.Author');
    assert.deepEqual(
      blocking.map(({ relation: { id }, how }) => [id, how]),
      [['shop.Line.book', 'PROTECT']],
    );
    assert.ok(
      deletionLines(graph, 'shop.Author').includes('Refused while rows point here through: `shop.Line.book` to `shop.Book` (PROTECT)'),
    );
  });

  it('lets RESTRICT pass where a cascade takes the same rows, and PROTECT never', () => {
    const models = ['Artist', 'Album', 'Song'].map((name) => model(`shop.${name}`));
    const graph = (onDelete: string): ReturnType<typeof graphOf> =>
      graphOf(models, [
        relation('shop.Album.artist', 'shop.Artist'),
        relation('shop.Song.artist', 'shop.Artist'),
        relation('shop.Song.album', 'shop.Album', { onDelete }),
      ]);
    const blockingOf = (onDelete: string, label: string): readonly boolean[] =>
      deletionOf(graph(onDelete), label).blocking.map(({ unlessTaken }) => unlessTaken);
    assert.deepEqual(blockingOf('RESTRICT', 'shop.Artist'), [true]);
    assert.deepEqual(blockingOf('RESTRICT', 'shop.Album'), [false]);
    assert.deepEqual(blockingOf('PROTECT', 'shop.Artist'), [false]);
  });

  it("takes a multi-table child's row with its parent's, and the parent's with the child's", () => {
    const link = relation('shop.AudioBook.book_ptr', 'shop.Book', { kind: 'one-to-one', parentLink: true });
    const graph = graphOf(
      [model('shop.Book'), model('shop.AudioBook', { bases: ['shop.Book'], pk: 'book_ptr' }), model('shop.Page')],
      [link, relation('shop.Page.book', 'shop.Book')],
    );
    assert.deepEqual(taken(deletionOf(graph, 'shop.Book')), ['1 shop.AudioBook child-row', '1 shop.Page cascade']);
    // What points at the parent goes with the child, too.
    assert.deepEqual(taken(deletionOf(graph, 'shop.AudioBook')), ['1 shop.Book parent-row', '1 shop.Page cascade']);
  });

  it('does not take the row of a sibling child', () => {
    const link = (child: string): ReturnType<typeof relation> =>
      relation(`shop.${child}.place_ptr`, 'shop.Place', { kind: 'one-to-one', parentLink: true });
    const graph = graphOf(
      [model('shop.Place'), model('shop.Bar', { bases: ['shop.Place'] }), model('shop.Hotel', { bases: ['shop.Place'] })],
      [link('Bar'), link('Hotel')],
    );
    assert.deepEqual(taken(deletionOf(graph, 'shop.Bar')), ['1 shop.Place parent-row']);
  });

  it('treats a proxy as the model that it stands for', () => {
    const graph = graphOf(
      [model('shop.Book'), model('shop.Bestseller', { proxy: true, bases: ['shop.Book'] }), model('shop.Prize'), model('shop.Page')],
      [relation('shop.Prize.bestseller', 'shop.Bestseller'), relation('shop.Page.book', 'shop.Book')],
    );
    const both = ['1 shop.Page cascade', '1 shop.Prize cascade'];
    for (const label of ['shop.Book', 'shop.Bestseller']) {
      const deletion = deletionOf(graph, label);
      assert.equal(deletion.root, 'shop.Book');
      assert.deepEqual([...taken(deletion)].sort(), both);
    }
  });

  it('removes join rows of automatic many-to-many relations from both ends', () => {
    const graph = graphOf(
      [model('shop.Book'), model('shop.Genre')],
      [relation('shop.Book.genres', 'shop.Genre', { kind: 'many-to-many' })],
    );
    for (const label of ['shop.Book', 'shop.Genre']) {
      assert.deepEqual(ids(deletionOf(graph, label).joinRows), ['shop.Book.genres']);
      assert.deepEqual(deletionLines(graph, label), ['Removes rows of the join tables: `shop_book_genres`']);
    }
  });

  it('follows a generic relation to the rows that it finds', () => {
    const graph = graphOf(
      [model('shop.Book'), model('shop.Tag'), model('shop.Vote')],
      [
        relation('shop.Book.tags', 'shop.Tag', { kind: 'generic-reverse', accessor: null, queryName: null }),
        relation('shop.Vote.tag', 'shop.Tag'),
      ],
    );
    assert.deepEqual(taken(deletionOf(graph, 'shop.Book')), ['1 shop.Tag generic', '2 shop.Vote cascade']);
    assert.deepEqual(taken(deletionOf(graph, 'shop.Tag')), ['1 shop.Vote cascade']);
  });

  it('leaves what lies behind a cascade of the database to the database', () => {
    const graph = graphOf(
      [model('shop.A'), model('shop.B'), model('shop.C'), model('shop.D')],
      [
        relation('shop.B.a', 'shop.A', { onDelete: 'DB_CASCADE' }),
        relation('shop.C.b', 'shop.B', { onDelete: 'DB_CASCADE' }),
        relation('shop.D.b', 'shop.B'),
      ],
    );
    const deletion = deletionOf(graph, 'shop.A');
    assert.deepEqual(
      deletion.taken.map(({ model: label, by }) => [label, by]),
      [
        ['shop.B', 'database'],
        ['shop.C', 'database'],
      ],
    );
    assert.deepEqual(ids(deletion.left), ['shop.D.b']);
  });

  it('is told within bounds', () => {
    const names = Array.from({ length: 500 }, (_, at) => `shop.Model${String(at)}`);
    const graph = graphOf(
      [model('shop.Root'), ...names.map((label) => model(label))],
      names.map((label) => relation(`${label}.root`, 'shop.Root')),
    );
    const [line = '', ...others] = deletionLines(graph, 'shop.Root');
    assert.deepEqual(others, []);
    assert.match(line, /^Deletes rows of 500 more models: `shop\.Model0` \(`root`\), .*, and 494 more$/);
    assert.ok(line.length < 400);
  });

  it('is empty for a label that no model has', () => {
    assert.deepEqual(taken(deletionOf(graphOf([], []), 'shop.Nothing')), []);
  });
});

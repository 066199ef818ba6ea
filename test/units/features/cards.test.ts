/** The cards: what a hover says of relations, arguments and models. */
import assert from 'node:assert/strict';
import type { Relation, Target } from '../../../server/src/relations/graph';
import { argumentCard } from '../../../server/src/features/argumentCard';
import type { ToldFinding } from '../../../server/src/features/findings';
import { hoverTargetsOf } from '../../../server/src/features/hover';
import { modelCard } from '../../../server/src/features/modelCard';
import { relationCard } from '../../../server/src/features/relationCard';
import { abstractModel, analysedOf, field, file, model, named, place, relation, written } from './graphOf';

const author = model('shop.Author');
const book = model('shop.Book', { fields: [field('pages', 'IntegerField'), field('title', 'CharField')] });
const shop = [
  author,
  book,
  model('shop.Profile', { fields: [] }),
  model('shop.User', { fields: [field('username', 'CharField')], managers: ['people'] }),
];

function card(given: Relation, findings: readonly ToldFinding[] = []): string {
  return relationCard(analysedOf(shop, [given]), given, findings);
}

function first(text: string): string {
  return text.split('\n')[0] ?? '';
}

function finding(code: string, at: number, more: Partial<ToldFinding> = {}): ToldFinding {
  return {
    code,
    message: `${code} says no.`,
    help: 'Do this.',
    at: place(at),
    model: null,
    field: null,
    models: [],
    related: [],
    covers: [],
    ...more,
  };
}

describe('the card of a relation', () => {
  it('says the kind from both ends, shows code for both, then what it means', () => {
    assert.equal(
      card(relation('shop.Book.author', 'shop.Author', named('books'))),
      `**Each Book has one Author; one Author has many Books.**

\`shop.Book.author\` to \`shop.Author\`: many-to-one, and one-to-many seen from Author.

\`\`\`python
book.author  # one Author
Book.objects.filter(author__name=…)
author.books.all()  # its Books
Author.objects.filter(books__title=…)
\`\`\`

- Deleting one Author also deletes every Book whose \`author\` it is.
- Column \`author_id\` in table \`shop_book\` holds \`Author.pk\`, never NULL.`,
    );
  });

  it('says where a row may have none', () => {
    const text = card(relation('shop.Book.author', 'shop.Author', { null: true, onDelete: 'SET_NULL' }));
    assert.equal(first(text), '**Each Book has one Author or none; one Author has many Books.**');
    assert.match(text, /book\.author {2}# one Author, or None/);
    assert.match(text, /keeps the Books whose `author` it is and sets their `author` to None/);
    assert.match(text, /may be NULL/);
  });

  it('knows one-to-one, the manager of the model, and what happens without a row', () => {
    const text = card(relation('shop.Profile.user', 'shop.User', { kind: 'one-to-one' }));
    assert.equal(first(text), '**Each Profile has one User; each User has at most one Profile.**');
    assert.match(text, /user\.profile {2}# one Profile; RelatedObjectDoesNotExist without one/);
    assert.match(text, /User\.people\.filter\(profile__pk=…\)/);
    assert.match(text, /The reverse accessor `profile` comes from the name of Profile/);
  });

  it('knows many-to-many with its join table and columns', () => {
    const text = card(relation('shop.Book.readers', 'shop.User', { kind: 'many-to-many', ...named('library') }));
    assert.equal(first(text), '**Each Book has many Users; each User has many Books.**');
    assert.match(text, /book\.readers\.all\(\).*\n.*\nuser[.]library[.]all\(\)/);
    assert.match(text, /Join table `shop_book_readers`, which Django makes, with the columns `book_id` and `user_id`\./);
  });

  it('names the through model and its columns, by through_fields where there are more than two', () => {
    const through = model('shop.Loan');
    const keys = [relation('shop.Loan.book', 'shop.Book'), relation('shop.Loan.user', 'shop.User', { column: 'reader' })];
    const lent = { kind: 'many-to-many', through: 'shop.Loan', throughAuto: false, joinTable: 'shop_loan' } as const;
    const plain = relation('shop.Book.readers', 'shop.User', lent);
    const told = relationCard(analysedOf([...shop, through], [plain, ...keys]), plain, []);
    assert.match(told, /Goes through the model `shop\.Loan`, table `shop_loan`, with the columns `book_id` and `reader`\./);
    const more = [...keys, relation('shop.Loan.witness', 'shop.User')];
    assert.match(relationCard(analysedOf([...shop, through], [plain, ...more]), plain, []), /table `shop_loan`\./);
    const chosen = relation('shop.Book.readers', 'shop.User', {
      ...lent,
      written: written(1, '"User"', { through_fields: '("book", "witness")' }),
    });
    assert.match(relationCard(analysedOf([...shop, through], [chosen, ...more]), chosen, []), /columns `book_id` and `witness_id`\./);
  });

  it('calls the ends of a relation to itself by the name of the field', () => {
    const tree = card(relation('shop.Book.series', 'shop.Book', { null: true, ...named('volumes') }));
    assert.equal(first(tree), '**Each Book has one Book as its `series`, or none; one Book is the `series` of many Books.**');
    assert.match(tree, /book\.volumes\.all\(\) {2}# the Books whose series it is/);
    const chain = card(relation('shop.Book.sequel_of', 'shop.Book', { kind: 'one-to-one', null: true, ...named('sequel') }));
    assert.equal(first(chain), '**Each Book has one Book as its `sequel_of`, or none; each Book is the `sequel_of` of at most one Book.**');
    const both = card(
      relation('shop.User.friends', 'shop.User', { kind: 'many-to-many', symmetrical: true, accessor: null, queryName: null }),
    );
    assert.equal(first(both), '**Each User has many Users as its `friends`, and is one of theirs.**');
    assert.match(both, /There is no reverse accessor/);
    assert.match(both, /`from_user_id` and `to_user_id`/);
    const oneWay = card(relation('shop.User.follows', 'shop.User', { kind: 'many-to-many', ...named('followers') }));
    assert.equal(first(oneWay), '**Each User has many Users as its `follows`; each User is among the `follows` of many Users.**');
  });

  it('calls several relations between two models by their fields', () => {
    const owner = relation('shop.Book.owner', 'shop.User', named('owned'));
    const reader = relation('shop.Book.reader', 'shop.User', { null: true, ...named('read') });
    const text = relationCard(analysedOf(shop, [owner, reader]), reader, []);
    assert.equal(first(text), '**Each Book has one User as its `reader`, or none; one User is the `reader` of many Books.**');
    assert.match(text, /user\.read\.all\(\) {2}# the Books whose reader it is/);
  });

  it('tells two models of one name apart by their apps', () => {
    const given = relation('crm.User.account', 'shop.User');
    const text = relationCard(analysedOf([...shop, model('crm.User')], [given]), given, []);
    assert.equal(first(text), '**Each crm.User has one shop.User; one shop.User has many crm.User objects.**');
    assert.match(text, /crm_user\.account/);
  });

  it('shows the way back of a hidden relation as a filter', () => {
    const text = card(
      relation('shop.Book.author', 'shop.Author', { accessor: null, queryName: null, relatedQueryName: '+', relatedName: '+' }),
    );
    assert.match(text, /Book\.objects\.filter\(author=author\) {2}# the way back/);
    assert.match(text, /Hidden: `related_name` ends with `\+`/);
    assert.doesNotMatch(text, /author\.book_set/);
  });

  it('says what each on_delete does', () => {
    const effects: Readonly<Record<string, RegExp>> = {
      CASCADE: /Deleting one Author also deletes every Book whose `author` it is\./,
      PROTECT: /refused with `ProtectedError` while it is the `author` of any Book\./,
      RESTRICT: /refused with `RestrictedError` .*unless that one is deleted along with it by a CASCADE/,
      SET_DEFAULT: /sets their `author` to the default, `nobody`\./,
      SET: /to what `SET\(nobody\)` gives/,
      DO_NOTHING: /leaves the Books whose `author` it is as they are.*`IntegrityError`/,
      DB_CASCADE: /makes the database delete every Book .* no signals/,
      DB_SET_NULL: /set the column of the Books whose `author` it is to NULL/,
      archive: /calls `archive`, which decides/,
    };
    for (const [onDelete, effect] of Object.entries(effects)) {
      const args = { on_delete: onDelete === 'SET' ? 'SET(nobody)' : onDelete, default: 'nobody' };
      assert.match(card(relation('shop.Book.author', 'shop.Author', { onDelete, written: written(1, 'Author', args) })), effect);
    }
    assert.match(
      card(relation('shop.Book.author', 'shop.Author', { onDelete: null })),
      /There is no `on_delete`: Django cannot load this model/,
    );
  });

  it('explains a generic foreign key and the way back', () => {
    const generic = relation('shop.Book.subject', '', {
      kind: 'generic',
      target: { kind: 'dynamic', text: '' },
      accessor: null,
      queryName: null,
      written: written(1, '"kind"', { ct_field: '"kind"' }),
    });
    assert.match(card(generic), /Each Book has one object of any model[^]*Book\.objects\.filter\(kind=…, object_id=…\)/);
    const back = relation('shop.Author.books', 'shop.Book', { kind: 'generic-reverse', accessor: null, queryName: null, column: null });
    assert.match(
      card(back),
      /Each Author has many Books; each Book has one object of any model[^]*Deleting one Author also deletes its Books\./,
    );
  });

  it('uses no name in code that Python could not hold', () => {
    const text = card(relation('shop.Book.author', 'shop.Author', named('my-books')));
    assert.doesNotMatch(text, /author\.my-books/);
  });
});

describe('a mistake', () => {
  const given = relation('shop.Book.author', 'shop.Author', { ...named('name'), written: written(10, 'Author') });

  it('comes first, and the reverse names that it breaks are not shown', () => {
    const text = card(given, [finding('fields.E302', 11)]);
    assert.equal(first(text), '**`fields.E302`** fields.E302 says no. Do this.');
    assert.match(text, /\*\*Each Book has one Author/);
    assert.doesNotMatch(text, /author\.name\.all/);
  });

  it('is found by its place, its model and field, or what it covers; the other end only where there is nothing nearer', () => {
    const told = (each: ToldFinding): boolean => card(given, [each]).includes('says no');
    assert.ok(told(finding('x', 13)));
    assert.ok(told(finding('x', 999, { model: 'shop.Book', field: 'author' })));
    assert.ok(told(finding('x', 999, { covers: [{ model: 'shop.Book', field: 'author' }] })));
    assert.ok(told(finding('x', 999, { related: [{ at: place(11) }] })));
    assert.ok(!told(finding('x', 999, { model: 'shop.Book', field: 'title' })));
    assert.doesNotMatch(card(given, [finding('own', 11), finding('other', 999, { related: [{ at: place(11) }] })]), /other/);
  });

  it('in the target claims nothing about the other end', () => {
    const unknown = (target: Target): string => card(relation('shop.Book.author', '', { target }));
    const targets: readonly (readonly [Target, RegExp])[] = [
      [{ kind: 'unresolved', text: 'shop.Autor', reason: 'no-such-model', meant: null }, /points at no model.*`shop` has no model `Autor`/],
      [{ kind: 'unresolved', text: 'shp.Author', reason: 'no-such-app', meant: null }, /No installed app has the label `shp`/],
      [{ kind: 'unresolved', text: 'Base', reason: 'abstract', meant: 'core.models.Base' }, /`core\.models\.Base` is abstract/],
      [{ kind: 'unresolved', text: 'Old', reason: 'not-installed', meant: null }, /belongs to no installed app/],
      [{ kind: 'ambiguous', text: 'Author', candidates: ['shop.Author'] }, /is not certain.*`shop\.Author`/],
      [{ kind: 'external', text: 'lib.models.Author' }, /`lib\.models\.Author` lies outside of the source/],
      [{ kind: 'dynamic', text: 'find()' }, /`find\(\)` stands for is decided when Python runs/],
      [{ kind: 'dynamic', text: '' }, /names no target/],
    ];
    for (const [target, why] of targets) {
      const text = unknown(target);
      assert.match(text, why);
      assert.doesNotMatch(text, /Each Book|book_set|```/);
      assert.match(text, /column `author_id`, never NULL, `on_delete` `CASCADE`/);
    }
  });

  it('of a class named too early still says what is meant', () => {
    const text = card(
      relation('shop.Book.author', '', {
        target: { kind: 'unresolved', text: 'Author', reason: 'used-before-definition', meant: 'shop.Author' },
      }),
    );
    assert.match(text, /NameError/);
    assert.match(text, /Once that is repaired: Each Book has one Author; one Author has many Books\./);
  });
});

describe('the card of an argument', () => {
  const args = {
    on_delete: 'models.CASCADE',
    null: 'True',
    blank: 'True',
    related_name: '"books"',
    related_query_name: '"book"',
    to_field: '"slug"',
    db_column: '"writer"',
    db_constraint: 'False',
    limit_choices_to: '{"active": True}',
    unique: 'True',
    parent_link: 'True',
    swappable: 'False',
    db_index: 'False',
    default: 'nobody',
    editable: 'False',
    verbose_name: '"writer"',
    help_text: '"Who wrote it"',
    primary_key: 'True',
    through: '"Loan"',
    through_fields: '("book", "user")',
    symmetrical: 'False',
    db_table: '"lent"',
  };
  const given = relation('shop.Book.author', 'shop.Author', { ...named('books'), null: true, written: written(10, 'Author', args) });
  const analysed = analysedOf(shop, [given, relation('shop.Profile.book', 'shop.Book')]);
  const said = (argument: string): string => argumentCard(analysed, given, argument, []);

  it('begins with the value at hand and ends with the kind', () => {
    for (const [argument, value] of Object.entries(args)) {
      const text = said(argument);
      assert.equal(first(text), `**\`${argument}=${value}\`**`);
      assert.match(text, /Each Book has one Author or none; one Author has many Books\.$/);
    }
  });

  it('says what a cascade takes along in all', () => {
    assert.match(said('on_delete'), /also deletes every Book[^]*In all it takes along rows of 2 models: `shop\.Book`, `shop\.Profile`\./);
  });

  it('says what the value does here', () => {
    assert.match(said('null'), /The column `author_id` may be NULL/);
    assert.match(said('related_name'), /Author gets the accessor `books`, instead of `book_set`\.[^]*author\.books\.all\(\)/);
    assert.match(said('to_field'), /holds `Author\.slug` instead of the primary key/);
    assert.match(said('db_constraint'), /The database checks nothing/);
    assert.match(said('swappable'), /also where a setting could swap it/);
  });

  it("is the relation's for the target, with how the text was understood", () => {
    const lazy = relation('shop.Book.author', 'shop.Author', { written: written(10, '"Author"') });
    const text = argumentCard(analysed, lazy, 'to', []);
    assert.equal(first(text), '**Each Book has one Author; one Author has many Books.**');
    assert.match(text, /`"Author"` names no app, so Django looks in the app of the model that holds the field: `shop\.Author`\.$/);
  });

  it('is empty for what is not written or not known', () => {
    assert.equal(argumentCard(analysed, relation('shop.Book.author', 'shop.Author'), 'null', []), '');
    const odd = relation('shop.Book.author', 'shop.Author', { written: written(10, 'Author', { colour: '"red"' }) });
    assert.equal(argumentCard(analysed, odd, 'colour', []), '');
  });
});

describe('the card of a model', () => {
  it('says what it points at, what points at it, and what a deletion takes along', () => {
    const relations = [
      relation('shop.Book.author', 'shop.Author', named('books')),
      relation('shop.Profile.author', 'shop.Author', { kind: 'one-to-one', onDelete: 'PROTECT' }),
      relation('shop.User.favourites', 'shop.Author', { kind: 'many-to-many', accessor: null, queryName: null }),
      relation('shop.Author.mentor', 'shop.Author', { null: true, onDelete: 'SET_NULL', ...named('pupils') }),
    ];
    assert.equal(
      modelCard(analysedOf(shop, relations), author, []),
      `**shop.Author** has the table \`shop_author\`, primary key \`id\`.

Points at:

- \`mentor\`: \`shop.Author\`, many-to-one, or none

Pointed at by:

- \`author.books\`: \`shop.Book.author\`, one-to-many
- \`author.profile\`: \`shop.Profile.author\`, one-to-one
- \`shop.User.favourites\`, many-to-many, hidden
- \`author.pupils\`: \`shop.Author.mentor\`, one-to-many

Deleting one Author:

- Deletes too: \`shop.Book\` (\`author\`)
- Removes rows of the join tables: \`shop_user_favourites\`
- Sets to NULL: \`shop.Author.mentor\`
- Refused while rows point here through: \`shop.Profile.author\` (PROTECT)`,
    );
  });

  it('says what abstract bases, proxies, swapped and unmanaged models are', () => {
    const base = abstractModel('core.models.Stamped');
    const said = (each: ReturnType<typeof model>): string => first(modelCard(analysedOf([...shop, base, each], []), each, []));
    assert.match(said(base), /is an abstract base: it has no table/);
    assert.match(
      said(model('shop.Star', { proxy: true, bases: ['shop.Author'], dbTable: 'shop_author' })),
      /is a proxy of `shop\.Author`: the same table `shop_author`/,
    );
    assert.match(said(model('auth.User', { swapped: 'shop.User' })), /is swapped out: `shop\.User` takes its place/);
    assert.match(said(model('shop.View', { managed: false })), /which Django does not manage/);
  });

  it('lists what inherits, and says when there may be more', () => {
    const base = abstractModel('core.models.Stamped');
    const child = model('shop.Poem', { bases: ['shop.Book', 'core.models.Stamped'], complete: false });
    const analysed = analysedOf([...shop, base, child], []);
    assert.match(modelCard(analysed, base, []), /- gives its fields to `shop\.Poem`/);
    assert.match(modelCard(analysed, book, []), /- extended, each with a table of its own, by `shop\.Poem`/);
    const text = modelCard(analysed, child, []);
    assert.match(text, /- from `shop\.Book`, `core\.models\.Stamped` \(abstract\)/);
    assert.match(text, /could not be followed, so there may be more/);
  });
});

describe('hover targets', () => {
  const given = relation('shop.Book.author', 'shop.Author', {
    ...named('books'),
    written: written(10, 'Author', { on_delete: 'models.CASCADE' }),
  });
  const placed = model('shop.Book', { at: place(2) });

  it('are the name, the class, the target and each argument of a relation, and the name of a model', () => {
    const targets = hoverTargetsOf(analysedOf([author, placed], [given]), file, []);
    assert.deepEqual(
      targets.map(({ at, card: make }) => [at.id, first(make())]),
      [
        [2, '**shop.Book** has the table `shop_book`, primary key `id`.'],
        [11, '**Each Book has one Author; one Author has many Books.**'],
        [12, '**Each Book has one Author; one Author has many Books.**'],
        [14, '**Each Book has one Author; one Author has many Books.**'],
        [16, '**`on_delete=models.CASCADE`**'],
      ],
    );
    assert.deepEqual(hoverTargetsOf(analysedOf([author, placed], [given]), '/other.py' as typeof file, []), []);
  });

  it('show the field of an abstract base for every concrete child, up to a few', () => {
    const base = abstractModel('core.models.Owned', { at: place(1) });
    const source = written(10, '"shop.User"');
    const labels = Array.from({ length: 7 }, (_, at) => `shop.Item${String.fromCharCode(65 + at)}`);
    const relations = labels.map((label) =>
      relation(`${label}.owner`, 'shop.User', { inheritedFrom: 'core.models.Owned', written: source }),
    );
    const targets = hoverTargetsOf(analysedOf([...shop, base, ...labels.map((label) => model(label))], relations), file, []);
    const text = targets.find(({ at }) => at.id === 11)?.card() ?? '';
    assert.equal(first(text), '**Each ItemA has one User; one User has many ItemAs. The same for 6 more models.**');
    assert.match(text, /abstract base `core\.models\.Owned`; each of its 7 concrete children/);
    assert.match(text, /- `shop\.ItemD\.owner`: `user\.itemd_set`, in filters `itemd`/);
    assert.doesNotMatch(text, /`shop\.ItemE\.owner`/);
    assert.match(text, /and 3 more\./);
    assert.equal(targets.filter(({ at }) => at.id === 11).length, 1);
  });
});

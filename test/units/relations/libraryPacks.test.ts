/** Models and fields that libraries make at run time. Held against the real libraries by `npm run fidelity`. */
import assert from 'node:assert/strict';
import { joinKey } from '../../../server/src/base/documentKey';
import type { RelationGraph } from '../../../server/src/relations/graph';
import { findingsIn, ROOT, serviceOver, sound } from '../service/memoryProject';

const PACKAGES = '.venv/lib/python3.12/site-packages';

const MANAGERS = `from django.db.models.fields.related import RelatedField


class TaggableManager(RelatedField):
    def __init__(self, through=None, **kwargs):
        super().__init__(**kwargs)
        self.through = through
`;

const TAGGIT = `from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models


class Tag(models.Model):
    name = models.CharField(max_length=100)


class ItemBase(models.Model):
    class Meta:
        abstract = True


class TaggedItem(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)
    content_object = GenericForeignKey()
`;

async function graphOf(models: string): Promise<RelationGraph> {
  const service = await serviceOver({ ...sound, 'shop/models.py': models, 'blog/models.py': '' });
  assert.deepEqual(findingsIn(service), []);
  const [project] = service.analysis().projects;
  assert.ok(project);
  return project.graph;
}

const KINDS = ['Organization', 'OrganizationUser', 'OrganizationOwner', 'OrganizationInvitation'];

const ORGANIZATIONS = `from django.db import models
${KINDS.map((kind) => `\n\nclass ${kind}Base(models.Model):\n    class Meta:\n        abstract = True\n`).join('')}`;

async function organizationsOf(models: string, more: Readonly<Record<string, string>> = {}): Promise<RelationGraph> {
  const service = await serviceOver({
    ...sound,
    [`${PACKAGES}/organizations/__init__.py`]: '',
    [`${PACKAGES}/organizations/base.py`]: ORGANIZATIONS,
    'blog/models.py': '',
    'shop/models.py': models,
    ...more,
  });
  assert.deepEqual(findingsIn(service), []);
  const [project] = service.analysis().projects;
  assert.ok(project);
  return project.graph;
}

function relationsOf(graph: RelationGraph, label: string): readonly string[] {
  return (graph.relationsFrom.get(label) ?? []).map(({ field, target, onDelete, accessor }) =>
    [field, target.kind === 'resolved' ? target.label : target.kind, onDelete, accessor].join(' '),
  );
}

describe('what libraries make', () => {
  it('history of a model, with its foreign keys repeated (django-simple-history)', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


class Customer(models.Model):
    pass


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    history = HistoricalRecords(related_name="past")
`);
    const made = graph.models.get('shop.HistoricalOrder');
    assert.deepEqual([made?.dbTable, made?.pk], ['shop_historicalorder', 'history_id']);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), [
      'customer shop.Customer DO_NOTHING ',
      'history_relation shop.Order DO_NOTHING past',
      'history_user auth.User SET_NULL ',
    ]);
  });

  it('history that a class of the project makes which extends the library’s, or that is registered afterwards', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history import register
from simple_history.models import HistoricalRecords


class Records(HistoricalRecords):
    pass


class Customer(models.Model):
    history = Records()


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    payer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="paid")


register(Order, excluded_fields=["payer"])
`);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalCustomer'), ['history_user auth.User SET_NULL ']);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), [
      'customer shop.Customer DO_NOTHING ',
      'history_user auth.User SET_NULL ',
    ]);
  });

  it('history of what extends a base only where it is asked for', async () => {
    const source = (argument: string): string => `from django.db import models
from simple_history.models import HistoricalRecords


class Kept(models.Model):
    history = HistoricalRecords(${argument})

    class Meta:
        abstract = True


class Order(Kept):
    pass
`;
    assert.equal((await graphOf(source(''))).models.has('shop.HistoricalOrder'), false);
    assert.equal((await graphOf(source('inherit=True'))).models.has('shop.HistoricalOrder'), true);
  });

  it('history of what extends a base in the app that holds its class, whatever Meta says', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


class Kept(models.Model):
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class Order(Kept):
    class Meta:
        app_label = "blog"


class Bill(models.Model):
    history = HistoricalRecords()

    class Meta:
        app_label = "blog"
`);
    const made = [...graph.models.values()].filter(({ name }) => name.startsWith('Historical'));
    assert.deepEqual(made.map(({ label, dbTable }) => `${label} ${dbTable}`).sort(), [
      'blog.HistoricalBill blog_historicalbill',
      'shop.HistoricalOrder shop_historicalorder',
    ]);
  });

  it('history whose fields a class of the project chooses: which foreign keys it repeats is not known', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


class Some(HistoricalRecords):
    def fields_included(self, model):
        return [field for field in super().fields_included(model) if field.name in self.names]


class Customer(models.Model):
    pass


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    history = Some()
`);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), ['history_user auth.User SET_NULL ']);
  });

  it("history by a class that extends the library's", async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


class Kept(HistoricalRecords):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)


class Order(models.Model):
    history = Kept()
`);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), ['history_user auth.User SET_NULL ']);
  });

  it('under another name where the call gives one, and not at all where that is not known', async () => {
    const source = (name: string): string => `from django.db import models
from simple_history.models import HistoricalRecords


class Order(models.Model):
    history = HistoricalRecords(custom_model_name=${name})
`;
    assert.deepEqual(
      [...(await graphOf(source('"OrderLog"'))).models.keys()].filter((label) => label.startsWith('shop.')),
      ['shop.Order', 'shop.OrderLog'],
    );
    assert.deepEqual(
      [...(await graphOf(source('naming()'))).models.keys()].filter((label) => label.startsWith('shop.')),
      ['shop.Order'],
    );
  });

  it('history by a partial of the library’s class, and in the app that the call names', async () => {
    const graph = await graphOf(`from functools import partial

from django.db import models
from simple_history import register
from simple_history.models import HistoricalRecords

Records = partial(HistoricalRecords, custom_model_name="OrderPast")


class Order(models.Model):
    history = Records()


class Customer(models.Model):
    pass


class Clerk(models.Model):
    pass


class Guest(models.Model):
    pass


register(Customer, app="blog")
register(Clerk, app=__package__)
register(Guest, app=APP)
`);
    const made = [...graph.models.keys()].filter((label) => label.includes('Historical') || label.includes('Past'));
    assert.deepEqual(made.sort(), ['blog.HistoricalCustomer', 'shop.HistoricalClerk', 'shop.OrderPast']);
    assert.equal(graph.models.get('blog.HistoricalCustomer')?.dbTable, 'blog_historicalcustomer');
  });

  it('history of the many-to-many fields that a call or its model lists (django-simple-history)', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords

MORE = ["others"]


class Tag(models.Model):
    pass


class Label(models.Model):
    tag = models.ForeignKey(Tag, models.CASCADE)
    order = models.ForeignKey("Order", models.CASCADE)
    by = models.OneToOneField(Tag, models.CASCADE, related_name="+")


class Placed(models.Model):
    place = models.ForeignKey(Tag, models.PROTECT, related_name="%(class)s_places")

    class Meta:
        abstract = True


class Order(models.Model):
    tags = models.ManyToManyField(Tag, through=Label)
    friends = models.ManyToManyField("self")
    history = HistoricalRecords(m2m_fields=[tags], m2m_bases=[Placed], bases=[Placed], excluded_fields=["by"])
    _history_m2m_fields = ["friends"]


class Gift(models.Model):
    others = models.ManyToManyField(Tag)
    rest = models.ManyToManyField(Tag, related_name="+")
    history = HistoricalRecords(m2m_fields=MORE, m2m_fields_model_field_name="KEPT", custom_model_name=lambda name: name + "Past")
    KEPT = (rest,)
`);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder'), [
      'history_user auth.User SET_NULL ',
      'place shop.Tag PROTECT historicalorder_places',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalLabel'), [
      'history shop.HistoricalOrder DO_NOTHING historicallabel_set',
      'order shop.Order DO_NOTHING ',
      'place shop.Tag PROTECT historicallabel_places',
      'tag shop.Tag DO_NOTHING ',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalOrder_friends'), [
      'from_order shop.Order DO_NOTHING ',
      'history shop.HistoricalOrder DO_NOTHING historicalorder_friends_set',
      'place shop.Tag PROTECT historicalorder_friends_places',
      'to_order shop.Order DO_NOTHING ',
    ]);
    const made = ['shop.GiftPast', 'shop.Gift_othersPast', 'shop.Gift_restPast'].map((label) => graph.models.get(label));
    assert.deepEqual(
      made.map((model) => [model?.dbTable, model?.pk]),
      [
        ['shop_giftpast', 'history_id'],
        ['shop_gift_otherspast', 'm2m_history_id'],
        ['shop_gift_restpast', 'm2m_history_id'],
      ],
    );
  });

  it('history as its call says otherwise (django-simple-history)', async () => {
    const graph = await graphOf(`from django.db import models
from simple_history.models import HistoricalRecords


def named(model):
    return "%sLog" % model


class Clerk(models.Model):
    code = models.CharField(max_length=10, unique=True)


class Order(models.Model):
    clerk = models.ForeignKey(Clerk, models.CASCADE, to_field="code")
    history = HistoricalRecords(user_model=Clerk, user_related_name="changed", custom_model_name=named)


class Kept(models.Model):
    history = HistoricalRecords(inherit=True, table_name="kept", user_related_name=None)


class Gift(Kept):
    pass


class Tag(models.Model):
    history = HistoricalRecords(history_user_id_field=models.IntegerField(), custom_model_name=None)
`);
    assert.deepEqual(relationsOf(graph, 'shop.OrderLog'), ['clerk shop.Clerk DO_NOTHING ', 'history_user shop.Clerk SET_NULL changed']);
    assert.equal(graph.relationById.get('shop.OrderLog.clerk')?.toField, 'code');
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalKept'), ['history_user auth.User SET_NULL historicalkept_set']);
    assert.deepEqual(
      ['Kept', 'Gift', 'Tag'].map((name) => graph.models.get(`shop.Historical${name}`)?.dbTable),
      ['kept', 'shop_historicalgift', 'shop_historicaltag'],
    );
    assert.deepEqual(relationsOf(graph, 'shop.HistoricalTag'), []);
  });

  it('events of a model that a decorator tracks, with the foreign keys of its table (django-pghistory)', async () => {
    const graph = await graphOf(`import pghistory
from django.db import models


class User(models.Model):
    pass


@pghistory.track()
class Tag(models.Model):
    pass


@pghistory.track(pghistory.InsertEvent(), exclude=["payer"])
class Order(models.Model):
    tags = models.ManyToManyField(Tag)
    payer = models.ForeignKey(User, models.CASCADE, related_name="paid")
    clerk = models.ForeignKey(User, models.CASCADE)


@pghistory.track(obj_field=pghistory.ObjForeignKey(related_name="past"), model_name="Past")
class Gift(Order):
    to = models.ForeignKey(User, models.SET_NULL, null=True, related_name="gifts")


@pghistory.track(obj_field=None, context_field=pghistory.ContextJSONField())
class OrderTag(Order.tags.through):
    class Meta:
        proxy = True


@pghistory.track(fields=["clerk"])
class Other(models.Model):
    pass
`);
    assert.deepEqual([...graph.models.keys()].filter((label) => /Event|Past/.test(label)).sort(), [
      'shop.OrderEvent',
      'shop.OrderTagEvent',
      'shop.Past',
      'shop.TagEvent',
    ]);
    assert.deepEqual([graph.models.get('shop.Past')?.dbTable, graph.models.get('shop.Past')?.pk], ['shop_past', 'pgh_id']);
    assert.deepEqual(relationsOf(graph, 'shop.OrderEvent'), [
      'clerk shop.User DO_NOTHING ',
      'pgh_context pghistory.Context DO_NOTHING ',
      'pgh_obj shop.Order DO_NOTHING events',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.Past'), [
      'order_ptr shop.Order DO_NOTHING ',
      'pgh_context pghistory.Context DO_NOTHING ',
      'pgh_obj shop.Gift DO_NOTHING past',
      'to shop.User DO_NOTHING ',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.OrderTagEvent'), ['order shop.Order DO_NOTHING ', 'tag shop.Tag DO_NOTHING ']);
  });

  it('translations of a model (django-parler)', async () => {
    const graph = await graphOf(`from django.db import models
from parler.models import TranslatedFields


class Product(models.Model):
    texts = TranslatedFields(title=models.CharField(max_length=20))

    class Meta:
        db_table = "goods"
`);
    assert.equal(graph.models.get('shop.ProductTranslation')?.dbTable, 'goods_translation');
    assert.deepEqual(relationsOf(graph, 'shop.ProductTranslation'), ['master shop.Product CASCADE texts']);
  });

  it('fields that are given to the translations of a model (django-parler)', async () => {
    const graph = await graphOf(`from django.db import models
from parler.models import TranslatedFields


class Tag(models.Model):
    pass


MORE = {"word": models.ForeignKey(Tag, models.CASCADE, related_name="words")}


class Product(models.Model):
    Target = Tag
    texts = TranslatedFields(
        title=models.CharField(max_length=20),
        editor=models.OneToOneField("Tag", models.SET_NULL, null=True, related_name="edited_%(class)s"),
        tags=models.ManyToManyField(Target),
        parent=models.ForeignKey("self", models.CASCADE),
        **{"owner": models.ForeignKey("Product", models.CASCADE, related_name="owned")},
        **MORE,
        **{name: models.TextField() for name in ("a", "b")},
        meta={"db_table": "texts", "ordering": ["title"]},
    )

    class Meta:
        db_table = "goods"
        default_related_name = "products"
`);
    assert.equal(graph.models.get('shop.ProductTranslation')?.dbTable, 'texts');
    assert.deepEqual(relationsOf(graph, 'shop.ProductTranslation'), [
      'editor shop.Tag SET_NULL edited_producttranslation',
      'master shop.Product CASCADE texts',
      'owner shop.Product CASCADE owned',
      'parent shop.ProductTranslation CASCADE producttranslation_set',
      'tags shop.Tag  producttranslation_set',
      'word shop.Tag CASCADE words',
    ]);
    const tags = graph.relationById.get('shop.ProductTranslation.tags');
    assert.deepEqual([tags?.through, tags?.joinTable, tags?.certain], ['shop.ProductTranslation_tags', 'texts_tags', false]);
    assert.equal(graph.relationById.get('shop.ProductTranslation.editor')?.null, true);
  });

  it('what a name leads to that only a library gives', async () => {
    const graph = await graphOf(`from django.db import models
from parler.models import TranslatedFields
from simple_history import register
from simple_history.models import HistoricalRecords


class Texts(TranslatedFields):
    pass


class Kept(models.Model):
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True


class Product(Kept):
    texts = Texts(title=models.CharField(max_length=20))


class Order(models.Model):
    pass


register(Order)


class Note(models.Model):
    text = models.ForeignKey("ProductTranslation", models.CASCADE)
    product = models.ForeignKey("shop.historicalproduct", models.CASCADE)
    order = models.ForeignKey("HistoricalOrder", models.CASCADE)
`);
    assert.deepEqual(relationsOf(graph, 'shop.Note'), [
      'text shop.ProductTranslation CASCADE note_set',
      'product shop.HistoricalProduct CASCADE note_set',
      'order shop.HistoricalOrder CASCADE note_set',
    ]);
  });

  it('no such name any more once what makes it is taken out of an open file', async () => {
    const orders = (body: string): string =>
      `from django.db import models\nfrom simple_history.models import HistoricalRecords\n\n\nclass Order(models.Model):\n    ${body}\n`;
    const service = await serviceOver({
      ...sound,
      'shop/models.py': orders('history = HistoricalRecords()'),
      'blog/models.py':
        'from django.db import models\n\n\nclass Post(models.Model):\n    past = models.ForeignKey("shop.HistoricalOrder", models.CASCADE)\n',
    });
    assert.deepEqual(findingsIn(service), []);
    service.open({ key: joinKey(ROOT, 'shop/models.py'), text: orders('pass'), version: 1 });
    assert.deepEqual(findingsIn(service), ['blog/models.py:5:30 fields.E300 "\\"shop.HistoricalOrder\\""']);
    service.open({ key: joinKey(ROOT, 'shop/models.py'), text: orders('history = HistoricalRecords()'), version: 2 });
    assert.deepEqual(findingsIn(service), []);
  });

  it('nothing of a name that a library may give of which no pack tells', async () => {
    const graph = await graphOf(`from django.db import models
from elsewhere import Past, follow, keep


class Records(Past):
    pass


class Kept(models.Model):
    past = Records()

    class Meta:
        abstract = True


class Order(Kept):
    pass


@keep
class Gift(models.Model):
    pass


class Tag(models.Model):
    pass


follow(Tag)


class Note(models.Model):
    order = models.ForeignKey("OrderPast", models.CASCADE)
    gift = models.ForeignKey("GiftPast", models.CASCADE)
    tag = models.ForeignKey("TagPast", models.CASCADE)
`);
    assert.deepEqual(
      relationsOf(graph, 'shop.Note').map((said) => said.split(' ')[1]),
      ['dynamic', 'dynamic', 'dynamic'],
    );
  });

  it('a name that clashes with what a library makes is not reported', async () => {
    await graphOf(`from django.db import models
from parler.models import TranslatedFields


class Tag(models.Model):
    producttranslation = models.CharField(max_length=20)


class Product(models.Model):
    texts = TranslatedFields(tag=models.OneToOneField(Tag, models.CASCADE))


class Other(models.Model):
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="producttranslation_set")
    product = models.ForeignKey(Product, models.CASCADE, related_name="texts")
`);
  });

  it('tags of a model, through the model that the call names (django-taggit)', async () => {
    const service = await serviceOver({
      ...sound,
      'config/settings.py': 'INSTALLED_APPS = ["shop", "blog", "taggit"]\n',
      [`${PACKAGES}/taggit/__init__.py`]: '',
      [`${PACKAGES}/taggit/managers.py`]: MANAGERS,
      [`${PACKAGES}/taggit/models.py`]: TAGGIT,
      'blog/models.py': '',
      'shop/models.py': `from django.db import models
from taggit.managers import TaggableManager
from taggit.models import ItemBase


class Colour(models.Model):
    pass


class Painted(ItemBase):
    tag = models.ForeignKey(Colour, on_delete=models.CASCADE)
    content_object = models.ForeignKey("Car", on_delete=models.CASCADE)


class Colours(TaggableManager):
    def __init__(self, **kwargs):
        kwargs.setdefault("through", Painted)
        super().__init__(**kwargs)


class Car(models.Model):
    colours = TaggableManager(through=Painted, related_name="cars")
    tags = TaggableManager()
    trims = Colours(related_name="trimmed")


class Vehicle(models.Model):
    tags = TaggableManager()

    class Meta:
        abstract = True


class Bus(Vehicle):
    tags = TaggableManager(through=Painted, related_name="buses")


class Tram(Vehicle):
    tags = None
`,
    });
    assert.deepEqual(findingsIn(service), []);
    const [project] = service.analysis().projects;
    assert.ok(project);
    assert.deepEqual(relationsOf(project.graph, 'shop.Car'), [
      'colours shop.Colour  cars',
      'tagged_items taggit.TaggedItem  ',
      'tags taggit.Tag  car_set',
      'trims shop.Colour  trimmed',
    ]);
    // What stands under an inherited name takes its place, as with fields.
    assert.deepEqual(relationsOf(project.graph, 'shop.Bus'), ['tags shop.Colour  buses']);
    assert.deepEqual(relationsOf(project.graph, 'shop.Tram'), []);
  });

  it('links between the models of an organization (django-organizations)', async () => {
    const graph = await organizationsOf(`from django.db import models
from organizations.base import OrganizationBase, OrganizationInvitationBase, OrganizationOwnerBase, OrganizationUserBase


class Team(OrganizationBase):
    pass


class Member(OrganizationUserBase):
    user = models.ForeignKey("Team", models.PROTECT, related_name="own")

    class Meta:
        db_table = "members"


class Owner(OrganizationOwnerBase):
    pass


class Invitation(OrganizationInvitationBase):
    pass


class Club(OrganizationBase):
    team_set = models.IntegerField()


class Guest(Club):
    pass
`);
    assert.deepEqual(relationsOf(graph, 'shop.Team'), ['users auth.User  shop_team']);
    assert.deepEqual(relationsOf(graph, 'shop.Member'), [
      'user shop.Team PROTECT own',
      'organization shop.Team CASCADE organization_users',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.Owner'), [
      'organization shop.Team CASCADE owner',
      'organization_user shop.Member CASCADE owner',
    ]);
    assert.deepEqual(relationsOf(graph, 'shop.Invitation'), [
      'invited_by auth.User CASCADE shop_invitation_sent_invitations',
      'invitee auth.User CASCADE shop_invitation_invitations',
      'organization shop.Team CASCADE organization_invites',
    ]);
    // There is one of every kind by now: the next one is linked with those that were there.
    assert.deepEqual(relationsOf(graph, 'shop.Club'), ['users auth.User  shop_club']);
    assert.deepEqual(relationsOf(graph, 'shop.Guest'), ['club_ptr shop.Club CASCADE guest']);
    const users = graph.relationById.get('shop.Team.users');
    assert.deepEqual([users?.through, users?.throughAuto, users?.joinTable], ['shop.Member', false, 'members']);
    const owner = graph.relationById.get('shop.Owner.organization');
    assert.deepEqual([owner?.kind, owner?.unique, owner?.column, owner?.certain], ['one-to-one', true, 'organization_id', false]);
  });

  it('no links where a kind of model is missing, or an abstract one takes its place', async () => {
    const source = (rest: string): string => `from organizations.base import OrganizationBase, OrganizationInvitationBase
from organizations.base import OrganizationOwnerBase, OrganizationUserBase


class Team(OrganizationBase):
    pass


class Member(OrganizationUserBase):
    pass


class Owner(OrganizationOwnerBase):
    pass
${rest}`;
    const abstract = 'class Asked(OrganizationInvitationBase):\n    class Meta:\n        abstract = True\n';
    for (const rest of [
      '',
      abstract,
      'class OrganizationInvitationBase:\n    pass\n\nclass Asked(OrganizationInvitationBase):\n    pass\n',
    ])
      assert.deepEqual(relationsOf(await organizationsOf(source(rest)), 'shop.Team'), []);
    const replaced = `${abstract}\nclass Invitation(OrganizationInvitationBase):\n    pass\n\nclass Late(OrganizationInvitationBase):\n    pass\n`;
    assert.deepEqual(relationsOf(await organizationsOf(source(replaced)), 'shop.Team'), []);
    const first = `from organizations.base import OrganizationInvitationBase\n\n${abstract}\n`;
    const both = `${first}class Invitation(OrganizationInvitationBase):\n    pass\n\n${source('')}`;
    assert.equal((await organizationsOf(both)).relationById.get('shop.Team.users')?.through, 'shop.Member');
  });

  it('nothing on a model that a setting swaps out', async () => {
    const models = `from organizations.base import OrganizationBase, OrganizationInvitationBase
from organizations.base import OrganizationOwnerBase, OrganizationUserBase


class Team(OrganizationBase):
    pass


class Member(OrganizationUserBase):
    pass


class Owner(OrganizationOwnerBase):
    pass


class Invitation(OrganizationInvitationBase):
    class Meta:
        swappable = "SHOP_INVITATION"
`;
    const settings = `${sound['config/settings.py'] ?? ''}SHOP_INVITATION = "blog.Asked"\n`;
    const blog = 'from django.db import models\n\n\nclass Asked(models.Model):\n    pass\n';
    const graph = await organizationsOf(models, { 'config/settings.py': settings, 'blog/models.py': blog });
    assert.equal(graph.models.get('shop.Invitation')?.swapped, 'blog.Asked');
    assert.deepEqual(relationsOf(graph, 'shop.Invitation'), []);
    assert.deepEqual(relationsOf(graph, 'shop.Team'), ['users auth.User  shop_team']);
  });

  it('the link of a plugin to its parent (django-cms)', async () => {
    const service = await serviceOver({
      ...sound,
      'config/settings.py': 'INSTALLED_APPS = ["cms", "shop", "blog"]\n',
      [`${PACKAGES}/cms/__init__.py`]: '',
      [`${PACKAGES}/cms/models/__init__.py`]: 'from .pluginmodel import CMSPlugin\n',
      [`${PACKAGES}/cms/models/pluginmodel.py`]: 'from django.db import models\n\n\nclass CMSPlugin(models.Model):\n    pass\n',
      'blog/models.py': '',
      'shop/models.py': 'from cms.models import CMSPlugin\n\n\nclass Banner(CMSPlugin):\n    pass\n',
    });
    const [project] = service.analysis().projects;
    assert.ok(project);
    assert.deepEqual(relationsOf(project.graph, 'shop.Banner'), ['cmsplugin_ptr cms.CMSPlugin CASCADE shop_banner']);
  });

  it('versions of the models that configurations list (djangocms-versioning)', async () => {
    const site = {
      ...sound,
      'config/settings.py': 'INSTALLED_APPS = ["cms", "djangocms_versioning", "shop", "blog"]\nSWITCHED_OFF = False\n',
      [`${PACKAGES}/cms/__init__.py`]: '',
      [`${PACKAGES}/cms/app_base.py`]: 'class CMSAppConfig:\n    pass\n',
      [`${PACKAGES}/djangocms_versioning/__init__.py`]: '',
      [`${PACKAGES}/djangocms_versioning/models.py`]: 'from django.db import models\n\n\nclass Version(models.Model):\n    pass\n',
      'blog/models.py':
        'from django.db import models\n\n\nclass Post(models.Model):\n    pass\n\n\nclass Draft(models.Model):\n    versions = models.IntegerField()\n',
      'shop/models.py':
        'from django.db import models\n\n\nclass Order(models.Model):\n    pass\n\n\nclass Offer(models.Model):\n    pass\n\n\nclass Gift(models.Model):\n    pass\n\n\nclass Tag(models.Model):\n    pass\n',
    };
    const shop = `from cms.app_base import CMSAppConfig
from django.conf import settings
from djangocms_versioning.datastructures import VersionableItem, VersionableItemAlias

from .models import Gift, Offer, Order, Tag


class Own(VersionableItem):
    pass


class ShopConfig(CMSAppConfig):
    djangocms_versioning_enabled = True
    versioning = [VersionableItem(content_model=Order, grouper_field_name="x"), VersionableItemAlias(Offer, to=None), Own(Tag)]


class Another:
    djangocms_versioning_enabled = True
    versioning = [VersionableItem(content_model=Gift)]


class Off(CMSAppConfig):
    djangocms_versioning_enabled = getattr(settings, "SWITCHED_OFF", True)
    versioning = [VersionableItem(content_model=Gift)]


class Silent(CMSAppConfig):
    versioning = [VersionableItem(content_model=Gift)]
`;
    const blog = `from cms.app_base import CMSAppConfig
from django.conf import settings

from .models import Post


class BlogConfig(CMSAppConfig):
    def __init__(self, app_config):
        super().__init__(app_config)
        Item = self.get_contract("djangocms_versioning")
        self.djangocms_versioning_enabled = getattr(settings, "VERSIONED", Item is not None)
        if self.djangocms_versioning_enabled:
            from djangocms_versioning.datastructures import VersionableItem
            self.versioning = [VersionableItem(content_model=Post, grouper_field_name="x")]
`;
    const service = await serviceOver({ ...site, 'shop/cms_config.py': shop, 'blog/cms_config.py': blog });
    assert.deepEqual(findingsIn(service), []);
    const [project] = service.analysis().projects;
    assert.ok(project);
    const { graph } = project;
    assert.deepEqual([...graph.models.keys()].filter((label) => label.startsWith('djangocms_')).sort(), [
      'djangocms_versioning.OrderVersion',
      'djangocms_versioning.PostVersion',
      'djangocms_versioning.TagVersion',
      'djangocms_versioning.Version',
    ]);
    const made = graph.models.get('djangocms_versioning.OrderVersion');
    assert.deepEqual([made?.proxy, made?.managed, made?.dbTable, made?.pk], [true, false, 'djangocms_versioning_version', 'id']);
    const versions = graph.relations.flatMap(({ id, field, queryName }) => (field === 'versions' ? [`${id} ${queryName ?? ''}`] : []));
    const expected = ['blog.Post.versions blog_post', 'shop.Offer.versions shop_offer', 'shop.Order.versions shop_order'];
    assert.deepEqual(versions, [...expected, 'shop.Tag.versions shop_tag']);
    const without = await serviceOver({ ...site, 'config/settings.py': 'INSTALLED_APPS = ["shop", "blog"]\n', 'shop/cms_config.py': shop });
    const [plain] = without.analysis().projects;
    assert.equal(plain?.graph.relationById.has('shop.Order.versions'), false);
  });

  it('settings of a name that only a class gives a default (django-appconf)', async () => {
    const service = await serviceOver({
      ...sound,
      'blog/models.py': '',
      'shop/conf.py': `from appconf import AppConf


class Shop(AppConf):
    BUYER = "shop.Customer"
    SHOP_SELLER = "shop.Customer"
    PAYER = "shop.Customer"

    def configure_payer(self, value):
        return value.upper()


class Other(AppConf):
    OWNER = "shop.Customer"

    class Meta:
        prefix = "crm"


class Plain:
    AGENT = "shop.Customer"
`,
      'shop/models.py': `from django.conf import settings
from django.db import models


class Customer(models.Model):
    pass


class Order(models.Model):
    buyer = models.ForeignKey(settings.SHOP_BUYER, on_delete=models.CASCADE, related_name="+")
    seller = models.ForeignKey(getattr(settings, "SHOP_SELLER", "shop.Nobody"), on_delete=models.CASCADE, related_name="+")
    payer = models.ForeignKey(settings.SHOP_PAYER, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.CRM_OWNER, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(settings.SHOP_AGENT, on_delete=models.CASCADE, related_name="+")
`,
    });
    assert.deepEqual(findingsIn(service), []);
    const graph = service.analysis().projects[0]?.graph;
    assert.ok(graph);
    assert.deepEqual(relationsOf(graph, 'shop.Order'), [
      'buyer shop.Customer CASCADE ',
      'seller shop.Customer CASCADE ',
      'payer dynamic CASCADE ',
      'owner shop.Customer CASCADE ',
      'agent dynamic CASCADE ',
    ]);
  });

  it('nothing of a class that is only called alike', async () => {
    const graph = await graphOf(`from django.db import models


class HistoricalRecords:
    pass


class Order(models.Model):
    history = HistoricalRecords()
`);
    assert.equal(graph.models.has('shop.HistoricalOrder'), false);
  });
});

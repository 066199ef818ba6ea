/** A small Django project, and whatever a person may do to it: the material of incremental.test.ts. */
import fc from 'fast-check';

/** Paths and texts at the beginning. */
export const project: Readonly<Record<string, string>> = {
  'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n',
  'requirements.txt': 'django>=5.2\n',
  'config/__init__.py': '',
  'config/settings.py': `from config.base import *

AUTH_USER_MODEL = "users.User"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "users",
    "shop",
    "blog.apps.BlogConfig",
    "djangocms_versioning",
]
`,
  'config/base.py': 'INSTALLED_APPS = ["shop"]\nROOT_URLCONF = "config.urls"\n',
  'config/urls.py': 'from shop import views\n',
  'users/__init__.py': '',
  'users/models.py': `from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    friends = models.ManyToManyField("self")
`,
  'shop/__init__.py': '',
  'shop/base.py': `from django.db import models


class Recorded(models.Model):
    by = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="%(class)s_set")

    class Meta:
        abstract = True
`,
  'shop/models.py': `from django.conf import settings
from django.db import models
from parler.models import TranslatedFields
from simple_history.models import HistoricalRecords

from shop.base import Recorded


class Product(Recorded):
    name = models.CharField(max_length=9)


class Order(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL)
    second = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    products = models.ManyToManyField(Product, related_name="orders", through="Line")
    history = HistoricalRecords(m2m_fields=["products"])

    def __str__(self):
        return self.name


class Line(models.Model):
    order = models.ForeignKey(Order, on_delete=models.CASCADE)
    product = models.ForeignKey(Product, models.CASCADE)
`,
  'shop/views.py': 'from shop.models import Order\n',
  'shop/cms_config.py': `from cms.app_base import CMSAppConfig
from djangocms_versioning.datastructures import VersionableItem

from shop.models import Order, Product


class ShopConfig(CMSAppConfig):
    djangocms_versioning_enabled = True
    versioning = [VersionableItem(content_model=Product)]
`,
  'djangocms_versioning/__init__.py': '',
  'djangocms_versioning/models.py': 'from django.db import models\n\n\nclass Version(models.Model):\n    pass\n',
  'blog/__init__.py': '',
  'blog/apps.py': 'from django.apps import AppConfig\n\n\nclass BlogConfig(AppConfig):\n    name = "blog"\n    label = "journal"\n',
  'blog/models.py': `from django.db import models
from shop.models import *


class Post(models.Model):
    about = models.ForeignKey("shop.Product", on_delete=models.CASCADE)
    writer = models.OneToOneField("users.User", models.SET_DEFAULT, unique=True)
    past = models.ForeignKey("shop.HistoricalOrder", on_delete=models.CASCADE)


class Note(Post):
    class Meta:
        proxy = True
`,
};

/** Paths that files may come to have besides those of the beginning. */
export const paths: readonly string[] = [
  ...Object.keys(project).filter((path) => path.endsWith('.py')),
  ...['shop/extra.py', 'shop/models/__init__.py', 'shop/models/order.py', 'news/models.py', 'news/__init__.py', 'config/local.py'],
  ...['shop/tests.py', 'blog/models.pyi', 'users/apps.py', 'manage/__init__.py', 'other/manage.py'],
];

/** Lines that may come into any file, at any place; most are not at home there. */
const lines: readonly string[] = [
  'from django.db import models',
  'from shop.models import Order, Product as P',
  'from .base import Recorded',
  'from .models import *',
  'from .tests import *',
  'from . import models as own',
  'import shop.models',
  'class Order(models.Model):',
  'class Product(Recorded):',
  'class Recorded(Product):',
  'class Note(Post, Recorded):',
  'class Extra(P):',
  'class User(AbstractUser):',
  '    class Meta:',
  '        abstract = True',
  '        proxy = True',
  '        db_table = "t"',
  '        app_label = "shop"',
  '        swappable = "AUTH_USER_MODEL"',
  '    orders = models.IntegerField()',
  '    user = models.ForeignKey("users.User", on_delete=models.CASCADE, related_name="orders")',
  '    user = models.ForeignKey("Order", models.SET_NULL, null=True)',
  '    tags = models.ManyToManyField("shop.Order", through="shop.Line", related_name="+")',
  '    up = models.ForeignKey("self", on_delete=CASCADE)',
  '    item = models.ForeignKey(Order)',
  '    item = models.OneToOneField(own.Order, on_delete=models.DO_NOTHING, parent_link=True)',
  '    lost = models.ForeignKey("shop.Nothing", on_delete=models.CASCADE)',
  '    past = models.ForeignKey("OrderTranslation", on_delete=models.CASCADE)',
  '    history = HistoricalRecords(inherit=True, related_name="past")',
  '    words = TranslatedFields(by=models.ForeignKey("Order", models.CASCADE), of=models.ManyToManyField(Product))',
  '    versioning = [VersionableItem(Order)]',
  '    djangocms_versioning_enabled = False',
  '    def order_set(self):',
  '        return Order.objects.filter(',
  '    pass',
  'INSTALLED_APPS += ["news"]',
  'INSTALLED_APPS.append("news")',
  'INSTALLED_APPS = ["shop", "users"]',
  'INSTALLED_APPS = os.environ["APPS"].split()',
  'AUTH_USER_MODEL = "shop.Order"',
  'AUTH_USER_MODEL = config("USER")',
  'DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"',
  'ROOT_URLCONF = "shop.views"',
  'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.local")',
  'if DEBUG:',
  'try:',
  'except ImportError:',
  'Order = Product',
  '__all__ = ["Order"]',
  '    label = "users"',
  '# a remark',
  '',
  '(',
  '"""',
  '        x = [',
  '\tclass Tab(models.Model):',
];

/** What may be done to a text: places are fractions of its length, so that they fit any text. */
export type Edit =
  | { readonly kind: 'line in'; readonly at: number; readonly line: string }
  | { readonly kind: 'line out'; readonly at: number }
  | { readonly kind: 'line moved'; readonly at: number; readonly to: number }
  | { readonly kind: 'word'; readonly at: number; readonly word: string }
  | { readonly kind: 'as it was' }
  | { readonly kind: 'empty' };

const fraction = fc.integer({ min: 0, max: 99 }).map((percent) => percent / 100);
const words = [
  'Order',
  'Product',
  'User',
  'models',
  'shop',
  'Recorded',
  'user',
  'CASCADE',
  'abstract',
  'True',
  'HistoricalRecords',
  '"shop.Order"',
  'null',
  '',
];

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('line in'), at: fraction, line: fc.constantFrom(...lines) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('line out'), at: fraction }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('line moved'), at: fraction, to: fraction }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('word'), at: fraction, word: fc.constantFrom(...words) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'as it was' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'empty' } as const) },
);

/** The text after the edit; `path` tells what the text was at the beginning. */
export function edited(text: string, path: string, change: Edit): string {
  const all = text.split('\n');
  const index = (at: number): number => Math.floor(at * all.length);
  switch (change.kind) {
    case 'line in':
      return all.toSpliced(index(change.at), 0, change.line).join('\n');
    case 'line out':
      return all.toSpliced(index(change.at), 1).join('\n');
    case 'line moved':
      return all
        .toSpliced(index(change.at), 1)
        .toSpliced(index(change.to), 0, all[index(change.at)] ?? '')
        .join('\n');
    case 'word': {
      const found = [...text.matchAll(/"[^"\n]*"|\w+/g)];
      const match = found[Math.floor(change.at * found.length)];
      return match === undefined ? text : text.slice(0, match.index) + change.word + text.slice(match.index + match[0].length);
    }
    case 'as it was':
      return project[path] ?? 'from django.db import models\n\n\nclass Extra(models.Model):\n    name = models.CharField()\n';
    case 'empty':
      return '';
  }
}

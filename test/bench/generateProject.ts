/**
 * Makes a Django project of any size as plain text: the same count gives the same bytes, on every machine. It looks like a grown
 * business application: apps of 5 to 40 models with docstrings, methods and Meta, every kind of relation, and the modules that
 * hold no models (views, serializers, forms, tests, migrations), which are most of the files. It is healthy: nothing is wrong in it.
 */

export interface GeneratedFile {
  /** Relative to the project, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** The first app's models, the file that the keystroke measurements edit. */
export const EDITED_FILE = 'apps/accounts/models.py';

interface AppPlan {
  readonly label: string;
  readonly models: readonly ModelPlan[];
}

interface ModelPlan {
  readonly name: string;
  readonly app: string;
}

/** A project with exactly `modelCount` concrete models in apps under `apps/`, settings and manage.py. */
export function generateProject(modelCount: number): readonly GeneratedFile[] {
  const random = seededRandom(modelCount);
  const apps = planApps(modelCount, random);
  const all = apps.flatMap((app) => app.models);
  return [
    { path: 'manage.py', text: managePy },
    { path: 'requirements.txt', text: 'Django~=5.2.0\n' },
    { path: 'config/__init__.py', text: '' },
    { path: 'config/settings.py', text: settingsPy(['apps.core', ...apps.map(({ label }) => `apps.${label}`)]) },
    { path: 'config/urls.py', text: urlsPy(apps) },
    { path: 'apps/__init__.py', text: '' },
    { path: 'apps/core/__init__.py', text: '' },
    { path: 'apps/core/models.py', text: coreModelsPy },
    ...apps.flatMap((app) => appFiles(app, all, random)),
  ];
}

/** A project of `modelCount` models in apps of twenty, and of nothing else: short classes with three foreign keys each, into any app. */
export function generateModels(modelCount: number): readonly GeneratedFile[] {
  const random = seededRandom(modelCount);
  const labels = Array.from({ length: Math.ceil(modelCount / SHORT_APP) }, (_, n) => `${pick(DOMAINS, n)}${String(n)}`);
  const names = NOUNS.slice(0, SHORT_APP);
  const shortModel = (label: string, name: string): string => `

class ${name}(models.Model):
    name = models.CharField(max_length=100)
    created = models.DateTimeField(auto_now_add=True)
    amount = models.IntegerField(default=0)
${['first', 'second', 'third']
  .map((field) => {
    const target = `${pick(labels, random(labels.length))}.${pick(names, random(names.length))}`;
    const reverse = `${label}_${name.toLowerCase()}_${field}`;
    return `    ${field} = models.ForeignKey("${target}", on_delete=models.CASCADE, related_name="${reverse}")\n`;
  })
  .join('')}
    def __str__(self):
        return self.name
`;
  return [
    { path: 'manage.py', text: managePy },
    { path: 'requirements.txt', text: 'Django~=5.2.0\n' },
    { path: 'config/__init__.py', text: '' },
    { path: 'config/settings.py', text: settingsPy(labels) },
    ...labels.flatMap((label) => [
      { path: `${label}/__init__.py`, text: '' },
      { path: `${label}/models.py`, text: `from django.db import models\n${names.map((name) => shortModel(label, name)).join('')}` },
    ]),
  ];
}

const SHORT_APP = 20;

type Random = (below: number) => number;

/** A small linear congruential generator: whole numbers from 0 up to, not including, `below`. */
function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Every 300 models hold the same app sizes, so that an app, and the edited file above all, is as large in every project. */
const APP_SIZES = [25, 12, 40, 5, 18, 30, 8, 22, 15, 35, 10, 20, 28, 6, 26];

// prettier-ignore
const DOMAINS = ['accounts', 'billing', 'catalogue', 'shipping', 'support', 'payroll', 'fleet', 'events', 'library', 'clinic',
  'kitchen', 'studio', 'estate', 'harbour', 'garden'];

// prettier-ignore
const NOUNS = ['Person', 'Ticket', 'Voucher', 'Parcel', 'Contract', 'Machine', 'Visit', 'Lesson', 'Reading', 'Claim', 'Deposit',
  'Survey', 'Batch', 'Route', 'Licence', 'Panel', 'Season', 'Quota', 'Sample', 'Permit'];

function planApps(modelCount: number, random: Random): readonly AppPlan[] {
  const apps: AppPlan[] = [];
  for (let planned = 0, n = 0; planned < modelCount; n++) {
    const size = Math.min(APP_SIZES[n % APP_SIZES.length] ?? 20, modelCount - planned);
    const domain = pick(DOMAINS, n);
    const round = Math.floor(n / DOMAINS.length);
    const label = round === 0 ? domain : `${domain}${String(round)}`;
    const first = random(NOUNS.length);
    const models = Array.from({ length: size }, (_, i) => ({
      app: label,
      name: `${pick(NOUNS, first + i)}${i < NOUNS.length ? '' : 'Entry'}`,
    }));
    apps.push({ label, models });
    planned += size;
  }
  return apps;
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('cannot pick from nothing');
  return item;
}

function appFiles(app: AppPlan, all: readonly ModelPlan[], random: Random): readonly GeneratedFile[] {
  const at = (name: string): string => `apps/${app.label}/${name}`;
  return [
    { path: at('__init__.py'), text: '' },
    { path: at('apps.py'), text: appsPy(app) },
    { path: at('models.py'), text: modelsPy(app, all, random) },
    { path: at('admin.py'), text: adminPy(app) },
    { path: at('views.py'), text: viewsPy(app) },
    { path: at('serializers.py'), text: serializersPy(app) },
    { path: at('forms.py'), text: formsPy(app) },
    { path: at('urls.py'), text: appUrlsPy(app) },
    { path: at('signals.py'), text: signalsPy(app) },
    { path: at('migrations/__init__.py'), text: '' },
    { path: at('migrations/0001_initial.py'), text: migrationPy(app) },
    { path: at('tests/__init__.py'), text: '' },
    { path: at('tests/test_models.py'), text: testsPy(app, 'model') },
    { path: at('tests/test_views.py'), text: testsPy(app, 'view') },
  ];
}

function modelsPy(app: AppPlan, all: readonly ModelPlan[], random: Random): string {
  const header = `"""Models of ${app.label}: what is stored, and the rules that belong to one row."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import Named, TimeStamped


class ${className(app.label)}QuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def recent(self, days=30):
        return self.filter(created__gte=timezone.now() - timezone.timedelta(days=days))
`;
  return header + app.models.map((model, index) => modelClass({ app, all, random, model, index })).join('');
}

interface ModelContext {
  readonly app: AppPlan;
  readonly all: readonly ModelPlan[];
  readonly random: Random;
  readonly model: ModelPlan;
  readonly index: number;
}

function modelClass(context: ModelContext): string {
  const { app, model, index } = context;
  const base = pick(['models.Model', 'TimeStamped', 'Named', 'TimeStamped'], index);
  const lower = model.name.toLowerCase();
  return `

class ${model.name}(${base}):
    """One ${lower} as the ${app.label} team knows it.

    Kept for ten years, then made anonymous; see the handbook for what that means.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    reference = models.CharField(_("reference"), max_length=40, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, db_index=True)
    notes = models.TextField(blank=True, help_text=_("Not shown to customers."))
    amount = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal("0.00"))
    position = models.PositiveIntegerField(default=0)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
${relationFields(context)}
    objects = ${className(app.label)}QuerySet.as_manager()

    class Meta:
        ordering = ["position", "-starts_on"]
        verbose_name = _("${lower}")
        indexes = [models.Index(fields=["status", "position"], name="${app.label.slice(0, 12)}_${String(index)}_status")]

    def __str__(self):
        return f"{self.reference} ({self.get_status_display()})"

    @property
    def is_open(self):
        """Open, and within its dates."""
        today = timezone.localdate()
        if self.starts_on and today < self.starts_on:
            return False
        return self.status == self.Status.OPEN and (self.ends_on is None or today <= self.ends_on)

    def close(self, *, reason=""):
        """Closes it for good; a second call changes nothing."""
        if self.status == self.Status.CLOSED:
            return False
        self.status = self.Status.CLOSED
        self.notes = "\\n".join(filter(None, [self.notes, reason]))
        self.save(update_fields=["status", "notes"])
        return True
`;
}

/** Two or three relations per model, of every kind in turn; reverse names are unique because they carry the model's own name. */
function relationFields({ app, all, random, model, index }: ModelContext): string {
  const lines: string[] = [];
  const own = `${app.label}_${model.name.toLowerCase()}`;
  const before = app.models.slice(0, index);
  const near = before[random(Math.max(before.length, 1))];
  const far = pick(all, random(all.length));
  if (near) lines.push(`parent = models.ForeignKey(${near.name}, on_delete=models.CASCADE, related_name="${own}_children")`);
  lines.push(
    `source = models.ForeignKey(\n        "${far.app}.${far.name}",\n        on_delete=models.PROTECT,\n        null=True,\n        blank=True,\n        related_name="${own}_sources",\n    )`,
  );
  const last = [
    `owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="${own}_owned")`,
    `related = models.ManyToManyField("self", blank=True)`,
    `twin = models.OneToOneField("${model.name}", on_delete=models.SET_NULL, null=True, blank=True, related_name="twin_of")`,
    `watchers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="${own}_watched")`,
    `checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")`,
  ];
  lines.push(pick(last, index));
  return lines.map((line) => `    ${line}\n`).join('');
}

const managePy = `#!/usr/bin/env python
import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`;

const coreModelsPy = `from django.db import models


class TimeStamped(models.Model):
    created = models.DateTimeField(auto_now_add=True)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Named(TimeStamped):
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120)

    class Meta:
        abstract = True
`;

function settingsPy(apps: readonly string[]): string {
  return `SECRET_KEY = "generated"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
${apps.map((app) => `    "${app}",\n`).join('')}]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "config.urls"
USE_TZ = True
`;
}

function urlsPy(apps: readonly AppPlan[]): string {
  return `from django.urls import include, path

urlpatterns = [
${apps.map((app) => `    path("${app.label}/", include("apps.${app.label}.urls")),\n`).join('')}]
`;
}

function appsPy(app: AppPlan): string {
  return `from django.apps import AppConfig


class ${className(app.label)}Config(AppConfig):
    name = "apps.${app.label}"
`;
}

function names(app: AppPlan): string {
  return app.models.map((model) => model.name).join(', ');
}

function adminPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string => `

@admin.register(${name})
class ${name}Admin(admin.ModelAdmin):
    list_display = ["reference", "status", "amount", "is_active"]
    list_filter = ["status", "is_active"]
    search_fields = ["reference", "notes"]
    date_hierarchy = "starts_on"
`;
  return `from django.contrib import admin\n\nfrom .models import ${names(app)}\n${app.models.map(one).join('')}`;
}

function viewsPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string => `

class ${name}List(LoginRequiredMixin, ListView):
    """Every ${name.toLowerCase()} that the user may see, newest first."""

    model = ${name}
    paginate_by = 50

    def get_queryset(self):
        found = super().get_queryset().active()
        words = self.request.GET.get("q", "").strip()
        if words:
            found = found.filter(Q(reference__icontains=words) | Q(notes__icontains=words))
        return found.order_by("-starts_on")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["total"] = self.object_list.aggregate(total=Sum("amount"))["total"] or 0
        return context


class ${name}Detail(LoginRequiredMixin, DetailView):
    model = ${name}
    slug_field = "reference"
`;
  return `from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Q, Sum
from django.views.generic import DetailView, ListView

from .models import ${names(app)}
${app.models.map(one).join('')}`;
}

function serializersPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string => `

class ${name}Serializer(serializers.ModelSerializer):
    is_open = serializers.BooleanField(read_only=True)

    class Meta:
        model = ${name}
        fields = ["id", "reference", "status", "amount", "starts_on", "ends_on", "is_open"]

    def validate(self, attrs):
        if attrs.get("starts_on") and attrs.get("ends_on") and attrs["ends_on"] < attrs["starts_on"]:
            raise serializers.ValidationError({"ends_on": "It cannot end before it starts."})
        return attrs
`;
  return `from rest_framework import serializers\n\nfrom .models import ${names(app)}\n${app.models.map(one).join('')}`;
}

function formsPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string => `

class ${name}Form(forms.ModelForm):
    class Meta:
        model = ${name}
        fields = ["reference", "status", "amount", "notes"]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4})}
`;
  return `from django import forms\n\nfrom .models import ${names(app)}\n${app.models.map(one).join('')}`;
}

function appUrlsPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string =>
    `    path("${name.toLowerCase()}/", views.${name}List.as_view(), name="${name.toLowerCase()}-list"),\n`;
  return `from django.urls import path\n\nfrom . import views\n\napp_name = "${app.label}"\nurlpatterns = [\n${app.models.map(one).join('')}]\n`;
}

function signalsPy(app: AppPlan): string {
  const name = pick(app.models, 0).name;
  return `from django.db.models.signals import post_save
from django.dispatch import receiver

from .models import ${name}


@receiver(post_save, sender=${name})
def tell_the_team(sender, instance, created, **kwargs):
    if created and instance.is_active:
        print(f"new: {instance}")
`;
}

function migrationPy(app: AppPlan): string {
  const one = ({ name }: ModelPlan): string => `        migrations.CreateModel(
            name="${name}",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=40, unique=True, verbose_name="reference")),
                ("status", models.CharField(choices=[("draft", "Draft"), ("open", "Open")], default="draft", max_length=10)),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=10)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={"ordering": ["position", "-starts_on"]},
        ),
`;
  return `from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    initial = True\n    dependencies = []\n    operations = [\n${app.models.map(one).join('')}    ]\n`;
}

function testsPy(app: AppPlan, what: 'model' | 'view'): string {
  const one = ({ name }: ModelPlan): string => `

class ${name}${className(what)}Tests(TestCase):
    def setUp(self):
        self.row = ${name}.objects.create(reference="${name.toUpperCase()}-1", amount="12.50")

    def test_closes_once(self):
        self.assertTrue(self.row.close(reason="done"))
        self.assertFalse(self.row.close(reason="again"))
        self.row.refresh_from_db()
        self.assertEqual(self.row.status, ${name}.Status.CLOSED)

    def test_is_found_by_its_reference(self):
        self.assertEqual(${name}.objects.active().get(reference="${name.toUpperCase()}-1"), self.row)
`;
  return `from django.test import TestCase\n\nfrom apps.${app.label}.models import ${names(app)}\n${app.models.map(one).join('')}`;
}

function className(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/**
 * Django's own models for a workspace without Django at hand: the declarations that relations depend on, written as Python so
 * that they take the same road as any other file. Facts from django/contrib (4.2 to 6.1); columns that nobody relates to
 * keep their class and name only.
 */
import type { DocumentKey } from '../base/documentKey';

/** The folder on Python's path under which these files are known. No such folder exists on disk. */
export const BUILTIN_ROOT = '/@django' as DocumentKey;

/** True for a file of this module. */
export function isBuiltin(file: DocumentKey): boolean {
  return file.startsWith(`${BUILTIN_ROOT}/`);
}

/** Django's contrib packages, each with its app label (the last part in every case). */
const PACKAGES = [
  'admin',
  'admindocs',
  'auth',
  'contenttypes',
  'flatpages',
  'gis',
  'humanize',
  'messages',
  'postgres',
  'redirects',
  'sessions',
  'sitemaps',
  'sites',
  'staticfiles',
  'syndication',
];

const AUTH_BASE = `
from django.db import models


class BaseUserManager(models.Manager):
    pass


class AbstractBaseUser(models.Model):
    password = models.CharField(max_length=128)
    last_login = models.DateTimeField(null=True)

    class Meta:
        abstract = True
`;

const AUTH_MODELS = `
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.contenttypes.models import ContentType
from django.db import models


class Permission(models.Model):
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    codename = models.CharField(max_length=100)
    objects = models.Manager()


class Group(models.Model):
    name = models.CharField(max_length=150, unique=True)
    permissions = models.ManyToManyField(Permission)
    objects = models.Manager()


class UserManager(BaseUserManager):
    pass


class PermissionsMixin(models.Model):
    is_superuser = models.BooleanField()
    groups = models.ManyToManyField(Group, related_name="user_set", related_query_name="user")
    user_permissions = models.ManyToManyField(Permission, related_name="user_set", related_query_name="user")

    class Meta:
        abstract = True


class AbstractUser(AbstractBaseUser, PermissionsMixin):
    username = models.CharField(max_length=150, unique=True)
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    email = models.EmailField()
    is_staff = models.BooleanField()
    is_active = models.BooleanField()
    date_joined = models.DateTimeField()
    objects = UserManager()

    class Meta:
        abstract = True


class User(AbstractUser):
    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
`;

const CONTENT_TYPES = `
from django.db import models


class ContentType(models.Model):
    app_label = models.CharField(max_length=100)
    model = models.CharField(max_length=100)
    objects = models.Manager()

    class Meta:
        db_table = "django_content_type"
`;

const SITES = `
from django.db import models


class Site(models.Model):
    domain = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=50)
    objects = models.Manager()

    class Meta:
        db_table = "django_site"
`;

const SESSION_BASE = `
from django.db import models


class AbstractBaseSession(models.Model):
    session_key = models.CharField(max_length=40, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField()
    objects = models.Manager()

    class Meta:
        abstract = True
`;

const SESSIONS = `
from django.contrib.sessions.base_session import AbstractBaseSession


class Session(AbstractBaseSession):
    class Meta(AbstractBaseSession.Meta):
        db_table = "django_session"
`;

const ADMIN = `
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models


class LogEntry(models.Model):
    action_time = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True)
    object_id = models.TextField(null=True)
    object_repr = models.CharField(max_length=200)
    action_flag = models.PositiveSmallIntegerField()
    change_message = models.TextField()
    objects = models.Manager()

    class Meta:
        db_table = "django_admin_log"
`;

const FLATPAGES = `
from django.contrib.sites.models import Site
from django.db import models


class FlatPage(models.Model):
    url = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    content = models.TextField()
    enable_comments = models.BooleanField()
    template_name = models.CharField(max_length=70)
    registration_required = models.BooleanField()
    sites = models.ManyToManyField(Site)

    class Meta:
        db_table = "django_flatpage"
`;

const REDIRECTS = `
from django.contrib.sites.models import Site
from django.db import models


class Redirect(models.Model):
    site = models.ForeignKey(Site, models.CASCADE)
    old_path = models.CharField(max_length=200)
    new_path = models.CharField(max_length=200)

    class Meta:
        db_table = "django_redirect"
`;

const TEXTS: Readonly<Record<string, string>> = {
  'auth/__init__.py': 'def get_user_model():\n    pass\n',
  'auth/base_user.py': AUTH_BASE,
  'auth/models.py': AUTH_MODELS,
  'contenttypes/models.py': CONTENT_TYPES,
  'sites/models.py': SITES,
  'sessions/base_session.py': SESSION_BASE,
  'sessions/models.py': SESSIONS,
  'admin/models.py': ADMIN,
  'flatpages/models.py': FLATPAGES,
  'redirects/models.py': REDIRECTS,
};

/** The files by key, texts included: one `__init__.py` per contrib package, and those that declare models. */
export function builtinFiles(): ReadonlyMap<DocumentKey, string> {
  const folder = `${BUILTIN_ROOT}/django/contrib`;
  const files = new Map<DocumentKey, string>();
  for (const name of PACKAGES) files.set(`${folder}/${name}/__init__.py` as DocumentKey, '');
  for (const [path, text] of Object.entries(TEXTS)) files.set(`${folder}/${path}` as DocumentKey, text);
  return files;
}

/** The contrib packages of `names`, and those that their models point at. */
export function contribClosure(names: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...names].filter((name) => PACKAGES.includes(name));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const [path, text] of Object.entries(TEXTS))
      if (path.startsWith(`${name}/`)) for (const [, other = ''] of text.matchAll(/django\.contrib\.(\w+)/g)) waiting.push(other);
    if (name === 'admin') waiting.push('auth');
  }
  return found;
}

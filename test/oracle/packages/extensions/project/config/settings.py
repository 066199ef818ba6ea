from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "wagtail_seotoolkit",
    "wagtail_seotoolkit.pro",
    "wagtail_seotoolkit.core",
    "wagtailvideos",
    "wagtail_webradio",
    "wagtailinventory",
    "wagtail_embed_videos",
    "wagtail_localize",
    "wagtail_localize_dashboard",
    "birdsong",
    "wagtail_maps",
    "wagtail_periodic_review",
    "wagtail_themes",
    "agent_ready.robots_txt",
    "agent_ready.llms_txt",
    "wagtail_machine_readable",
    "wagtail_editable_help",
    "wagtail_ai",
    "wagtail_asset_publisher",
    "wagtail_forms",
    "wagtaildonate",
    "wagtail_code_blog",
    "wagtail_meta",
    "wagtail_block_exchange",
    "coderedcms",
    "wagtail_flexible_forms",
    "wagtailsurveyjs",
    "django.contrib.sitemaps",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.search_promotions",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "taggit",
    "modelcluster",
    "rest_framework",
    "generic_chooser",
    "wagtailseo",
    "wagtailcache",
    "wagtail_modeladmin",
    "hitcount",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.humanize",
]

SECRET_KEY = "not a secret"
DEBUG = True
ROOT_URLCONF = "config.urls"
SITE_ID = 1
USE_TZ = True
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
MEDIA_ROOT = BASE_DIR / "media"

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": BASE_DIR / "db.sqlite3",
    }
}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

WAGTAIL_SITE_NAME = "x"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("de", "German")]

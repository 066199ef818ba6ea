from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

INSTALLED_APPS = [
    "djangocms_admin_style",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "django.contrib.humanize",
    "cms",
    "menus",
    "sekizai",
    "treebeard",
    "easy_thumbnails",
    "filer",
    "taggit",
    "taggit_autosuggest",
    "parler",
    "meta",
    "sortedm2m",
    "aldryn_apphooks_config",
    "rest_framework",
    "captcha",
    "django_select2",
    "mailqueue",
    "djangocms_blog",
    "djangocms_blog.liveblog",
    "djangocms_snippet",
    "djangocms_file",
    "djangocms_video",
    "djangocms_style",
    "djangocms_icon",
    "djangocms_googlemap",
    "djangocms_link",
    "djangocms_picture",
    "djangocms_bootstrap4",
    "djangocms_bootstrap4.contrib.bootstrap4_alerts",
    "djangocms_bootstrap4.contrib.bootstrap4_utilities",
    "djangocms_bootstrap4.contrib.bootstrap4_tabs",
    "djangocms_bootstrap4.contrib.bootstrap4_content",
    "djangocms_bootstrap4.contrib.bootstrap4_link",
    "djangocms_bootstrap4.contrib.bootstrap4_jumbotron",
    "djangocms_bootstrap4.contrib.bootstrap4_badge",
    "djangocms_bootstrap4.contrib.bootstrap4_carousel",
    "djangocms_bootstrap4.contrib.bootstrap4_card",
    "djangocms_bootstrap4.contrib.bootstrap4_listgroup",
    "djangocms_bootstrap4.contrib.bootstrap4_grid",
    "djangocms_bootstrap4.contrib.bootstrap4_collapse",
    "djangocms_bootstrap4.contrib.bootstrap4_media",
    "djangocms_bootstrap4.contrib.bootstrap4_picture",
    "djangocms_bootstrap5",
    "djangocms_bootstrap5.contrib.bootstrap5_card",
    "djangocms_bootstrap5.contrib.bootstrap5_carousel",
    "djangocms_bootstrap5.contrib.bootstrap5_alerts",
    "djangocms_text_ckeditor",
    "djangocms_history",
    "djangocms_page_meta",
    "djangocms_redirect",
    "djangocms_audio",
    "djangocms_modules",
    "djangocms_column",
    "djangocms_faq",
    "aldryn_forms",
    "aldryn_forms.contrib.email_notifications",
    "djangocms_page_tags",
    "djangocms_page_sitemap",
    "djangocms_leaflet",
    "light_gallery",
    "djangocms_usersettings2",
    "djangocms_events",
    "djangocms_oidc",
    "djangocms_popup",
    "cms_qe_menu",
    "cms_qe_newsletter",
    "cms_qe_plugins",
    "cms_qe_table",
    "djangocms_blog_agenda",
    "django_cms_tools",
    "djangocms_photo_gallery",
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

CMS_CONFIRM_VERSION4 = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "German")]
CMS_TEMPLATES = [("base.html", "Base")]
META_SITE_PROTOCOL = "https"
META_USE_SITES = True
THUMBNAIL_PROCESSORS = ("easy_thumbnails.processors.colorspace", "filer.thumbnail_processors.scale_and_crop_with_subject_location")
X_FRAME_OPTIONS = "SAMEORIGIN"

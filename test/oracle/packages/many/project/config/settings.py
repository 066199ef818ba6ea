from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "not a secret"
DEBUG = True
ROOT_URLCONF = "config.urls"
SITE_ID = 1
USE_TZ = True
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sites",
    "actstream",
    "auditlog",
    "avatar",
    "cas_server",
    "django_celery_beat",
    "django_celery_results",
    "cities_light",
    "django_comments",
    "django_comments_xtd",
    "constance",
    "easyaudit",
    "eav",
    "explorer",
    "friendship",
    "django_fsm_log",
    "groups_manager",
    "hitcount",
    "invitations",
    "knox",
    "newsletter",
    "oidc_provider",
    "photologue",
    "post_office",
    "postman",
    "push_notifications",
    "django_q",
    "request",
    "robots",
    "rest_framework_api_key",
    "django_rest_passwordreset",
    "silk",
    "solo",
    "star_ratings",
    "two_factor",
    "watson",
    "ordered_model",
    "categories",
    "categories.editor",
    "mptt",
    "sortedm2m",
    "rest_framework",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "two_factor.plugins.phonenumber",
    "two_factor.plugins.email",
    "viewflow",
    "viewflow.workflow",
    "import_export",
    "sorl.thumbnail",
]

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
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

DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db.sqlite3"}}

COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2
CONSTANCE_BACKEND = "constance.backends.database.DatabaseBackend"
CONSTANCE_CONFIG = {"GREETING": ("Hello", "what visitors read")}
EAV2_PRIMARY_KEY_FIELD = "django.db.models.BigAutoField"
EXPLORER_CONNECTIONS = {"Default": "default"}
EXPLORER_DEFAULT_CONNECTION = "default"

DEFAULT_CURRENCY = "EUR"
CURRENCIES = ["EUR", "USD"]
NEWSLETTER_THUMBNAIL = "sorl-thumbnail"
STAR_RATINGS_RANGE = 5

from weblate.settings_example import *

ROOT_URLCONF = "config.urls"
SECRET_KEY = "x"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "db.sqlite3"}}

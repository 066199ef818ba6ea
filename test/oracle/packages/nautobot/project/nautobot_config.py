from nautobot.core.settings import *

SECRET_KEY = "not a secret"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "nautobot"}}

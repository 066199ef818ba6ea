from evennia.settings_default import *

SERVERNAME = "Harbour"
SECRET_KEY = "not a secret"
INSTALLED_APPS += ["harbour"]

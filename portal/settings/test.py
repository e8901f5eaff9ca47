"""The suite's settings: fast hashes, plain static files, and the errors people would see."""
from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.databases import database, sqlite

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_url = env.text("TEST_DATABASE_URL") or env.text("DATABASE_URL")
DATABASES = {"default": database(_url) if _url else sqlite(":memory:")}

WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING_CONFIG = None

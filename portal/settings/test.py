"""The suite's settings: fast hashes, plain static files, and the errors people would see."""
import os
import tempfile
from pathlib import Path

from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.databases import database, sqlite

DEBUG = False
DEMO = True
SECRET_KEY = "only-for-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Several people run the suite on one machine, each process with files of its own.
TEST_FILES = Path(tempfile.gettempdir()) / f"talgud-test-{os.getpid()}"
MEDIA_ROOT = TEST_FILES / "media"
EMAIL_FILE_PATH = TEST_FILES / "mail"

_url = env.text("TEST_DATABASE_URL") or env.text("DATABASE_URL")
# Not ":memory:", or a live server that starts before the test database is made shares one connection among its threads.
DATABASES = {"default": database(_url) if _url else sqlite(f"{TEST_FILES}-none.sqlite3")}
if not _url:
    # A file, because a live server's threads need connections of their own, and no waiting for the disk.
    DATABASES["default"]["TEST"] = {"NAME": f"{TEST_FILES}.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
# A test process lives for one run and must leave no connection behind.
DATABASES["default"]["CONN_MAX_AGE"] = 0

WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = True
# Tests look at how pages are made; those that keep pages switch it on.
CACHES["pages"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}  # noqa: F405
# Every question whose SQL is kept is built anew and compared.
CHECK_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
LOGGING_CONFIG = None

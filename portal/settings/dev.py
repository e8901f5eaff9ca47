"""A person's own machine: SQLite, readable errors."""
from portal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "dev-only"  # noqa: S105 - never used outside a person's own machine
ALLOWED_HOSTS = ["*"]
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "var" / "dev.sqlite3"},  # noqa: F405
}

"""A person's own machine, and the demo: SQLite in var/, no certificate."""
from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import BASE_DIR, DEMO
from portal.settings.databases import database, sqlite

# The demo shows our own error pages, as people will meet them.
DEBUG = env.flag("DEBUG", not DEMO)
SECRET_KEY = env.text("SECRET_KEY", "for-a-persons-own-machine-only-" + "0" * 32)
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS", ["localhost", ".localhost", "127.0.0.1", "[::1]"])

DATABASES = {
    "default": (
        database(env.text("DATABASE_URL"))
        if env.text("DATABASE_URL")
        else sqlite(BASE_DIR / "var" / ("demo.sqlite3" if DEMO else "dev.sqlite3"))
    )
}
# Files come straight from where they are written; nothing has to be collected first.
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None
WHITENOISE_AUTOREFRESH = DEBUG
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

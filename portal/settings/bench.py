"""What `make bench` measures: production's ways (kept pages, hashed and compressed static files), without its certificate."""
from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import BASE_DIR
from portal.settings.databases import database

DEBUG = False
SECRET_KEY = "only-for-measuring-" + "0" * 50
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {"default": database(env.required("DATABASE_URL", "make bench starts a PostgreSQL and gives its address."))}
STATIC_ROOT = BASE_DIR / "var" / "bench" / "static"
MEDIA_ROOT = BASE_DIR / "var" / "bench" / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

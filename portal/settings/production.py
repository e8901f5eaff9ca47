"""The real thing. It refuses to start half-configured, with one sentence that says what is missing."""
from django.core.exceptions import ImproperlyConfigured

from portal.settings import env
from portal.settings.base import *  # noqa: F403
from portal.settings.base import ALLAUTH_TRUSTED_PROXY_COUNT, DEMO, MIDDLEWARE, PAGES_CACHE, THROTTLES_CACHE
from portal.settings.databases import cache, database, replica
from portal.settings.files import documents

if DEMO:
    raise ImproperlyConfigured("DEMO is set: the demo signs anybody in as anybody, so production does not start with it.")

DEBUG = False
SECRET_KEY = env.required("SECRET_KEY", "give a random text of at least 50 characters and keep it secret.")
SECRET_KEY_FALLBACKS = env.listing("SECRET_KEY_FALLBACKS")
DATABASES = {"default": database(env.required("DATABASE_URL", "give the database, like postgres://user:password@host/name."))}
if env.text("REPLICA_URL"):
    DATABASES["replica"] = replica(env.text("REPLICA_URL"))
    DATABASE_ROUTERS = ["portal.shared.routing.ReplicaRouter"]
    # Outside of whatever writes, the session too, and inside of what gives the request its number.
    MIDDLEWARE.insert(1, "portal.shared.routing.ReadsMiddleware")
REPLICA_MAX_LAG_SECONDS = env.number("REPLICA_MAX_LAG_SECONDS", 5)
ALLOWED_HOSTS = env.listing("ALLOWED_HOSTS")
if not ALLOWED_HOSTS:
    env.required("ALLOWED_HOSTS", "name the host names this portal answers to, separated by commas.")
PUBLIC_URL = env.required("PUBLIC_URL", "give the portal's address as people type it, like https://portal.example.").rstrip("/")
if not PUBLIC_URL.startswith("https://"):
    raise ImproperlyConfigured("PUBLIC_URL must start with https://, because every cookie of the portal travels encrypted only.")

CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
# The browser itself then refuses such a cookie from another host or without encryption.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_NAME = "__Host-language"
FRESH_COOKIE_NAME = "__Host-fresh"

STORAGES = {
    "default": documents(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Throttles count for all worker processes together.
CACHES = {
    "default": cache(env.text("CACHE_URL")) if env.text("CACHE_URL") else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "portal_cache", **THROTTLES_CACHE,
    },
    "pages": PAGES_CACHE,
}

DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "portal.shared.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        # Django's own handlers would print the same lines again, or mail them.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}

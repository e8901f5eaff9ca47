"""What every installation shares. The other settings modules only add to it."""
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.accounts import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent.parent

INSTALLED_APPS = [
    "portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "portal",
    "portal.shared",
    "projects",
    "communities",
    "trainings",
    "budgets",
    "portal.site",
    "portal.dashboards",
    "portal.reports",
    "portal.intake",
    "portal.search",
    "portal.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "simple_history",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

# From the outside in. The first six must see every answer, also those of the ones below them.
MIDDLEWARE = [
    "portal.shared.middleware.RequestIdMiddleware",
    "portal.shared.views.kept.KeptPagesMiddleware",
    "portal.shared.middleware.HeadersMiddleware",
    "portal.shared.middleware.PolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.shared.middleware.FaultsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.shared.middleware.SessionLimitsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
AUTH_USER_MODEL = "projects.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.shared.context.shell",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
FORM_RENDERER = "portal.shared.widgets.Renderer"
SESSION_ENGINE = "portal.shared.sessions"
# In a signed cookie, unless they are long: a word after saving is no reason to write the session, and again to forget it.
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

# What an office calls itself. The logo and the style sheet are static paths.
BRAND_NAME = env.text("BRAND_NAME", "Talgud")
BRAND_TAGLINE = env.text("BRAND_TAGLINE")
BRAND_LOGO = env.text("BRAND_LOGO")
BRAND_STYLESHEET = env.text("BRAND_STYLESHEET")
BRAND_EMAIL = env.text("BRAND_EMAIL")
DEMO = env.flag("DEMO")
# Dotted names, because the ground may not import the attic and the roof.
DEMO_PEOPLE = "portal.demo.signin.visitors"
NAVIGATION = "portal.navigation.items"
NAVIGATION_ACCOUNT = "portal.navigation.account"
NAVIGATION_FOOTER = "portal.navigation.footer"

LANGUAGE_CODE = "et"
LANGUAGES = [("et", _("Estonian")), ("lv", _("Latvian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Tallinn"
USE_I18N = True
USE_TZ = True

# "pages" holds public pages for a minute, in each process its own (portal.shared.views.kept).
PAGES_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages", "OPTIONS": {"MAX_ENTRIES": 200},
}
# Throttles count in "default". Django's 300 entries would let them be forgotten as soon as many people come at once.
THROTTLES_CACHE = {"OPTIONS": {"MAX_ENTRIES": 100_000}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", **THROTTLES_CACHE}, "pages": PAGES_CACHE,
}

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static_built"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "portal.shared.finders.SheetsFinder",
]

# Documents have no address of their own: a view checks who asks and then sends the file.
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(BASE_DIR / "var" / "media")))
MEDIA_URL = ""
FILE_UPLOAD_MAX_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# A form without its files, and a whole request. The server in front (see `serve`) stops what is larger still.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
REQUEST_MAX_BYTES = 25 * 1024 * 1024

# Nothing runs or loads but our own files; no inline script, style or handler anywhere.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portal.shared.errors.csrf_failure"

# Mails are rows in our own database first; `send_outbox` takes them to the real backend.
EMAIL_BACKEND = "portal.shared.outbox.OutboxBackend"
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = BASE_DIR / "var" / "mail"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "talgud@localhost")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}

# Where links in mails point; in requests the address bar decides.
PUBLIC_URL = env.text("PUBLIC_URL").rstrip("/")

"""One URL in, one Django database out, with the options both engines need here."""
import dj_database_url

# recursive_triggers: without it INSERT OR REPLACE walks around the append-only triggers.
# synchronous=FULL: an acknowledged expense must survive a power cut.
SQLITE_PRAGMAS = "".join(
    f"PRAGMA {pragma};"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
)
# IMMEDIATE: writers queue up for `timeout` seconds instead of failing at once.
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
POSTGRESQL_OPTIONS = {"connect_timeout": 5, "options": "-c statement_timeout=15000 -c lock_timeout=5000"}


def database(url):
    """Django's settings dict for a DATABASE_URL (postgres://… or sqlite:///…)."""
    settings = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    ours = SQLITE_OPTIONS if settings["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
    settings["OPTIONS"] = {**ours, **settings.get("OPTIONS", {})}
    return settings


def sqlite(path):
    """Django's settings dict for an SQLite file at this path."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }

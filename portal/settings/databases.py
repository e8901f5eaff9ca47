"""One URL in, one Django database out, with the options both engines need here."""
import re

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# recursive_triggers: without it INSERT OR REPLACE walks around the append-only triggers.
# synchronous=FULL: an acknowledged expense must survive a power cut.
SQLITE_PRAGMAS = "".join(
    f"PRAGMA {pragma};"
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON")
)
# IMMEDIATE: writers queue up for `timeout` seconds instead of failing at once.
SQLITE_OPTIONS = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_PRAGMAS}
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    # jit: a statement of fifty small parts looks dear to the planner, and compiling it takes longer than answering it.
    "options": "-c statement_timeout=15000 -c lock_timeout=5000 -c jit=off",
    # A server that vanished without a word is noticed within seconds, not after the quarter of an hour TCP would take.
    "tcp_user_timeout": 10_000,
}
SERVERS = re.compile(r"(?<=@|/)(?P<hosts>[^@/?]*,[^@/?]*)(?=/|\?|\Z)")


def database(url):
    """Django's settings dict for a DATABASE_URL (postgres://… or sqlite:///…).

    Of several servers (postgres://user@one:5432,two:5432/name?target_session_attrs=read-write) the client takes the first
    that fits, at each connection anew: after a fail-over nothing has to be set or started again.
    """
    several = SERVERS.search(url) if url.startswith("postgres") else None
    if several:
        pairs = [server.partition(":") for server in several["hosts"].split(",")]
        url = url.replace(several["hosts"], pairs[0][0], 1)
    settings = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    if several:
        settings["HOST"] = ",".join(host for host, _, _ in pairs)
        settings["PORT"] = ",".join(port or "5432" for _, _, port in pairs)
    ours = SQLITE_OPTIONS if settings["ENGINE"].endswith("sqlite3") else POSTGRESQL_OPTIONS
    settings["OPTIONS"] = {**ours, **settings.get("OPTIONS", {})}
    return settings


def replica(url):
    """The settings dict of the alias "replica" for a REPLICA_URL; only PostgreSQL has such a thing."""
    settings = database(url)
    if not settings["ENGINE"].endswith("postgresql"):
        raise ImproperlyConfigured("REPLICA_URL must be a PostgreSQL server that follows the one of DATABASE_URL.")
    # Whoever waits for it could have asked the primary long ago. A broken connection is noticed at the next statement,
    # which the primary then answers, so it needs no asking beforehand.
    settings["OPTIONS"] |= {"connect_timeout": 2, "tcp_user_timeout": 3_000}
    return settings | {"ENGINE": "portal.shared.replica", "CONN_HEALTH_CHECKS": False, "TEST": {"MIRROR": "default"}}


def sqlite(path):
    """Django's settings dict for an SQLite file at this path."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(SQLITE_OPTIONS),
    }


def cache(url):
    """Django's settings dict for a CACHE_URL: redis://host:6379/0, rediss://…, memcached://host:11211 (several with commas)."""
    if url.startswith(("redis://", "rediss://")):
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    if url.startswith("memcached://"):
        servers = url.removeprefix("memcached://").rstrip("/").split(",")
        return {"BACKEND": "django.core.cache.backends.memcached.PyMemcacheCache", "LOCATION": servers}
    raise ImproperlyConfigured("CACHE_URL must start with redis://, rediss:// or memcached://.")

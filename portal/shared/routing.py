"""Which database a query reads: the primary, or its replica where that one already holds all the reader may expect.

Only with REPLICA_URL (portal.settings.production); otherwise none of this is loaded and everything is the primary's.

- The replica serves GET and HEAD, nothing else: no form that is sent, no command, no background work.
- Never from it: who somebody is and what he may do (sessions, users, memberships), throttles, whatever is read inside a
  transaction or to be locked, and whatever hangs on a row that came from the primary.
- Who has just written takes the primary's position in its log along in a signed cookie and reads from the replica only
  once it has come that far: he always finds what he wrote, however slow the replica is.
- A replica that is away, or behind by more than REPLICA_MAX_LAG_SECONDS, is left alone. When it breaks down in the middle
  of a page, portal.shared.replica asks the primary the same question, so nobody sees an error.
"""
from contextvars import ContextVar
from functools import cache

from django.conf import settings
from django.core import signing
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from portal.shared.replica.state import REPLICA, position, state

PRIMARY = DEFAULT_DB_ALIAS
# By app: what must be exact at any moment, or is written on nearly every request.
ALWAYS_PRIMARY_APPS = {
    "sessions", "usersessions", "account", "mfa", "auth", "contenttypes", "django_cache", "django_tasks_database", "admin",
}
ALWAYS_PRIMARY_MODELS = {"projects.user", "projects.membership"}
# Written without any page showing it: whoever only clicks about would otherwise never read from the replica.
BOOKKEEPING_APPS = {"sessions", "usersessions", "django_cache", "django_tasks_database"}

COOKIE_SALT = "portal.shared.routing"
# A replica that lags longer is left by everybody, so the cookie needs to live but little longer than that.
COOKIE_SECONDS = 60
# Nothing is ever that far: only the primary will do.
NOWHERE = 2**63

current = ContextVar("reads", default=None)


class Reads:
    """What one request may read from where, decided at its first query and for all that follow."""

    __slots__ = ("alias", "cookie", "safe", "wrote")

    def __init__(self, *, safe, cookie=""):
        self.safe, self.cookie, self.wrote, self.alias = safe, cookie, False, None

    def choose(self):
        """The alias for the next query. From the replica back to the primary it goes once, never the other way."""
        if not self.safe or self.wrote or connections[PRIMARY].in_atomic_block:
            return PRIMARY
        if self.alias is None:
            self.alias = REPLICA if state.is_fit(mark_in(self.cookie)) else PRIMARY
        elif self.alias == REPLICA and state.is_away():
            self.alias = PRIMARY
        return self.alias


def mark_in(cookie):
    """The position the reader must find (bytes in the primary's log), 0 without a cookie; a forged one means the primary."""
    if not cookie:
        return 0
    try:
        return int(signing.Signer(salt=COOKIE_SALT).unsign(cookie), 16)
    except (signing.BadSignature, ValueError):
        return NOWHERE


class ReplicaRouter:
    """Django asks it before every query (DATABASE_ROUTERS)."""

    def db_for_read(self, model, **hints):
        reads = current.get()
        if reads is None or is_always_primary(model):
            return PRIMARY
        instance = hints.get("instance")
        # The row it belongs to may not have reached the replica yet.
        if instance is not None and instance._state.db == PRIMARY:
            return PRIMARY
        return reads.choose()

    def db_for_write(self, model, **hints):
        reads = current.get()
        if reads is not None and model._meta.app_label not in BOOKKEEPING_APPS:
            reads.wrote = True
        return PRIMARY

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return db != REPLICA


@cache
def is_always_primary(model):
    meta = model._meta
    return meta.app_label in ALWAYS_PRIMARY_APPS or meta.label_lower in ALWAYS_PRIMARY_MODELS


def reading():
    """The connection for a hand-written query of the current request, chosen as the router chooses."""
    reads = current.get()
    return connections[PRIMARY if reads is None else reads.choose()]


class ReadsMiddleware:
    """Lets a request read from the replica, and hands whoever has written the mark he reads his own rows by."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        safe = request.method in {"GET", "HEAD"}
        reads = Reads(safe=safe, cookie=request.COOKIES.get(settings.FRESH_COOKIE_NAME, ""))
        current.set(reads)
        try:
            response = self.get_response(request)
            if reads.wrote or not safe:
                self.mark(response)
        except BaseException:
            current.set(None)
            raise
        if response.streaming:
            # A download reads its rows while it is sent.
            response._resource_closers.append(lambda: current.set(None))
        else:
            current.set(None)
        return response

    @staticmethod
    def mark(response):
        try:
            reached = position()
        except (DatabaseError, InterfaceError):
            # What was written may be there all the same.
            reached = NOWHERE
        response.set_cookie(
            settings.FRESH_COOKIE_NAME, signing.Signer(salt=COOKIE_SALT).sign(f"{reached:x}"), max_age=COOKIE_SECONDS,
            secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
        )

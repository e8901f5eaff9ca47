"""Public pages that are made once and given to everybody, until anything in the portal changes.

A page for somebody without a session depends on its address (which says the language, too), the day and the rows. Each
change of a row leaves a row of history, so the newest rows of history tell in one query whether a page made before still
holds; and as long as nothing at all was committed, that query need not be asked again (`moment_of`). Where two people save
within the same moment, the later commit of the earlier row is not seen: a kept page lives for KEPT_SECONDS at most.

`KeptPage` marks a page that may be kept, `KeptPagesMiddleware` keeps it and gives it out, before sessions, languages and
people are looked at.
"""
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.apps import apps
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from portal.shared import rollups
from portal.shared.routing import reading

KEPT_SECONDS = 60
# A standby reads what was replayed; its snapshots do not list what is still under way.
MOMENTS = {
    "postgresql": (
        "SELECT pg_current_snapshot()::text,"
        " CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()::text END"
    ),
    "sqlite": "SELECT data_version, total_changes() FROM pragma_data_version",
}


@cache
def statement():
    """One row: of every table of history, when its newest row was written."""
    quote, parts = connection.ops.quote_name, []
    for model in apps.get_models():
        attribute = getattr(model._meta, "simple_history_manager_attribute", None)
        if attribute:
            table = quote(getattr(model, attribute).model._meta.db_table)
            parts.append(f"(SELECT history_date FROM {table} ORDER BY history_id DESC LIMIT 1)")  # noqa: S608 - our tables
    return f"SELECT {', '.join(parts)}"


def asked(connection, sql):
    with connection.cursor() as cursor:
        cursor.execute(sql, ())  # with values, if none: only such a statement is planned once (see `planned`)
        return str(cursor.fetchone())


def moment_of(connection):
    """What changes with every commit in the database, whatever it wrote, or None where nobody can say.

    Within a transaction one's own rows change without a commit, so there it says nothing.
    """
    sql = MOMENTS.get(connection.vendor)
    return asked(connection, sql) if sql and not connection.in_atomic_block else None


def state_of_rows():
    """What changes whenever a row of the portal changes: one query, a second one after a commit."""
    # Of the server the page's rows will come from: those of a replica may be older than the primary's.
    connection = reading()
    moment = moment_of(connection)
    known, state = connection.__dict__.get("state_of_rows", (None, None))
    if moment is None or moment != known:
        state = asked(connection, statement())
        # The moment was asked first: what was committed in between has another moment.
        connection.__dict__["state_of_rows"] = (moment, state)
    return state


def state_now():
    return f"{timezone.localdate().isoformat()} {state_of_rows()}"


@dataclass(frozen=True)
class Kept:
    """A whole answer. `state`: of the rows before it was made."""

    state: str
    content: bytes
    headers: tuple


def asked_by_nobody(request):
    """By somebody without a session, and to whom nothing is to be said."""
    theirs = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return request.method in {"GET", "HEAD"} and theirs.isdisjoint(request.COOKIES)


def may_be_kept(request, response):
    """Only a whole page that set no cookie and holds nothing for one reader alone."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and response.headers["Content-Type"].startswith("text/html")
    )


class KeptPage:
    """Mixin in front of a public page: without a session it is kept, carries an ETag, and is not sent twice."""

    def dispatch(self, request, *args, **kwargs):
        # A private link must not be found in any store.
        if not asked_by_nobody(request) or "token" in kwargs:
            return super().dispatch(request, *args, **kwargs)
        state = getattr(request, "kept_state", None) or state_now()
        response = super().dispatch(request, *args, **kwargs)
        if hasattr(response, "render"):
            response.render()
        if may_be_kept(request, response):
            response.kept_state = state
            # Keep it, but ask each time; whoever signs in has another cookie and so another page.
            response.headers["Cache-Control"] = "no-cache"
            patch_vary_headers(response, ["Cookie"])
            response.headers["ETag"] = quote_etag(sha256(response.content).hexdigest()[:32])
        return response


class CountKept:
    """Mixin in front of a list of the whole portal: how many rows everybody sees is kept once they are many.

    kept_count      the name of that figure (see `rollups.register_count`)
    """

    kept_count = ""

    def known_count(self, bound):
        if self.is_filtered:
            return None
        count = rollups.of_all(self.kept_count, self.model)
        if count is None or not self.request.user.is_authenticated:
            return count
        # Who is signed in sees all that everybody sees, and that may already be more than is counted of a list.
        return count if bound is not None and count > bound else None


class KeptPagesMiddleware:
    """Gives out what was kept, without asking the middleware below it; it stands above all that adds headers."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not asked_by_nobody(request):
            return self.get_response(request)
        pages, key = caches["pages"], self.key_of(request)
        kept = pages.get(key)
        if kept is not None:
            request.kept_state = state_now()
        if kept is not None and kept.state == request.kept_state:
            response = HttpResponse(kept.content, headers=dict(kept.headers))
        else:
            response = self.get_response(request)
            state = getattr(response, "kept_state", None)
            if state is None or not may_be_kept(request, response):
                return response
            pages.set(key, Kept(state, response.content, tuple(response.items())), KEPT_SECONDS)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response)

    def key_of(self, request):
        """The name under which this address is kept. The host is not checked here: a wrong one never got an answer to keep."""
        asks, path = request.META, request.get_full_path()
        parts = (request.scheme, asks.get("HTTP_HOST", ""), path, asks.get("HTTP_HX_REQUEST", ""))
        return sha256("\n".join(parts).encode()).hexdigest()

"""Public pages that are made once and given to everybody, until anything in the portal changes.

A page for somebody without a session depends on its address, its language, the day and the rows. Each change of a row
leaves a row of history, so the newest rows of history tell in one small query whether a page made before still holds.
Where two people save within the same moment, the later commit of the earlier row is not seen: a kept page therefore lives
for KEPT_SECONDS at most.
"""
from functools import cache
from hashlib import sha256

from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

KEPT_SECONDS = 60


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


def state_of_rows():
    """What changes whenever a row of the portal changes: one query."""
    with connection.cursor() as cursor:
        cursor.execute(statement())
        return str(cursor.fetchone())


def key_of(request):
    """The name under which this page is kept, as the rows are now."""
    parts = (
        request.build_absolute_uri(), get_language(), request.headers.get("HX-Request", ""),
        timezone.localdate().isoformat(), state_of_rows(),
    )
    return sha256("\n".join(parts).encode()).hexdigest()


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
        if request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME in request.COOKIES:
            return super().dispatch(request, *args, **kwargs)
        pages, key = caches["pages"], key_of(request)
        found = pages.get(key)
        if found is None:
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
            if not may_be_kept(request, response):
                return response
            found = (response.content, quote_etag(sha256(response.content).hexdigest()[:32]))
            pages.set(key, found, KEPT_SECONDS)
        else:
            response = HttpResponse(found[0])
        # Keep it, but ask each time; whoever signs in has another cookie and so another page.
        response.headers["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Cookie"])
        response.headers["ETag"] = found[1]
        return get_conditional_response(request, etag=found[1], response=response)

"""Pages for what went wrong. They need no database and no session, and carry a number that is also in the log."""
import errno
import logging
import sys
from html import escape

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

log = logging.getLogger("portal.errors")

RETRY_AFTER_SECONDS = {503: 5, 507: 300}
# How long the throttle of a page lasts at most; see ACCOUNT_RATE_LIMITS.
THROTTLE_SECONDS = {"account_login": 900, "account_reset_password": 3600, "account_email": 3600}
TOO_BIG = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
# SQLite's names for "not now"; an error in our own SQL has another name and stays a 500.
SQLITE_AWAY = ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_PROTOCOL")
POSTGRESQL_DISK_FULL = "53100"
# The clients of the shared cache and of the object storage; none of them need be installed.
AWAY = {"redis", "pymemcache", "botocore"}


def status_of(exception):
    """The HTTP status a fault of the machine deserves: 413, 503, 507; None when it is a mistake of ours."""
    if isinstance(exception, TOO_BIG):
        return 413
    if isinstance(exception, OSError) and exception.errno in DISK_FULL:
        return 507
    if isinstance(exception, (OperationalError, InterfaceError)):
        return _status_of_database(exception)
    return 503 if is_a_server_away(exception) else None


def is_a_server_away(exception):
    kind = type(exception)
    unreached = "Connect" in kind.__name__ or "Timeout" in kind.__name__
    return isinstance(exception, ConnectionError) or (unreached and kind.__module__.partition(".")[0] in AWAY)


def _status_of_database(exception):
    cause = exception.__cause__
    sqlite_name = getattr(cause, "sqlite_errorname", None)
    if sqlite_name == "SQLITE_FULL":
        return 507
    if sqlite_name:
        return 503 if sqlite_name.startswith(SQLITE_AWAY) else None
    if getattr(cause, "pgcode", None) == POSTGRESQL_DISK_FULL:
        return 507
    # On PostgreSQL an OperationalError is never about our SQL: no connection, a lock, a time limit, a shutdown.
    return 503 if cause is None or type(cause).__module__.startswith("psycopg") else None


def respond(request, status, *, template=None, retry_after=None, **context):
    """Our page for this status, in the request's language, with its reference number."""
    language = getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)
    with translation.override(language):
        response = HttpResponse(_body(request, status, template or f"{status}.html", language, context), status=status)
    response["Content-Language"] = language
    retry_after = retry_after or RETRY_AFTER_SECONDS.get(status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def _body(request, status, template, language, context):
    reference = getattr(request, "id", "")
    try:
        # Not a RequestContext: its processors read the session and the user, and so the database.
        return loader.render_to_string(
            template,
            {"status": status, "reference": reference, "LANGUAGE_CODE": language, "brand": settings.BRAND_NAME, **context},
        )
    except Exception:
        # The page about the fault must come even when the fault is in the templates.
        log.exception("the page for %s could not be rendered", status)
        return f"<!doctype html><html lang='en'><title>{status}</title><h1>{status}</h1><p>{escape(reference)}</p></html>"


def bad_request(request, exception=None):
    return respond(request, status_of(exception) or 400)


def forbidden(request, exception=None):
    return respond(request, 403)


def not_found(request, exception=None):
    return respond(request, 404)


def server_error(request):
    """Django calls this inside its `except`: faults outside a view, say while the session is saved, are told apart here."""
    return respond(request, status_of(sys.exc_info()[1]) or 500)


def too_many(request, exception=None, retry_after=None):
    """allauth finds this as `handler429` of the URLconf."""
    match = getattr(request, "resolver_match", None)
    return respond(request, 429, retry_after=retry_after or THROTTLE_SECONDS.get(match and match.url_name, 60))


@requires_csrf_token
def csrf_failure(request, reason=""):
    return respond(request, 403, template="errors/csrf.html")

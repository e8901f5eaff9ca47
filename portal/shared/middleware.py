"""What every request passes through: its number, the headers of its answer, the limits of its session, faults of the machine."""
import logging
import re
import secrets
import time
from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

from portal.shared import errors
from portal.shared.logs import request_id

log = logging.getLogger("portal.request")
SEEN, STARTED = "_seen", "_started"
# Writing down every single click would make each page a write; a minute is exact enough for a limit in hours.
SEEN_EVERY_SECONDS = 60
# A number given by the proxy in front is kept, so that its log and ours can be laid side by side.
GIVEN_ID = re.compile(r"[0-9a-zA-Z-]{8,64}")


class RequestIdMiddleware:
    """Gives the request a number: in every log line, in X-Request-ID, and on error pages as the reference."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get("X-Request-ID", "") if settings.ALLAUTH_TRUSTED_PROXY_COUNT else ""
        request.id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        token = request_id.set(request.id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request.id
            # The path alone: a query may hold what somebody searched for.
            log.info(
                "%s %s %s", request.method, path_without_token(request), response.status_code,
                extra={"status": response.status_code, "ms": round((time.perf_counter() - started) * 1000)},
            )
            return response
        finally:
            request_id.reset(token)


def path_without_token(request):
    """The path for the log: a private link that can be read there opens somebody's page."""
    match = getattr(request, "resolver_match", None)
    token = match.kwargs.get("token") if match else None
    return request.path.replace(token, "…") if token else request.path


class HeadersMiddleware:
    """Headers that Django's own middleware leaves out. Pages of somebody who is signed in are kept by no cache."""

    HEADERS = {
        "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(), payment=(), usb=()",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        if is_signed_in(request) or response.status_code >= 400:
            response["Cache-Control"] = "private, no-store"
        return response


class PolicyMiddleware(CSPMiddleware):
    """The content security policy, put together once; answers that change it for themselves take the library's own way."""

    # What the library's decorators leave on an answer.
    CHANGES = ("_csp_exempt", "_csp_config", "_csp_update", "_csp_replace")
    CHANGES_RO = tuple(f"{name}_ro" for name in CHANGES)

    def process_request(self, request):
        """No nonce: nothing of ours stands inline."""

    def process_response(self, request, response):
        if settings.DEBUG or not response.__dict__.keys().isdisjoint(self.CHANGES + self.CHANGES_RO):
            return super().process_response(request, response)
        if self.policy is not None:
            response.headers.setdefault(HEADER, self.policy)
        return response

    @cached_property
    def policy(self):
        """What the library says of a plain answer; None without one."""
        return super().process_response(HttpRequest(), HttpResponse()).headers.get(HEADER)


def is_signed_in(request):
    """Without a query: only a session that the page itself has read counts (static files never read it)."""
    session = getattr(request, "session", None)
    loaded = getattr(session, "_session_cache", None)
    return bool(loaded and SESSION_KEY in loaded)


class FaultsMiddleware:
    """Turns a busy database, a full disk or too large a request into an answer people can act on."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if declared_length(request) > settings.REQUEST_MAX_BYTES:
            return errors.respond(request, 413)
        return self.get_response(request)

    def process_exception(self, request, exception):
        status = errors.status_of(exception)
        if status is None:
            return None
        log.warning("%s: %s", status, exception, extra={"status": status})
        return errors.respond(request, status)


def declared_length(request):
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


class SessionLimitsMiddleware:
    """Ends a session after SESSION_IDLE_SECONDS without a request and SESSION_ABSOLUTE_SECONDS after signing in."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "sessionless", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        session = request.session
        if SESSION_KEY not in session:
            return
        now = int(time.time())
        started, seen = session.get(STARTED, now), session.get(SEEN, now)
        if now - started >= settings.SESSION_ABSOLUTE_SECONDS or now - seen >= settings.SESSION_IDLE_SECONDS:
            from django.contrib.auth import logout

            logout(request)
        elif STARTED not in session or now - seen >= SEEN_EVERY_SECONDS:
            session[STARTED], session[SEEN] = started, now

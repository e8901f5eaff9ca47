"""Who may open a page. Every route names a rule; `portal.checks` refuses to start without one.

A rule is a function `(user, subject) -> bool`, where the subject is the page's object, or its parent when the page has no
object yet (lists, create pages), or None. Apps write theirs in `permissions.py`; the four here need no object.
"""
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404


@dataclass(frozen=True)
class Rule:
    """A rule with a name. `anonymous`: somebody who is not signed in may be let in; `hidden`: a no is a 404."""

    name: str
    test: Callable
    anonymous: bool = False
    hidden: bool = False

    def __call__(self, user, subject=None):
        return bool(self.test(user, subject))


public = Rule("public", lambda user, subject: True, anonymous=True)
signed_in = Rule("signed_in", lambda user, subject: user.is_authenticated)
staff_only = Rule("staff_only", lambda user, subject: user.is_active and user.is_staff)
demo_only = Rule("demo_only", lambda user, subject: getattr(settings, "DEMO", False), anonymous=True, hidden=True)


def name_of(rule):
    """The rule's name for the access matrix: "public", "can_edit_plan"."""
    return getattr(rule, "name", None) or getattr(rule, "__name__", str(rule))


def needs_login(rule, user):
    return not getattr(rule, "anonymous", False) and not user.is_authenticated


def to_login(request):
    """To the sign-in page, and back to this page afterwards."""
    return redirect_to_login(request.get_full_path())


def enforce(rule, user, subject):
    """Raise Http404 or PermissionDenied when the rule says no."""
    if rule(user, subject):
        return
    if getattr(rule, "hidden", False):
        raise Http404
    raise PermissionDenied


def guard(rule):
    """Decorator for the few views that are functions: names the rule and enforces it."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if needs_login(rule, request.user):
                return to_login(request)
            enforce(rule, request.user, None)
            return view(request, *args, **kwargs)

        guarded.rule = rule
        return guarded

    return decorate


class RuleRequired:
    """Mixin for class-based views: access first, everything else (405 too) afterwards.

    Somebody not signed in goes to the sign-in page, a stranger gets 404 (`load()` finds nothing), an insider without the
    right gets 403.
    """

    rule = None
    http_method_names = ["get", "head", "post", "options"]

    def load(self):
        """Fetch what the page is about and return the rule's subject; raise Http404 when this user has no such thing."""
        return None

    def dispatch(self, request, *args, **kwargs):
        # From the class, where a plain function has not become a method; or from `as_view(rule=...)`.
        rule = self.__dict__.get("rule") or type(self).rule
        if needs_login(rule, request.user):
            return to_login(request)
        enforce(rule, request.user, self.load())
        return super().dispatch(request, *args, **kwargs)

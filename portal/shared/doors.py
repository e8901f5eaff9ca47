"""Whether somebody would get into a page, asked without going there: a mail only leads where its reader may go."""
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.urls import Resolver404, resolve

from portal.shared.rules import RuleRequired, needs_login


def opens(user, path):
    """Would a GET of this path (in the language in force) be answered, by the page's own rule and rows? No page: no."""
    try:
        match = resolve(path.split("?")[0].split("#")[0])
    except Resolver404:
        return False
    view = getattr(match.func, "view_class", None)
    if view is None or not issubclass(view, RuleRequired):
        rule = getattr(match.func, "rule", None)
        return rule is not None and not needs_login(rule, user) and bool(rule(user, None))
    return lets_in(view(**match.func.view_initkwargs), user, path, match)


def lets_in(page, user, path, match):
    """As `RuleRequired.dispatch` decides, up to the answer."""
    request = HttpRequest()
    request.method, request.path, request.path_info, request.user = "GET", path, path, user
    request.resolver_match = match
    page.setup(request, *match.args, **match.kwargs)
    rule = page.__dict__.get("rule") or type(page).rule
    if needs_login(rule, user):
        return False
    try:
        return bool(rule(user, page.load()))
    except (Http404, PermissionDenied):
        return False

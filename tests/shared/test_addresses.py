"""The looked-up map answers as the read one, for every route, in every language, and for addresses that lead nowhere."""
import re

import pytest
from django.urls import Resolver404, URLResolver, get_resolver
from django.utils.translation import override

from portal import access
from portal.shared.addresses import IndexedResolver

VALUES = {"slug": "uus-kula", "id": "7", "int": "7", "str": "xlsx", "uuid": "0" * 8 + "-0000-0000-0000-" + "0" * 12}
ODD = ["", "projects", "projects//", "projects/new/", "projects/a/b/c/d/e/", "projects/a/trainings/x", "nowhere/at/", "/", "//"]


def plain(resolver):
    """The same map without any index."""
    below = [plain(each) if isinstance(each, URLResolver) else each for each in resolver.url_patterns]
    return URLResolver(resolver.pattern, below, resolver.default_kwargs, resolver.app_name, resolver.namespace)


def answer(resolver, path):
    try:
        match = resolver.resolve(path)
    except Resolver404:
        return None
    return match.view_name, match.route, match.kwargs, match.args, match.func, match.namespaces


def addresses(step):
    """One address of every `step`th route, the same a little too short or too long for some, and odd ones."""
    paths = [re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES.get(found[1] or "str", "x"), r.path) for r in access.routes()]
    return [*paths[::step], *ODD, *(path.rstrip("/") for path in paths[::15]), *(path + "more/" for path in paths[::15])]


@pytest.mark.parametrize("language, step, least", [("et", 1, 400), ("lv", 12, 35), ("en", 12, 35)])
def test_every_address_leads_where_it_led(language, step, least):
    with override(language):
        ours = get_resolver()
        # The paths of access stand under the prefix of the language in force.
        paths, read = addresses(step), plain(ours)
        found = {path: answer(ours, f"/{path}") for path in paths}
        assert found == {path: answer(read, f"/{path}") for path in paths}
    assert sum(match is not None for match in found.values()) > least


def test_few_routes_are_tried():
    with override("et"):
        below = get_resolver().url_patterns[-1].url_patterns
        maps = [each for each in below if isinstance(each, IndexedResolver) and not str(each.pattern)]
        tried = [len(each.likely("projects/uus-kula/budget/").url_patterns) for each in maps]
    assert len(maps) > 8
    assert sum(tried) < 20

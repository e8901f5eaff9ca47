"""Every route has a name, a rule and a row in the access matrix; the portal refuses to start otherwise (P-01)."""
import pytest
from django.core.checks import run_checks
from django.urls import include, path
from django.views import View

from portal import access, checks
from portal.shared import rules
from projects.views.rows import NestedMixin, RowMixin
from projects.views.workspace import PartsTab
from tests.house import asking
from tests.house.layers import APPS


def ours():
    """Routes of our own pages; Django admin leaves some of its redirects unnamed."""
    return [route for route in access.routes() if not asking.is_admin(route)]


def doubles(routes):
    """Names that stand for two addresses: a link would lead to either of them."""
    names = [route.name for route in routes]
    return {name for name in names if names.count(name) > 1}


def test_every_route_has_a_name_of_its_own():
    assert all(route.is_named for route in ours())
    assert not doubles(ours())


def test_every_route_has_a_rule():
    assert [route.name for route in access.routes() if route.rule is None] == []


def test_every_route_has_a_row_in_the_matrix():
    stored = {route for route, _whose, _method in asking.read_matrix()}
    assert stored == {asking.name_in_matrix(route) for route in access.routes()}


def loses_its_way_back(view):
    """Whether a page about a row would lead back to its tab instead of to the row: the tab was named first."""
    order = list(view.__mro__)
    tabs = [order.index(tab) for tab in (PartsTab,) if tab in order]
    rows = [order.index(row) for row in (RowMixin, NestedMixin) if row in order]
    return bool(tabs and rows) and min(tabs) < max(rows)


def test_from_a_page_about_a_row_one_returns_to_the_row():
    views = [getattr(route.view, "view_class", View) for route in ours()]
    assert [view.__name__ for view in views if loses_its_way_back(view)] == []


def test_a_tab_that_was_named_first_is_found():
    assert loses_its_way_back(type("Planted", (PartsTab, RowMixin), {}))
    assert not loses_its_way_back(type("Right", (RowMixin, PartsTab), {}))


def test_our_own_views_name_their_rules_themselves():
    """Only libraries' routes stand in the roof's list."""
    here = (*APPS, "portal")
    own = {route.name for route in ours() if getattr(route.view, "__module__", "").split(".")[0] in here}
    assert "projects:project-edit" in own
    assert not own & set(access.NAMES)


def test_the_system_check_is_clean():
    assert [error for error in run_checks() if error.id.startswith("portal.")] == []


# --- planted faults ---


class Unguarded(View):
    pass


class Guarded(View):
    rule = rules.public


PLANTED = [
    path("planted/open/", Unguarded.as_view(), name="planted-open"),
    path("planted/unnamed/", Guarded.as_view()),
    path("planted/twin/", Guarded.as_view(), name="planted-twin"),
    path("planted/other-twin/", Guarded.as_view(), name="planted-twin"),
    path("", include(("portal.site.urls", "site"))),
]


@pytest.fixture
def planted(settings, monkeypatch):
    """The portal with a few wrong routes, and without those the roof's list names."""

    class Map:
        urlpatterns = PLANTED

    settings.ROOT_URLCONF = Map
    return Map


def test_planted_routes_stop_the_start(planted):
    found = {(error.id, error.msg.split("'")[1] if "'" in error.msg else error.msg) for error in checks.every_route_has_a_rule()}
    assert ("portal.E001", "planted/unnamed/") in found
    assert any(id == "portal.E002" and "planted/open/" in text for id, text in found)
    assert any(id == "portal.W003" for id, _text in found), "the list names routes that are gone"


def test_planted_twins_are_found(planted):
    assert doubles(access.routes()) == {"planted-twin"}


def test_a_planted_route_is_missing_in_the_matrix(planted):
    stored = {route for route, _whose, _method in asking.read_matrix()}
    assert {"planted-open", "planted-twin"} <= {asking.name_in_matrix(route) for route in access.routes()} - stored

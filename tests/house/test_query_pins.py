"""What each list, dashboard and editor asks of the database: with one row, with three, and with a thousand."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.bench.probes import DASHBOARDS
from portal.shared import once
from portal.shared.views import CreatePage, ListPage, UpdatePage, listed
from projects.models import Membership
from projects.views.people import MembershipList
from tests.house import asking, many
from tests.house.asking import OWN
from tests.house.sampling import steps
from tests.house.worlds import _django_db_helper, built, quietly  # noqa: F401 - fixtures of this file

pytestmark = [pytest.mark.django_db, pytest.mark.broken_money]

APPS = ("projects", "communities", "trainings", "budgets", "dashboards", "reports")
LIST, DASHBOARD, EDITOR = 11, 13, 11
# A list of more than one page counts its rows; a field with too many rows for a list asks for the chosen one by itself.
COUNT, FIELDS = 1, 3
# Copies of these would say nothing: what they stand for is not in the row.
NOT_COPIED = {
    "projects.TargetShare": "the shares of a promise are told apart by an expression over area and partner",
    "trainings.PersonApart": "two people in the order of their keys",
    "trainings.ConsentText": "the portal's own texts are numbered one after the other",
    "communities.ServiceDelivery": "its days are the first days of months",
}
# An office sets these up once; a plan of a thousand chapters for each of a thousand plans would be a million texts.
FEW = {
    "communities.PlanTemplate", "communities.SectionTemplate", "communities.FieldTemplate", "communities.AssessmentTemplate",
    "communities.Statement", "communities.ServiceKind", "projects.RuleSet", "budgets.ClaimColumn",
}


def limit_of(route):
    """How many statements a page may take, or None when it is no list, dashboard or editor."""
    view = getattr(route.view, "view_class", None)
    if route.name in DASHBOARDS:
        return DASHBOARD
    if view is not None and issubclass(view, ListPage):
        return LIST
    return EDITOR if view is not None and issubclass(view, (CreatePage, UpdatePage)) else None


def pinned(app):
    return [route for route in asking.routes() if route.name.startswith(f"{app}:") and limit_of(route)]


def asked(client, url):
    """How many statements the page takes, or None when this person does not get it."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return len(queries) if response.status_code == 200 else None


def grow(world, first, upto, without=()):
    rows = [row for row in world.own.made.values() if type(row)._meta.label not in {*NOT_COPIED, *without}]
    many.grow(rows, first, upto)


def counts(world, routes):
    """{page: (statements with one row, with three, with a thousand)} of the pages a coordinator gets."""
    client = world.client("coordinator")
    urls = {route.name: world.address(route, OWN) for route in routes}
    one = {name: asked(client, url) for name, url in urls.items() if client.get(url).status_code == 200}
    grow(world, 1, 3)
    three = {name: asked(client, urls[name]) for name in one}
    grow(world, 3, 1000, without=FEW)
    return {name: (count, three[name], asked(client, urls[name])) for name, count in one.items()}


@pytest.mark.parametrize("app", APPS)
def test_a_page_asks_no_more_with_a_thousand_rows_than_with_three(built, app):  # noqa: F811
    routes = steps(pinned(app))
    with quietly():
        found = counts(built, routes)
    limits = {route.name: limit_of(route) for route in routes}
    assert found
    assert {name: asked for name, asked in found.items() if None in asked} == {}
    more = {route.name: COUNT if issubclass(route.view.view_class, ListPage) else FIELDS for route in routes}
    assert {name: asked for name, asked in found.items() if asked[2] > asked[1] + more[name]} == {}
    assert {name: asked for name, asked in found.items() if max(asked) > limits[name]} == {}


def test_a_question_for_each_row_is_found(built, monkeypatch):  # noqa: F811
    """The planted fault: a list of people that asks for each person by himself."""
    monkeypatch.setattr(MembershipList, "get_queryset", lambda page: Membership.objects.filter(project=page.parent))
    # What the list asked before the fault was planted is forgotten.
    monkeypatch.setattr(once, "_shapes", {})
    monkeypatch.setattr(listed, "_proved", set())
    routes = [route for route in asking.routes() if route.name == "projects:membership-list"]
    with quietly():
        _one, three, thousand = counts(built, routes)["projects:membership-list"]
    assert thousand > three + COUNT

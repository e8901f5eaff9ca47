"""Lists need at most 12 queries and workspace pages 15, with one row and with three (issue 2, section 6)."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.shared import verbs
from projects.models import Target
from tests.communities import potential
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db


def queries(client, url):
    """How many queries a page takes; the session's own stamp of the first visit does not count."""
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.fixture
def grow(talgud, partner, harju):
    """A function that adds one community with everything that belongs to it."""
    area, activity = world.area(talgud, "Ala"), world.activity(talgud, "Ring")
    municipality = here.municipality(county=harju)
    verbs.create(
        Target(project=talgud, activity=activity, statement_et="Üks maakonnast", unit_et="kogukonda", value=1,
               measure="communities", distribution="county", equal_share=1), by=None,
    )

    def add(place):
        row = here.enrol(
            talgud, here.community(f"Küla {place}", municipality=municipality), author=partner, area=area,
            activity=activity,
        )
        potential.answer(here.assess(row), 1, 2, 3)
        potential.need(row)
        potential.one_of_each(row.community)
        here.plan(row)
        here.group_plan(talgud)
        return row

    return add


@pytest.mark.parametrize(
    ("name", "args", "query", "most"),
    [
        ("community-list", [], "?project=talgud&county=EE-37", 12),
        ("assessment-list", [], "?project=talgud", 12),
        ("assessment-overview", ["talgud"], "", 15),
        ("trainingneed-list", ["talgud"], "?priority=3", 12),
        ("project-assets", ["talgud"], "?category=places", 12),
        ("actionplan-list", [], "?project=talgud&status=draft", 12),
        ("project-communities", ["talgud"], "", 15),
        ("project-plans", ["talgud"], "?status=draft", 12),
        ("enrolment-create", ["talgud"], "", 15),
        ("actionplan-create", ["talgud"], "", 15),
    ],
)
def test_lists_and_the_tab(client, grow, mari, name, args, query, most):
    client.force_login(mari)
    url = reverse(f"communities:{name}", args=args) + query
    grow(1)
    first = queries(client, url)
    grow(2)
    grow(3)
    assert queries(client, url) == first <= most


@pytest.mark.parametrize(("name", "most"), [("community-detail", 17), ("enrolment-detail", 15), ("actionplan-detail", 15)])
def test_one_of_them(client, grow, mari, name, most):
    """A community's page is no workspace page: other floors put their panels on it."""
    client.force_login(mari)
    row = grow(1)
    url = {
        "community-detail": row.community.get_absolute_url(), "enrolment-detail": row.get_absolute_url(),
        "actionplan-detail": row.plans.get().get_absolute_url(),
    }[name]
    first = queries(client, url)
    for title in ("Teine", "Kolmas"):
        potential.answer(here.assess(row), 4, label=title)
        potential.need(row, title)
        here.plan(row, title)
    grow(2)
    assert queries(client, url) == first <= most

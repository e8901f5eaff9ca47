"""Lists need at most 12 queries and workspace pages 15, with one row of every kind and with three (P-57)."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.shared import verbs
from projects.models import Invitation
from tests.projects import world

pytestmark = pytest.mark.django_db

LIST, WORKSPACE = 12, 15


def queries(client, url):
    """How many queries a page takes; the session's own first stamp does not count."""
    client.get(url)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.fixture
def grow(act, mari):
    """A function that adds one row of every kind, a person and an invitation."""

    def add(mark):
        rows = world.one_of_each(act, mark)
        world.editor(act, rows["partnership"].organisation, f"Jaan{mark}")
        verbs.create(
            Invitation(project=act, email=f"uus{mark}@example.org", role="auditor", token_hash=mark, invited_by=mari),
            by=mari,
        )
        return rows

    return add


@pytest.mark.parametrize(
    ("name", "query", "most"),
    [
        ("target-list", "", WORKSPACE),
        ("activity-list", "", WORKSPACE),
        ("partnership-list", "", LIST),
        ("membership-list", "", LIST),
        ("document-list", "?kind=guide", LIST),
        ("content-list", "", WORKSPACE),
        ("activity-create", "", WORKSPACE),
        ("target-create", "", WORKSPACE),
        ("statedfact-create", "", WORKSPACE),
        ("contact-create", "", WORKSPACE),
    ],
)
def test_a_workspace_page_costs_the_same_however_much_there_is(as_mari, act, grow, name, query, most):
    url = reverse(f"projects:{name}", args=[act.slug]) + query
    grow("1")
    first = queries(as_mari, url)
    grow("2"), grow("3")
    assert queries(as_mari, url) == first
    assert first <= most, first


def test_the_history_costs_the_same_with_one_and_with_three_rows_of_each_kind(as_mari, act, grow):
    url = reverse("projects:project-history", args=[act.slug])
    grow("1")
    first = queries(as_mari, url)
    grow("2"), grow("3")
    assert queries(as_mari, url) == first
    assert first <= LIST, first


def test_one_activity_costs_the_same_however_much_hangs_on_others(as_mari, act, grow):
    rows = grow("1")
    url = reverse("projects:activity-detail", args=[act.slug, rows["activity"].pk])
    first = queries(as_mari, url)
    grow("2"), grow("3")
    assert queries(as_mari, url) == first
    assert first <= WORKSPACE, first


def test_the_list_of_projects(client, grow):
    grow("1")
    url = reverse("projects:project-list") + "?search=act&year=2024"
    first = queries(client, url)
    for place in ("yks", "kaks"):
        world.project(place)
    assert queries(client, url) == first
    assert first <= LIST, first


def test_the_list_and_the_page_of_organisations(client, grow):
    rows = grow("1")
    pages = [reverse("projects:organisation-list"), rows["partnership"].organisation.get_absolute_url()]
    first = [queries(client, page) for page in pages]
    grow("2"), grow("3")
    assert [queries(client, page) for page in pages] == first
    assert max(first) <= LIST, first

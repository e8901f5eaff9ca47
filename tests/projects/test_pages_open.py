"""Every page of `projects` opens for its coordinator, full and empty, and is closed to strangers and anonymous visitors."""
import pytest
from django.urls import reverse

from projects import urls
from tests.projects import world

pytestmark = pytest.mark.django_db

PUBLIC = {"project-list", "organisation-list", "organisation-detail", "invitation-accept"}
APART = {"invitation-withdraw", "membership-edit", "membership-end", "invitation-accept"} | {
    f"document-{verb}" for verb in ("edit", "archive", "download")
}
NAMES = [pattern.name for pattern in urls.urlpatterns]


def address(name, project, rows):
    """The address of a route with rows that exist."""
    stem = name.rpartition("-")[0]
    row = rows.get(stem)
    kwargs = next(pattern for pattern in urls.urlpatterns if pattern.name == name).pattern.converters
    known = {"slug": project.slug}
    if "owner_pk" in kwargs:
        owners = {"activitypartner": "activity", "activitydependency": "activity", "groupmembership": "cooperationgroup"}
        known["owner_pk"] = rows[owners[stem]].pk if stem in owners else rows["organisation"].pk
    if row is not None:
        known["pk"] = row.pk
    return reverse(f"projects:{name}", kwargs={key: known[key] for key in kwargs})


@pytest.fixture
def rows(act):
    made = world.one_of_each(act)
    firm = made["partnership"].organisation
    return made | {"organisation": firm, "organisationname": world.add(firm.names.model(organisation=firm, text="Ü"))}


def test_no_two_routes_share_a_name():
    assert sorted(set(NAMES)) == sorted(NAMES)


@pytest.mark.parametrize("name", sorted(set(NAMES) - APART))
def test_the_coordinator_opens_it(as_mari, act, rows, name):
    answer = as_mari.get(address(name, act, rows))
    assert answer.status_code == 200


@pytest.mark.parametrize("name", sorted(set(NAMES) - APART - PUBLIC))
def test_a_stranger_meets_404_and_somebody_not_signed_in_the_sign_in_page(client, toomas, act, rows, name):
    url = address(name, act, rows)
    anonymous = client.get(url)
    assert (anonymous.status_code, anonymous.url.partition("?")[0]) == (302, reverse("account_login"))
    client.force_login(toomas)
    shared = name.startswith("organisation") or name == "project-create"
    assert client.get(url).status_code == (200 if shared else 404)


@pytest.mark.parametrize("name", sorted(name for name in NAMES if name.endswith("-list") and name not in PUBLIC))
def test_an_empty_list_opens(as_mari, act, name):
    assert as_mari.get(reverse(f"projects:{name}", args=[act.slug])).status_code == 200


@pytest.mark.parametrize("name", sorted(PUBLIC - {"invitation-accept"}))
def test_everybody_opens_the_public_lists(client, act, rows, name):
    assert client.get(address(name, act, rows)).status_code == 200

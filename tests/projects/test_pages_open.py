"""Every page of `projects` opens for its coordinator, full and empty, and is closed to strangers and anonymous visitors."""
import pytest
from django.urls import reverse

from projects.choices import Publication, Role
from tests.projects import world
from tests.projects.routes import PATTERNS, address, all_rows

pytestmark = pytest.mark.django_db

PUBLIC = {"project-list", "organisation-list", "organisation-detail", "invitation-accept"}
# These need rows of their own and have tests of their own.
APART = {"invitation-withdraw", "membership-edit", "membership-end", "invitation-accept"} | {
    f"document-{verb}" for verb in ("edit", "archive", "restore", "download")
}
APART |= {"staletext-list", "staletext-settle", "target-paper", "all-documents"}
# One's own: nobody's project stands in the address.
APART |= {"user-profile"} | {name for name in PATTERNS if name.startswith(("notice", "savedfilter"))}
NAMES = sorted(set(PATTERNS) - APART)
LISTS = {"audience-list", "topic-list"}  # open lists belong to no project
SHARED = {name for name in NAMES if name.startswith(("organisation", "audience", "topic"))} | {"project-create"}
READ = {name for name in NAMES if name.endswith(("-list", "-detail"))} | {"project-history"}
PEOPLE = {"invitation-create"}
PUBLICATION = {f"project-{verb}" for verb in ("publish", "close", "reopen", "archive")}


@pytest.fixture
def rows(act):
    return all_rows(act)


def test_no_two_routes_share_a_name(act):
    from projects import urls

    assert len(PATTERNS) == len(urls.urlpatterns)


@pytest.mark.parametrize("name", NAMES)
def test_the_coordinator_opens_it(as_mari, act, rows, name):
    assert as_mari.get(address(name, act, rows)).status_code == 200


@pytest.mark.parametrize("name", sorted(set(NAMES) - PUBLIC))
def test_a_stranger_meets_404_and_somebody_not_signed_in_the_sign_in_page(client, toomas, act, rows, name):
    url = address(name, act, rows)
    anonymous = client.get(url)
    assert (anonymous.status_code, anonymous.url.partition("?")[0]) == (302, reverse("account_login"))
    client.force_login(toomas)
    assert client.get(url).status_code == (200 if name in SHARED else 404)
    refused = {"organisationname-remove": 302} | dict.fromkeys(LISTS, 405)
    assert client.post(url, {}).status_code == (refused.get(name, 422) if name in SHARED else 404)


@pytest.mark.parametrize("name", sorted(set(NAMES) - PUBLIC - READ))
def test_an_insider_without_the_right_meets_403(client, act, rows, name):
    auditor = world.person("Audiitor")
    world.member(auditor, act, Role.AUDITOR)
    client.force_login(auditor)
    url = address(name, act, rows)
    assert [client.get(url).status_code, client.post(url, {}).status_code] == [403, 403]


@pytest.mark.parametrize("name", sorted(set(NAMES) - SHARED - PUBLIC))
def test_P07_a_closed_project_is_read_and_not_changed(as_mari, act, rows, name):
    act.publication = Publication.CLOSED
    act.save()
    stays = name in READ | PEOPLE | PUBLICATION
    assert as_mari.get(address(name, act, rows)).status_code == (200 if stays else 403)


def test_a_closed_project_offers_no_button_that_would_be_refused(as_mari, act, rows):
    act.publication = Publication.CLOSED
    act.save()
    for name in ("target-list", "activity-list", "partnership-list", "document-list", "content-list"):
        page = as_mari.get(address(name, act, rows)).content.decode()
        assert "/new/" not in page, name
        assert "/edit/" not in page, name


@pytest.mark.parametrize("name", sorted(READ - PUBLIC - LISTS - {"activity-detail", "source-detail", "target-detail"}))
def test_an_empty_list_opens(as_mari, act, name):
    assert as_mari.get(reverse(f"projects:{name}", args=[act.slug])).status_code == 200


@pytest.mark.parametrize("name", sorted(PUBLIC - {"invitation-accept"}))
def test_everybody_opens_the_public_lists(client, act, rows, name):
    assert client.get(address(name, act, rows)).status_code == 200


def test_names_and_addresses_of_people_are_for_coordinators_and_auditors(client, act, mari):
    reader = world.person("Lugeja")
    world.member(reader, act, Role.READER, organisation=world.organisation())
    client.force_login(reader)
    assert client.get(reverse("projects:membership-list", args=[act.slug])).status_code == 403
    assert client.get(reverse("projects:project-history", args=[act.slug])).status_code == 403
    tabs = client.get(reverse("projects:target-list", args=[act.slug])).content.decode()
    assert reverse("projects:membership-list", args=[act.slug]) not in tabs

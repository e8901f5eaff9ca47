"""Organisations: found by every spelling, shown with what is public only, kept by coordinators."""
import pytest
from django.urls import reverse

from portal.shared.dates import PartialDate
from projects.choices import NameKind, PartnerRole, Publication, Role
from projects.models import Organisation, OrganisationName, Partnership
from tests.projects import world

pytestmark = pytest.mark.django_db

LIST = "/organisations/"


@pytest.fixture
def maja():
    """One organisation under two spellings (D-14)."""
    maja = world.organisation("MTÜ Töötamaja", register_code="80123456")
    world.add(OrganisationName(organisation=maja, text="MTÜ Töömaja", kind=NameKind.AS_STATED))
    return maja


def names(client, query=""):
    return [row.name for row in client.get(LIST + query).context["page_obj"]]


@pytest.mark.parametrize("words", ["toomaja", "Töötamaja", "mtü töömaja", "80123456"])
def test_D14_both_spellings_find_the_one(client, maja, words):
    world.organisation("Setomaa Liit")
    assert names(client, f"?search={words}") == ["MTÜ Töötamaja"]


def test_the_list_is_filtered_and_in_estonian_order(client):
    for name, country in (("Ühendus", "EE"), ("Zoo", "EE"), ("Apes novads", "LV"), ("Õpikoda", "EE")):
        world.organisation(name, country=country)
    assert names(client) == ["Apes novads", "Zoo", "Õpikoda", "Ühendus"]
    assert names(client, "?country=LV") == ["Apes novads"]


def test_P06_only_public_projects_stand_on_the_page_and_in_the_count(client, maja, mari):
    for slug, publication in (("avalik", Publication.ACTIVE), ("mustand", Publication.DRAFT)):
        project = world.project(slug, publication=publication)
        world.add(Partnership(project=project, organisation=maja, role=PartnerRole.PARTNER))
    client.force_login(mari)
    shown = client.get(maja.get_absolute_url()).context["partnerships"]
    assert [row.project.slug for row in shown] == ["avalik"]
    assert [row.project_count for row in client.get(LIST).context["page_obj"]] == [1]


def test_A02_a_successor_and_its_predecessor_lead_to_each_other(client):
    new = world.organisation("Smiltenes novads", country="LV", valid_from=PartialDate(2021, 7, 1))
    old = world.organisation("Apes novads", country="LV", successor=new, valid_until=PartialDate(2021, 6, 30))
    assert new.get_absolute_url() in client.get(old.get_absolute_url()).content.decode()
    assert old.get_absolute_url() in client.get(new.get_absolute_url()).content.decode()


def test_an_archived_organisation_is_gone_for_visitors_and_kept_for_those_inside(client, maja, mari):
    Organisation.objects.update(archived_at="2024-01-01T00:00Z")
    assert client.get(maja.get_absolute_url()).status_code == 404
    client.force_login(mari)
    assert client.get(maja.get_absolute_url()).status_code == 200


def test_a_coordinator_adds_and_changes_and_a_reader_does_not(client, act, maja, mari):
    form = {"name": "Saue vald", "kind": "municipality", "country": "EE"}
    client.force_login(mari)
    assert client.post(reverse("projects:organisation-create"), form).status_code == 302
    made = Organisation.objects.get(name="Saue vald")
    url = reverse("projects:organisation-edit", args=[made.pk])
    assert client.post(url, form | {"register_code": "77000430", "version": 1}).status_code == 302
    assert Organisation.objects.get(pk=made.pk).register_code == "77000430"
    reader = world.person("Lugeja")
    world.member(reader, act, Role.READER, organisation=maja)
    client.force_login(reader)
    assert [client.get(url).status_code, client.post(url, form).status_code] == [403, 403]


def test_the_same_name_twice_is_pointed_out_and_may_be_meant(as_mari, maja):
    form = {"name": "mtü TÖÖTAMAJA".title(), "kind": "ngo", "country": "EE"}
    Organisation.objects.filter(pk=maja.pk).update(name=form["name"])
    asked = as_mari.post(reverse("projects:organisation-create"), form)
    assert asked.status_code == 422
    again = form | {"save_anyway": asked.context["form"].warnings_digest}
    assert as_mari.post(reverse("projects:organisation-create"), again).status_code == 302


def test_a_name_is_added_changed_and_removed(as_mari, maja):
    def url(verb, *args):
        return reverse(f"projects:organisationname-{verb}", args=[maja.pk, *args])

    form = {"text": "Töötamaja", "kind": "short", "language": "et"}
    assert as_mari.post(url("create"), form).status_code == 302
    made = OrganisationName.objects.get(kind="short")
    assert as_mari.post(url("edit", made.pk), form | {"text": "TM", "version": 1}).status_code == 302
    assert as_mari.post(url("create"), form | {"text": "TM"}).status_code == 422
    assert as_mari.post(url("remove", made.pk)).status_code == 302
    assert [name.text for name in maja.names.all()] == ["MTÜ Töömaja"]


def test_a_name_of_another_organisation_is_not_found_below_this_one(as_mari, maja):
    other, name = world.organisation("Muu"), maja.names.get()
    assert as_mari.get(reverse("projects:organisationname-edit", args=[other.pk, name.pk])).status_code == 404


def test_an_organisation_does_not_end_before_it_begins(as_mari):
    form = {"name": "X", "kind": "ngo", "country": "EE", "valid_from": "2021", "valid_until": "2020"}
    answer = as_mari.post(reverse("projects:organisation-create"), form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["valid_until"])


def test_a_field_called_name_is_not_taken_for_the_forms_own_name(client, mari):
    client.force_login(mari)
    page = client.get("/organisations/new/").text
    assert 'data-form="organisation"' in page and page.count('id="id_name"') == 1

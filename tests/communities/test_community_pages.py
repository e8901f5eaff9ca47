"""The public list and page of communities: what is shown, counted, exported, and what stays hidden (X-14, X-26, C-07)."""
import pytest
from django.urls import reverse

from communities.choices import EnrolmentStatus
from communities.models import Community
from projects.choices import Publication
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db
LIST = "/communities/"


def names(response):
    return [row[0]["text"] for row in response.context["table"].rows]


def test_everybody_sees_the_list_with_projects_and_county(client, talgud, village):
    here.enrol(talgud, village)
    response = client.get(LIST)
    texts = [cell["text"] for cell in response.context["table"].rows[0]]
    assert [texts[0], texts[2], texts[3], texts[5]] == ["Kolga küla", "Anija vald", "Harju", "Talgud"]
    assert response.context["count_text"].startswith("1 ")


def test_a_sensitive_community_is_neither_listed_nor_counted_in_public(client, talgud, village, harju):
    hidden = here.community("Peidetud küla", municipality=village.municipality)
    here.enrol(talgud, village)
    here.enrol(talgud, hidden, sensitive=True)
    response = client.get(LIST)
    assert names(response) == ["Kolga küla"]
    assert [(tile.place, tile.count) for tile in response.context["tiles"]] == [("EE-0037", 1)]
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert b"Peidetud" not in client.get(LIST + "?format=csv").content


def test_the_coordinator_sees_the_sensitive_one(client, talgud, village, mari):
    hidden = here.community("Peidetud küla", municipality=village.municipality)
    here.enrol(talgud, hidden, sensitive=True)
    client.force_login(mari)
    assert names(client.get(LIST)) == ["Kolga küla", "Peidetud küla"]


def test_a_draft_projects_communities_are_not_public(client, village):
    here.enrol(world.project("mustand", publication=Publication.DRAFT), village)
    assert names(client.get(LIST)) == []


def test_the_map_counts_what_the_county_filter_hides(client, talgud, village):
    voru = here.county("Võru", "EE-87")
    other = here.community("Haanja", municipality=here.municipality("Rõuge vald", voru))
    response = client.get(LIST + "?county=EE-87")
    assert names(response) == [other.name]
    tiles = {tile.place: (tile.count, tile.state, tile.url) for tile in response.context["tiles"]}
    assert tiles == {"EE-0037": (1, "active", "?county=EE-37"), "EE-0087": (1, "done", "?")}


def test_the_page_tells_the_municipality_and_what_became_of_it(client):
    new = here.municipality("Smiltenes novads", country="LV", kind="novads")
    old = here.municipality("Apes novads", country="LV", kind="novads", successor=new, ended_on="2021-07-01")
    row = here.community("Gaujiena", municipality=old)
    facts = {str(fact.label): (fact.value, fact.note) for fact in client.get(row.get_absolute_url()).context["facts"]}
    municipality = next(value for value in facts.values() if value[0] == "Apes novads")
    assert "2021" in municipality[1] and "Smiltenes novads" in municipality[1]


def test_unknown_residents_are_not_zero(client, village):
    response = client.get(village.get_absolute_url())
    values = {str(fact.label): fact.value for fact in response.context["facts"]}
    assert "0" not in values.values()
    empty = here.community("Tühi küla", population=0)
    response = client.get(empty.get_absolute_url())
    assert "0" in [fact.value for fact in response.context["facts"]]


def test_the_page_shows_only_the_enrolments_one_may_see(client, talgud, village, mari):
    here.enrol(talgud, village)
    crisis = world.activity(talgud, "Kriis", sensitive=True)
    here.enrol(talgud, village, activity=crisis)
    assert len(client.get(village.get_absolute_url()).context["enrolments"].rows) == 1
    client.force_login(mari)
    assert len(client.get(village.get_absolute_url()).context["enrolments"].rows) == 2


def test_the_coordinator_adds_a_community_once(client, mari):
    form = client.force_login(mari) or client.get(reverse("communities:community-create")).context["form"]
    data = {"name": "Uus küla", "kind": "village", "idempotency_key": form.initial["idempotency_key"]}
    first = client.post(reverse("communities:community-create"), data)
    second = client.post(reverse("communities:community-create"), data)
    assert [first.status_code, second.status_code] == [302, 302]
    assert Community.objects.filter(name="Uus küla").count() == 1


def test_a_community_nobody_knew_is_written_down_on_the_way_into_a_project(client, talgud, mari):
    client.force_login(mari)
    enrol = reverse("communities:enrolment-create", args=[talgud.slug])
    page = client.get(enrol)
    assert [legend.strip() for legend in page.content.decode().split("<legend") if "Taotlus" in legend] == [], "no empty frame"
    new = page.context["actions"][0].url
    key = client.get(new).context["form"].initial["idempotency_key"]
    back = client.post(new, {"name": "Uus küla", "kind": "village", "idempotency_key": key})
    made = Community.objects.get(name="Uus küla")
    assert back.url == f"{enrol}?community={made.pk}"
    assert client.get(back.url).context["form"].initial["community"] == str(made.pk)
    assert client.get(made.get_absolute_url()).context["actions"][0].url == back.url
    here.enrol(talgud, made)
    assert back.url not in [action.url for action in client.get(made.get_absolute_url()).context["actions"]]


def test_a_wrong_form_is_told_and_keeps_what_was_typed(client, mari):
    client.force_login(mari)
    response = client.post(reverse("communities:community-create"), {"name": "", "kind": "village", "population": "x"})
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"name", "population"}
    assert response.context["form"]["population"].value() == "x"


def test_a_stale_save_of_the_same_field_asks(client, talgud, village, mari):
    here.enrol(talgud, village)
    client.force_login(mari)
    url = reverse("communities:community-edit", args=[village.pk])
    data = {"name": "Esimene", "kind": "village", "municipality": village.municipality_id, "version": 1}
    assert client.post(url, data).status_code == 302
    response = client.post(url, data | {"name": "Teine"})
    assert response.status_code == 409
    assert Community.objects.get(pk=village.pk).name == "Esimene"


def test_archive_and_restore(client, village, mari):
    client.force_login(mari)
    assert client.post(reverse("communities:community-archive", args=[village.pk])).status_code == 302
    village.refresh_from_db()
    assert village.is_archived


def test_an_archived_community_leaves_the_list_but_not_the_figure(client, talgud, village, mari):
    here.enrol(talgud, village)
    here.actions.archive_community(village, by=mari)
    assert names(client.get(LIST)) == []
    assert names(client.get(LIST + "?project=talgud")) == ["Kolga küla"]


def test_applied_is_not_taking_part(client, talgud, village):
    here.enrol(talgud, village, status=EnrolmentStatus.APPLIED)
    assert names(client.get(LIST)) == ["Kolga küla"]
    assert names(client.get(LIST + "?project=talgud")) == []

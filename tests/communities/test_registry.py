"""The registry's places: two region schemes, communities that lie nowhere, dots, and what stays hidden (X-14, C-07)."""
import pytest

from communities.choices import CriterionPurpose
from communities.models import Criterion, Place, Region, RegionScheme
from portal.shared import verbs
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db
LIST = "/communities/"


def names(response):
    return [row[0]["text"] for row in response.context["table"].rows]


def dots(response):
    return [dot.label for dot in response.context["dots"]]


@pytest.fixture
def ape():
    scheme = verbs.create(RegionScheme(code="planning", name_et="Planeerimispiirkonnad", country="LV"), by=None)
    region = verbs.create(Region(scheme=scheme, code="VID", name_et="Vidzeme"), by=None)
    where = here.municipality("Smiltenes novads", country="LV", kind="novads", region=region)
    return here.community("Ape", municipality=where, latitude=57.53, longitude=26.69)


def test_two_region_schemes_stand_in_one_column_and_on_one_map(client, village, ape):
    response = client.get(LIST)
    assert [row[3]["text"] for row in response.context["table"].rows] == ["Vidzeme", "Harju"]
    assert {tile.place for tile in response.context["tiles"]} == {"EE-0037", "LV-PR-VID"}
    assert response.context["countries"] == ("EE", "LV")
    assert names(client.get(f"{LIST}?planning=VID")) == ["Ape"]


def test_a_community_of_interest_lies_nowhere_and_of_others_it_is_unknown(client):
    here.community("Huviring", kind="interest")
    here.community("Küla")
    texts = [row[2]["text"] for row in client.get(LIST).context["table"].rows]
    assert texts[0] != texts[1] and all(texts)


def test_several_villages_are_named_and_their_middle_is_the_place(client, village, harju):
    places = [
        verbs.create(Place(name=name, municipality=village.municipality, latitude=59 + number, longitude=25), by=None)
        for number, name in enumerate(["Alt", "Üla"])
    ]
    here.actions.change_community(village, by=None, version=village.version, places=places)
    here.community("Kohata", municipality=village.municipality)
    response = client.get(f"{LIST}?county=EE-37")
    assert [row[4]["text"] for row in response.context["table"].rows] == ["", "Alt, Üla"]
    dot, = response.context["dots"]
    assert (dot.label, dot.latitude, dot.longitude) == ("Kolga küla", 59.5, 25.0)
    assert response.context["undrawn"].startswith("1 ") and client.get(LIST).context["dots"] == []


@pytest.mark.parametrize("who", ["public", "other_partner", "coordinator"])
def test_a_hidden_community_is_nowhere(client, talgud, ape, leida, mari, who):
    """Neither in the list nor in its count, on the map, among the dots, in the files, by search: only for those it concerns."""
    here.enrol(talgud, ape, sensitive=True, author=here.partner(talgud, "Muu partner"))
    if who != "public":
        client.force_login({"other_partner": leida, "coordinator": mari}[who])
    seen = who == "coordinator"
    response = client.get(f"{LIST}?planning=VID")
    assert (names(response), dots(response)) == ((["Ape"], ["Ape"]) if seen else ([], []))
    assert response.context["count_text"].startswith("1 " if seen else "0 ")
    assert len(response.context["tiles"]) == seen
    for query in ("search=ape", "project=talgud", "format=csv", "format=xlsx&search=ape"):
        page = client.get(f"{LIST}?{query}")
        assert (b"Ape" in page.content) is seen or query.startswith("format=xlsx")
    rows = client.get(f"{LIST}?format=csv").content.decode("utf-8-sig").strip().split("\r\n")[1:]
    assert len(rows) == seen


def test_how_far_is_asked_by_the_projects_people(client, talgud, village, mari):
    assessed, other = here.enrol(talgud, village), here.enrol(talgud, here.community("Teine"))
    here.assess(assessed)
    here.plan(assessed, approved=True)
    here.plan(other)
    url = f"{LIST}?project=talgud&reached="
    assert names(client.get(f"{url}assessed")) == ["Kolga küla", "Teine"]
    client.force_login(mari)
    found = {value: names(client.get(url + value)) for value in ("assessed", "not-assessed", "planned", "not-planned")}
    assert found == {
        "assessed": ["Kolga küla"], "not-assessed": ["Teine"], "planned": ["Kolga küla"], "not-planned": ["Teine"],
    }
    assert names(client.get(f"{url}not-ready")) == ["Kolga küla", "Teine"]


def test_the_tab_counts_communities_once_and_lists_enrolments(client, talgud, village, mari):
    """C-22: a community in two activities is one community and two enrolments; both are told, and the list has both."""
    for title in ("ABCD", "Mõttering"):
        here.enrol(talgud, village, activity=world.activity(talgud, title))
    here.enrol(talgud, here.community("Teine"), sensitive=True)
    client.force_login(mari)
    page = client.get("/projects/talgud/communities/")
    counts = page.context["counts"]
    assert (counts.figures.communities, counts.counted) == (2, 3)
    listed = client.get("/projects/talgud/communities/enrolments/")
    assert (names(listed), listed.context["page_obj"].paginator.count) == (["Kolga küla", "Kolga küla", "Teine"], 3)
    activity = talgud.activity_set.get(title_et="ABCD").pk
    rows = client.get(f"/projects/talgud/communities/enrolments/?format=csv&activity={activity}").content.decode("utf-8-sig")
    assert len(rows.strip().split("\r\n")) == 2


def test_the_list_of_enrolments_hides_what_is_hidden(client, talgud, village, leida, stranger):
    here.enrol(talgud, village)
    here.enrol(talgud, here.community("Peidetud"), sensitive=True, author=here.partner(talgud, "Muu partner"))
    url = "/projects/talgud/communities/enrolments/"
    client.force_login(leida)
    assert names(client.get(url)) == ["Kolga küla"]
    assert b"Peidetud" not in client.get(f"{url}?format=csv").content
    client.force_login(stranger)
    assert client.get(url).status_code == 404


def test_who_may_see_a_hidden_community_is_told(client, talgud, village, mari, partner):
    row = here.enrol(talgud, village, sensitive=True, author=partner)
    client.force_login(mari)
    page = client.get(row.get_absolute_url())
    assert page.context["seen_by"] and str(partner) in " ".join(str(who) for who in page.context["seen_by"])
    (_where, told), = client.get(village.get_absolute_url()).context["hidden_in"]
    assert told == page.context["seen_by"] and told[1] in client.get(village.get_absolute_url()).text
    open_row = here.enrol(talgud, here.community("Avatud"))
    assert client.get(open_row.get_absolute_url()).context["seen_by"] == []


def test_readiness_tells_who_when_and_what_is_missing(client, talgud, village, mari):
    met, missing = (
        here.actions.add_criterion(Criterion(project=talgud, text_et=text, purpose=CriterionPurpose.READINESS), by=None)
        for text in ("Kava on kinnitatud", "Ruum on olemas")
    )
    row = here.enrol(talgud, village)
    here.actions.declare_ready(row, by=mari, note="Valmis", criteria=[met])
    client.force_login(mari)
    page = client.get(row.get_absolute_url())
    readiness = page.context["readiness"]
    assert (readiness.by, list(readiness.met), list(readiness.missing)) == (mari.name, [met], [missing])

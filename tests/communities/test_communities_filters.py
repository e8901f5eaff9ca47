"""The filters of communities: each narrows, unknown ones do nothing, foreign projects are no choice (P-06, X-14)."""
import pytest

from communities.filters import base
from communities.models import Region, RegionScheme
from portal.shared import verbs
from projects.choices import Publication
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db
URL = "/communities/"


def names(response):
    return [row[0]["text"] for row in response.context["table"].rows]


@pytest.fixture
def latvian():
    """A community in a planning region of Latvia, whose code is also a rescue region's."""
    scheme = verbs.create(RegionScheme(code="planning", name_et="Planeerimispiirkonnad", country="LV"), by=None)
    region = verbs.create(Region(scheme=scheme, code="N", name_et="Vidzeme"), by=None)
    return here.community("Ape", municipality=here.municipality("Apes novads", country="LV", kind="novads",
                                                                region=region))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("search=kula", ["Kolga küla"]),
        ("search=olematu", []),
        ("kind=interest", ["Huviring"]),
        ("county=EE-37", ["Kolga küla"]),
        ("region=N", ["Kolga küla"]),
        ("planning=N", ["Ape"]),
        ("owner__email__startswith=a", ["Ape", "Huviring", "Kolga küla"]),
        ("sort=user__password", ["Ape", "Huviring", "Kolga küla"]),
        ("sort=-name", ["Kolga küla", "Huviring", "Ape"]),
    ],
)
def test_each_filter(client, village, harju, latvian, query, found):
    here.rescue_region(counties=[harju])
    here.community("Huviring", kind="interest")
    assert names(client.get(f"{URL}?{query}")) == found


def test_area_and_activity_are_asked_of_the_same_enrolment(client, talgud, village):
    area, ring, other = world.area(talgud, "Ala"), world.activity(talgud, "Ring"), world.activity(talgud, "Muu")
    here.enrol(talgud, village, activity=ring, area=area)
    here.enrol(talgud, village, activity=other)
    both = f"{URL}?project=talgud&area={area.pk}&activity="
    assert [names(client.get(both + str(row.pk))) for row in (ring, other)] == [["Kolga küla"], []]


def test_an_activity_of_another_project_is_no_choice(client, talgud, village):
    foreign = world.activity(world.project("teine"), "Võõras")
    response = client.get(f"{URL}?project=talgud&activity={foreign.pk}")
    assert set(response.context["filterset"].form.errors) == {"activity"}


def test_a_draft_project_is_no_choice_for_the_public(client, village):
    here.enrol(world.project("mustand", publication=Publication.DRAFT), village)
    response = client.get(URL + "?project=mustand")
    assert set(response.context["filterset"].form.errors) == {"project"}
    assert b"Mustand" not in response.content


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_file_holds_what_the_filter_left(client, village, latvian, kind):
    response = client.get(f"{URL}?planning=N&format={kind}")
    assert response.status_code == 200
    if kind == "csv":
        rows = response.content.decode("utf-8-sig").strip().split("\r\n")[1:]
        assert [row.split(";")[0] for row in rows] == ["Ape"]


@pytest.mark.parametrize(
    ("wanted", "errors", "chosen"),
    [("talgud", None, "talgud"), ("TALGUD", None, "talgud"), ("tal", None, "talgud"), ("puudub", "no_project", None),
     ("saare", "several", None), ("", None, None)],
)
def test_among_many_projects_one_writes_the_name(client, talgud, village, monkeypatch, wanted, errors, chosen):
    monkeypatch.setattr(base, "MOST_OFFERED", 1)
    here.enrol(talgud, village)
    for slug in ("saaremaa", "saarepealne"):
        world.project(slug)
    page = client.get(URL, {"project": wanted})
    filters = page.context["filterset"]
    found = [error.code for error in filters.form.errors.as_data().get("project", ())]
    assert (found, getattr(filters.chosen_project, "slug", None)) == ([errors] if errors else [], chosen)
    assert names(page) == ["Kolga küla"] and "<option value=\"saaremaa\"" not in page.content.decode()

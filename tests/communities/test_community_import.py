"""Communities brought in from a table: moment 9, whose community a row names, and what nobody may learn from it (X-15, C-07)."""
import re

import pytest
from django.urls import reverse

from communities.choices import EnrolmentStatus
from communities.models import Community, Enrolment, Place
from portal.shared import verbs
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db
HEADINGS = "Nimi\tOmavalitsus\tKülad\tElanikke"


@pytest.fixture
def setomaa(harju):
    row = here.municipality("Setomaa vald", harju)
    for name in ("Obinitsa", "Tobrova", "Värska"):
        verbs.create(Place(name=name, municipality=row), by=None)
    return row


@pytest.fixture
def url(talgud, setomaa):
    return reverse("communities:community-import", args=["talgud"])


def brought(client, url, *lines, headings=HEADINGS):
    """The address of the preview of these rows."""
    answer = client.post(url, {"block": "\n".join([headings, *lines])})
    assert answer.status_code == 302, answer.context["form"].errors
    return answer["Location"]


def said(page):
    """{row number: sentences} of a preview."""
    return {line.number: line.why for line in page.context["lines"] if line.why}


def words(page):
    return re.sub(r"\s+", " ", page.text)


def test_moment_nine(client, url, mari, setomaa):
    """200 pasted rows, five of them wrong: seen, said in words, left out, added at once, and undone."""
    wrong = {
        10: "\tSetomaa vald\t\t5", 50: "Küla 50\tSetoma vald\t\t5", 90: "Küla 90\tSetomaa vald\tObinisa\t5",
        130: "Küla 130\tSetomaa vald\t\tpalju", 170: "Küla 170\t\t\t5",
    }
    rows = [wrong.get(number, f"Küla {number}\tSetomaa vald\tObinitsa, Tobrova\t5") for number in range(1, 201)]
    client.force_login(mari)
    preview = brought(client, url, *rows, f"KOKKU\t\t\t{5 * 199}")
    page = client.get(preview)
    assert (page.context["preview"].new, page.context["preview"].problems) == (195, 5)
    assert sorted(said(page)) == [11, 51, 91, 131, 171]
    assert "Setomaa vald" in said(page)[51][0] and "Obinitsa" in said(page)[91][0]
    assert [check.ok for check in page.context["preview"].parsed.total_checks] == [True]
    assert (client.post(preview).status_code, Enrolment.objects.count()) == (422, 0)
    assert client.post(preview, {"leave_out": "1"}).status_code == 302
    assert (Community.objects.count(), Enrolment.objects.count()) == (195, 195)
    assert Community.objects.get(name="Küla 1").places.count() == 2
    assert client.get(preview).context["count"] == 195
    kept = Community.objects.get(name="Küla 7")
    kept.population = 6
    here.actions.change_community(kept, by=mari, version=kept.version)
    assert client.post(f"{preview}undo/").status_code == 302
    assert (list(Community.objects.values_list("name", flat=True)), Enrolment.objects.count()) == (["Küla 7"], 0)


def test_a_known_community_is_only_enrolled(client, url, mari, setomaa):
    known = here.community("Mäe küla", municipality=setomaa)
    client.force_login(mari)
    preview = brought(client, url, "Mae kula\tSetomaa\t\t", "Mäe küla\tAnija vald\t\t")
    assert "Mäe küla" in said(client.get(preview))[2][0]
    client.post(preview, {"leave_out": "1"})
    assert list(Enrolment.objects.values_list("community", flat=True)) == [known.pk]
    client.post(f"{preview}undo/")
    assert (Enrolment.objects.count(), Community.objects.count()) == (0, 1)


def test_doubles_are_named_and_nearly_the_same_is_asked(client, url, mari, talgud, setomaa):
    here.enrol(talgud, here.community("Värska", municipality=setomaa))
    here.community("Mäetaguse küla", municipality=setomaa)
    client.force_login(mari)
    lines = ["Värska", "Tobrova", "tobrova", "Mäetagus", "Lüübnitsa küla", "Lüübnitsa", "Küla 1", "Küla 2"]
    page = client.get(brought(client, url, *(f"{name}\tSetomaa vald\t\t" for name in lines)))
    assert sorted(said(page)) == [2, 4, 5, 7]
    assert "Mäetaguse küla" in said(page)[5][0] and "6" in said(page)[7][0]
    assert (page.context["preview"].new, page.context["preview"].double) == (4, 4)


def test_a_community_of_interest_lies_nowhere(client, url, mari):
    client.force_login(mari)
    preview = brought(client, url, "Pärimusring\tHuvikogukond", headings="Nimi\tLiik")
    client.post(preview)
    assert list(Community.objects.values_list("kind", "municipality")) == [("interest", None)]


def test_the_same_community_in_two_activities_is_made_once(client, url, mari, talgud):
    for title in ("Ring", "Muu"):
        world.activity(talgud, title)
    client.force_login(mari)
    rows = [f"Luhamaa\tSetomaa vald\t{title}\tOsaleb" for title in ("Ring", "Muu")]
    preview = brought(client, url, *rows, headings="Nimi\tOmavalitsus\tTegevus\tSeis")
    assert client.post(preview).status_code == 302
    assert (Community.objects.count(), Enrolment.objects.counted().count()) == (1, 2)


@pytest.mark.parametrize("case", ["elsewhere", "here"])
def test_a_hidden_community_leaves_no_trace(client, url, jaan, talgud, setomaa, case):
    """Neither another project's nor another partner's: nothing in the preview, nothing in the way (C-07)."""
    secret = here.community("Varjula", municipality=setomaa)
    project = talgud if case == "here" else world.project("teine")
    here.enrol(project, secret, sensitive=True, author=here.partner(project, "Muu partner"))
    client.force_login(jaan)
    plain = words(client.get(brought(client, url, "Avala\tSetomaa vald\t\t")))
    preview = brought(client, url, "Varjula\tSetomaa vald\t\t")
    hidden = words(client.get(preview))
    assert said(client.get(preview)) == {}
    strip = re.compile(r"/import/\d+/|value=\"[A-Za-z0-9]{40,}\"")
    assert strip.sub("", hidden.replace("Varjula", "Avala")) == strip.sub("", plain)
    assert client.post(preview).status_code == 302
    assert Enrolment.objects.exclude(community=secret).get().community.name == "Varjula"


def test_a_community_hidden_only_here_leaves_no_trace_either(client, url, jaan, talgud, setomaa):
    """Everybody knows the village from another project; that it takes part here is hidden."""
    village = here.community("Varjula", municipality=setomaa)
    here.enrol(world.project("teine"), village)
    here.enrol(talgud, village, sensitive=True, author=here.partner(talgud, "Muu partner"))
    client.force_login(jaan)
    assert client.post(brought(client, url, "Varjula\tSetomaa vald\t\t")).status_code == 302
    assert Enrolment.objects.filter(project=talgud).count() == 2


def test_a_partners_editor_writes_for_his_own(client, url, jaan, talgud, partner):
    here.partner(talgud, "Teine partner")
    client.force_login(jaan)
    preview = brought(client, url, "Esimene\tSetomaa vald\tTeine partner", "Teine\tSetomaa vald\t",
                      headings="Nimi\tOmavalitsus\tPartner")
    assert sorted(said(client.get(preview))) == [2]
    client.post(preview, {"leave_out": "1"})
    assert list(Enrolment.objects.values_list("author", flat=True)) == [partner.pk]


def test_an_editor_of_one_activity_writes_there(client, url, talgud, partner):
    ring, _other = world.activity(talgud, "Ring"), world.activity(talgud, "Muu")
    client.force_login(here.editor(talgud, partner, "Haapsalu", activity=ring))
    preview = brought(client, url, "Esimene\tSetomaa vald\t", "Teine\tSetomaa vald\tMuu",
                      headings="Nimi\tOmavalitsus\tTegevus")
    assert sorted(said(client.get(preview))) == [3]
    client.post(preview, {"leave_out": "1"})
    assert list(Enrolment.objects.values_list("activity", "author")) == [(ring.pk, partner.pk)]


def test_who_may(client, url, leida, stranger):
    codes = [client.get(url).status_code]
    for user in (leida, stranger):
        client.force_login(user)
        codes.append(client.get(url).status_code)
    assert codes == [302, 403, 404]


def test_more_than_two_thousand_rows_are_refused(client, url, mari):
    client.force_login(mari)
    block = "\n".join([HEADINGS, *(f"Küla {number}\tSetomaa vald\t\t" for number in range(2001))])
    assert client.post(url, {"block": block}).status_code == 422


def test_staff_fill_the_registry_without_a_project(client, setomaa):
    client.force_login(world.person("Riina", is_staff=True))
    preview = brought(client, reverse("communities:registry-import"), "Obinitsa\tSetomaa vald\tObinitsa\t1 200")
    assert client.post(preview).status_code == 302
    assert list(Community.objects.values_list("name", "population")) == [("Obinitsa", 1200)]
    again = brought(client, reverse("communities:registry-import"), "obinitsa\tSetomaa vald\t\t")
    assert client.get(again).context["preview"].double == 1
    assert Enrolment.objects.filter(status=EnrolmentStatus.APPLIED).count() == 0

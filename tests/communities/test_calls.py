"""Calls, the choice per county, criteria and readiness (C-06, C-07, C-21, A-22): said, overruled, hidden, told to the public."""
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from communities import actions
from communities.choices import CriterionPurpose, EnrolmentStatus
from communities.models import Call, Criterion, Enrolment
from portal.shared import verbs
from projects.choices import Publication, Role
from projects.models import Contact
from tests.communities import world as here
from tests.shared import world

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def to(name, *args):
    return reverse(f"communities:{name}", args=["talgud", *args])


@pytest.fixture
def call(talgud, harju):
    here.county("Hiiu", "EE-39")
    here.county("Järva", "EE-52")
    return actions.add_call(
        Call(project=talgud, title_et="Igast maakonnast üks", per_county=1, opens_on=TODAY - timedelta(days=9)), by=None
    )


def criterion(project, text="Eestvedaja on olemas", purpose=CriterionPurpose.SELECTION):
    return actions.add_criterion(Criterion(project=project, text_et=text, purpose=purpose), by=None)


def applicant(call, community, **fields):
    return actions.apply_to_call(Enrolment(project=call.project, call=call, community=community, **fields), by=None)


def choose(client, row, **data):
    return client.post(to("enrolment-choose", row.pk), data)


def test_the_gap_list_names_the_empty_counties(client, call, village, mari):
    first = applicant(call, village)
    other = applicant(call, here.community("Teine", municipality=village.municipality))
    client.force_login(mari)
    page = client.get(call.get_absolute_url())
    assert page.context["selection"].missing == ("Harju", "Hiiu", "Järva")
    assert choose(client, first).status_code == 302
    page = client.get(call.get_absolute_url())
    county, = page.context["selection"].counties
    assert (county.chosen, county.of, county.is_over) == (1, 1, False)
    assert page.context["selection"].missing == ("Hiiu", "Järva")
    warned = choose(client, other)
    assert warned.status_code == 422 and "Harju" in warned.context["form"].warnings[0]
    digest = warned.context["form"].warnings_digest
    assert choose(client, other, save_anyway=digest).status_code == 302
    page = client.get(call.get_absolute_url())
    county, = page.context["selection"].counties
    assert (county.chosen, county.is_over, len(page.context["selection"].over)) == (2, True, 1)
    assert page.context["selection"].missing == ("Hiiu", "Järva")


def test_what_is_met_is_ticked_and_what_is_missing_is_said(client, call, village, mari):
    leader, room = criterion(call.project), criterion(call.project, "Ruum on olemas")
    ready = criterion(call.project, "Kava on kinnitatud", CriterionPurpose.READINESS)
    row = applicant(call, village)
    client.force_login(mari)
    warned = choose(client, row, criteria=[leader.pk])
    assert warned.status_code == 422 and "Ruum on olemas" in warned.context["form"].warnings[0]
    assert choose(client, row, criteria=[leader.pk, ready.pk]).status_code == 422
    assert choose(client, row, criteria=[leader.pk, room.pk], reason="Tugev").status_code == 302
    row.refresh_from_db()
    assert (row.status, set(row.criteria.all())) == (EnrolmentStatus.SELECTED, {leader, room})
    note = {"note": "Valmis"}
    warned = client.post(to("enrolment-ready", row.pk), note)
    assert warned.status_code == 422 and "Kava on kinnitatud" in warned.context["form"].warnings[0]
    again = note | {"save_anyway": warned.context["form"].warnings_digest}
    assert client.post(to("enrolment-ready", row.pk), again).status_code == 302
    assert client.post(to("enrolment-unready", row.pk), {"reason": ""}).status_code == 422
    assert client.post(to("enrolment-unready", row.pk), {"reason": "Eestvedaja kolis ära"}).status_code == 302
    row.refresh_from_db()
    assert (row.ready_on, set(row.criteria.all())) == (None, {leader, room})
    assert row.history.first().history_change_reason == "Eestvedaja kolis ära"
    assert TODAY in row.history.values_list("ready_on", flat=True)


def test_a_criterion_on_which_a_decision_rests_stays(client, call, village, mari):
    row = applicant(call, village)
    used, unused = criterion(call.project), criterion(call.project, "Muu")
    actions.choose(row, by=mari, criteria=[used])
    client.force_login(mari)
    codes = [client.post(to("criterion-remove", each.pk)).status_code for each in (used, unused)]
    assert (codes, list(Criterion.objects.all())) == ([409, 302], [used])
    foreign = criterion(world.project("teine"))
    with pytest.raises(ValidationError):
        actions.choose(applicant(call, here.community("Teine")), by=mari, criteria=[foreign])


def test_too_early_is_said_and_too_late_too(client, call, village, mari):
    call.opens_on = TODAY + timedelta(days=3)
    actions.change_call(call, by=mari, version=call.version)
    client.force_login(mari)
    data = {"community": village.pk, "status": "applied", "call": call.pk, "motivation": "Tahame"}
    warned = client.post(to("enrolment-create"), data)
    assert (warned.status_code, len(warned.context["form"].warnings)) == (422, 1)
    digest = warned.context["form"].warnings_digest
    assert client.post(to("enrolment-create"), data | {"save_anyway": digest}).status_code == 302
    row = Enrolment.objects.get()
    assert (row.status, row.motivation, row.call) == ("applied", "Tahame", call)
    assert choose(client, row).status_code == 422
    call.opens_on, call.closes_on = date(2024, 1, 1), date(2024, 2, 1)
    actions.change_call(call, by=mari, version=call.version)
    assert "01.02.2024" in client.get(to("enrolment-choose", row.pk)).text
    assert choose(client, row).status_code == 302


def test_an_applicant_is_not_selected_by_applying(client, call, village, mari):
    client.force_login(mari)
    answer = client.post(to("enrolment-create"), {"community": village.pk, "status": "selected", "call": call.pk})
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"status"})


def test_a_rejection_keeps_its_reason(client, call, village, mari):
    row = applicant(call, village)
    client.force_login(mari)
    assert client.post(to("enrolment-reject", row.pk), {"reason": ""}).status_code == 422
    assert client.post(to("enrolment-reject", row.pk), {"reason": "Teine oli tugevam"}).status_code == 302
    assert row.history.first().history_change_reason == "Teine oli tugevam"


def test_only_the_coordinator_chooses(client, call, village, jaan, leida, stranger, partner):
    """A partner's editor does not choose his own community, and reads only its own motivation."""
    own = applicant(call, village, author=partner, motivation="Meie tahame")
    applicant(call, here.community("Teine"), author=here.partner(call.project, "Muu"), motivation="Nemad tahavad")
    found = {}
    for user in (jaan, leida, stranger):
        client.force_login(user)
        pages = (to("enrolment-choose", own.pk), to("enrolment-decide", own.pk), to("call-create"), call.get_absolute_url())
        found[user.name] = [client.get(page).status_code for page in pages]
    assert found == {"Jaan": [403, 403, 403, 200], "Leida": [403, 403, 403, 200], "Vooras": [404, 404, 404, 404]}
    client.force_login(jaan)
    text = client.get(call.get_absolute_url()).text
    assert "Meie tahame" in text and "Nemad tahavad" not in text


def test_the_activitys_coordinator_chooses_for_its_call(client, talgud, call, village):
    ring = world.activity(talgud, "Ring")
    user = world.person("Kadri")
    world.member(user, talgud, Role.COORDINATOR, activity=ring)
    own = applicant(actions.add_call(Call(project=talgud, title_et="Ring", activity=ring), by=None), village)
    other = applicant(call, here.community("Teine"))
    client.force_login(user)
    assert own.activity == ring
    assert [client.get(to("enrolment-choose", row.pk)).status_code for row in (own, other)] == [200, 403]


def test_a_hidden_applicant_fills_no_county_for_others(client, call, village, jaan, mari):
    row = applicant(call, village, sensitive=True, author=here.partner(call.project, "Muu"))
    actions.choose(row, by=mari)
    client.force_login(jaan)
    page = client.get(call.get_absolute_url())
    assert village.name not in page.text and "Harju" in page.context["selection"].missing
    listed = client.get(to("call-list")).context["table"].rows[0]
    assert [cell["text"] for cell in listed[-2:]] == ["0", "0"]
    client.logout()
    assert "Harju" in client.get(f"/calls/{call.pk}/").context["missing"]
    client.force_login(mari)
    assert "Harju" not in client.get(call.get_absolute_url()).context["selection"].missing


def test_the_public_page_tells_how_to_apply(client, call, village, mari, talgud):
    verbs.create(
        Contact(project=talgud, role_et="Projektijuht", email="juht@example.org", is_public=True, consent_on=TODAY), by=None
    )
    verbs.create(Contact(project=talgud, role_et="Varjatud", email="salajane@example.org"), by=None)
    actions.choose(applicant(call, village, motivation="Salasõna"), by=mari)
    page = client.get(f"/calls/{call.pk}/")
    assert page.context["missing"] == ["Hiiu", "Järva"] and "juht@example.org" in page.text
    assert "salajane" not in page.text and "Salasõna" not in page.text
    assert f"/calls/{call.pk}/" in client.get("/communities/").text


@pytest.mark.parametrize("case", ["draft", "undated", "sensitive"])
def test_what_is_not_for_everybody_has_no_public_page(client, talgud, case):
    project = world.project("mustand", publication=Publication.DRAFT) if case == "draft" else talgud
    activity = world.activity(talgud, "Kriis", sensitive=True) if case == "sensitive" else None
    day = None if case == "undated" else TODAY
    row = actions.add_call(Call(project=project, title_et="Kutse", activity=activity, opens_on=day), by=None)
    assert client.get(f"/calls/{row.pk}/").status_code == 404
    assert "Kutse" not in client.get("/communities/").text


def test_the_call_page_asks_a_fixed_number_of_questions(client, call, mari, django_assert_max_num_queries):
    for number in range(6):
        where = here.municipality(f"Vald {number}", here.county(f"Maakond {number}", f"EE-9{number}"))
        applicant(call, here.community(f"Küla {number}", municipality=where))
    criterion(call.project)
    client.force_login(mari)
    with django_assert_max_num_queries(15):
        client.get(call.get_absolute_url())
    with django_assert_max_num_queries(12):
        client.get(to("call-list"))

"""Support in the workspace: so many for each community, dialogues, hours by month, what came of it (C-09 … C-12, C-15, C-16)."""
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from communities.summaries.journey import journeys_of
from portal.shared import verbs
from projects.actions import set_formula
from projects.models import CrossCheck, Target
from projects.summaries import promise_board
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.refused import refused
from tests.shared import world
from tests.trainings import taking_part
from tests.trainings import world as here
from trainings import actions
from trainings.actions.support import change_outcome, tell_outcome
from trainings.choices import SupportKind
from trainings.models import Registration, SupportAssignment, SupportOutcome
from trainings.summaries import hours_text
from trainings.summaries.support_waiting import support_waiting

pytestmark = pytest.mark.django_db


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


def promise(project, activity=None, **fields):
    texts = {"statement_et": fields.pop("text", "Lubadus"), "unit_et": "tk"}
    return verbs.create(Target(project=project, activity=activity, **texts, **fields), by=None)


def of_county(name, number):
    county = villages.county(name, f"EE-{number}")
    return villages.community(f"{name} küla", municipality=villages.municipality(f"{name} vald", county))


# --- mentors


def test_C09_a_mentor_without_an_end_stays_for_four_months(talgud, village):
    row = villages.enrol(talgud, village)
    assert here.support(row, starts_on=date(2024, 9, 1)).ends_on == date(2024, 12, 31)
    assert here.support(row, starts_on=date(2025, 10, 31)).ends_on == date(2026, 2, 28)
    assert here.support(row, kind="expert", starts_on=date(2024, 9, 1)).ends_on is None


def test_a_mentor_for_longer_is_asked_about(client, talgud, village, mari):
    row = villages.enrol(talgud, village)
    client.force_login(mari)
    sent = {"enrolment": row.pk, "kind": "mentor", "label": "Mentor", "starts_on": "01.09.2024", "ends_on": "31.01.2025"}
    page = client.post(to("supportassignment-create"), sent)
    assert page.status_code == 422
    assert page.context["form"].warnings
    sent["save_anyway"] = page.context["form"].warnings_digest
    assert client.post(to("supportassignment-create"), sent).status_code == 302


def test_what_came_of_it_is_told_halfway_and_at_the_end(client, talgud, village, mari, leida):
    mentor = here.support(villages.enrol(talgud, village), starts_on=date(2024, 9, 1))
    with refused("before_start"):
        tell_outcome(SupportOutcome(assignment=mentor, midway_on=date(2024, 8, 1)), by=None)
    with refused("no_day"):
        tell_outcome(SupportOutcome(assignment=mentor, midway_percent=40), by=None)
    client.force_login(mari)
    url = to("supportoutcome-create", mentor.pk)
    assert url in client.get(to("supportassignment-detail", mentor.pk)).content.decode()
    client.post(url, {"midway_on": "01.11.2024", "midway_percent": "60"})
    row = SupportOutcome.objects.get()
    row.changed = "Küla teeb talguid ise."
    change_outcome(row, by=mari, version=1)
    client.force_login(leida)
    page = client.get(to("supportassignment-detail", mentor.pk)).content.decode()
    assert "60 %" in page
    assert "talguid" in page
    assert client.get(to("supportoutcome-edit", mentor.pk, row.pk)).status_code == 403


def test_a_mentor_is_looked_at_halfway_and_his_end_is_confirmed(talgud, village, django_assert_num_queries):
    row = villages.enrol(talgud, village)
    mentor = here.support(row, starts_on=date(2024, 9, 1))
    here.support(row, kind="expert", starts_on=date(2024, 9, 1), ends_on=date(2024, 12, 31))

    def told(day):
        with django_assert_num_queries(1):
            return [waiting.url.split("/")[-2] for waiting in support_waiting([talgud], day)]

    assert told(date(2024, 10, 30)) == []
    assert told(date(2024, 11, 5)) == ["new"]
    tell_outcome(SupportOutcome(assignment=mentor, midway_on=date(2024, 11, 5)), by=None)
    assert told(date(2024, 11, 6)) == []
    assert told(date(2025, 1, 2)) == ["complete", "complete"]
    actions.complete_support(mentor, by=None)
    assert told(date(2025, 1, 2)) == ["complete"]


def test_hours_add_up_by_person_and_month(client, talgud, village, leida):
    mentor = here.support(villages.enrol(talgud, village))
    for month, minutes in ((10, 90), (10, 30), (11, 45)):
        taking_part.meeting(mentor, date(2024, month, 5), minutes)
    client.force_login(leida)
    page = client.get(to("support-timesheet"))
    assert [(row.month.month, row.meetings, row.minutes) for row in page.context["page_obj"]] == [(10, 2, 120), (11, 1, 45)]
    page = client.get(to("support-timesheet"), {"who": "Mentor", "month": "2024-10"})
    assert page.context["count_text"].startswith(hours_text(120))
    file = client.get(to("support-timesheet"), {"month": "2024-11", "format": "csv"}).content.decode()
    assert "0.75" in file or "0,75" in file


# --- two for each community


def test_C15_C16_two_for_each_community_and_the_checks_between_promises(client, talgud, mari):
    pilot = world.activity(talgud, "Pilootprogramm")
    whole = promise(talgud, pilot, measure="communities", value=15, comparator="in_total")
    promise(talgud, pilot, measure="facilitators", per_measure="communities", value=2)
    trained = promise(talgud, measure="participants", value=30, comparator="in_total")
    verbs.create(CrossCheck(project=talgud, left=whole, multiplier=2, right=trained), by=None)
    for number, name in enumerate(("Harju", "Hiiu", "Võru")):
        row = villages.enrol(talgud, of_county(name, 37 + number), activity=pilot)
        for _each in range(number + 1):
            here.support(row, kind="facilitator")
    client.force_login(mari)
    page = client.get(to("support-ratio"))
    ((card, table, enough),) = page.context["boards"]
    assert [(row.got, row.wanted, row.missing, row.more) for row in table.objects] == [(1, 2, 1, 0), (2, 2, 0, 0), (3, 2, 0, 1)]
    assert (card.figure, sorted(re.findall(r"\d+", enough))) == ("6/6 tk", ["2", "3"])
    assert [check.holds for check in page.context["checks"]] == [True]


def test_C15_a_third_facilitator_is_asked_about_and_accepted(client, talgud, village, mari):
    promise(talgud, measure="facilitators", per_measure="communities", value=2)
    row = villages.enrol(talgud, village)
    client.force_login(mari)
    sent = {"enrolment": row.pk, "kind": "facilitator", "label": "Hõlbustaja"}
    assert [client.post(to("supportassignment-create"), sent).status_code for _each in range(3)] == [302, 302, 422]
    page = client.post(to("supportassignment-create"), sent)
    sent["save_anyway"] = page.context["form"].warnings_digest
    assert client.post(to("supportassignment-create"), sent).status_code == 302
    assert row.support.count() == 3


# --- dialogues


@pytest.fixture
def programme(talgud):
    """Two groups of 12 and 10 people, each of whom holds one dialogue."""
    activity = world.activity(talgud, "Dialoog kogukonnaga")
    target = promise(talgud, activity, measure="dialogues", reachable_measure="people", comparator="in_total", text="Dialoogid")
    set_formula(target, [{"value": n, "label_et": what} for n, what in ((2, "korda"), (12, "inimest"), (1, "dialoog"))], by=None)
    promise(talgud, activity, measure="people", comparator="up_to", value=24, distribution="cohort", equal_share=12)
    for cohort, size in (("I rühm", 12), ("II rühm", 10)):
        people = [taking_part.person(talgud, f"{cohort} osaleja {n}") for n in range(size)]
        for number in range(2):
            event = here.held(talgud, f"{cohort} {number}", cohort=cohort, activity=activity, on=date(2024, 3 + number, 4))
            taking_part.there(event, *people)
            Registration.objects.bulk_create(Registration(event=event, person=one) for one in people)
    return activity


def test_C12_24_by_plan_and_22_within_reach(client, talgud, programme, village, mari, leida):
    row = villages.enrol(talgud, village, activity=programme)
    client.force_login(mari)
    page = client.get(to("dialogue-list"))
    assert len(page.context["leaders"].objects) == 22
    (card,) = page.context["cards"]
    assert "2 korda × 12 inimest × 1 dialoog = 24" in card.figure
    assert "22" in card.note
    first = page.context["leaders"].objects[0].registration
    client.post(to("dialogue-create"), {"registration": first.pk, "enrolment": row.pk})
    made = SupportAssignment.objects.get()
    assert (made.kind, made.registration, made.label) == (SupportKind.DIALOGUE, first, gettext("Participant"))
    second = page.context["leaders"].objects[1].registration
    again = client.post(to("dialogue-create"), {"registration": second.pk, "enrolment": row.pk})
    assert (again.status_code, len(again.context["form"].warnings)) == (422, 1)
    actions.complete_support(made, by=mari)
    (card,) = client.get(to("dialogue-list")).context["cards"]
    assert "1/24" in card.figure
    client.force_login(leida)
    assert client.get(to("dialogue-list")).context["leaders"] is None
    assert str(first.person) not in client.get(to("supportassignment-detail", made.pk)).content.decode()


def test_a_participant_holds_one_dialogue(talgud, programme, village):
    row, first = villages.enrol(talgud, village, activity=programme), Registration.objects.first()
    again = Registration.objects.filter(person=first.person).last()
    here.support(row, kind="dialogue", registration=first)
    with refused("has_dialogue"):
        here.support(row, kind="dialogue", registration=again)
    with refused("foreign_project"):
        here.support(row, kind="mentor", registration=again)


def test_a_group_counts_each_of_its_people_once(talgud, programme):
    board = {promise.statement: promise for promise in promise_board(talgud).promises}
    assert [share.text for share in board["Lubadus"].shares] == ["12/12", "10/12"]
    assert board["Dialoogid"].reachable == 22


# --- who sees it, and what a community's way says


PAGES = ["project-support", "support-ratio", "support-timesheet", "dialogue-list", "person-records", "village-list"]


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("leida", 200)])
def test_who_works_in_the_project_sees_support(client, request, talgud, who, status):
    client.force_login(request.getfixturevalue(who))
    assert {name: client.get(to(name)).status_code for name in PAGES} == dict.fromkeys(PAGES, status)


def test_a_hidden_community_gives_no_name_to_a_village(client, talgud, village, mari, leida):
    villages.enrol(talgud, village, sensitive=True)
    taking_part.there(here.held(talgud), taking_part.person(talgud, community=village))
    shown = []
    for user in (mari, leida):
        client.force_login(user)
        (row,) = client.get(to("village-list")).context["page_obj"]
        shown.append((row.name, row.people))
    assert shown == [(village.name, 1), ("", 1)]


def test_pages_take_as_many_queries_however_much_there_is(client, talgud, programme, mari):
    def taken():
        urls = [*map(to, PAGES), *(f"/events/figures/?project=talgud&count={what}" for what in ("people", "answers", "places"))]
        return {url: queries(client, url) for url in urls}

    promise(talgud, programme, measure="facilitators", per_measure="communities", value=2)
    client.force_login(mari)
    grow(talgud, programme, "Harju", 37)
    few = taken()
    for number, name in enumerate(("Hiiu", "Võru", "Valga")):
        grow(talgud, programme, name, 50 + number)
    assert taken() == few
    assert max(few.values()) <= 15


def grow(project, activity, name, number):
    row = villages.enrol(project, of_county(name, number), activity=activity)
    leader = Registration.objects.filter(dialogues__isnull=True).first()
    here.support(row, kind="dialogue", registration=leader)
    taking_part.meeting(here.support(row))
    event = here.held(project, name, capacity=9, on=date(2025, 3, 4))
    taking_part.there(event, taking_part.person(project, f"Mari {name}", village=name))
    taking_part.answer(event)


def test_somebody_from_the_village_was_taught(talgud, village, harju):
    row, other = (villages.enrol(talgud, each) for each in (village, of_county("Võru", 86)))
    event = here.held(talgud, kind="training")
    taking_part.there(event, taking_part.person(talgud, community=village))
    assert [journey.reached("trained") for journey in journeys_of([row, other])] == [True, False]

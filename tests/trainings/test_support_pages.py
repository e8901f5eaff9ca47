"""The log of an expert or mentor: who writes it, who reads it, and the hours it adds up to (A-23, C-09)."""
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communities.models import Delegate
from portal.shared import verbs
from projects.choices import Role
from tests.communities import world as villages
from tests.communities.test_communities_query_counts import queries
from tests.refused import refused
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.models import SupportAssignment, SupportEntry
from trainings.summaries import hours_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(talgud, village, partner):
    return villages.enrol(talgud, village, author=partner)


@pytest.fixture
def mentor(enrolment):
    return here.support(
        enrolment, phase="planning", aims="Kava valmib.", starts_on=date(2024, 9, 1), ends_on=date(2024, 12, 31)
    )


def entry(assignment, on=date(2024, 10, 1), minutes=90, **fields):
    return actions.log_support(
        SupportEntry(assignment=assignment, date=on, minutes=minutes, discussed="Kava sihid", **fields), by=None
    )


def to(name, *args):
    return reverse(f"trainings:{name}", args=["talgud", *args])


@pytest.mark.parametrize(("minutes", "text"), [(210, "3"), (45, "45"), (120, "2"), (0, ""), (None, "")])
def test_minutes_are_read_as_hours(minutes, text):
    assert hours_text(minutes).split("\N{NO-BREAK SPACE}")[0] == text


def test_a_meeting_has_been_and_lies_within_the_support(mentor):
    with refused("in_future"):
        entry(mentor, timezone.localdate() + timedelta(days=1))
    with refused("before_start"):
        entry(mentor, date(2024, 8, 31))
    with refused("next_before"):
        entry(mentor, next_on=date(2024, 10, 1))


def test_the_log_adds_up(client, mentor, leida):
    entry(mentor)
    entry(mentor, date(2024, 11, 1), 120, agreed="Hind lepitakse kokku.", next_on=date(2024, 12, 1))
    client.force_login(leida)
    page = client.get(to("supportassignment-detail", mentor.pk))
    assert page.context["stats"][0].value == hours_text(210)
    assert [row.date.month for row, _hours, url in page.context["log"] if not url] == [11, 10]
    assert "Kava valmib." in page.content.decode()
    assert to("supportassignment-detail", mentor.pk) in client.get(reverse("trainings:supportassignment-list")).content.decode()
    logs = client.get(reverse("trainings:supportentry-list") + "?project=talgud")
    assert hours_text(210) in logs.context["count_text"]


@pytest.mark.parametrize(("who", "status"), [("mari", 200), ("jaan", 200), ("leida", 403), ("stranger", 404)])
def test_who_writes_the_log(client, request, mentor, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(to("supportentry-create", mentor.pk)).status_code == status
    assert client.get(to("supportassignment-extend", mentor.pk)).status_code == status


def test_the_expert_writes_only_about_his_own_community(client, talgud, mentor):
    tiina = world.person("Tiina")
    world.member(tiina, talgud, Role.EXPERT)
    verbs.create(Delegate(enrolment=mentor.enrolment, user=tiina, kind="expert"), by=None)
    other = here.support(villages.enrol(talgud, villages.community("Teine")))
    client.force_login(tiina)
    data = {"date": "01.10.2024", "minutes": 90, "form": "onsite", "discussed": "Sihid"}
    assert client.post(to("supportentry-create", mentor.pk), data).status_code == 302
    assert client.post(to("supportentry-create", other.pk), data).status_code == 403
    row = SupportEntry.objects.get()
    assert (row.minutes, row.history.latest().history_user) == (90, tiina)
    assert client.get(to("supportassignment-edit", mentor.pk)).status_code == 403


def test_a_meeting_after_the_agreed_end_warns_and_an_extension_says_why(client, mentor, mari):
    client.force_login(mari)
    data = {"date": "15.01.2025", "minutes": 60, "form": "phone", "discussed": "Talv"}
    assert client.post(to("supportentry-create", mentor.pk), data).status_code == 422
    extended = client.post(to("supportassignment-extend", mentor.pk), {"ends_on": "31.01.2025", "reason": "Talv venis"})
    assert extended.status_code == 302 and SupportAssignment.objects.get().extension_reason == "Talv venis"
    assert client.post(to("supportentry-create", mentor.pk), data).status_code == 302


def test_an_entry_is_corrected_and_removed(client, mentor, mari):
    row = entry(mentor)
    client.force_login(mari)
    data = {"date": "01.10.2024", "minutes": 60, "form": "onsite", "discussed": "Sihid", "version": 1}
    assert client.post(to("supportentry-edit", mentor.pk, row.pk), data).status_code == 302
    assert client.post(to("supportentry-remove", mentor.pk, row.pk)).status_code == 302
    assert not SupportEntry.objects.exists()


def test_the_log_takes_as_many_queries_however_long_it_is(client, mentor, mari):
    client.force_login(mari)
    urls = [to("supportassignment-detail", mentor.pk), reverse("trainings:supportentry-list") + "?project=talgud"]
    entry(mentor)
    first = [queries(client, url) for url in urls]
    for day in range(1, 30):
        entry(mentor, date(2024, 11, day))
    assert [queries(client, url) for url in urls] == first
    assert max(first) <= 12

"""Events, their days and destinations: the verbs."""
from datetime import date, timedelta

import pytest
from django.utils import timezone

from projects.actions import close_project
from projects.models import Audience, Project
from tests.refused import refused
from tests.trainings import world as here
from tests.trainings.world import PAST
from trainings import actions
from trainings.choices import DestinationState, EventStatus
from trainings.models import Event, EventDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(talgud):
    return here.event(talgud)


def test_a_new_event_is_planned_whatever_is_said(mari, talgud):
    people = Audience.objects.create(code="communities", name_et="Kogukonnad")
    event = actions.plan_event(
        Event(project=talgud, title_et="Koolitus", status=EventStatus.HELD, status_reason="?"), by=mari, audiences=[people]
    )
    assert (event.status, event.status_reason, event.history.latest().history_user) == (EventStatus.PLANNED, "", mari)
    assert list(event.audiences.all()) == [people]
    actions.change_event(event, by=mari, version=1, audiences=[])
    assert (event.version, event.audiences.count()) == (2, 0)


def test_an_event_is_put_away_and_comes_back(mari, event):
    actions.archive_event(event, by=mari)
    assert list(Event.objects.live()) == []
    actions.restore_event(event, by=mari)
    assert list(Event.objects.live()) == [event]


def test_A17_a_date_holds_two_halves_and_no_more(mari, event):
    here.day(event, kind="theory", half_days=1)
    half = here.day(event, kind="practice", half_days=1)
    with refused("day_is_full"):
        here.day(event, kind="other", half_days=1)
    half.half_days = 2
    with refused("day_is_full"):
        actions.change_event_day(half, by=mari, version=1)
    half.half_days, half.kind = 1, "theory"
    actions.change_event_day(half, by=mari, version=1)
    here.day(event, on=PAST + timedelta(days=1), half_days=2)
    assert list(EventDay.objects.values_list("kind", "half_days")) == [("theory", 1), ("theory", 1), ("theory", 2)]


def test_an_event_is_held_on_its_days(mari, event):
    with refused("no_days"):
        actions.hold_event(event, by=mari)
    here.day(event)
    event = actions.hold_event(event, by=mari, headcount=14)
    assert (event.status, event.headcount, event.history.latest().history_user) == (EventStatus.HELD, 14, mari)


def test_nobody_counted_is_not_zero(mari, event):
    here.day(event)
    assert actions.hold_event(event, by=mari).headcount is None


def test_an_event_is_not_held_before_its_last_day(mari, event):
    here.day(event)
    here.day(event, on=timezone.localdate() + timedelta(days=1))
    with refused("in_future"):
        actions.hold_event(event, by=mari)
    assert Event.objects.get().status == EventStatus.PLANNED


def test_calling_off_needs_a_reason_and_ends_the_way(mari, event):
    with refused("no_reason"):
        actions.cancel_event(event, by=mari, reason="")
    event = actions.postpone_event(event, by=mari, reason="Tuisk")
    assert (event.status, event.status_reason) == (EventStatus.POSTPONED, "Tuisk")
    with refused("wrong_state"):
        actions.postpone_event(event, by=mari, reason="Tuisk")
    event = actions.cancel_event(event, by=mari, reason="Keegi ei saa tulla")
    assert (event.status, event.history.latest().history_change_reason) == (EventStatus.CANCELLED, "Keegi ei saa tulla")
    with refused("wrong_state"):
        actions.hold_event(event, by=mari)
    with refused("cancelled"):
        here.day(event)


def test_what_was_held_is_not_called_off_but_planned_anew(mari, talgud):
    event = here.held(talgud, headcount=9)
    with refused("wrong_state"):
        actions.cancel_event(event, by=mari, reason="Viga")
    event = actions.replan_event(event, by=mari, reason="Sisestatud kogemata")
    assert (event.status, event.headcount) == (EventStatus.PLANNED, None)
    with refused("wrong_state"):
        actions.replan_event(event, by=mari)


def test_a_held_event_keeps_its_last_day(mari, talgud):
    event = here.held(talgud, days=("theory", "practice"))
    first, second = event.days.order_by("date")
    actions.remove_event_day(second, by=mari, reason="Topelt")
    assert EventDay.history.filter(history_type="-").get().history_user == mari
    with refused("last_day"):
        actions.remove_event_day(first, by=mari)
    assert list(EventDay.objects.all()) == [first]


def test_B18_a_destination_is_decided_with_a_day_and_a_reason(mari, talgud):
    sweden = here.destination(talgud)
    with refused("no_reason"):
        actions.decide_destination(sweden, DestinationState.CHOSEN, by=mari, reason="")
    with refused("unknown_state"):
        actions.decide_destination(sweden, DestinationState.CANDIDATE, by=mari, reason="Parim näide")
    sweden = actions.decide_destination(sweden, DestinationState.CHOSEN, by=mari, reason="Parim näide", on=date(2024, 9, 1))
    assert (sweden.state, sweden.reason, sweden.decided_on) == (DestinationState.CHOSEN, "Parim näide", date(2024, 9, 1))


def test_a_closed_project_refuses_every_change(mari, talgud):
    event, sweden = here.event(talgud), here.destination(talgud)
    day = here.day(event)
    close_project(talgud, by=mari)
    event, day, sweden = Event.objects.get(), EventDay.objects.get(), type(sweden).objects.get()
    assert Project.objects.get().is_frozen
    for change in (
        lambda: actions.plan_event(Event(project=event.project, title_et="Uus"), by=mari),
        lambda: actions.change_event(event, by=mari, version=1),
        lambda: actions.archive_event(event, by=mari),
        lambda: actions.restore_event(event, by=mari),
        lambda: here.day(event, on=PAST + timedelta(days=3)),
        lambda: actions.change_event_day(day, by=mari, version=1),
        lambda: actions.remove_event_day(day, by=mari),
        lambda: actions.hold_event(event, by=mari),
        lambda: actions.cancel_event(event, by=mari, reason="Tuisk"),
        lambda: actions.postpone_event(event, by=mari, reason="Tuisk"),
        lambda: actions.replan_event(event, by=mari),
        lambda: actions.decide_destination(sweden, DestinationState.CHOSEN, by=mari, reason="Parim näide"),
    ):
        with refused("frozen"):
            change()

"""Events made in one go, copied, in series and in groups (C-11, X-18)."""
from datetime import date, datetime, time

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.shared import verbs
from projects.models import Audience
from tests.communities import potential
from tests.communities import world as villages
from tests.shared import world
from tests.trainings import world as here
from trainings import actions
from trainings.actions.details import add_detail
from trainings.actions.planning import copy_event, plan_quickly, plan_series
from trainings.actions.programme import answer_needs
from trainings.models import AgendaItem, ConsentText, Event, EventDay, EventShare, Signup, StudyTrip, TripStop

pytestmark = pytest.mark.django_db


def unsaved_day(**fields):
    return EventDay(**{"date": date(2027, 3, 26), "kind": "theory", "half_days": 2} | fields)


def test_a_quick_event_has_its_day_and_its_signup_and_comes_once(talgud, mari):
    key = "6f6f9c0e-5d0f-4a4b-9b0e-0d9a6f8f8a11"
    made = [
        plan_quickly(Event(project=talgud, title_et="Koolitus", capacity=20), [unsaved_day()], by=mari, key=key)
        for _time in range(2)
    ]
    assert made[0] == made[1]
    assert (Event.objects.count(), EventDay.objects.count(), Signup.objects.count()) == (1, 1, 1)
    assert ConsentText.objects.exists(), "what people agree to when they sign up"


def test_a_day_that_is_refused_leaves_no_event(talgud, mari):
    days = [unsaved_day(starts_at=time(12), ends_at=time(10))]
    with pytest.raises(ValidationError):
        plan_quickly(Event(project=talgud, title_et="Koolitus"), days, by=mari)
    assert not Event.objects.exists()


def test_two_groups_of_twelve_are_two_events_of_one_series(talgud, mari):
    groups = [("1. rühm", [date(2027, 3, 1), date(2027, 3, 8)]), ("2. rühm", [date(2027, 3, 15)])]
    event = Event(project=talgud, title_et="Juhtide arenguprogramm", capacity=12)
    first, second = plan_series(event, groups, by=mari, day=unsaved_day(starts_at=time(10), ends_at=time(15)))
    assert first.series == second.series
    assert [(row.cohort, row.capacity, row.days.count()) for row in (first, second)] == [("1. rühm", 12, 2), ("2. rühm", 12, 1)]
    assert Signup.objects.count() == 2


@pytest.mark.parametrize("groups", [[], [("", [])], [("", [date(2027, 3, 1)])] * 61])
def test_a_series_without_dates_or_without_end_is_refused(talgud, groups):
    with pytest.raises(ValidationError):
        plan_series(Event(project=talgud, title_et="X"), groups, by=None, day=unsaved_day())


def test_a_copy_moves_days_agenda_and_deadline_and_takes_no_people(talgud, mari, partner):
    audience = verbs.create(Audience(code="kov", name_et="Omavalitsused"), by=None)
    trip = here.held(talgud, "Õppereis", on=date(2026, 2, 26), headcount=29, days=("theory", "practice"),
                     audiences=[audience], kind="trip", capacity=30)
    day = trip.days.order_by("date").last()
    add_detail(AgendaItem(event=trip, day=day, topic="Avamine", starts_at=time(10)), by=mari)
    add_detail(EventShare(event=trip, organisation=partner, weight=2, places=10), by=mari)
    closes = timezone.make_aware(datetime(2026, 2, 25, 23, 0))
    verbs.create(Signup(event=trip, closes_at=closes, asks_diet=True), by=mari)
    here.day(here.event(talgud, "Ühisseminar", parent=trip), date(2026, 2, 27), half_days=1)
    fresh = copy_event(trip, by=mari, first_day=date(2026, 4, 2), titles={"title_et": "Teine reis"}, nested=True)
    assert (fresh.title_et, fresh.status, fresh.headcount, fresh.capacity) == ("Teine reis", "planned", None, 30)
    assert list(fresh.days.order_by("date").values_list("date", "kind")) == [
        (date(2026, 4, 2), "theory"), (date(2026, 4, 3), "practice"),
    ]
    assert fresh.agenda.get().day.date == date(2026, 4, 3)
    assert (fresh.shares.get().weight, fresh.audiences.get()) == (2, audience)
    # 35 days later, over the change to summer time: still eleven in the evening.
    assert timezone.localtime(fresh.signup.closes_at).replace(tzinfo=None) == datetime(2026, 4, 1, 23, 0)
    assert fresh.children.get().days.get().date == date(2026, 4, 3)


def test_a_copied_journey_has_its_stops_and_its_own_seminar(talgud, mari):
    trip = here.held(talgud, "Õppereis", on=date(2026, 2, 26), days=("other", "other"), kind="trip")
    seminar, dropped = (here.event(talgud, title, kind="seminar", parent=trip) for title in ("Ühisseminar", "Ära jäänud"))
    here.day(seminar, date(2026, 2, 27))
    actions.cancel_event(dropped, by=mari, reason="Torm")
    journey = verbs.create(StudyTrip(event=trip, purpose="Näha"), by=mari)
    verbs.create(TripStop(trip=journey, place="Sabile", date=date(2026, 2, 27), seminar=seminar), by=mari)
    verbs.create(TripStop(trip=journey, place="Roja"), by=mari)
    fresh = copy_event(trip, by=mari, first_day=date(2027, 5, 6), nested=True)
    assert [row.title_et for row in fresh.children.all()] == ["Ühisseminar"]
    assert list(fresh.trip.stops.order_by("pk").values_list("place", "date", "seminar__parent")) == [
        ("Sabile", date(2027, 5, 7), fresh.pk), ("Roja", None, None),
    ]
    alone = copy_event(trip, by=mari, first_day=date(2027, 6, 3))
    assert not alone.children.exists() and alone.trip.stops.filter(seminar=None).count() == 2


def test_a_need_of_another_project_is_not_answered_here(talgud, mari):
    event = here.event(talgud)
    own, foreign = (
        potential.need(villages.enrol(project, villages.community(project.slug)), "Esmaabi")
        for project in (talgud, world.project("muu"))
    )
    answered = answer_needs(event, by=mari, version=event.version, needs=[own])
    assert (list(answered.needs.all()), answered.version) == ([own], 2)
    with pytest.raises(ValidationError):
        answer_needs(event, by=mari, version=2, needs=[foreign])

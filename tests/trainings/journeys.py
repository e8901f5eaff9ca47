"""Journeys with people on them, made through the verbs."""
from datetime import date, timedelta

from django.utils import timezone

from portal.shared import verbs
from tests.trainings import world as here
from trainings import actions
from trainings.actions.trips import add_stop, plan_trip
from trainings.choices import EventKind
from trainings.models import Attendance, EventShare, Person, Registration, StudyTrip, TripStop

FIRST = date(2024, 5, 13)


def journey(project, title="Õppereis Soome", days=3, on=FIRST, kind=EventKind.TRIP, mobility="", direction="out", **fields):
    """A journey whose days are there."""
    event = here.event(project, title, kind, **fields)
    for number in range(days):
        here.day(event, on + timedelta(days=number), kind="other")
    trip = StudyTrip(event=event, purpose="Näha, kuidas mujal tehakse.", mobility_kind=mobility, direction=direction)
    return plan_trip(trip, by=None)


def stop(trip, place="Porvoo", **fields):
    return add_stop(TripStop(trip=trip, place=place, **fields), by=None)


def person(project, name, **fields):
    return verbs.create(Person(project=project, name=name, **fields), by=None)


def goes(trip, person, status="place"):
    return verbs.create(Registration(event=trip.event, person=person, status=status), by=None)


def was_there(trip, person, *numbers, present=True):
    """On the days of these numbers, from 0."""
    days = list(trip.event.days.order_by("date"))
    for number in numbers:
        verbs.create(Attendance(day=days[number], person=person, is_present=present), by=None)


def share(trip, organisation, places=None):
    return verbs.create(EventShare(event=trip.event, organisation=organisation, places=places), by=None)


def hold(trip):
    actions.hold_event(trip.event, by=None)
    trip.event.refresh_from_db()
    return trip


def coming(project, **fields):
    return journey(project, "Tulev reis", on=timezone.localdate() + timedelta(days=10), **fields)

"""Journeys: the verbs, people by partner, and the person mobilities that follow from attendance (A-19 … A-21, X-16, X-19)."""
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from portal.shared.reading import walk
from projects.actions import close_project
from tests.refused import refused
from tests.trainings import journeys as way
from tests.trainings import world as here
from trainings import actions as events
from trainings.actions import trips
from trainings.choices import EventKind, EventStatus
from trainings.models import Event, EventDay, StudyTrip, TripNote, TripStop
from trainings.summaries import sum_of_days
from trainings.summaries.trips import counted_journeys, countries_of, mobilities, mobility_counts, quotas

pytestmark = pytest.mark.django_db


def test_a_journey_is_planned_in_one_go_and_twice_sent_is_one(talgud, mari):
    key = uuid4()
    for _time in range(2):
        new = Event(project=talgud, kind=EventKind.TRIP, title_et="Reis Setomaale")
        trip = StudyTrip(purpose="Näha")
        trips.plan_trip(trip, by=mari, event=new, first=date(2024, 2, 28), last=date(2024, 3, 1), key=key)
    row = StudyTrip.objects.get()
    assert [day.date.day for day in row.event.days.order_by("date")] == [28, 29, 1]
    assert row.history.latest().history_user == mari


def test_only_a_journey_has_a_programme_and_only_one(talgud, mari):
    with refused("no_journey"):
        trips.plan_trip(StudyTrip(event=here.event(talgud), purpose="Näha"), by=mari)
    with refused("no_event"):
        trips.plan_trip(StudyTrip(purpose="Näha"), by=mari)
    trip = way.journey(talgud)
    with refused("has_trip"):
        trips.plan_trip(StudyTrip(event=trip.event, purpose="Teist korda"), by=mari)
    new = Event(project=talgud, kind=EventKind.TRIP, title_et="Tagurpidi")
    with refused("period_backwards"):
        trips.plan_trip(StudyTrip(purpose="Näha"), by=mari, event=new, first=date(2024, 5, 2), last=date(2024, 5, 1))
    assert not Event.objects.filter(title_et="Tagurpidi").exists(), "nothing is left half made"


def test_A21_X16_a_seminar_on_the_way_has_a_day_of_its_own_and_no_day_is_counted_twice(talgud, mari):
    trip = way.journey(talgud, days=3)
    stop = way.stop(trip, date=way.FIRST, topic="Teenused külas")
    trips.make_seminar(stop, by=mari, title="Ühisseminar", kind="theory", half_days=1)
    stop.refresh_from_db()
    workshop = here.event(talgud, "Töötuba", "workshop", parent=stop.seminar)
    here.day(workshop, way.FIRST + timedelta(days=1), kind="practice", half_days=1)
    assert (stop.seminar.parent_id, stop.seminar.kind) == (trip.event_id, "seminar")
    assert sum_of_days(EventDay.objects.filter(event=trip.event)) == 3
    assert sum_of_days(EventDay.objects.filter(event=stop.seminar)) == sum_of_days(EventDay.objects.filter(event=workshop))
    with refused("has_seminar"):
        trips.make_seminar(stop, by=mari, title="Teine", kind="theory", half_days=1)
    stop.seminar = here.event(talgud, "Mujal")
    with refused("not_within"):
        trips.change_stop(stop, by=mari, version=stop.version)


def test_a_seminar_needs_the_day_of_its_stop(talgud, mari):
    with refused("no_day"):
        trips.make_seminar(way.stop(way.journey(talgud)), by=mari, title="Seminar", kind="other", half_days=2)


def test_people_are_counted_by_partner_and_each_once(talgud, partner):
    trip = way.journey(talgud)
    way.share(trip, partner, places=1)
    first, second = (way.person(talgud, name, partner=partner) for name in ("Mall", "Malle"))
    again = way.person(talgud, "Mall M", merged_into=first, root=first)
    for each in (first, second, way.person(talgud, "Omal käel")):
        way.goes(trip, each)
    way.goes(trip, way.person(talgud, "Ootel", partner=partner), "waiting")
    assert [(row.organisation, row.places, row.signed_up, row.came, row.over) for row in walk(quotas(trip.event))] == [
        (partner, 1, 2, None, 1), (None, None, 1, None, 0),
    ]
    way.was_there(trip, first, 0, 1)
    way.was_there(trip, again, 2)
    way.was_there(trip, second, 0, present=False)
    assert [row.came for row in walk(quotas(trip.event))] == [1, 0]


def test_X19_five_people_on_one_trip_are_five_mobilities_and_one_trip(talgud):
    trip = way.journey(talgud, "Õpiränne Soome", kind=EventKind.MOBILITY, mobility="shadowing", country="FI")
    plain = way.journey(talgud, "Tavaline õppereis")
    people = [way.person(talgud, f"Rändur {number}") for number in range(5)]
    again = way.person(talgud, "Rändur 0 teise nimega", merged_into=people[0], root=people[0])
    for each in people:
        way.was_there(trip, each, 0, 1)
        way.was_there(plain, each, 0)
    way.was_there(trip, again, 2)
    way.was_there(trip, way.person(talgud, "Jäi koju"), 0, present=False)
    assert mobilities(counted_journeys()) == [], "what is only planned is not made"
    way.hold(trip)
    way.hold(plain)
    rows = {row.person: row for row in mobilities(counted_journeys())}
    assert set(rows) == set(people)
    first = rows[people[0]]
    assert (first.days, first.first, first.last, first.country) == (
        3, way.FIRST, way.FIRST + timedelta(days=2), trip.event.get_country_display()
    )
    found = mobility_counts(talgud)
    assert (found.out, found.inward, found.made, found.journeys, found.expected, found.unnoted) == (5, 0, 5, 1, 0, 0)


def test_D09_an_expert_who_comes_is_one_mobility_whoever_listens_to_him(talgud):
    visit = way.journey(talgud, "Ekspert", kind=EventKind.EXPERT_VISIT, mobility="expert", direction="in", days=2)
    for number in range(3):
        way.was_there(visit, way.person(talgud, f"Kuulaja {number}"), 0)
    way.hold(visit)
    way.hold(way.journey(talgud, "Teine ekspert", kind=EventKind.EXPERT_VISIT, mobility="expert", direction="in"))
    way.coming(talgud, kind=EventKind.EXPERT_VISIT, mobility="expert", direction="in")
    found = mobility_counts(talgud)
    assert (found.out, found.inward, found.journeys, found.expected, found.unnoted) == (0, 2, 2, 1, 0)
    assert {(row.person, row.days) for row in mobilities(counted_journeys())} == {(None, 2), (None, 3)}


def test_X19_what_is_not_noted_is_named_and_what_comes_is_expected(talgud):
    way.hold(way.journey(talgud, mobility="course"))
    ahead = way.coming(talgud, mobility="course")
    way.goes(ahead, way.person(talgud, "Mall"))
    way.goes(way.coming(talgud), way.person(talgud, "Malle"))
    found = mobility_counts(talgud)
    assert (found.made, found.expected, found.unnoted) == (0, 1, 1)


def test_B18_a_possible_country_is_no_visited_one(talgud):
    trip = way.journey(talgud)
    row = here.destination(talgud, "SE", event=trip.event)
    assert countries_of(trip.event) == ""
    events.decide_destination(row, "chosen", by=None, reason="Kaasamine on seal kõige kaugemal")
    assert countries_of(Event.objects.get(pk=trip.event_id)) == row.get_country_display()


def test_only_those_who_go_along_keep_a_log_and_not_before_it_begins(talgud):
    trip = way.journey(talgud)
    mall, juku = way.person(talgud, "Mall"), way.person(talgud, "Juku")
    way.goes(trip, mall)
    way.goes(trip, juku, "waiting")
    with refused("foreign_person"):
        trips.write_note(TripNote(trip=trip, person=juku, saw="Ei käinud"), by=None)
    with refused("foreign_stop"):
        trips.write_note(TripNote(trip=trip, person=mall, saw="Mujal", stop=way.stop(way.journey(talgud, "Teine"))), by=None)
    ahead = way.coming(talgud)
    way.goes(ahead, mall)
    with refused("not_yet"):
        trips.write_note(TripNote(trip=ahead, person=mall, saw="Enne"), by=None)
    note = trips.write_note(TripNote(trip=trip, person=mall, saw="Ühine köök"), by=None)
    assert note.version == 1


def test_a_log_has_an_end(talgud, monkeypatch):
    monkeypatch.setattr(trips, "MOST_NOTES", 2)
    trip, mall = way.journey(talgud), way.person(talgud, "Mall")
    way.goes(trip, mall)
    for _number in range(2):
        trips.write_note(TripNote(trip=trip, person=mall, saw="Nägin"), by=None)
    with refused("too_many"):
        trips.write_note(TripNote(trip=trip, person=mall, saw="Nägin"), by=None)


def test_a_closed_project_and_an_archived_event_refuse_every_change(talgud, mari):
    trip = way.journey(talgud)
    stop, mall = way.stop(trip, date=way.FIRST), way.person(talgud, "Mall")
    way.goes(trip, mall)
    note = trips.write_note(TripNote(trip=trip, person=mall, saw="Nägin"), by=None)
    events.archive_event(trip.event, by=mari)
    with refused("archived"):
        trips.add_stop(TripStop(trip=StudyTrip.objects.get(), place="Turu"), by=mari)
    events.restore_event(Event.objects.get(), by=mari)
    close_project(talgud, by=mari)
    stop, note = TripStop.objects.get(), TripNote.objects.get(pk=note.pk)
    for change in (
        lambda: trips.change_trip(stop.trip, by=mari, version=1),
        lambda: trips.add_stop(TripStop(trip=stop.trip, place="Turu"), by=mari),
        lambda: trips.remove_stop(stop, by=mari),
        lambda: trips.make_seminar(stop, by=mari, title="Seminar", kind="other", half_days=1),
        lambda: trips.change_note(note, by=None, version=1),
        lambda: trips.withdraw_note(note, by=None),
    ):
        with refused("frozen"):
            change()
    assert stop.trip.event.status == EventStatus.PLANNED and timezone.localdate() > way.FIRST

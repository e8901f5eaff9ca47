"""How many different people: the figures equal a recount that goes person by person, in worlds made at random."""
import random
from datetime import date

import pytest

from tests.trainings import people, world
from trainings.models import Attendance, Event, Person
from trainings.summaries.people_count import Choice, groups_of, turnout_of

pytestmark = pytest.mark.django_db

SINCE, UNTIL = date(2024, 12, 30), date(2025, 1, 1)
STARTS = {"kula", "küla", "alevik"}


# --- the recount: slow and plain, with nothing of what it checks ---


def own_row(person):
    while person.merged_into is not None:
        person = person.merged_into
    return person


def outermost(event):
    while event.parent is not None:
        event = event.parent
    return event


def length(attendance):
    day = attendance.day
    if attendance.minutes is not None:
        return attendance.minutes
    if day.academic_hours is not None:
        return day.academic_hours * 45
    if day.starts_at is None:
        return day.half_days * 180
    return (day.ends_at.hour - day.starts_at.hour) * 60 + day.ends_at.minute - day.starts_at.minute


def is_guess(attendance):
    day = attendance.day
    return attendance.minutes is None and day.academic_hours is None and day.starts_at is None


class Recount:
    def __init__(self, project, choice):
        self.people = list(Person.objects.filter(project=project).select_related("municipality__county").order_by("pk"))
        self.events = list(Event.objects.filter(project=project))
        held = [row for row in self.attendances(project) if row.day.event.status == "held"]
        self.first = {}
        for row in held:
            one = own_row(row.person)
            self.first[one] = min(self.first.get(one, row.day.date), row.day.date)
        self.rows = [row for row in held if self.is_asked(row, choice)]
        many = {one for one in self.ones() if len(self.events_of(one)) >= choice.times}
        self.rows = [row for row in self.rows if own_row(row.person) in many]
        self.choice = choice

    def attendances(self, project):
        """All rows, hung together by hand: asking the database at each step would take seconds."""
        people, events = ({row.pk: row for row in rows} for rows in (self.people, self.events))
        for row in self.people:
            row.merged_into = people.get(row.merged_into_id)
        for row in self.events:
            row.parent = events.get(row.parent_id)
        rows = Attendance.objects.filter(is_present=True, day__event__project=project).select_related("day")
        for row in rows:
            row.person, row.day.event = people[row.person_id], events[row.day.event_id]
        return rows

    def all_of(self, one):
        return [one, *(row for row in self.people if row != one and own_row(row) == one)]

    def stated(self, one, name):
        return next((getattr(row, f"{name}_id") for row in self.all_of(one) if getattr(row, f"{name}_id")), None)

    def place_of(self, one):
        """(village, municipality) as one row tells them."""
        rows = self.all_of(one)
        row = next((row for row in rows if row.village), None) or next((row for row in rows if row.municipality), one)
        return row.village, row.municipality

    def is_asked(self, row, choice):
        one = own_row(row.person)
        municipality = self.place_of(one)[1]
        county = municipality and municipality.county
        return (
            (not choice.since or row.day.date >= choice.since) and (not choice.until or row.day.date <= choice.until)
            and (not choice.partner or self.stated(one, "partner") == choice.partner)
            and (not choice.audience or self.stated(one, "audience") == choice.audience)
            and (not choice.county or (county and county.pk == choice.county))
        )

    def ones(self):
        return {own_row(row.person) for row in self.rows}

    def events_of(self, one):
        return {outermost(row.day.event) for row in self.rows if own_row(row.person) == one}

    def minutes(self, event, one, when):
        """Of an event on a date, with everything within it."""
        mine = [row for row in self.rows if own_row(row.person) == one and row.day.date == when and row.day.event == event]
        own = sum(length(self.longest(day, mine)) for day in {row.day for row in mine})
        inside = sum(self.minutes(child, one, when) for child in self.events if child.parent == event)
        return max(own, inside)

    def longest(self, day, rows):
        return max((row for row in rows if row.day == day), key=lambda row: (length(row), not is_guess(row)))

    def is_guessed(self, top, one, when):
        there = [
            row for row in self.rows
            if own_row(row.person) == one and row.day.date == when and outermost(row.day.event) == top
        ]
        return any(is_guess(self.longest(day, there)) for day in {row.day for row in there})

    def figures(self):
        stays = {(outermost(row.day.event), own_row(row.person), row.day.date) for row in self.rows}
        villages = {}
        for one in self.ones():
            village, municipality = self.place_of(one)
            name = " ".join(word for word in village.lower().replace("ä", "a").split() if word not in STARTS)
            if name:
                villages.setdefault(name, set()).add(municipality)
        counts = [len(self.events_of(one)) for one in self.ones()]
        return {
            "people": len(self.ones()), "villages": sum(len(found - {None}) or 1 for found in villages.values()),
            "events": len({outermost(row.day.event) for row in self.rows}), "times": sum(counts),
            "minutes": sum(self.minutes(*stay) for stay in stays), "guessed": sum(self.is_guessed(*stay) for stay in stays),
            "often": sum(count >= 3 for count in counts),
            "new": sum(not self.choice.since or self.first[one] >= self.choice.since for one in self.ones()),
        }


def choices_in(made):
    partner, audience = made.partners[0].pk, made.audiences[1].pk
    return [
        Choice(), Choice(since=SINCE), Choice(since=SINCE, until=UNTIL, times=2), Choice(partner=partner),
        Choice(audience=audience, times=2), Choice(county=made.municipalities[0].county.pk, until=UNTIL),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_the_figures_are_those_of_a_recount(talgud, seed):
    made = people.RandomWorld(talgud, random.Random(seed))
    for choice in choices_in(made):
        assert vars(turnout_of(talgud, choice, often=3).figures()) == Recount(talgud, choice).figures(), choice


def test_everybody_stands_in_one_line_by_partner_and_in_each_of_his_years(talgud):
    made = people.RandomWorld(talgud, random.Random(7), people=20)
    whole = turnout_of(talgud)
    for by in ("partner", "audience", "county"):
        lines = groups_of(whole, by)
        assert sum(line.figures().people for _key, line in lines) == whole.figures().people
        asked = {key: turnout_of(talgud, Choice(**{by: key})).figures().people for key, _line in lines if key}
        assert asked == {key: line.figures().people for key, line in lines if key}
    years = groups_of(whole, "year")
    assert [key for key, _line in years] == [date(2024, 1, 1), date(2025, 1, 1)]
    assert sum(line.figures().new for _key, line in years) == whole.figures().people
    assert made.people


def test_a_seminar_within_a_trip_is_no_second_event_and_no_more_hours(talgud):
    trip = world.held(talgud, "Reis", kind="trip")
    seminar = world.held(talgud, "Seminar", parent=trip)
    workshop = world.held(talgud, "Õpituba", parent=seminar)
    mari = people.person(talgud)
    for event, minutes in ((trip, 480), (seminar, 180), (workshop, 90)):
        people.attend(event.days.get(), mari, minutes=minutes)
    figures = turnout_of(talgud).figures()
    assert (figures.people, figures.events, figures.times, figures.minutes) == (1, 1, 1, 480)


def test_two_rows_of_one_person_on_one_day_are_one_stay(talgud):
    day = world.held(talgud).days.get()
    mari = people.person(talgud)
    twin = people.person(talgud, "M. Tamm", merged_into=mari, root=mari, village="Kolga")
    people.attend(day, mari, minutes=60)
    people.attend(day, twin, minutes=90)
    figures = turnout_of(talgud).figures()
    assert (figures.people, figures.villages, figures.minutes) == (1, 1, 90)


def test_only_who_was_there_at_what_was_held_is_counted(talgud):
    held, planned = world.held(talgud), world.event(talgud)
    mari, jüri = people.person(talgud), people.person(talgud, "Jüri")
    people.attend(held.days.get(), mari)
    people.attend(held.days.get(), jüri, is_present=False)
    people.attend(world.day(planned), jüri)
    figures = turnout_of(talgud).figures()
    assert (figures.people, figures.guessed) == (1, 1)


def test_counting_costs_four_queries_whatever_the_crowd(talgud, django_assert_num_queries):
    people.RandomWorld(talgud, random.Random(1))
    with django_assert_num_queries(4):
        turnout_of(talgud, Choice(since=SINCE, times=2)).figures()

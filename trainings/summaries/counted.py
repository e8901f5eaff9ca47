"""What counts of events within events: their days once per date, their people once (X-16).

A nest is an event with everything within it. On each date the longest of its events counts: a workshop within a seminar adds
nothing to the seminar's day. Its people are those of the event of it to which most came.
"""
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F, IntegerField, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from portal.shared.sums import count_of
from trainings.choices import EventStatus
from trainings.models import Attendance, Event, Feedback
from trainings.summaries.persons import stem_of


def top_of(path=""):
    """The event around everything, up to three steps above; `path` leads to the event ("event__")."""
    above = (f"{path}parent__parent__parent", f"{path}parent__parent", f"{path}parent")
    return Coalesce(*above, f"{path}pk")


def present(project=None):
    """Attendances of those who were there at events that were held, each with `one`: the key of the person, whatever he was
    merged into, and `top`: the event around everything."""
    rows = Attendance.objects.present().filter(day__event__status=EventStatus.HELD, day__event__archived_at=None)
    rows = rows if project is None else rows.filter(day__event__project=project)
    return rows.annotate(one=Coalesce("person__root", "person"), top=top_of("day__event__"))


def with_people(events):
    """Each with `came`: how many different people its lists name, or else how many were counted; None when nobody did either."""
    noted = Attendance.objects.present().annotate(one=Coalesce("person__root", "person"))
    # Said once each: PostgreSQL counts anew wherever the expression stands.
    return events.annotate(
        came=Coalesce(
            NullIf(count_of(noted, per="day__event", distinct="one"), Value(0)), F("headcount"), output_field=IntegerField()
        )
    )


def with_answers(events):
    """Each with `answers`: how many people gave feedback."""
    return events.annotate(answers=count_of(Feedback.objects, per="event"))


def counted_days(days):
    """Those of a queryset of EventDays that count: all but the shorter ones of a nest. Two queries, the last of them lazy;
    one more where there are nests."""
    nested = {event for pair in Event.objects.filter(parent__isnull=False).values_list("pk", "parent") for event in pair}
    if not nested:
        return days
    rows = days.order_by().filter(event__in=nested).annotate(top=top_of("event__"))
    nests, losing = defaultdict(lambda: defaultdict(list)), set()
    for pk, top, date, event, halves in rows.values_list("pk", "top", "date", "event", "half_days"):
        nests[top, date][event].append((halves, pk))
        losing.add(pk)
    losing.difference_update(pk for events in nests.values() for _halves, pk in longest(events))
    return days.exclude(pk__in=losing) if losing else days


def longest(events):
    """The days of the longest of a nest's events on one date; of equal ones the event that was entered first."""
    return max(sorted(events.items()), key=lambda item: sum(halves for halves, _pk in item[1]))[1]


@dataclass(frozen=True)
class Most:
    """Of each nest the event whose figure counts. `events`: {event key: figure}; `unknown`: nests of which nobody knows it."""

    events: dict
    unknown: int

    @property
    def total(self):
        """None when nothing is known."""
        return sum(self.events.values()) if self.events else None


def people_of(events):
    """Most people of each nest in a queryset of events."""
    return most_of_each_nest(with_people(events), "came")


def places_of(events):
    """The same for the number of places."""
    return most_of_each_nest(events, "capacity")


def most_of_each_nest(events, figure):
    """Most of an annotation or a field: one query, in which each event's figure is worked out once."""
    return largest_of(events.order_by("pk").annotate(top=top_of()).values_list("pk", "top", figure))


def largest_of(rows):
    """Most of (event key, the event around everything, figure), by key."""
    best = {}
    for pk, top, number in rows:
        present = best.setdefault(top, (pk, number))
        if number is not None and (present[1] is None or number > present[1]):
            best[top] = (pk, number)
    known = {pk: number for pk, number in best.values() if number is not None}
    return Most(known, len(best) - len(known))


def headcounts(events):
    """(people, events whose people nobody counted) in a queryset of events; None for no counted event. One query.

    Of a nest it is enough that somebody counted at one of its events.
    """
    most = people_of(events)
    return most.total, most.unknown


def villages_of(people):
    """{person: a key of the village he comes from}; those of whom no village is known are left out. `people`: {key: Described}.

    One name in two municipalities is two villages; where the municipality is not stated it is no other one.
    """
    stems = {pk: stem_of(person.village) for pk, person in people.items() if person.village}
    known = defaultdict(set)
    for pk, stem in stems.items():
        known[stem].add(people[pk].municipality or 0)
    return {pk: (stem, people[pk].municipality or max(known[stem])) for pk, stem in stems.items() if stem}


def events_of_people(attendances):
    """{person: events}: at how many events each of them was, what is within one not counted by itself; one query."""
    rows = attendances.order_by().values("one").annotate(events=Count("top", distinct=True))
    return dict(rows.values_list("one", "events"))


def days_of_people(attendances):
    """{person: days}: how many days each of them took part, half a day being 0.5; on one date of a nest the longest event
    counts. `attendances` as `present` gives them; one query."""
    rows = attendances.order_by().values_list("one", "top", "day__date", "day__event").annotate(halves=Sum("day__half_days"))
    longest_of = defaultdict(int)
    for one, top, date, _event, halves in rows:
        longest_of[one, top, date] = max(halves, longest_of[one, top, date])
    days = defaultdict(Decimal)
    for (one, _top, _date), halves in longest_of.items():
        days[one] += Decimal(halves) / 2
    return dict(days)

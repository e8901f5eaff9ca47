"""What counts of events within events: their days once per date, their people once (X-16).

A nest is an event with everything within it. On each date the longest of its events counts: a workshop within a seminar adds
nothing to the seminar's day. Its people are those of the event of it to which most came.
"""
from collections import defaultdict
from decimal import Decimal

from django.db.models import F, IntegerField, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Coalesce, NullIf

from portal.shared.sums import count_of
from trainings.choices import EventStatus
from trainings.models import Attendance, EventDay, Feedback
from trainings.summaries.persons import stem_of


def top_of(path=""):
    """The event around everything, up to three steps above; `path` leads to the event ("event__")."""
    above = (f"{path}parent__parent__parent", f"{path}parent__parent", f"{path}parent")
    return Coalesce(*above, f"{path}pk")


def first_day_of():
    """Subquery: the event's first day, None while it has none. It groups nothing, unlike a minimum over a join."""
    return edge_of("date")


def last_day_of():
    return edge_of("-date")


def edge_of(order):
    return Subquery(EventDay.objects.filter(event=OuterRef("pk")).order_by(order).values("date")[:1])


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
    """Those of a queryset of EventDays that count. Two queries, the second of them lazy."""
    rows = days.order_by().annotate(top=top_of("event__")).values_list("pk", "top", "date", "event", "half_days")
    nests = defaultdict(lambda: defaultdict(list))
    for pk, top, date, event, halves in rows:
        nests[top, date][event].append((halves, pk))
    return days.filter(pk__in=[pk for events in nests.values() for _halves, pk in longest(events)])


def longest(events):
    """The days of the longest of a nest's events on one date; of equal ones the event that was entered first."""
    return max(sorted(events.items()), key=lambda item: sum(halves for halves, _pk in item[1]))[1]


def counted_people(events):
    """Those of a queryset of events whose people count: of each nest the one to which most came, where that is known."""
    return most_of_each_nest(with_people(events), "came")


def counted_places(events):
    """The same for the number of places."""
    return most_of_each_nest(events, "capacity")


def most_of_each_nest(events, figure):
    rows = events.order_by("pk").annotate(top=top_of()).filter(**{f"{figure}__isnull": False})
    best = {}
    for pk, top, number in rows.values_list("pk", "top", figure):
        if top not in best or number > best[top][1]:
            best[top] = (pk, number)
    return events.filter(pk__in=[pk for pk, _number in best.values()])


def headcounts(events):
    """(people, events whose people nobody counted) in a queryset of events; None for no counted event. One query.

    Of a nest it is enough that somebody counted at one of its events.
    """
    most = {}
    for top, came in with_people(events).order_by().annotate(top=top_of()).values_list("top", "came"):
        known = [number for number in (came, most.get(top)) if number is not None]
        most[top] = max(known, default=None)
    counted = [number for number in most.values() if number is not None]
    return (sum(counted) if counted else None), len(most) - len(counted)


def villages_of(people):
    """{person: a key of the village he comes from}; those of whom no village is known are left out. `people`: {key: Described}.

    One name in two municipalities is two villages; where the municipality is not stated it is no other one.
    """
    stems = {pk: stem_of(person.village) for pk, person in people.items() if person.village}
    known = defaultdict(set)
    for pk, stem in stems.items():
        known[stem].add(people[pk].municipality or 0)
    return {pk: (stem, people[pk].municipality or max(known[stem])) for pk, stem in stems.items() if stem}


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

"""Figures and lists about events: read-only, a fixed number of queries."""
import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q, Sum

from portal.shared.once import once, rows_of
from portal.shared.viewers import stand_in, viewer
from projects import measures
from projects.summaries.promises import figure_text, measures_of, planned_of, status_of, status_words, subtree
from projects.summaries.waiting import answers
from trainings.choices import EventStatus
from trainings.models import Event, EventDay
from trainings.summaries.waiting import overdue_asked, say_whether_held

COUNTED_HERE = {"days", "events"}
MOST_NEXT = 6


@dataclass(frozen=True)
class Counter:
    """A promise about days or events with its counted figure, in the promise's own manner ("24/26")."""

    unit: str
    figure: str
    status_text: str
    url: str


@dataclass(frozen=True)
class Cell:
    """One day of the month's sheet, with the days of events on it."""

    date: date
    in_month: bool
    is_today: bool
    days: tuple[EventDay, ...]


def events_overdue(projects, today):
    """Planned events whose days have passed: somebody must say whether they were held. One query."""
    return answers([overdue_asked(projects, today)])


def next_events(projects, today, *, activities=()):
    """The coming events of these projects, and of these activities of others, soonest first: one query."""
    return rows_of(coming_rows(set(projects), set(activities), today))


@once
def coming_rows(projects, activities, today):
    rows = Event.objects.coming(today).filter(Q(project__in=projects) | Q(activity__in=activities))
    return rows.select_related("project", "municipality").order_by("first_day", "pk")[:MOST_NEXT]


def counters(project, board):
    """The project's promises about days and events, counted: one query. `board`: its BoardRows."""
    targets = [
        target for target in board.targets if (measure := measures.get(target.measure)) and measure.tally in COUNTED_HERE
    ]
    within, count = subtree(board.pairs), measures.Count(project)
    count.know(measures_of(targets))
    return [counter_of(target, count, within) for target in targets]


def counter_of(target, count, within):
    measure = measures.get(target.measure)
    activities = within.get(target.activity_id) if target.activity_id else None
    achieved, planned = count.total(measure, activities), planned_of(target, count, activities)
    status = status_of(target.comparator, planned, achieved)
    return Counter(
        unit=target.unit, figure=figure_text(target.comparator, planned, achieved, "").strip(),
        status_text=str(status_words(status, planned, achieved)), url=measure.url(count.project, target.activity),
    )


def month_sheet(days, first, today):
    """Weeks of seven `Cell`s, Monday first, of the month that begins on `first`."""
    on = {}
    for day in days:
        on.setdefault(day.date, []).append(day)
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return [
        [Cell(day, day.month == first.month, day == today, tuple(on.get(day, ()))) for day in week] for week in weeks
    ]


def days_in_words(halves):
    """Half days as days: 3 is 1,5 as a Decimal, 4 is 2."""
    whole = Decimal(halves or 0) / 2
    return int(whole) if whole == whole.to_integral_value() else whole


def sum_of_days(days):
    """How many whole days a queryset of EventDays makes: one query."""
    return days_in_words(days.order_by().aggregate(halves=Sum("half_days"))["halves"])


@once
def nested_asked(project, kind, number):
    rows = Event.objects.visible_to(stand_in(kind, number)).filter(project=project, parent__isnull=False).live()
    return rows.order_by("order", "pk")


def nested_in(event, user):
    """Walk: [(depth, event)] of everything within an event, as deep as it goes."""
    children, (rows,) = {}, (yield [nested_asked(event.project_id, *viewer(user))])
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)

    def below(pk, depth):
        found = []
        for row in children.get(pk, []):
            found += [(depth, row), *below(row.pk, depth + 1)]
        return found

    return below(event.pk, 0)


def planned_events(project, today, most):
    """([Waiting] for those whose days have passed, the next ones soonest first) of one project: one query."""
    events = (
        Event.objects.live().filter(project=project, status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
        .exclude(first_day=None)
        .select_related("municipality")
        .order_by("first_day", "pk")
    )
    overdue, coming = [], []
    for event in events:
        event.project = project
        if event.last_day >= today:
            coming.append(event)
        elif event.status == EventStatus.PLANNED:
            overdue.append(say_whether_held(event))
    return overdue, coming[:most]

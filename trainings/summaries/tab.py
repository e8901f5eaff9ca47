"""The tab of a project's trainings: of its events the nearest ones, and how many there are of what."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from portal.shared.once import once, rows_of
from portal.shared.reading import all_of, only, walk_together
from portal.shared.seen import reader, seen_by
from projects.summaries.board_rows import BoardRows, board_asked
from trainings.choices import EventStatus
from trainings.models import Destination, Event, SupportAssignment
from trainings.summaries.attendance import with_people
from trainings.summaries.programme import open_needs
from trainings.summaries.support import with_minutes

# Parts of a project's events, and how many of each its tab shows: of large projects the calendar has the rest.
COMING, UNDATED, PAST = "coming", "undated", "past"
MOST_LISTED = 20


@dataclass(frozen=True)
class Tab:
    """A project's events apart by time, of each part the nearest ones. `undated` holds those whose day or year is not known yet
    (C-20); `totals`: {part: how many there are in all}; `overdue`: planned ones whose days have passed; `needs`, `support`: how
    many needs wait for a session, and how much support is under way; `helped`: the first of it. `destinations`: possible and
    chosen ones with their activity and event; `board`: the BoardRows of the project."""

    coming: tuple[Event, ...]
    undated: tuple[Event, ...]
    past: tuple[Event, ...]
    totals: dict[str, int]
    overdue: int
    needs: int
    support: int
    helped: tuple[SupportAssignment, ...]
    destinations: list[Destination]
    board: BoardRows


def tab_of(project, user, today: date | None = None, most: int = MOST_LISTED):
    """What this person may see of a project's events, needs and support: two queries."""
    today, key = today or timezone.localdate(), project.pk
    (found, needs, support), helped, destinations, board = walk_together([
        all_of(
            seen_by(nearest, user, key, today, most), seen_by(needs_counted, user, key), seen_by(support_counted, user, key)
        ),
        only(seen_by(first_helped, user, key)), only(destinations_asked(key)), board_asked(project),
    ])
    parts = {pk: part for pk, part, _total, _planned in found}
    lists = {part: [] for part in (COMING, UNDATED, PAST)}
    for event in rows_of(events_shown(list(parts))) if parts else ():
        lists[parts[event.pk]].append(event)
    return Tab(
        tuple(lists[COMING]), tuple(lists[UNDATED]), tuple(reversed(lists[PAST])),
        totals={part: total for _pk, part, total, _planned in found},
        overdue=next((planned for _pk, part, _total, planned in found if part == PAST), 0),
        needs=sum(count for _project, count in needs), support=sum(count for _project, count in support),
        helped=tuple(helped[:most]), destinations=destinations, board=board,
    )


@once
def events_shown(keys):
    # How many came is counted of those alone that are shown.
    return (
        with_people(Event.objects.filter(pk__in=keys)).select_related("activity", "municipality", "county", "region")
        .order_by("first_day", "pk")
    )


@once
def destinations_asked(project):
    return Destination.objects.filter(project=project).select_related("activity", "event")


def support_under_way(person, project):
    return SupportAssignment.objects.visible_to(reader(person)).filter(enrolment__project=project, completed_on__isnull=True)


@once
def first_helped(person, project):
    rows = with_minutes(support_under_way(person, project)).select_related("enrolment__community", "organisation")
    return rows.order_by("enrolment__community__sort_key", "pk")[:MOST_LISTED]


@once
def support_counted(person, project):
    return by_project(support_under_way(person, project))


@once
def needs_counted(person, project):
    return by_project(open_needs(project, reader(person)))


def by_project(rows):
    return rows.order_by().values_list("enrolment__project").annotate(n=Count("pk"))


@once
def nearest(person, project, today, most):
    """(key, part, how many the part has, how many of them are planned) of the events of each part that are nearest to today."""
    events = Event.objects.visible_to(reader(person)).filter(project=project).live()
    part = Case(
        When(status=EventStatus.CANCELLED, then=Value(PAST)),
        When(first_day__isnull=True, then=Value(UNDATED)),
        When(~Q(status=EventStatus.HELD) & Q(last_day__gte=today), then=Value(COMING)),
        default=Value(PAST), output_field=CharField(),
    )
    rows = events.order_by().annotate(part=part)
    first, last = F("first_day").asc(nulls_last=True), F("first_day").desc(nulls_last=True)
    rows = rows.annotate(
        total=Window(Count("pk"), partition_by=["part"]),
        planned=Window(Count("pk", filter=Q(status=EventStatus.PLANNED)), partition_by=["part"]),
        ahead=Window(RowNumber(), partition_by=["part"], order_by=[first, F("pk").asc()]),
        back=Window(RowNumber(), partition_by=["part"], order_by=[last, F("pk").desc()]),
    )
    rows = rows.filter(Q(part=PAST, back__lte=most) | Q(part__in=[COMING, UNDATED], ahead__lte=most))
    return rows.values_list("pk", "part", "total", "planned")

"""The tab of a project's trainings: of its events the nearest ones, and how many there are of what."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, Count, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from portal.shared.bulk import ask
from trainings.choices import EventStatus
from trainings.models import Event, SupportAssignment
from trainings.summaries.attendance import with_people
from trainings.summaries.programme import open_needs

# Parts of a project's events, and how many of each its tab shows: of large projects the calendar has the rest.
COMING, UNDATED, PAST = "coming", "undated", "past"
MOST_LISTED = 50


@dataclass(frozen=True)
class Tab:
    """A project's events apart by time, of each part the nearest ones. `undated` holds those whose day or year is not known yet
    (C-20); `totals`: {part: how many there are in all}; `overdue`: planned ones whose days have passed; `needs`, `support`: how
    many needs wait for a session, and how much support is under way."""

    coming: tuple[Event, ...]
    undated: tuple[Event, ...]
    past: tuple[Event, ...]
    totals: dict[str, int]
    overdue: int
    needs: int
    support: int


def tab_of(project, user, today: date | None = None, most: int = MOST_LISTED):
    """What this person may see of a project's events, needs and support: two queries."""
    events = Event.objects.visible_to(user).filter(project=project).live()
    found, needs, support = ask([
        nearest(events, today or timezone.localdate(), most),
        *(rows.order_by().values_list("enrolment__project").annotate(n=Count("pk"))
          for rows in (open_needs(project, user), support_under_way(project, user))),
    ])
    parts = {pk: part for pk, part, _total, _planned in found}
    # How many came is counted of those alone that are shown.
    rows = (
        with_people(Event.objects.filter(pk__in=list(parts)))
        .select_related("activity", "municipality", "county", "region")
        .order_by("first_day", "pk")
    )
    lists = {part: [] for part in (COMING, UNDATED, PAST)}
    for event in rows if parts else ():
        lists[parts[event.pk]].append(event)
    return Tab(
        tuple(lists[COMING]), tuple(lists[UNDATED]), tuple(reversed(lists[PAST])),
        totals={part: total for _pk, part, total, _planned in found},
        overdue=next((planned for _pk, part, _total, planned in found if part == PAST), 0),
        needs=sum(count for _project, count in needs), support=sum(count for _project, count in support),
    )


def support_under_way(project, user):
    return SupportAssignment.objects.visible_to(user).filter(enrolment__project=project, completed_on__isnull=True)


def nearest(events, today, most):
    """(key, part, how many the part has, how many of them are planned) of the events of each part that are nearest to today."""
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

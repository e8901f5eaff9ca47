"""Figures and lists about events: read-only, a fixed number of queries."""
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from projects.summaries.waiting import Waiting
from trainings.choices import EventStatus
from trainings.models import Destination, Event, EventDay


@dataclass(frozen=True)
class EventLists:
    """A project's events apart by time. `undated` holds those whose day or year is not known yet (C-20)."""

    coming: tuple[Event, ...]
    undated: tuple[Event, ...]
    past: tuple[Event, ...]


def destinations_of(project):
    """Possible and chosen destinations with their activity and event: one query."""
    return list(Destination.objects.filter(project=project).select_related("activity", "event"))


def event_lists(project, user, today: date | None = None):
    """The events of a project that this person may see, with their days: two queries."""
    today = today or timezone.localdate()
    events = (
        Event.objects.visible_to(user).filter(project=project).live()
        .annotate(first_day=Min("days__date"), last_day=Max("days__date"))
        .select_related("activity", "municipality", "county", "region")
        .prefetch_related(Prefetch("days", EventDay.objects.order_by("date", "starts_at")))
        .order_by("first_day", "pk")
    )
    coming, undated, past = [], [], []
    for event in events:
        if event.status == EventStatus.CANCELLED:
            past.append(event)
        elif event.first_day is None:
            undated.append(event)
        elif event.last_day >= today and event.status != EventStatus.HELD:
            coming.append(event)
        else:
            past.append(event)
    return EventLists(tuple(coming), tuple(undated), tuple(reversed(past)))


def coming_events(user, today, most):
    """The next events this person may see, soonest first, with their first day still ahead: one query."""
    return list(
        Event.objects.visible_to(user).coming(today)
        .annotate(first_day=Min("days__date"))
        .select_related("project", "municipality")
        .order_by("first_day", "pk")[:most]
    )


def events_overdue(projects, today):
    """Planned events whose days have passed: somebody must say whether they were held. One query."""
    events = Event.objects.overdue(today).filter(project__in=projects).select_related("project")
    return [
        Waiting(
            _("Say whether it was held: %(event)s") % {"event": event}, str(event.project), event.get_absolute_url(),
            tone="attention",
        )
        for event in events
    ]


def next_events(projects, today, most):
    """The coming events of these projects, soonest first: one query."""
    return list(
        Event.objects.coming(today).filter(project__in=projects)
        .annotate(first_day=Min("days__date"))
        .select_related("project", "municipality")
        .order_by("first_day", "pk")[:most]
    )


def events_of_organisations(organisations, today, most):
    """Coming events that these partners organise, soonest first: one query."""
    return list(
        Event.objects.coming(today).filter(organiser__in=organisations)
        .annotate(first_day=Min("days__date"))
        .select_related("project", "municipality")
        .order_by("first_day", "pk")[:most]
    )

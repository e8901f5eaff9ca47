"""Planned events as days by which something must be ready; and whose calendar address a key is."""
from projects.summaries.deadlines import EVENT, Deadline
from trainings.choices import EventStatus
from trainings.models import CalendarFeed, Event


def events_ahead(scope, today, until=None):
    """Planned and postponed events of this person's activities by their first day: one query."""
    rows = (
        Event.objects.live().filter(scope.of_activity(), project__in=scope.projects)
        .filter(status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
        .filter(first_day__gte=today)
    )
    rows = rows.filter(first_day__lte=until) if until else rows
    return [
        Deadline(f"event-{row.pk}", EVENT, row.first_day, str(row), scope.projects[row.project_id], row.get_absolute_url())
        for row in rows.order_by("first_day", "pk")
    ]


def owner_of_feed(token):
    """The person whose calendar address ends in this key, or None: one query."""
    feed = CalendarFeed.objects.select_related("user").filter(token=token, user__is_active=True).first()
    return feed.user if feed else None


def token_of(user):
    """The key of a person's own calendar address, or "": one query."""
    return CalendarFeed.objects.filter(user=user).values_list("token", flat=True).first() or ""

"""Planned events as days by which something must be ready; and whose calendar address a key is."""
from functools import partial

from portal.shared.once import once
from portal.shared.ways import reverse
from projects.summaries.deadlines import EVENT, Deadline, of_branch
from projects.summaries.quality import spoken, trio_of
from trainings.choices import EventStatus
from trainings.models import CalendarFeed, Event


def events_asked(scope, today, until=None):
    """Walk: planned and postponed events of this person's activities by their first day."""
    (rows,) = yield [events_ahead(*scope.keys, today, until)]
    return [
        Deadline(
            f"event-{pk}", EVENT, first_day, spoken(titles), scope.projects[project],
            partial(reverse, "trainings:event-detail", (pk,)),
        )
        for pk, project, first_day, *titles in rows
    ]


@once
def events_ahead(projects, whole, parts, today, until):
    rows = (
        Event.objects.live().filter(of_branch(whole, parts), project__in=projects)
        .filter(status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
        .filter(first_day__gte=today)
    )
    rows = rows.filter(first_day__lte=until) if until else rows
    return rows.order_by().values_list("pk", "project", "first_day", *trio_of("title"))


def owner_of_feed(token):
    """The person whose calendar address ends in this key, or None: one query."""
    feed = CalendarFeed.objects.select_related("user").filter(token=token, user__is_active=True).first()
    return feed.user if feed else None


def token_of(user):
    """The key of a person's own calendar address, or "": one query."""
    return CalendarFeed.objects.filter(user=user).values_list("token", flat=True).first() or ""

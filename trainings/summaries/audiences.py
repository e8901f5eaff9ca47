"""What there is for one audience: events, activities and materials (C-03, X-31)."""
from dataclasses import dataclass

from django.db.models import F, Q

from projects.models import Activity, Project
from trainings.choices import EventStatus
from trainings.models import Event, News
from trainings.summaries.calendar import with_signup
from trainings.summaries.resources import shown_resources

MOST = 8


@dataclass(frozen=True)
class ForAudience:
    """What there is; at most `MOST` of each but the activities. `news`: the published ones.

    `coming`: events as `with_signup` leaves them, soonest first, those without a day last; `activities`
    in the order of projects.
    """

    coming: tuple
    activities: tuple
    materials: tuple
    news: tuple


def for_audience(audience, user, today):
    """Only what this person sees: four queries, and those that list materials."""
    coming = with_signup(
        Event.objects.visible_to(user).live().filter(audiences=audience)
        .filter(Q(first_day__isnull=True) | Q(last_day__gte=today), status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
        .select_related("project", "municipality").order_by(F("first_day").asc(nulls_last=True), "pk")
    )
    activities = (
        Activity.objects.live().filter(project__in=Project.objects.visible_to(user), audiences=audience)
        .select_related("project").order_by("project__sort_key", "project", "order", "pk")
    )
    materials = shown_resources(user).filter(audiences=audience, published_on__isnull=False)
    news = of_audience(News.objects.public(), audience.pk).select_related("project").order_by("-published_on", "-pk")
    return ForAudience(
        tuple(coming[:MOST]), tuple(activities), tuple(materials.order_by("-published_on", "search_key", "pk")[:MOST]),
        tuple(news[:MOST]),
    )


def of_audience(news, key):
    """Those of a queryset of news that tell of an event for this audience, or of an activity for it where no event is named."""
    events = Event.audiences.through.objects.filter(audience=key).values("event")
    activities = Activity.audiences.through.objects.filter(audience=key).values("activity")
    return news.filter(Q(event__in=events) | Q(event__isnull=True, activity__in=activities))

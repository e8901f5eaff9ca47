"""What there is for one audience: events, activities and materials (C-03, X-31)."""
from dataclasses import dataclass

from django.db.models import F, Min, Q

from projects.models import Activity, Project
from trainings.choices import EventStatus
from trainings.models import Event
from trainings.summaries.calendar import with_signup
from trainings.summaries.resources import shown_resources

MOST = 8


@dataclass(frozen=True)
class ForAudience:
    """What there is; at most `MOST` of each but the activities.

    `coming`: events as `with_signup` leaves them, with `first_day`, soonest first, those without a day last; `activities`
    in the order of projects.
    """

    coming: tuple
    activities: tuple
    materials: tuple


def for_audience(audience, user, today):
    """Only what this person sees: three queries, and those that list materials."""
    undated = Q(first_day__isnull=True, status__in=[EventStatus.PLANNED, EventStatus.POSTPONED])
    coming = with_signup(
        Event.objects.visible_to(user).live().filter(audiences=audience).annotate(first_day=Min("days__date"))
        .filter(undated | Q(pk__in=Event.objects.coming(today).values("pk")))
        .select_related("project", "municipality").order_by(F("first_day").asc(nulls_last=True), "pk")
    )
    activities = (
        Activity.objects.live().filter(project__in=Project.objects.visible_to(user), audiences=audience)
        .select_related("project").order_by("project__sort_key", "project", "order", "pk")
    )
    materials = shown_resources(user).filter(audiences=audience, published_on__isnull=False)
    return ForAudience(
        tuple(coming[:MOST]), tuple(activities), tuple(materials.order_by("-published_on", "search_key", "pk")[:MOST])
    )

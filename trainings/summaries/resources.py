"""The toolbox: what stands on its shelves, and what belongs to an event."""
from dataclasses import dataclass

from django.db.models import Count, Q

from trainings.models import Resource, ResourceKind


@dataclass(frozen=True)
class Shelf:
    """One kind of material, with how many of those this person sees."""

    kind: ResourceKind
    count: int


def shelves(resources):
    """[Shelf] of the kinds of which the queryset holds something, in the order of the list: one query."""
    own = Q(resources__in=resources.order_by().values("pk"))
    kinds = ResourceKind.objects.annotate(count=Count("resources", filter=own)).filter(count__gt=0)
    return [Shelf(kind, kind.count) for kind in kinds.order_by("order", "pk")]


def shown_resources(user):
    """What this person sees of the toolbox, ready to be listed: three queries."""
    return (
        Resource.objects.visible_to(user).live()
        .select_related("kind", "project", "document__project")
        .prefetch_related("audiences", "topics")
    )


def materials_of(event, user):
    """What was recorded at the event, or handed out there."""
    return list(shown_resources(user).filter(event=event).order_by("search_key", "pk"))

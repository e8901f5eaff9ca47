"""The toolbox: what stands on its shelves, what belongs to an event, and what waits to be published."""
from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import ngettext

from portal.shared.once import once
from portal.shared.ways import reverse
from projects.summaries.waiting import Question, Waiting, answers
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


def materials_waiting(projects):
    """[Waiting]: materials the public does not see yet, one line for each project: one query."""
    return answers([materials_asked(projects)])


@once
def drafts_of(projects):
    drafts = Resource.objects.live().filter(project__in=projects, published_on__isnull=True)
    return drafts.order_by().values_list("project").annotate(n=Count("pk"))


def materials_asked(projects):
    """The same as a Question. `projects`: Projects, or a queryset of them."""
    projects = {project.pk: project for project in projects}
    return Question(
        drafts_of(projects), lambda found: [waiting_in(projects[key], count) for key, count in sorted(found)]
    )


def waiting_in(project, count):
    text = ngettext("%(n)d material is not published yet", "%(n)d materials are not published yet", count)
    url = f"{reverse('trainings:resource-list')}?project={project.slug}&state=draft"
    return Waiting(text % {"n": count}, str(project), url)

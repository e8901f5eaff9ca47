"""The toolbox: what stands on its shelves, what belongs to an event, and what waits to be published."""
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef
from django.utils.translation import ngettext

from portal.shared import rollups
from portal.shared.once import once
from portal.shared.reading import only
from portal.shared.ways import reverse
from projects.models import Topic
from projects.summaries.waiting import Question, Waiting, answers
from trainings.models import Resource, ResourceKind

BY_KIND = "materials_by_kind"


@dataclass(frozen=True)
class Shelf:
    """One kind of material, with how many of those this person sees."""

    kind: ResourceKind
    count: int


def shelves(counts, kinds):
    """[Shelf] of the kinds of which there is something, in the order of the list. `counts`: [(kind, how many)]."""
    counts = dict(counts)
    return [Shelf(kind, counts[kind.pk]) for kind in kinds if counts.get(kind.pk)]


def by_kind(resources):
    """[(kind, how many)] as a question."""
    return resources.prefetch_related(None).order_by().values("kind").annotate(n=Count("pk")).values_list("kind", "n")


@once
def shown_by_kind():
    return by_kind(Resource.objects.public())


def shown_by_kind_asked():
    """Walk: of everything that everybody sees, [(kind, how many)]."""
    return rollups.whole_asked(BY_KIND) if rollups.is_kept(Resource) else only(shown_by_kind())


def topics_of(resources):
    """The topics of which there is something."""
    used = Resource.topics.through.objects.filter(topic=OuterRef("pk"), resource__in=resources.order_by().values("pk"))
    return Topic.objects.filter(Exists(used))


@once
def shown_topics():
    return topics_of(Resource.objects.public())


@once
def every_kind():
    return ResourceKind.objects.order_by("order", "pk")


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


def register():
    rollups.register_whole(BY_KIND, [shown_by_kind], lambda answers: answers[0], daily=True)

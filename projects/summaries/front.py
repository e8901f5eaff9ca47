"""The front page: its few figures, the projects on it, and for whom there is something."""
from dataclasses import dataclass

from django.db.models import Count, Value

from portal.shared import rollups
from portal.shared.once import once
from portal.shared.reading import all_of, only, several, walk_together
from portal.shared.sorting import sort_key
from projects.choices import PartnerRole
from projects.models import Activity, Audience, Organisation, Partnership, Project

MOST_PROJECTS = 12
FIGURES = "front"


@dataclass(frozen=True)
class FrontFigures:
    projects: int
    organisations: int
    countries: int


@dataclass(frozen=True)
class Front:
    """`projects`: as many as fit, those that began last, by name; `figures.projects` tells of how many."""

    figures: FrontFigures
    projects: list
    audiences: list

    @property
    def more(self):
        return self.figures.projects > len(self.projects)


def front_asked():
    """Walk: the Front; see `portal.shared.reading`."""
    projects, audiences, (published, by_country, by_audience) = yield from several([
        only(published_last()), only(every_audience()), figures_asked(),
    ])
    figures = FrontFigures(sum(count for (count,) in published), sum(count for _country, count in by_country), len(by_country))
    projects = sorted(projects, key=lambda row: (sort_key(row.acronym), row.pk))
    return Front(figures, projects, served(audiences, by_audience))


def figures_asked():
    """Walk: what is counted for the front page: kept where activities are many."""
    if rollups.is_kept(Activity.audiences.through):
        return rollups.whole_asked(FIGURES)
    return all_of(*(ask() for ask in COUNTED))


@once
def published_counted():
    rows = Project.objects.public().order_by().annotate(one=Value(1)).values("one")
    return rows.annotate(n=Count("pk")).values_list("n")


@once
def organisations_by_country():
    """[(country, how many organisations)] of those that take part in published projects."""
    partners = Partnership.objects.filter(project__in=Project.objects.public()).exclude(role=PartnerRole.FUNDER)
    rows = Organisation.objects.filter(pk__in=partners.order_by().values("organisation")).order_by()
    return rows.values("country").annotate(n=Count("pk")).values_list("country", "n")


@once
def published_last():
    return Project.objects.public().select_related("programme").order_by("-starts_on", "-pk")[:MOST_PROJECTS]


def audiences_served():
    """Audiences for which a published project does something, each with `projects`: of how many; one query."""
    kept = rollups.is_kept(Activity.audiences.through)
    audiences, figures = walk_together([only(every_audience()), figures_asked() if kept else all_of(projects_by_audience())])
    return served(audiences, figures[-1])


def served(audiences, by_audience):
    """Counted apart from their names: so nothing wide has to be sorted."""
    projects = {key: count for key, count in by_audience}
    for row in audiences:
        row.projects = projects.get(row.pk, 0)
    return [row for row in audiences if row.projects]


@once
def every_audience():
    return Audience.objects.order_by("order", "pk")


@once
def projects_by_audience():
    """[(audience, how many published projects do something for it)]."""
    served = Activity.audiences.through.objects.filter(
        activity__archived_at__isnull=True, activity__project__in=Project.objects.public().order_by()
    )
    return served.order_by().values("audience").annotate(n=Count("activity__project", distinct=True)).values_list("audience", "n")


COUNTED = (published_counted, organisations_by_country, projects_by_audience)


def register():
    rollups.register_whole(FIGURES, COUNTED, list)

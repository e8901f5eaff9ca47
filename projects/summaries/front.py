"""The front page: its few figures, the projects on it, and for whom there is something."""
from dataclasses import dataclass

from django.db.models import Count, Value

from portal.shared.once import once
from portal.shared.reading import result_of, walk_together
from portal.shared.sorting import sort_key
from projects.choices import PartnerRole
from projects.models import Activity, Audience, Organisation, Partnership, Project

MOST_PROJECTS = 12


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
    of_audiences = audiences_asked()
    counted, by_country, projects, *rest = yield [
        published_counted(), organisations_by_country(), published_last(), *next(of_audiences),
    ]
    audiences = result_of(of_audiences, rest)
    figures = FrontFigures(sum(counted), sum(count for _country, count in by_country), len(by_country))
    return Front(figures, sorted(projects, key=lambda row: (sort_key(row.acronym), row.pk)), audiences)


@once
def published_counted():
    rows = Project.objects.public().order_by().annotate(one=Value(1)).values("one")
    return rows.annotate(n=Count("pk")).values_list("n", flat=True)


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
    return walk_together([audiences_asked()])[0]


def audiences_asked():
    """Walk: what `audiences_served` gives. Counted apart from their names: so nothing wide has to be sorted."""
    audiences, counted = yield [every_audience(), projects_by_audience()]
    projects = dict(counted)
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

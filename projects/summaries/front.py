"""The front page: its few figures, the projects on it, and for whom there is something."""
from dataclasses import dataclass

from django.db.models import Count, Q, Value

from portal.shared.once import once
from portal.shared.reading import read
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
    counted, by_country, projects, audiences = yield [
        published_counted(), organisations_by_country(), published_last(), audiences_asked(),
    ]
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


@once
def audiences_asked():
    """Audiences for which a published project does something, each with `projects`: of how many."""
    served = Q(activities__in=Activity.objects.live().filter(project__in=Project.objects.public()).order_by().values("pk"))
    rows = Audience.objects.annotate(projects=Count("activities__project", filter=served, distinct=True))
    return rows.filter(projects__gt=0).order_by("order", "pk")


def audiences_served():
    """What `audiences_asked` asks: one query."""
    return read([audiences_asked()])[0]

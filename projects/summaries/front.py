"""The few figures of the front page."""
from dataclasses import dataclass

from django.db.models import Count, Q

from projects.choices import PartnerRole
from projects.models import Activity, Audience, Organisation, Partnership, Project


@dataclass(frozen=True)
class FrontFigures:
    projects: int
    organisations: int
    countries: int


def front_figures():
    """Published projects, the organisations that take part in them, and those organisations' countries: two queries."""
    shown = Project.objects.public()
    partners = Partnership.objects.filter(project__in=shown).exclude(role=PartnerRole.FUNDER)
    countries = set(
        Organisation.objects.filter(pk__in=partners.values("organisation")).values_list("country", "pk")
    )
    return FrontFigures(shown.count(), len(countries), len({country for country, _pk in countries}))


def audiences_served():
    """Audiences for which a published project does something, each with `projects`: of how many; one query."""
    served = Q(activities__in=Activity.objects.live().filter(project__in=Project.objects.public()).values("pk"))
    rows = Audience.objects.annotate(projects=Count("activities__project", filter=served, distinct=True))
    return list(rows.filter(projects__gt=0).order_by("order", "pk"))

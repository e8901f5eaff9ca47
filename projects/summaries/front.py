"""The few figures of the front page."""
from dataclasses import dataclass

from projects.choices import PartnerRole
from projects.models import Organisation, Partnership, Project


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

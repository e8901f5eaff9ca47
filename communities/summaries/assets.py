"""What communities have: how much in each category, and where it is."""
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from communities.choices import AssetCategory
from communities.models import ServiceKind

# What belongs there, for those who look at an empty category.
EXAMPLES = {
    AssetCategory.PEOPLE: _("skills, talents, time, languages, driving licences, first-aid training"),
    AssetCategory.ASSOCIATIONS: _("village society, choir, hunters, volunteer rescuers, neighbourhood watch"),
    AssetCategory.INSTITUTIONS: _("school, library, culture house, parish, municipality"),
    AssetCategory.PLACES: _("village house, swing site, lake, hiking trail, well, mobile mast"),
    AssetCategory.ECONOMY: _("farms, small producers, guest houses, workshops, machines"),
    AssetCategory.STORIES: _("folklore, dialect, dishes, festive days, handicraft"),
}


@dataclass(frozen=True)
class CategoryCount:
    code: str
    label: Any
    examples: Any
    count: int


def in_category_order(assets):
    """The resources with `category_order`: people first, stories last."""
    places = [When(category=code, then=Value(place)) for place, code in enumerate(AssetCategory.values)]
    return assets.annotate(category_order=Case(*places, output_field=IntegerField()))


def counts_by_category(assets):
    """[CategoryCount] of all six categories, empty ones too, of a queryset that holds what this person may see: one query."""
    return told_of(by_category(assets))


def by_category(assets):
    """(category, how many)."""
    return assets.order_by().values_list("category").annotate(count=Count("pk"))


def told_of(counts):
    counts = dict(counts)
    return [CategoryCount(code, label, EXAMPLES[code], counts.get(code, 0)) for code, label in AssetCategory.choices]


def kinds_offered(assets):
    """The kinds of services that these resources are good for, in their own order: one query."""
    return list(ServiceKind.objects.filter(assets__in=assets).distinct().order_by("order", "pk"))

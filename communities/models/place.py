"""Where things are: counties, two region schemes at once, municipalities with successors, villages."""
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from communities.choices import MunicipalityKind, PlaceKind
from portal.shared.fields import LineField, SearchKeyField, SortKeyField, Translated, trio
from portal.shared.models import Versioned
from projects.choices import Country
from projects.models import Organisation


class RegionScheme(Versioned):
    """A way to divide a country: rescue regions of Estonia, planning regions of Latvia."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    name = Translated("name")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("region scheme")
        verbose_name_plural = _("region schemes")
        ordering = ["code"]

    def __str__(self):
        return self.name


class Region(Versioned):
    scheme = models.ForeignKey(RegionScheme, verbose_name=_("scheme"), on_delete=models.PROTECT, related_name="regions")
    code = models.CharField(_("code"), max_length=20)
    name_et, name_lv, name_en = trio(LineField, _("name"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = Translated("name")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["scheme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"], name="region_once",
                violation_error_message=_("The scheme already has this region."),
            )
        ]

    def __str__(self):
        return self.name


class County(Versioned):
    """One of the fifteen counties of Estonia. `column` and `row` place its tile on our schematic map."""

    code = models.CharField(_("code"), max_length=10, unique=True, help_text=_("ISO 3166-2, for example EE-37."))
    name_et, name_lv, name_en = trio(LineField, _("name"), max_length=80)
    regions = models.ManyToManyField(Region, verbose_name=_("regions"), blank=True, related_name="counties")
    column = models.PositiveSmallIntegerField(_("column on the map"), default=0)
    row = models.PositiveSmallIntegerField(_("row on the map"), default=0)
    sort_key = SortKeyField(of="name_et")
    name = Translated("name")
    history = HistoricalRecords(m2m_fields=[regions])

    class Meta:
        verbose_name = _("county")
        verbose_name_plural = _("counties")
        ordering = ["sort_key", "pk"]

    def __str__(self):
        return self.name


class Municipality(Versioned):
    """A municipality as it was between two days. Two of the Latvian partners' ended in 2021."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name = LineField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=MunicipalityKind.choices, default=MunicipalityKind.RURAL)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.EE)
    county = models.ForeignKey(
        County, verbose_name=_("county"), null=True, blank=True, on_delete=models.PROTECT, related_name="municipalities"
    )
    region = models.ForeignKey(
        Region, verbose_name=_("planning region"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="municipalities",
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="municipalities",
    )
    ended_on = models.DateField(_("existed until"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    sort_key = SortKeyField(of="name")
    search_key = SearchKeyField(of=("name", "code"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(county__isnull=True) | Q(country="EE"), name="municipality_county_is_estonian",
                violation_error_message=_("Only Estonian municipalities lie in a county."),
            )
        ]

    def __str__(self):
        return self.name


def latitude():
    return models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(50), MaxValueValidator(72)]
    )


def longitude():
    return models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(10), MaxValueValidator(35)]
    )


class Place(Versioned):
    """A village, borough or town."""

    name = LineField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices, default=PlaceKind.VILLAGE)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), on_delete=models.PROTECT, related_name="places"
    )
    latitude = latitude()
    longitude = longitude()
    sort_key = SortKeyField(of="name")
    search_key = SearchKeyField(of=("name",))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "kind", "municipality"], name="place_once",
                violation_error_message=_("The municipality already has this place."),
            )
        ]

    def __str__(self):
        return self.name

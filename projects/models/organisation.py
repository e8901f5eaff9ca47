"""Organisations: partners, funders, units. They are renamed and merged, so names and dates are rows."""
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import BoundField, LineField, PartialDateField, SearchKeyField, SortKeyField, search
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.ways import reverse
from projects.choices import Country, NameKind, OrganisationKind
from projects.choices import Language as Languages


class OrganisationQuerySet(ArchivableQuerySet):
    def visible_to(self, user):
        """Organisations are public knowledge; archived ones are for those who sign in."""
        return self if getattr(user, "is_authenticated", False) else self.live()

    def named(self, text):
        """Every organisation that has this name in any spelling (D-14: both spellings find the one)."""
        mine = search(self.model.objects.all(), "search_key", text).values("pk")
        aliases = search(OrganisationName.objects.all(), "search_key", text).values("organisation")
        return self.filter(models.Q(pk__in=mine) | models.Q(pk__in=aliases))


class Organisation(Versioned, Archivable):
    name = LineField(_("name"))
    legal_form = LineField(_("legal form"), blank=True, default="", max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.OTHER)
    country = models.CharField(_("country"), max_length=2, choices=Country.choices, default=Country.EE)
    register_code = LineField(_("registry code"), blank=True, default="", max_length=40)
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    successor = models.ForeignKey(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    valid_from = PartialDateField(_("exists from"))
    valid_until = PartialDateField(_("existed until"))
    ended_on = BoundField(of=("valid_until",), edge="upper")
    website = models.URLField(_("website"), blank=True, default="", max_length=200)
    sort_key = SortKeyField(of="name")
    search_key = SearchKeyField(of=("name", "register_code"))
    history = HistoricalRecords()
    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")),
                name="organisation_not_its_own_parent",
                violation_error_message=_("An organisation cannot be part of itself."),
            ),
            models.CheckConstraint(
                condition=~models.Q(successor=models.F("pk")),
                name="organisation_not_its_own_successor",
                violation_error_message=_("An organisation cannot succeed itself."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("projects:organisation-detail", args=[self.pk])

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until.upper and self.valid_from.lower:
            if self.valid_until.upper < self.valid_from.lower:
                raise at_field("valid_until", _("The end date cannot be before the start date."), "period_backwards")


class OrganisationNameQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(organisation__in=Organisation.objects.visible_to(user))


class OrganisationName(Versioned):
    """Another name: per language, short, former, or exactly as a source spells it."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="names"
    )
    text = LineField(_("name"))
    language = models.CharField(_("language"), max_length=2, choices=Languages.choices, blank=True, default="")
    kind = models.CharField(_("kind"), max_length=10, choices=NameKind.choices, default=NameKind.ALIAS)
    note = LineField(_("note"), blank=True, default="")
    search_key = SearchKeyField(of=("text",))
    history = HistoricalRecords()
    objects = OrganisationNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["organisation", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text", "language", "kind"],
                name="organisation_name_once",
                violation_error_message=_("This organisation already has that name."),
            )
        ]

    def __str__(self):
        return self.text

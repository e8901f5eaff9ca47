"""Cost categories: what a programme calls its kinds of cost. They are data with dates, kept by admins."""
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budgets.choices import ClaimField, CostBasis
from portal.shared.fields import LineField, Translated, trio
from portal.shared.models import Versioned
from portal.shared.refusals import with_percent
from projects.models import Programme, RuleSet


class CostCategoryQuerySet(models.QuerySet):
    def valid(self, on):
        """Those in force on a day; a side without a date is open."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on), Q(valid_until__isnull=True) | Q(valid_until__gte=on)
        )


class CostCategory(Versioned):
    """One kind of cost of a programme, as its manual calls it: staff, travel and accommodation …"""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.PROTECT, related_name="cost_categories"
    )
    code = LineField(_("code"), max_length=20)
    name_et, name_lv, name_en = trio(LineField, _("name"))
    basis = models.CharField(
        _("how the amount comes about"), max_length=4, choices=CostBasis.choices, default=CostBasis.REAL
    )
    flat_rate = models.PositiveSmallIntegerField(
        _("flat rate (%)"), null=True, blank=True, help_text=_("Only for a flat rate: percent of the category below.")
    )
    flat_of = models.ForeignKey(
        "self", verbose_name=_("percent of"), null=True, blank=True, on_delete=models.PROTECT, related_name="flat_rates"
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    name = Translated("name")
    history = HistoricalRecords()
    objects = CostCategoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost category")
        verbose_name_plural = _("cost categories")
        ordering = ["programme", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "code"], name="costcategory_code_once",
                violation_error_message=_("The programme already has a category with this code."),
            ),
            models.CheckConstraint(
                condition=Q(flat_rate__isnull=True) | Q(flat_rate__lte=100), name="costcategory_rate_at_most_100",
                violation_error_message=with_percent(_("A rate is at most 100 %.")),
            ),
            models.CheckConstraint(
                condition=Q(basis="flat", flat_rate__isnull=False) | (~Q(basis="flat") & Q(flat_rate__isnull=True)),
                name="costcategory_rate_only_if_flat",
                violation_error_message=_("A flat rate needs its percentage, and only a flat rate has one."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_until__isnull=True)
                | Q(valid_until__gte=models.F("valid_from")),
                name="costcategory_days_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            ),
        ]

    def __str__(self):
        return self.name


class ClaimColumn(Versioned):
    """One column of the table that a programme wants with a claim; without a heading it has the field's own name."""

    rule_set = models.ForeignKey(
        RuleSet, verbose_name=_("rule set"), on_delete=models.CASCADE, related_name="claim_columns"
    )
    field = models.CharField(_("what it holds"), max_length=16, choices=ClaimField.choices)
    heading_et, heading_lv, heading_en = trio(LineField, _("heading"), required=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    heading = Translated("heading")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("column of a claim")
        verbose_name_plural = _("columns of claims")
        ordering = ["rule_set", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule_set", "field"], name="claimcolumn_once",
                violation_error_message=_("The table already has this column."),
            )
        ]

    def __str__(self):
        return self.heading or self.get_field_display()

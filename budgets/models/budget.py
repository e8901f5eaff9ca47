"""Money: a partner's budget, its lines and its sources. Sums and rates are derived; what is unknown stays empty."""
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from budgets.choices import AmountState, BudgetBasis, FundingSource
from portal.shared.fields import LineField, MoneyField, ProseField, Translated, money_range_check, trio
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from projects.models import Activity, Partnership, Programme, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet


class StatedTotal(ProjectPart):
    """The project's total as a source states it; it stands beside the sum of the partners' budgets."""

    amount = MoneyField(_("stated total"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    note_et, note_lv, note_en = trio(LineField, _("note"), required=False, max_length=300)
    note = Translated("note")
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("stated total")
        verbose_name_plural = _("stated totals")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], name="statedtotal_once",
                violation_error_message=_("The project already has a stated total."),
            ),
            money_range_check("amount", "statedtotal"),
        ]

    def __str__(self):
        return f"{self.project}"


class BudgetQuerySet(ProjectPartQuerySet):
    def public(self):
        return self.filter(project__in=Project.objects.public())


class Budget(ProjectPart):
    """One partner's budget in one project: a total, with or without lines."""

    partnership = models.OneToOneField(
        Partnership, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="budget"
    )
    basis = models.CharField(_("known as"), max_length=6, choices=BudgetBasis.choices, default=BudgetBasis.TOTAL)
    stated_total = MoneyField(_("stated total"), help_text=_("Empty means: not stated."))
    note_et, note_lv, note_en = trio(ProseField, _("note"), required=False)
    note = Translated("note")
    history = HistoricalRecords()
    objects = BudgetQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")
        constraints = [money_range_check("stated_total", "budget")]

    def __str__(self):
        return str(self.partnership)

    def get_absolute_url(self):
        return reverse("budgets:budget-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        if self.partnership_id and self.project_id and self.partnership.project_id != self.project_id:
            raise at_field("partnership", _("Choose one of this project."), "foreign_project")


class BudgetChildQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(budget__in=Budget.objects.visible_to(user))


class BudgetLine(Versioned):
    """One line. A KOKKU row is a check and never becomes a line."""

    budget = models.ForeignKey(Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(pgettext_lazy("running number", "number"))
    title_et, title_lv, title_en = trio(LineField, _("title"), max_length=300)
    topics_et, topics_lv, topics_en = trio(ProseField, _("topics"), required=False)
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budget_lines",
    )
    amount = MoneyField(_("amount"))
    title = Translated("title")
    topics = Translated("topics")
    history = HistoricalRecords()
    objects = BudgetChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget line")
        verbose_name_plural = _("budget lines")
        ordering = ["budget", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "number"], name="budgetline_number_once",
                violation_error_message=_("The budget already has a line with this number."),
            ),
            money_range_check("amount", "budgetline"),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def clean(self):
        super().clean()
        if self.activity_id and self.budget_id and self.activity.project_id != self.budget.project_id:
            raise at_field("activity", _("Choose one of this project."), "foreign_project")


class FundingShare(Versioned):
    """How much of a budget comes from one source, as of a day. The rate is derived, never stored."""

    budget = models.ForeignKey(Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="shares")
    source = models.CharField(_("source"), max_length=14, choices=FundingSource.choices)
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="funding_shares",
    )
    amount = MoneyField(_("amount"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=AmountState.choices, default=AmountState.STATED)
    history = HistoricalRecords()
    objects = BudgetChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("source of funding")
        verbose_name_plural = _("sources of funding")
        ordering = ["budget", "pk"]
        constraints = [
            models.UniqueConstraint(
                "budget", "source", Coalesce("programme", 0), name="fundingshare_once",
                violation_error_message=_("The budget already has this source."),
            ),
            models.CheckConstraint(
                condition=Q(programme__isnull=True) | Q(source="grant"), name="fundingshare_programme_only_for_grant",
                violation_error_message=_("Only a grant comes from a programme."),
            ),
            money_range_check("amount", "fundingshare"),
        ]

    def __str__(self):
        return f"{self.budget}: {self.get_source_display()}"

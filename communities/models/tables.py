"""The tables of a plan that the portal computes with: services, tasks, investments, money, risks, indicators.

A row may be incomplete while the plan is written; submitting asks for what is missing. Taking a row out archives it.
"""
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from communities.choices import (
    CostSource,
    FinanceItem,
    FinanceKind,
    NeedLevel,
    ProviderKind,
    RiskKind,
    ServiceReadiness,
    TaskStatus,
    UsersPer,
)
from communities.models.plan import ActionPlan, PlanPartQuerySet
from communities.models.vocabulary import ServiceKind
from portal.shared.fields import LineField, MoneyField, PartialDateField
from portal.shared.models import Archivable, Versioned
from portal.shared.refusals import at_field
from projects.models import Audience

FINANCE_KIND_OF = {
    FinanceItem.SALES: FinanceKind.INCOME, FinanceItem.FEES: FinanceKind.INCOME,
    FinanceItem.MUNICIPAL: FinanceKind.INCOME, FinanceItem.GRANT: FinanceKind.INCOME,
    FinanceItem.MEMBERSHIP: FinanceKind.INCOME, FinanceItem.OTHER_INCOME: FinanceKind.INCOME,
    FinanceItem.VOLUNTARY: FinanceKind.MEMO,
}
ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class PlanRow(Versioned, Archivable):
    """What the rows of all tables share."""

    plan = models.ForeignKey(
        ActionPlan, verbose_name=_("action plan"), on_delete=models.PROTECT, related_name="%(class)s_set"
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    objects = PlanPartQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["plan", "order", "pk"]

    def clean(self):
        super().clean()
        service = getattr(self, "service", None)
        if service is not None and service.plan_id != self.plan_id:
            raise at_field("service", _("Choose a service of this plan."), "foreign_plan")


class Service(PlanRow):
    """A community service: what people get, for whom, by whom, for how much (A-08, A-09)."""

    name = LineField(_("service"), max_length=160)
    kind = models.ForeignKey(
        ServiceKind, verbose_name=_("kind of service"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="services", help_text=_("Choose the nearest kind."),
    )
    promise = LineField(
        _("what people get"), max_length=300, blank=True, default="",
        help_text=_("In one sentence: what does the person get?"),
    )
    audiences = models.ManyToManyField(Audience, verbose_name=_("for whom"), blank=True, related_name="services")
    users_expected = models.PositiveIntegerField(_("users expected"), null=True, blank=True, help_text=_("How many people?"))
    users_per = models.CharField(_("in what time"), max_length=6, choices=UsersPer.choices, blank=True, default="")
    frequency = LineField(_("how often"), max_length=120, blank=True, default="", help_text=_("How often, and when?"))
    season = LineField(_("season"), max_length=120, blank=True, default="", help_text=_("Empty: all year round."))
    place = LineField(_("place"), max_length=160, blank=True, default="")
    provider = models.CharField(_("provided by"), max_length=13, choices=ProviderKind.choices, blank=True, default="")
    people_needed = LineField(
        _("people needed"), max_length=300, blank=True, default="", help_text=_("Roles and how many of each; not names.")
    )
    paid_hours = models.PositiveSmallIntegerField(_("paid hours a month"), null=True, blank=True)
    unpaid_hours = models.PositiveSmallIntegerField(
        _("unpaid hours a month"), null=True, blank=True, help_text=_("Count unpaid work too.")
    )
    price = MoneyField(_("price"), help_text=_("0 means free of charge; empty means not decided."))
    price_note = LineField(_("about the price"), max_length=160, blank=True, default="")
    permits = LineField(
        _("permits"), max_length=300, blank=True, default="",
        help_text=_("Which notices and permits are needed, or that none is."),
    )
    readiness = models.CharField(
        _("readiness"), max_length=8, choices=ServiceReadiness.choices, default=ServiceReadiness.IDEA
    )
    accessibility = LineField(
        _("accessibility"), max_length=300, blank=True, default="",
        help_text=_("Wheelchair, hearing, language, transport."),
    )
    started_on = models.DateField(_("began on"), null=True, blank=True)
    history = HistoricalRecords(m2m_fields=[audiences])

    class Meta(PlanRow.Meta):
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def __str__(self):
        return self.name


class PlanTask(PlanRow):
    name = LineField(_("task"), max_length=300, help_text=_("Write with a verb: what, when, who."))
    service = models.ForeignKey(
        Service, verbose_name=_("service"), null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    start = PartialDateField(_("start"))
    end = PartialDateField(_("end"))
    responsible_role = LineField(_("who answers for it, by role"), max_length=120, blank=True, default="")
    partners = LineField(_("with whom"), blank=True, default="")
    cost = MoneyField(pgettext_lazy("of a task", "cost"))
    source = models.CharField(_("source"), max_length=12, choices=CostSource.choices, blank=True, default="")
    result = LineField(_("result"), max_length=300, blank=True, default="")
    status = models.CharField(_("state"), max_length=8, choices=TaskStatus.choices, default=TaskStatus.PLANNED)
    carried = models.PositiveSmallIntegerField(_("times carried over"), default=0, editable=False)
    history = HistoricalRecords()

    class Meta(PlanRow.Meta):
        verbose_name = _("task")
        verbose_name_plural = _("tasks")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.start and self.end and self.start.lower and self.end.upper and self.end.upper < self.start.lower:
            raise at_field("end", _("The end date cannot be before the start date."), "period_backwards")


class InvestmentNeed(PlanRow):
    """Something to buy. Its total is quantity times unit price, never typed."""

    name = LineField(_("what to buy"), max_length=200)
    why = LineField(_("why it is needed"), max_length=300, blank=True, default="")
    service = models.ForeignKey(
        Service, verbose_name=_("service"), null=True, blank=True, on_delete=models.PROTECT, related_name="investments"
    )
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True, validators=[MaxValueValidator(100000)])
    unit_price = MoneyField(_("unit price"))
    quotes = models.PositiveSmallIntegerField(_("price quotes at hand"), null=True, blank=True)
    owner_after = LineField(
        _("owner afterwards"), max_length=160, blank=True, default="",
        help_text=_("Who keeps and lends it after the project?"),
    )
    place_kept = LineField(_("where it is kept"), max_length=160, blank=True, default="")
    insurance = LineField(_("insurance"), max_length=160, blank=True, default="")
    maintenance = MoneyField(_("maintenance a year"))
    source = models.CharField(_("source"), max_length=12, choices=CostSource.choices, blank=True, default="")
    level = models.CharField(_("how needed"), max_length=13, choices=NeedLevel.choices, blank=True, default="")
    when = PartialDateField(_("when"))
    history = HistoricalRecords()

    class Meta(PlanRow.Meta):
        verbose_name = _("investment need")
        verbose_name_plural = _("investment needs")

    def __str__(self):
        return self.name

    @property
    def total(self):
        """Euros, or None while quantity or price is unknown."""
        if self.quantity is None or self.unit_price is None:
            return None
        return (self.unit_price * self.quantity).quantize(Decimal("0.01"))


class FinanceRow(PlanRow):
    """Money of three years. Empty means not known yet, and is not 0."""

    item = models.CharField(pgettext_lazy("financial plan", "item"), max_length=12, choices=FinanceItem.choices)
    label = LineField(_("what exactly"), max_length=160, blank=True, default="")
    year_1 = MoneyField(_("first year"))
    year_2 = MoneyField(_("second year"))
    year_3 = MoneyField(_("third year"))
    is_fixed = models.BooleanField(
        _("does not depend on users"), default=True, help_text=_("Rent and heating stay the same however many come.")
    )
    history = HistoricalRecords()

    class Meta(PlanRow.Meta):
        verbose_name = _("row of the financial plan")
        verbose_name_plural = _("rows of the financial plan")

    def __str__(self):
        return self.label or self.get_item_display()

    @property
    def kind(self):
        return FINANCE_KIND_OF.get(self.item, FinanceKind.COST)


class Risk(PlanRow):
    name = LineField(_("risk"))
    kind = models.CharField(_("kind"), max_length=10, choices=RiskKind.choices, blank=True, default="")
    likelihood = models.PositiveSmallIntegerField(
        _("likelihood"), null=True, blank=True, validators=ONE_TO_FIVE, help_text=_("1 hardly ever … 5 almost certain.")
    )
    impact = models.PositiveSmallIntegerField(
        _("impact"), null=True, blank=True, validators=ONE_TO_FIVE, help_text=_("1 hardly felt … 5 everything stops.")
    )
    mitigation = LineField(_("what we do about it"), max_length=500, blank=True, default="")
    owner_role = LineField(_("who watches it, by role"), max_length=120, blank=True, default="")
    history = HistoricalRecords()

    class Meta(PlanRow.Meta):
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        constraints = [
            models.CheckConstraint(
                condition=(Q(likelihood__isnull=True) | Q(likelihood__range=(1, 5)))
                & (Q(impact__isnull=True) | Q(impact__range=(1, 5))),
                name="risk_from_one_to_five",
                violation_error_message=_("Likelihood and impact are from 1 to 5."),
            )
        ]

    def __str__(self):
        return self.name

    @property
    def score(self):
        """1 to 25, or None while one of the two is unknown."""
        return None if self.likelihood is None or self.impact is None else self.likelihood * self.impact


class Indicator(PlanRow):
    name = LineField(_("indicator"), max_length=160)
    unit = LineField(_("unit"), max_length=40, blank=True, default="")
    baseline = models.DecimalField(_("baseline"), max_digits=12, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target value"), max_digits=12, decimal_places=2, null=True, blank=True)
    due = PartialDateField(_("by when"))
    source = LineField(_("how it is measured"), max_length=160, blank=True, default="")
    last_value = models.DecimalField(_("latest value"), max_digits=12, decimal_places=2, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta(PlanRow.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self):
        return self.name

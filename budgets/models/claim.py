"""Reporting periods, the claims made in them, and what was paid."""
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budgets.choices import CLAIM_IS_OPEN, ClaimState, ClaimStep, PayoutKind
from budgets.models.budget import Budget, BudgetChildQuerySet, money_open_to
from budgets.models.expense import ExpenseShare
from budgets.models.version import LONGEST_CONTENT
from portal.shared.dates import format_period
from portal.shared.fields import LineField, MoneyField, ProseField, money_range_check
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.models import Document, Partnership, Programme
from projects.models.project import ProjectPart, ProjectPartQuerySet


class ReportingPeriod(ProjectPart):
    """The months a report is about, and by when partners and the project hand theirs in."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("reported to"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="reporting_periods",
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("running number", "number"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    partner_due_on = models.DateField(_("partners' reports due"), null=True, blank=True)
    claim_due_on = models.DateField(_("payment claim due"), null=True, blank=True)
    is_final = models.BooleanField(_("last period"), default=False)
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        ordering = ["project", "programme", "number"]
        constraints = [
            models.UniqueConstraint(
                "project", Coalesce("programme", 0), "number", name="reportingperiod_once",
                violation_error_message=_("The project already has a period with this number."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="reportingperiod_days_in_order",
                violation_error_message=_("The end date cannot be before the start date."),
            ),
            models.CheckConstraint(
                condition=Q(partner_due_on__isnull=True) | Q(claim_due_on__isnull=True)
                | Q(claim_due_on__gte=F("partner_due_on")),
                name="reportingperiod_partners_first",
                violation_error_message=_("The partners hand in before the project does."),
            ),
        ]

    def __str__(self):
        period = format_period(self.starts_on, self.ends_on)
        return gettext("Period %(number)s, %(period)s") % {"number": self.number, "period": period}

    def get_absolute_url(self):
        return reverse("budgets:reportingperiod-detail", args=[self.project.slug, self.pk])


class ClaimQuerySet(ProjectPartQuerySet):
    def open_to(self, user):
        """A partner sees his own claims; the project's claim those who see all money."""
        return self.filter(money_open_to(user))


class Claim(ProjectPart):
    """What one partner asks for in a period; without a partner: the project's claim, made of its partners' claims."""

    period = models.ForeignKey(
        ReportingPeriod, verbose_name=_("reporting period"), on_delete=models.PROTECT, related_name="claims"
    )
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partner"), null=True, blank=True, on_delete=models.PROTECT, related_name="claims",
        help_text=_("Empty means: the whole project's claim to the funder."),
    )
    joined_in = models.ForeignKey(
        "self", verbose_name=_("part of the project's claim"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="parts", editable=False,
    )
    state = models.CharField(
        _("state"), max_length=9, choices=ClaimState.choices, default=ClaimState.DRAFT, editable=False
    )
    reference = LineField(_("the funder's number"), max_length=60, blank=True, default="")
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decided_by = LineField(_("decided by"), max_length=160, blank=True, default="", editable=False)
    returned_because = ProseField(_("what must be completed"), blank=True, default="", editable=False)
    note = ProseField(_("note"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = ClaimQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("payment claim")
        verbose_name_plural = _("payment claims")
        ordering = ["project", "period", "partnership", "pk"]
        constraints = [
            models.UniqueConstraint(
                "period", Coalesce("partnership", 0), name="claim_once",
                violation_error_message=_("This period already has this claim."),
            )
        ]

    def __str__(self):
        return f"{self.partnership.organisation if self.partnership_id else self.project}, {self.period}"

    def get_absolute_url(self):
        return reverse("budgets:claim-detail", args=[self.project.slug, self.pk])

    @property
    def is_open(self):
        return self.state in CLAIM_IS_OPEN

    def clean(self):
        super().clean()
        for name in ("period", "partnership"):
            part = getattr(self, name, None)
            if part is not None and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")


class BelowClaimQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(claim__in=Claim.objects.visible_to(user))

    def open_to(self, user):
        return self.filter(claim__in=Claim.objects.open_to(user))


class ClaimItem(Versioned):
    """A share of an expense, or a part of it, claimed; and how much of it was accepted (empty: not decided)."""

    claim = models.ForeignKey(Claim, verbose_name=_("payment claim"), on_delete=models.PROTECT, related_name="items")
    share = models.ForeignKey(
        ExpenseShare, verbose_name=_("share of an expense"), on_delete=models.PROTECT, related_name="claim_items"
    )
    amount = MoneyField(_("claimed"))
    accepted = MoneyField(_("accepted"), help_text=_("Empty means: not decided."))
    refused_because = LineField(_("why not all of it"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claimed expense")
        verbose_name_plural = _("claimed expenses")
        ordering = ["claim", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "share"], name="claimitem_once",
                violation_error_message=_("The claim already has this expense."),
            ),
            money_range_check("amount", "claimitem"),
            money_range_check("accepted", "claimitem"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False), name="claimitem_amount_is_known",
                violation_error_message=_("Write how much is claimed."),
            ),
            models.CheckConstraint(
                condition=Q(accepted__isnull=True) | Q(accepted__lte=F("amount")), name="claimitem_accepted_at_most_claimed",
                violation_error_message=_("No more can be accepted than was claimed."),
            ),
        ]

    def __str__(self):
        return str(self.share.expense)


class ClaimVersion(models.Model):
    """A claim as it was handed in or approved: written once, never changed. `content` is JSON, amounts in cents."""

    claim = models.ForeignKey(Claim, verbose_name=_("payment claim"), on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    step = models.CharField(_("step"), max_length=9, choices=ClaimStep.choices)
    content = models.TextField(_("content"), max_length=LONGEST_CONTENT)
    made_at = models.DateTimeField(_("made"), auto_now_add=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )
    objects = BelowClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim as handed in")
        verbose_name_plural = _("claims as handed in")
        ordering = ["claim", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "number"], name="claimversion_once",
                violation_error_message=_("This version already exists."),
            )
        ]

    def __str__(self):
        return f"{self.claim} {self.number}"


class PayoutQuerySet(ArchivableQuerySet, BudgetChildQuerySet):
    pass


class Payout(Versioned, Archivable):
    """Money that came: an advance, or a payment on a claim."""

    budget = models.ForeignKey(Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="payouts")
    claim = models.ForeignKey(
        Claim, verbose_name=_("payment claim"), null=True, blank=True, on_delete=models.PROTECT, related_name="payouts"
    )
    programme = models.ForeignKey(
        Programme, verbose_name=_("paid by"), null=True, blank=True, on_delete=models.PROTECT, related_name="payouts"
    )
    kind = models.CharField(_("kind"), max_length=7, choices=PayoutKind.choices, default=PayoutKind.INTERIM)
    paid_on = models.DateField(_("paid on"))
    amount = MoneyField(_("amount"))
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.PROTECT, related_name="payouts"
    )
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = PayoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment received")
        verbose_name_plural = _("payments received")
        ordering = ["budget", "paid_on", "pk"]
        constraints = [
            money_range_check("amount", "payout"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False), name="payout_amount_is_known",
                violation_error_message=_("Write how much was paid."),
            ),
        ]

    def __str__(self):
        return f"{self.budget} {self.paid_on}"

    def clean(self):
        super().clean()
        for name in ("claim", "document"):
            part = getattr(self, name)
            if part is not None and self.budget_id and part.project_id != self.budget.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")

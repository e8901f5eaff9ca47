"""Funding programmes: whose money, under which rules, and what must be said about it."""
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from portal.shared.fields import LineField, MoneyField, ProseField, SearchKeyField, Translated, trio
from portal.shared.models import Versioned
from portal.shared.refusals import with_percent
from projects.choices import EvidenceKind, FlexibilityOf


class Programme(Versioned):
    """A programme, or a strand of one (`parent`): „Kesk-Läänemere programm“, „KOV koostöögruppide tegevussuund“."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name_et, name_lv, name_en = trio(LineField, _("name"))
    fund = LineField(_("fund"), blank=True, default="", help_text=_("For example ERDF, ESF, EAFRD, state budget."))
    parent = models.ForeignKey(
        "self", verbose_name=_("part of programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="strands",
    )
    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    statement_et, statement_lv, statement_en = trio(ProseField, _("funding statement"), required=False)
    marks = LineField(
        _("marks"), blank=True, default="", help_text=_("Which logos and emblems must be shown, in words.")
    )
    search_key = SearchKeyField(of=("name_et", "name_lv", "name_en", "fund", "code"))
    name = Translated("name")
    statement = Translated("statement")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_year__isnull=True)
                | models.Q(first_year__isnull=True)
                | models.Q(last_year__gte=models.F("first_year")),
                name="programme_years_in_order",
                violation_error_message=_("The last year cannot be before the first."),
            )
        ]

    def __str__(self):
        return self.name


class RuleSet(Versioned):
    """One programme's rules, valid between two days. Rules are data with dates, never code."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), on_delete=models.PROTECT, related_name="rule_sets"
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    legal_basis = LineField(_("legal basis"), blank=True, default="", max_length=300)
    max_rate = models.PositiveSmallIntegerField(
        _("highest support rate (%)"), null=True, blank=True, help_text=_("Empty means: not stated.")
    )
    flexibility = models.PositiveSmallIntegerField(_("budget flexibility (%)"), null=True, blank=True)
    flexibility_of = models.CharField(
        _("flexibility is counted on"), max_length=8, choices=FlexibilityOf.choices, default=FlexibilityOf.LINE,
        db_default=FlexibilityOf.LINE,
    )
    flexibility_amount = MoneyField(
        _("or up to this amount"), help_text=_("Whichever is greater: the percentage or this amount.")
    )
    period_months = models.PositiveSmallIntegerField(_("months in a reporting period"), null=True, blank=True)
    partner_due_days = models.PositiveSmallIntegerField(_("partner's report due, days after the period"), null=True, blank=True)
    claim_due_days = models.PositiveSmallIntegerField(_("payment claim due, days after the period"), null=True, blank=True)
    final_due_days = models.PositiveSmallIntegerField(_("final claim due, days after the end"), null=True, blank=True)
    one_quote_from = MoneyField(_("one quote needed from"))
    three_quotes_from = MoneyField(_("three quotes needed above"))
    personal_data_hours = models.PositiveSmallIntegerField(_("personal data needed from hours"), null=True, blank=True)
    contact_on_sheet = models.BooleanField(
        _("contacts on the signature sheet"), null=True, blank=True,
        help_text=_("Whether everybody writes his contact beside his signature. Unknown means: yes."),
    )
    retention_years = models.PositiveSmallIntegerField(_("documents kept for years"), null=True, blank=True)
    accounting_years = models.PositiveSmallIntegerField(
        _("accounting documents kept for years"), null=True, blank=True, help_text=_("From the end of the year.")
    )
    source_note = ProseField(_("where the rule comes from"), blank=True, default="")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")
        ordering = ["programme", "valid_from", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(max_rate__isnull=True) | models.Q(max_rate__lte=100),
                name="rule_set_rate_at_most_100",
                violation_error_message=with_percent(_("A rate is at most 100 %.")),
            )
        ]

    def __str__(self):
        return f"{self.programme} {self.valid_from or ''}–{self.valid_until or ''}"

    def clean(self):
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("The end date cannot be before the start date.")})


class EvidenceRule(Versioned):
    """One line of a rule set's checklist: for this kind of event, this piece of evidence."""

    rule_set = models.ForeignKey(
        RuleSet, verbose_name=_("rule set"), on_delete=models.CASCADE, related_name="evidence_rules"
    )
    event_kind = LineField(_("kind of event"), max_length=40, blank=True, default="")
    kind = models.CharField(
        _("what it is"), max_length=12, choices=EvidenceKind.choices, blank=True, default="", db_default="",
        help_text=_("A document of this kind turns the line green."),
    )
    evidence_et, evidence_lv, evidence_en = trio(LineField, _("evidence"))
    required = models.BooleanField(_("required"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    evidence = Translated("evidence")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence rule")
        verbose_name_plural = _("evidence rules")
        ordering = ["rule_set", "event_kind", "order", "pk"]

    def __str__(self):
        return self.evidence

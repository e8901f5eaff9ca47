"""What was approved, frozen, and how it is changed: by an amendment that shows before and after."""
from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from budgets.choices import AgreementState, AmendmentState, FundingSource
from budgets.models.budget import Budget, BudgetLine, FundingShare
from budgets.models.category import CostCategory
from portal.shared.fields import LineField, MoneyField, ProseField, Translated, money_range_check, trio
from portal.shared.models import Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.models import Activity, Document, Partnership, Programme, Project
from projects.models.project import ProjectPart, ProjectPartQuerySet

LONGEST_CONTENT = 2_000_000


class Amendment(ProjectPart):
    """A proposal to change the approved budgets of a project: what, why, who must agree, what was decided."""

    number = models.PositiveSmallIntegerField(pgettext_lazy("running number", "number"), editable=False)
    title = LineField(_("title"))
    reason = ProseField(_("reason"))
    state = models.CharField(
        _("state"), max_length=9, choices=AmendmentState.choices, default=AmendmentState.DRAFT, editable=False
    )
    submitted_on = models.DateField(_("submitted on"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    decided_by = LineField(
        _("decided by"), max_length=160, blank=True, default="", editable=False, help_text=_("A body or a role, not a name.")
    )
    document = models.ForeignKey(
        Document, verbose_name=_("decision"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendments", editable=False,
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta(ProjectPart.Meta):
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="amendment_number_once",
                violation_error_message=_("The project already has an amendment with this number."),
            )
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def get_absolute_url(self):
        return reverse("budgets:amendment-detail", args=[self.project.slug, self.pk])

    @property
    def is_open(self):
        return self.state in (AmendmentState.DRAFT, AmendmentState.SUBMITTED)


class BelowAmendmentQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(amendment__in=Amendment.objects.visible_to(user))


class AmendmentChange(Versioned):
    """One amount before and after: of a line, of a source, of a line from a source, or of a new one described here."""

    amendment = models.ForeignKey(
        Amendment, verbose_name=_("amendment"), on_delete=models.PROTECT, related_name="changes"
    )
    budget = models.ForeignKey(
        Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="amendment_changes"
    )
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budget line"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendment_changes",
    )
    share = models.ForeignKey(
        FundingShare, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendment_changes",
    )
    # A new line.
    line_number = models.PositiveSmallIntegerField(_("number of the line"), null=True, blank=True)
    title_et, title_lv, title_en = trio(LineField, _("title"), required=False, max_length=300)
    activity = models.ForeignKey(
        Activity, verbose_name=_("activity"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendment_changes",
    )
    category = models.ForeignKey(
        CostCategory, verbose_name=_("cost category"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendment_changes",
    )
    # A new source.
    source = models.CharField(_("kind of source"), max_length=14, choices=FundingSource.choices, blank=True, default="")
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="amendment_changes",
    )
    before = MoneyField(_("before"), editable=False)
    after = MoneyField(pgettext_lazy("an amount", "after"))
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    title = Translated("title")
    history = HistoricalRecords()
    objects = BelowAmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("changed amount")
        verbose_name_plural = _("changed amounts")
        ordering = ["amendment", "budget", "line__number", "line_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                "amendment", "line", Coalesce("share", 0), name="amendmentchange_once",
                violation_error_message=_("The amendment already changes this amount."),
            ),
            money_range_check("before", "amendmentchange"),
            money_range_check("after", "amendmentchange"),
        ]

    def __str__(self):
        return str(self.line or self.share or self.title or self.get_source_display())

    def clean(self):
        super().clean()
        for name in ("line", "share"):
            part = getattr(self, name)
            if part is not None and self.budget_id and part.budget_id != self.budget_id:
                raise at_field(name, _("Choose one of this budget."), "foreign_budget")
        if self.budget_id and self.amendment_id and self.budget.project_id != self.amendment.project_id:
            raise at_field("budget", _("Choose one of this project."), "foreign_project")


class AmendmentAgreement(Versioned):
    """One partner whose money changes: asked, and what he answered."""

    amendment = models.ForeignKey(
        Amendment, verbose_name=_("amendment"), on_delete=models.PROTECT, related_name="agreements"
    )
    partnership = models.ForeignKey(
        Partnership, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="amendment_agreements"
    )
    state = models.CharField(
        _("answer"), max_length=7, choices=AgreementState.choices, default=AgreementState.ASKED
    )
    answered_on = models.DateField(_("answered on"), null=True, blank=True, editable=False)
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowAmendmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement of a partner")
        verbose_name_plural = _("agreements of partners")
        ordering = ["amendment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "partnership"], name="amendmentagreement_once",
                violation_error_message=_("This partner was asked already."),
            )
        ]

    def __str__(self):
        return f"{self.partnership}: {self.get_state_display()}"


class BudgetVersion(models.Model):
    """All the budgets of a project as they were approved: written once, never changed.

    `content` is JSON: budgets with their lines, sources and lines by source, amounts in cents (None: not stated).
    """

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="budget_versions"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    approved_on = models.DateField(_("approved on"))
    decided_by = LineField(_("decided by"), max_length=160, blank=True, default="")
    amendment = models.OneToOneField(
        Amendment, verbose_name=_("amendment"), null=True, blank=True, on_delete=models.PROTECT, related_name="result"
    )
    document = models.ForeignKey(
        Document, verbose_name=_("decision"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budget_versions",
    )
    content = models.TextField(_("content"), max_length=LONGEST_CONTENT)
    made_at = models.DateTimeField(_("made"), auto_now_add=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("made by"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="+",
    )
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    objects = ProjectPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("approved version of the budget")
        verbose_name_plural = _("approved versions of the budget")
        ordering = ["project", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="budgetversion_once",
                violation_error_message=_("This version already exists."),
            )
        ]

    def __str__(self):
        return f"{self.project} {self.number}"

    def get_absolute_url(self):
        return reverse("budgets:budgetversion-detail", args=[self.project.slug, self.pk])

"""Money: a partner's budget, its lines and its sources. Sums and rates are derived; what is unknown stays empty."""
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from budgets.choices import AmountState, BudgetBasis, BudgetState, CostBasis, FundingSource
from budgets.models.category import CostCategory
from communities.models import Equipment
from portal.shared.fields import LineField, MoneyField, ProseField, Translated, money_range_check, trio
from portal.shared.models import Versioned
from portal.shared.refusals import at_field, with_percent
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import Role
from projects.models import Activity, Partnership, Programme, Project, RuleSet
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.models import Event, StudyTrip


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

    def open_to(self, user):
        """Whose lines and sources this person may see, as `projects.permissions.can_view_money_of`: a partner his own."""
        return self.filter(money_open_to(user))


def money_open_to(user, project="project", organisation="partnership__organisation"):
    """A condition: `project` and `organisation` are the paths from the row to them."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return Q(pk__in=[])
    if user.is_staff:
        return Q()
    found = Q(pk__in=[])
    for row in user.memberships_now():
        if row.activity_id is not None:
            continue
        if row.role in (Role.COORDINATOR, Role.AUDITOR):
            found |= Q(**{project: row.project_id})
        elif row.organisation_id is not None:
            found |= Q(**{project: row.project_id, organisation: row.organisation_id})
    return found


class Budget(ProjectPart):
    """One partner's budget in one project: a total, with or without lines."""

    partnership = models.OneToOneField(
        Partnership, verbose_name=_("partner"), on_delete=models.PROTECT, related_name="budget"
    )
    basis = models.CharField(_("known as"), max_length=6, choices=BudgetBasis.choices, default=BudgetBasis.TOTAL)
    stated_total = MoneyField(_("stated total"), help_text=_("Empty means: not stated."))
    rule_set = models.ForeignKey(
        RuleSet, verbose_name=_("under the rules of"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budgets", help_text=_("Empty means: those in force when the project begins."),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=BudgetState.choices, default=BudgetState.DRAFT, db_default=BudgetState.DRAFT,
        editable=False,
    )
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

    @property
    def is_approved(self):
        return self.state == BudgetState.APPROVED

    def clean(self):
        super().clean()
        if self.partnership_id and self.project_id and self.partnership.project_id != self.project_id:
            raise at_field("partnership", _("Choose one of this project."), "foreign_project")


class BudgetChildQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(budget__in=Budget.objects.visible_to(user))

    def open_to(self, user):
        return self.filter(budget__in=Budget.objects.open_to(user))


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
    category = models.ForeignKey(
        CostCategory, verbose_name=_("cost category"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budget_lines",
    )
    event = models.ForeignKey(
        Event, verbose_name=_("event"), null=True, blank=True, on_delete=models.PROTECT, related_name="budget_lines"
    )
    trip = models.ForeignKey(
        StudyTrip, verbose_name=_("study trip"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budget_lines",
    )
    equipment = models.ForeignKey(
        Equipment, verbose_name=_("equipment"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="budget_lines",
    )
    cost_basis = models.CharField(
        _("how the amount comes about"), max_length=4, choices=CostBasis.choices, default=CostBasis.REAL,
        db_default=CostBasis.REAL,
    )
    quantity = models.PositiveIntegerField(_("quantity"), null=True, blank=True)
    unit = LineField(_("unit"), max_length=40, blank=True, default="", db_default="")
    unit_cost = MoneyField(_("unit cost"))
    flat_rate = models.PositiveSmallIntegerField(_("flat rate (%)"), null=True, blank=True)
    flat_of = models.ForeignKey(
        CostCategory, verbose_name=_("percent of the lines of"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="flat_lines",
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
            money_range_check("unit_cost", "budgetline"),
            models.CheckConstraint(
                condition=Q(flat_rate__isnull=True) | Q(flat_rate__lte=100), name="budgetline_rate_at_most_100",
                violation_error_message=with_percent(_("A rate is at most 100 %.")),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def clean(self):
        super().clean()
        for name in ("activity", "event", "trip", "equipment"):
            part = getattr(self, name)
            if part is not None and self.budget_id and project_of(part) != self.budget.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")


def project_of(part):
    """The project of an activity, an event, a thing; a trip has it by its event."""
    return part.event.project_id if isinstance(part, StudyTrip) else part.project_id


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


class LineFundingQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(line__in=BudgetLine.objects.visible_to(user))


class LineFunding(Versioned):
    """How much of one line comes from one source: a cell of the grid. No row means: not stated."""

    line = models.ForeignKey(BudgetLine, verbose_name=_("budget line"), on_delete=models.PROTECT, related_name="funding")
    share = models.ForeignKey(FundingShare, verbose_name=_("source"), on_delete=models.PROTECT, related_name="by_line")
    amount = MoneyField(_("amount"))
    history = HistoricalRecords()
    objects = LineFundingQuerySet.as_manager()

    class Meta:
        verbose_name = _("line's amount from a source")
        verbose_name_plural = _("lines' amounts from sources")
        ordering = ["line", "share", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "share"], name="linefunding_once",
                violation_error_message=_("The line already has an amount from this source."),
            ),
            money_range_check("amount", "linefunding"),
        ]

    def __str__(self):
        return f"{self.line}: {self.share.get_source_display()}"

    def clean(self):
        super().clean()
        if self.line_id and self.share_id and self.line.budget_id != self.share.budget_id:
            raise at_field("share", _("Choose a source of this budget."), "foreign_budget")

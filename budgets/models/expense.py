"""What was spent: cost documents, whose share of them falls on which line, and what proves them."""
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from budgets.choices import ExpenseKind
from budgets.models.budget import Budget, BudgetChildQuerySet, BudgetLine, money_open_to
from budgets.models.category import CostCategory
from communities.models import Equipment
from portal.shared.fields import LineField, MoneyField, ProseField, SearchKeyField, money_range_check
from portal.shared.models import Archivable, ArchivableQuerySet, Versioned
from portal.shared.refusals import at_field
from portal.shared.seen import same_for_all
from portal.shared.ways import reverse
from projects.choices import EvidenceKind
from projects.models import Document, Organisation, Partnership
from projects.models.project import ProjectPart, ProjectPartQuerySet
from trainings.models import Event


class OwnCategory(Versioned):
    """What a partner's own bookkeeping calls a cost, and which line and cost category of the project it belongs to."""

    budget = models.ForeignKey(
        Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="own_categories"
    )
    name = LineField(_("name in the partner's books"), max_length=120)
    name_key = SearchKeyField(of=("name",))
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budget line"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="own_categories",
    )
    category = models.ForeignKey(
        CostCategory, verbose_name=_("cost category"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="own_categories",
    )
    history = HistoricalRecords()
    objects = BudgetChildQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner's own category")
        verbose_name_plural = _("partners' own categories")
        ordering = ["budget", "name_key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "name_key"], name="owncategory_once",
                violation_error_message=_("This partner already has a category with this name."),
            )
        ]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if self.line_id and self.budget_id and self.line.budget_id != self.budget_id:
            raise at_field("line", _("Choose a line of this budget."), "foreign_budget")


class AccountingFormat(Versioned):
    """How one organisation's bookkeeping program names the columns of its export; remembered from the last time."""

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="accounting_format"
    )
    columns = models.TextField(
        _("columns"), max_length=10000, default="{}", help_text=_("JSON: our field, and the heading of the export.")
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("format of an accounting export")
        verbose_name_plural = _("formats of accounting exports")
        ordering = ["organisation"]

    def __str__(self):
        return str(self.organisation)


class ExpenseQuerySet(ArchivableQuerySet, ProjectPartQuerySet):
    def open_to(self, user):
        """A partner's own: those he paid, and those of which a part falls on him."""
        mine = Budget.objects.open_to(user)
        paid = money_open_to(user, organisation="payer__organisation")
        return self.filter(paid | Q(pk__in=ExpenseShare.objects.filter(budget__in=mine).values("expense")))


class Expense(ProjectPart, Archivable):
    """One cost document. What is charged to the project is derived: the total less VAT that is no cost and what is outside."""

    payer = models.ForeignKey(
        Partnership, verbose_name=_("paid by"), on_delete=models.PROTECT, related_name="expenses"
    )
    kind = models.CharField(_("document"), max_length=11, choices=ExpenseKind.choices, default=ExpenseKind.INVOICE)
    supplier = LineField(_("supplier"), help_text=_("A company or a body; for a person write the role."))
    supplier_code = LineField(_("supplier's register code"), max_length=20, blank=True, default="")
    number = LineField(_("document number"), max_length=60, blank=True, default="")
    issued_on = models.DateField(_("date of the document"))
    paid_on = models.DateField(_("paid on"), null=True, blank=True, help_text=_("Empty means: not paid yet."))
    description = LineField(_("what it was for"), max_length=300, blank=True, default="")
    total = MoneyField(_("total of the document"), help_text=_("With VAT, as on the document."))
    vat = MoneyField(_("VAT in it"), help_text=_("Empty means: not stated."))
    vat_eligible = models.BooleanField(
        _("VAT is a cost of the project"), default=True, help_text=_("No, when the payer gets it back from the state.")
    )
    outside = MoneyField(_("not for this project"), help_text=_("The part of the document that the project does not bear."))
    charged = MoneyField(_("charged to the project"), editable=False)
    own_category = models.ForeignKey(
        OwnCategory, verbose_name=_("category in the partner's books"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="expenses",
    )
    event = models.ForeignKey(
        Event, verbose_name=_("event"), null=True, blank=True, on_delete=models.PROTECT, related_name="expenses"
    )
    equipment = models.ForeignKey(
        Equipment, verbose_name=_("equipment"), null=True, blank=True, on_delete=models.PROTECT, related_name="expenses"
    )
    double_reason = LineField(
        _("why it is not claimed twice"), max_length=300, blank=True, default="",
        help_text=_("When the same document stands elsewhere too."),
    )
    note = ProseField(_("note"), blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    supplier_key = SearchKeyField(of=("supplier",))
    number_key = SearchKeyField(of=("number",))
    search_key = SearchKeyField(of=("supplier", "number", "description"))
    history = HistoricalRecords()
    objects = ExpenseQuerySet.as_manager()

    class Meta(ProjectPart.Meta):
        verbose_name = _("expense")
        verbose_name_plural = _("expenses")
        ordering = ["project", "-issued_on", "-pk"]
        indexes = [
            models.Index(fields=["number_key", "total"], name="expense_same_document"),
            models.Index(fields=["project", "issued_on", "id"], name="expense_in_order"),
            models.Index(fields=["total", "number"], name="expense_by_total", condition=Q(archived_at__isnull=True)),
        ]
        constraints = [
            money_range_check("total", "expense"),
            money_range_check("vat", "expense"),
            money_range_check("outside", "expense"),
            money_range_check("charged", "expense"),
            models.CheckConstraint(
                condition=Q(total__isnull=False), name="expense_total_is_known",
                violation_error_message=_("Write the total of the document."),
            ),
            models.CheckConstraint(
                condition=Q(vat__isnull=True) | Q(vat__lte=F("total")), name="expense_vat_within_total",
                violation_error_message=_("The VAT cannot be more than the total."),
            ),
            models.CheckConstraint(
                condition=Q(charged__isnull=False, charged__lte=F("total")), name="expense_charged_within_total",
                violation_error_message=_("No more can be charged than the document says."),
            ),
        ]

    def __str__(self):
        return " ".join(part for part in (self.supplier, self.number) if part)

    def get_absolute_url(self):
        return reverse("budgets:expense-detail", args=[self.project.slug, self.pk])

    def clean(self):
        super().clean()
        for name in ("payer", "event", "equipment"):
            part = getattr(self, name, None)
            if part is not None and self.project_id and part.project_id != self.project_id:
                raise at_field(name, _("Choose one of this project."), "foreign_project")
        own = self.own_category
        if own is not None and self.payer_id and own.budget.partnership_id != self.payer_id:
            raise at_field("own_category", _("Choose a category of the partner who paid."), "foreign_partner")
        if self.paid_on and self.issued_on and self.kind == ExpenseKind.RECEIPT and self.paid_on < self.issued_on:
            raise at_field("paid_on", _("A receipt is not paid before it is written."), "paid_before")


class BelowExpenseQuerySet(models.QuerySet):
    @same_for_all
    def visible_to(self, user):
        return self.filter(expense__in=Expense.objects.visible_to(user))

    def open_to(self, user):
        return self.filter(expense__in=Expense.objects.open_to(user))


class ExpenseShare(Versioned):
    """How much of an expense falls on one partner's line; all of them make what is charged, to the cent."""

    expense = models.ForeignKey(Expense, verbose_name=_("expense"), on_delete=models.PROTECT, related_name="shares")
    budget = models.ForeignKey(
        Budget, verbose_name=_("budget"), on_delete=models.PROTECT, related_name="expense_shares"
    )
    line = models.ForeignKey(
        BudgetLine, verbose_name=_("budget line"), null=True, blank=True, on_delete=models.PROTECT,
        related_name="expense_shares",
    )
    amount = MoneyField(_("amount"))
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("share of an expense")
        verbose_name_plural = _("shares of expenses")
        ordering = ["expense", "pk"]
        constraints = [
            models.UniqueConstraint(
                "expense", "budget", Coalesce("line", 0), name="expenseshare_once",
                violation_error_message=_("This line already bears a share of the expense."),
            ),
            money_range_check("amount", "expenseshare"),
            models.CheckConstraint(
                condition=Q(amount__isnull=False), name="expenseshare_amount_is_known",
                violation_error_message=_("Write how much of it."),
            ),
        ]

    def __str__(self):
        return f"{self.expense}: {self.budget}"

    def clean(self):
        super().clean()
        if self.line_id and self.budget_id and self.line.budget_id != self.budget_id:
            raise at_field("line", _("Choose a line of this budget."), "foreign_budget")
        if self.budget_id and self.expense_id and self.budget.project_id != self.expense.project_id:
            raise at_field("budget", _("Choose one of this project."), "foreign_project")


class ExpenseEvidence(Versioned, Archivable):
    """A document that proves an expense: invoice, proof of payment, quotes, contract."""

    expense = models.ForeignKey(Expense, verbose_name=_("expense"), on_delete=models.PROTECT, related_name="evidence")
    kind = models.CharField(_("what it is"), max_length=12, choices=EvidenceKind.choices, default=EvidenceKind.INVOICE)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), on_delete=models.PROTECT, related_name="expense_evidence"
    )
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()
    objects = BelowExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of an expense")
        verbose_name_plural = _("evidence of expenses")
        ordering = ["expense", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["expense", "kind", "document"], name="expenseevidence_once",
                violation_error_message=_("This document stands here already."),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.document}"

    def clean(self):
        super().clean()
        if self.document_id and self.expense_id and self.document.project_id != self.expense.project_id:
            raise at_field("document", _("Choose one of this project."), "foreign_project")


class LineForecast(Versioned):
    """What will still be spent on a line, as those who run it expect on a day. No row means: not stated."""

    line = models.OneToOneField(
        BudgetLine, verbose_name=_("budget line"), on_delete=models.PROTECT, related_name="forecast"
    )
    amount = MoneyField(_("still to come"))
    as_of = models.DateField(_("as of"))
    note = LineField(_("note"), max_length=300, blank=True, default="")
    is_demo = models.BooleanField(_("demo data"), default=False, editable=False)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("forecast of a line")
        verbose_name_plural = _("forecasts of lines")
        ordering = ["line"]
        constraints = [money_range_check("amount", "lineforecast")]

    def __str__(self):
        return str(self.line)

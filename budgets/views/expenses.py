"""Expenses: one expense with its evidence, writing one down, dividing it, putting it away."""
import uuid
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from budgets import permissions
from budgets.actions import expense_evidence, expenses
from budgets.forms.expense_parts import RestoreForm, SplitForm
from budgets.forms.expenses import ExpenseCreateForm, ExpenseForm, HandedInForm
from budgets.models import ClaimItem, Expense, ExpenseEvidence, ExpenseShare
from budgets.summaries.doubles import same_documents, where_doubles_stand
from budgets.summaries.expenses import papers_of
from budgets.views.tab import MoneyTab
from portal.shared.money import format_money
from portal.shared.once import once
from portal.shared.reading import read
from portal.shared.tables import Column, Table
from portal.shared.ui import Action, Fact, Stat
from portal.shared.views import ActionPage, ArchivePage, CreatePage, DetailPage, RestorePage, UpdatePage
from portal.shared.ways import reverse
from projects.views.rows import RowMixin
from projects.views.workspace import route_of

NOT_YET = _("not yet")
CHOSEN = _("the line chosen by the coordinator")  # of another partner, whose lines are his own
PAID_ON, PAID_BY = pgettext_lazy("of an expense", "Paid on"), pgettext_lazy("of an expense", "Paid by")


class ExpenseCreate(MoneyTab, CreatePage):
    part = "expenses"
    model = Expense
    form_class = ExpenseCreateForm
    rule = staticmethod(permissions.can_keep_spending)
    page_title = _("Add an expense")
    page_lead = _("What stands on the document. What is charged to the project is computed from it.")
    success_message = _("The expense is written down.")

    def get_success_url(self):
        return self.object.get_absolute_url()

    def get_initial(self):
        """A link from a line or from an event brings it along."""
        asked = {name: self.request.GET.get(name, "") for name in ("on", "event")}
        return {name: value for name, value in asked.items() if value}

    def save(self, form):
        return self.done(expense_evidence.add_expense_with_files(
            form.instance, form.parts, form.files_sent, by=self.request.user, key=form.cleaned_data.get("idempotency_key"),
        ))


class ExpenseRows(RowMixin, MoneyTab):
    """Pages about one expense. That it exists the project's people may know; what it says, only those it is for."""

    part = "expenses"
    model = Expense
    rule = staticmethod(permissions.can_edit_expense)

    def get_queryset(self):
        rows = Expense.objects.filter(project=self.parent)
        return rows.select_related("payer__organisation", "own_category", "event", "equipment")

    def lend_parent(self):
        super().lend_parent()
        self.object.payer.project = self.parent
        for part in (self.object.event, self.object.equipment):
            if part is not None:
                part.project = self.parent

    def to(self, name, *args):
        return reverse(f"budgets:{name}", args=[self.parent.slug, self.object.pk, *args])


@dataclass(frozen=True)
class PaperRow:
    """A kind of evidence as the page prints it. `key` makes an upload count once, however often it is sent."""

    paper: object
    files: tuple
    key: str


class ExpenseDetail(ExpenseRows, DetailPage):
    rule = staticmethod(permissions.can_view_expense)
    template_name = "budgets/expense_detail.html"
    object_rules = {"change": permissions.can_edit_expense}

    def crumbs_below(self):
        return []

    def actions(self):
        if not self.may.change:
            return []
        if self.object.is_archived:
            return [Action(_("Take back out"), self.to("expense-restore"))]
        found = [Action(_("Edit"), self.to("expense-edit"), primary=True, icon="edit")]
        if not self.handed_in:
            found.append(Action(_("Divide"), self.to("expense-split")))
            found.append(Action(_("Archive"), self.to("expense-archive"), danger=True))
        return found

    @cached_property
    def beside(self):
        """(shares, claimed parts, evidence taken out) of the expense: one query."""
        return read([of_expense(self.object.pk) for of_expense in (shares_asked, claims_asked, taken_out_asked)])

    @property
    def shares(self):
        return self.beside[0]

    @property
    def claims(self):
        return self.beside[1]

    @cached_property
    def handed_in(self):
        return any(not item.claim.is_open for item in self.claims)

    def get_context_data(self, **kwargs):
        expense = self.object
        papers = papers_of([expense], {expense.pk: {share.budget_id for share in self.shares}})[expense.pk]
        doubles = where_doubles_stand(same_documents(expense), self.request.user)
        return super().get_context_data(
            stats=stats_of(expense), facts=facts_of(expense), parts=self.table_of_parts(), claims=self.claim_rows(),
            rows=[PaperRow(paper, self.files(paper.items), str(uuid.uuid4())) for paper in papers.lines],
            extra=self.files(papers.extra), missing=papers.missing, doubles="; ".join(doubles),
            upload_url=self.to("expenseevidence-create"), taken_out=self.taken_out(), **kwargs,
        )

    def taken_out(self):
        """[(ExpenseEvidence, address that puts it back)]."""
        if not self.may.change or self.object.is_archived:
            return []
        return [(item, self.to("expenseevidence-restore", item.pk)) for item in self.beside[2]]

    def files(self, items):
        """[(ExpenseEvidence, address of the file, address that takes it away or "")]."""
        takes = self.may.change and not self.handed_in and not self.object.is_archived
        return tuple(
            (item, self.to("expenseevidence-download", item.pk), self.to("expenseevidence-archive", item.pk) if takes else "")
            for item in items
        )

    def table_of_parts(self):
        """Who paid sees all parts and the lines of his own; somebody on whom a part falls sees that part."""
        user, project, shares = self.request.user, self.parent, self.shares
        seen = {
            share.budget_id for share in shares
            if permissions.can_view_money_of(user, project, share.budget.partnership.organisation_id)
        }
        if not permissions.can_view_money_of(user, project, self.object.payer.organisation_id):
            shares = [share for share in shares if share.budget_id in seen]
        address = reverse("budgets:expense-list", args=[project.slug])
        columns = [
            Column("budget", _("Partner"), url=lambda share: f"{address}?partner={share.budget.partnership_id}"
                   if share.budget_id in seen else ""),
            Column("line", _("Budget line"), empty=_("no line yet"),
                   value=lambda share: share.line if share.budget_id in seen or not share.line_id else CHOSEN,
                   url=lambda share: f"{address}?line={share.line_id}" if share.budget_id in seen else ""),
            Column("amount", _("Amount"), kind="money"),
        ]
        return Table(columns, shares, caption=_("On whom it falls"))

    def claim_rows(self):
        """((claim, its address, claimed, accepted or "") of the claims that one may open)."""
        user = self.request.user
        for item in self.claims:
            item.claim.project = self.parent
        return [
            (item.claim, route_of("budgets:claim-detail", self.parent.slug, item.claim_id), format_money(item.amount),
             "" if item.accepted is None else format_money(item.accepted))
            for item in self.claims if permissions.can_view_claim(user, item.claim)
        ]


@once
def shares_asked(expense):
    rows = ExpenseShare.objects.filter(expense=expense)
    return rows.select_related("line", "budget__partnership__organisation").order_by("pk")


@once
def claims_asked(expense):
    rows = ClaimItem.objects.filter(share__expense=expense).order_by("claim", "pk")
    return rows.select_related("claim__period", "claim__partnership__organisation")


@once
def taken_out_asked(expense):
    rows = ExpenseEvidence.objects.filter(expense=expense, archived_at__isnull=False, document__archived_at=None)
    return rows.select_related("document")


def stats_of(expense):
    return [
        Stat(_("Charged to the project"), format_money(expense.charged)),
        Stat(_("Total of the document"), format_money(expense.total)),
        Stat(_("VAT in it"), format_money(expense.vat), note="" if expense.vat_eligible else str(_("no cost of the project"))),
    ]


def facts_of(expense):
    return [
        Fact(_("Document"), expense.get_kind_display()),
        Fact(_("Supplier"), expense.supplier, note=expense.supplier_code),
        Fact(_("Document number"), expense.number),
        Fact(_("Date of the document"), f"{expense.issued_on:%d.%m.%Y}"),
        Fact(PAID_ON, f"{expense.paid_on:%d.%m.%Y}" if expense.paid_on else NOT_YET),
        Fact(PAID_BY, str(expense.payer.organisation)),
        *([Fact(_("What it was for"), expense.description)] if expense.description else []),
        *([Fact(_("Not for this project"), format_money(expense.outside))] if expense.outside else []),
        *([Fact(_("Category in the partner's books"), str(expense.own_category))] if expense.own_category else []),
        *([Fact(_("Event"), str(expense.event), url=expense.event.get_absolute_url())] if expense.event else []),
        *([Fact(_("Equipment"), str(expense.equipment), url=expense.equipment.get_absolute_url())] if expense.equipment else []),
        *([Fact(_("Why it is not claimed twice"), expense.double_reason)] if expense.double_reason else []),
    ]


class ExpenseEdit(ExpenseRows, UpdatePage):
    """What was handed in with a claim offers its note, and once the day of payment."""

    success_message = _("The expense is saved.")

    def get_queryset(self):
        return super().get_queryset().annotate(handed_in=Exists(expenses.handed_in_items(OuterRef("pk"))))

    @cached_property
    def form_class(self):
        """Whoever typed into the whole form while it was handed in is told so; what he typed is not dropped in silence."""
        typed_whole = "supplier" in self.request.POST
        return HandedInForm if not typed_whole and self.object.handed_in else ExpenseForm

    def save(self, form):
        self.chosen_parts = form.parts
        return super().save(form)

    def write(self, instance, version, m2m):
        return expenses.change_expense(instance, self.chosen_parts, by=self.request.user, version=version)


class ExpenseSplit(ExpenseRows, ActionPage):
    has_object = True
    question = _("On whom does it fall?")
    submit_label = _("Divide")
    success_message = _("It is divided.")

    @property
    def explanation(self):
        charged = format_money(self.object.charged)
        return _("Charged to the project: %(charged)s. The parts make exactly this.") % {"charged": charged}

    def get_form(self, data=None):
        return SplitForm(data, user=self.request.user, parent=self.parent, expense=self.object)

    def perform(self, expense):
        answer = self.form
        expenses.change_expense(expense, answer.parts, by=self.request.user, version=answer.cleaned_data["version"])


class ExpenseArchive(ExpenseRows, ArchivePage):
    verb = staticmethod(expenses.archive_expense)
    question = _("Put this expense into the archive?")
    explanation = _("It counts nowhere any more and stays in the history. It can be taken back out.")

    def get_success_url(self):
        return self.tab_url()


class ExpenseRestore(ExpenseRows, RestorePage):
    form_class = RestoreForm
    question = _("Take this expense back out of the archive?")

    def perform(self, expense):
        reason = self.form.cleaned_data["double_reason"]
        expenses.restore_expense(expense, by=self.request.user, double_reason=reason)

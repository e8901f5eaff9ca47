"""The list of a project's expenses, and the file of it."""
from itertools import islice

from django.db.models import Prefetch, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from budgets import permissions
from budgets.filters.expenses import APPROVED, CLAIM_STATES, HANDED_IN, NOWHERE, PREPARED, ExpenseFilters
from budgets.models import Expense, ExpenseShare
from budgets.summaries.expenses import missing_of_many
from budgets.summaries.rules import rules_of_many
from budgets.views.expenses import NOT_YET, PAID_BY, PAID_ON
from budgets.views.tab import MoneyTab
from portal.shared.money import format_money
from portal.shared.reading import link
from portal.shared.tables import READ_AT_ONCE, Column
from portal.shared.ui import Action
from portal.shared.views import ListPage
from portal.shared.views.lists import EXPORTS
from portal.shared.ways import reverse


class ExpenseList(MoneyTab, ListPage):
    """A partner finds his own; of a shared expense his part counts, and the sum is the figure that led here (X-37)."""

    part = "expenses"
    model = Expense
    rule = staticmethod(permissions.can_view_spending)
    filterset_class = ExpenseFilters
    page_title = _("Expenses")
    page_lead = _("Cost documents, on whom they fall, and what proves them.")
    default_sort = "-issued"
    empty_title = _("No expenses yet")
    empty_text = _("Write down the first one, or bring in an export of the bookkeeping.")

    def get_queryset(self):
        rows = Expense.objects.open_to(self.request.user).filter(project=self.parent)
        return rows.prefetch_related(Prefetch("shares", ExpenseShare.objects.order_by("pk"), to_attr="parts"))

    def get_columns(self):
        """Supplier and number stand together on the page; a file has each in a column of its own, and says more."""
        money = [
            Column("total", _("Total"), kind="money", sort="total"),
            Column("part", _("Charged here"), kind="money", sort="part"),
        ]
        claim = Column("claim", _("Claim"), kind="badge", value=claim_words, tone=claim_tone)
        evidence = Column("evidence", _("Evidence"), value=self.evidence_words)
        issued = Column("issued", _("Date"), kind="date", value="issued_on", sort="issued_on")
        payer = Column("payer", PAID_BY, value="payer.organisation", sort="payer__order")
        where = Column("where", _("Where it falls"), value=self.where_it_falls)
        paid = Column("paid", PAID_ON, kind="date", value="paid_on", sort="paid_on", empty=NOT_YET)
        claimed = Column("claimed", _("Claimed"), kind="money", sort="claimed", empty="")
        if self.request.GET.get("format") not in EXPORTS:
            name = Column("supplier", _("Document"), value=str, url=self.page_of, sort=("supplier_key", "number_key"))
            return [issued, name, payer, where, *money, paid, claimed if self.asks_of_claims else claim, evidence]
        document = [
            Column("supplier", _("Supplier")), Column("supplier_code", _("Supplier's register code")),
            Column("number", _("Document number")), Column("kind", _("Kind of document"), value="get_kind_display"),
            Column("description", _("What it was for")),
        ]
        vat = Column("vat", _("VAT"), kind="money")
        return [issued, *document, payer, where, money[0], vat, money[1], claimed, paid, claim, evidence]

    @property
    def asks_of_claims(self):
        return self.request.GET.get("claimed") in (HANDED_IN, APPROVED)

    def page_of(self, row):
        return reverse("budgets:expense-detail", args=[self.parent.slug, row.pk])

    def make_table(self, objects):
        if isinstance(objects, QuerySet):
            return super().make_table(self.some_at_a_time(objects))
        self.look_at(objects)
        table = super().make_table(objects)
        sums = {name: amount for name, amount in self.filterset.sums.items() if amount is not None}
        table.footer = {"issued": str(_("Total"))} | {name: format_money(amount) for name, amount in sums.items()}
        return table

    def some_at_a_time(self, rows):
        """The rows of a file, one after the other: what some of them lack is asked for just before they are written."""
        rows = rows.iterator(chunk_size=READ_AT_ONCE)
        while some := list(islice(rows, READ_AT_ONCE)):
            self.look_at(some)
            yield from some

    def look_at(self, rows):
        """Beside rows that will be written stand partners and lines that the filter bar has read already."""
        parts = [share for row in rows for share in row.parts]
        link(rows, "payer", {row.pk: row for row in self.filterset.partnerships})
        link(parts, "line", {row.pk: row for row in self.filterset.lines})
        link(parts, "budget", {row.pk: row for row in self.filterset.budgets})
        self.missing = self.filterset.missing_kinds
        if self.missing is None:
            self.missing = missing_of_many(rows, {row.pk: {share.budget_id for share in row.parts} for row in rows}, self.rules)

    @cached_property
    def rules(self):
        return rules_of_many([row.budget for row in self.filterset.partnerships if hasattr(row, "budget")])

    @cached_property
    def seen(self):
        return {budget.pk for budget in self.filterset.budgets}

    def where_it_falls(self, row):
        return "; ".join(str(share.line or share.budget) for share in row.parts if share.budget_id in self.seen)

    def evidence_words(self, row):
        lacking = self.missing[row.pk]
        if not lacking:
            return str(_("complete"))
        return str(_("missing: %(what)s") % {"what": ", ".join(str(kind.label) for kind in lacking)})

    def count_text(self, count):
        """The sum first: it is what the figure says."""
        rows = ngettext("%(count)d expense", "%(count)d expenses", count) % {"count": count}
        total, claimed = self.filterset.sums["part"], self.filterset.sums["claimed"]
        if total is None:
            return rows
        text = f"{format_money(total)} ({rows})"
        return _("%(spent)s, claimed %(claimed)s") % {"spent": text, "claimed": format_money(claimed)} if claimed else text

    def primary_action(self):
        if not self.may.keep_spending:
            return None
        return Action(_("Add an expense"), reverse("budgets:expense-create", args=[self.parent.slug]), icon="plus")

    def actions(self):
        own = Action(_("Categories of partners' books"), reverse("budgets:owncategory-list", args=[self.parent.slug]))
        if not self.may.keep_spending:
            return [*super().actions(), own]
        books = reverse("budgets:expense-import-choose", args=[self.parent.slug])
        return [*super().actions(), Action(_("Bring in an export of the bookkeeping"), books), own]


def claim_words(row):
    if row.is_approved:
        return CLAIM_STATES[APPROVED]
    if row.handed_in:
        return CLAIM_STATES[HANDED_IN]
    return CLAIM_STATES[PREPARED] if row.in_claim else CLAIM_STATES[NOWHERE]


def claim_tone(row):
    if row.is_approved:
        return "good"
    return "info" if row.handed_in else "neutral"

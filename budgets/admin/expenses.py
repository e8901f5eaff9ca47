"""Expenses with their parts and evidence, and the categories of partners' books; each page writes by the same verbs."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budgets.actions import expense_evidence as evidence
from budgets.actions import expenses as actions
from budgets.admin.budget import BUDGET_FILTER, GROUP
from budgets.models import Expense, ExpenseEvidence, ExpenseShare, OwnCategory
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk

PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)
OF_EXPENSE = ("expense__project", admin.RelatedOnlyFieldListFilter)


def add_whole(expense, *, by, key=None):
    """A new expense falls on its payer's budget; it is divided on the portal's page."""
    return actions.add_expense(expense, actions.on_payer(expense), by=by, key=key)


def change_whole(expense, *, by, version, reason=""):
    return actions.change_expense(expense, by=by, version=version, reason=reason)


def add_item(item, *, by, key=None):
    return evidence.add_evidence(item.expense, item.kind, document=item.document, note=item.note, by=by, key=key)


class ItemTable(TabularRows):
    model = ExpenseEvidence
    add_verb = staticmethod(add_item)
    change_verb = staticmethod(evidence.change_evidence)
    fields = ["kind", "document", "note"]


@admin.register(Expense)
class ExpenseAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_whole)
    change_verb = staticmethod(change_whole)
    list_display = ["issued_on", "supplier", "number", "payer", "project", "total", "charged", "paid_on"]
    list_filter = ["kind", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["payer__organisation", "project"]
    search_fields = ["search_key", "project__search_key", "payer__organisation__search_key"]
    readonly_fields = ["charged"]
    inlines = [ItemTable]
    actions = [
        bulk(_("Put into the archive"), actions.archive_expense, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_expense, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", "payer", ("kind", "supplier", "supplier_code"), ("number", "issued_on", "paid_on"),
                           "description"]}),
        (_("Amounts"), {"fields": [("total", "vat", "vat_eligible"), ("outside", "charged")]}),
        (_("Where it belongs"), {"fields": ["own_category", ("event", "equipment"), "order"]}),
        (_("Besides"), {"fields": ["double_reason", "note"]}),
    ]


@admin.register(ExpenseShare)
class ExpenseShareAdmin(PortalModelAdmin):
    """Only looked at: the parts make the expense to the cent, so they are divided together, on the portal's page."""

    group = GROUP
    list_display = ["expense", "budget", "line", "amount"]
    list_filter = [OF_EXPENSE]
    list_select_related = ["expense", "budget__partnership__organisation", "line"]
    search_fields = ["expense__search_key", "budget__partnership__organisation__search_key"]
    fieldsets = [(None, {"fields": ["expense", "budget", "line", "amount"]})]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(ExpenseEvidence)
class ExpenseEvidenceAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_item)
    change_verb = staticmethod(evidence.change_evidence)
    list_display = ["document", "expense", "kind"]
    list_filter = ["kind", OF_EXPENSE, ARCHIVE_FILTER]
    list_select_related = ["expense", "document"]
    search_fields = ["expense__search_key", "document__search_key"]
    actions = [
        bulk(_("Put into the archive"), evidence.remove_evidence, "put_away"),
        bulk(_("Take back out of the archive"), evidence.restore_evidence, "take_out"),
    ]
    fieldsets = [(None, {"fields": ["expense", "kind", "document", "note"]})]


@admin.register(OwnCategory)
class OwnCategoryAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(evidence.add_own_category)
    change_verb = staticmethod(evidence.change_own_category)
    list_display = ["name", "budget", "line", "category"]
    list_filter = [BUDGET_FILTER]
    list_select_related = ["budget__partnership__organisation", "line", "category"]
    search_fields = ["name_key", "budget__partnership__organisation__search_key"]
    fieldsets = [(None, {"fields": ["budget", "name", ("line", "category")]})]

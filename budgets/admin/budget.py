"""Budgets, their lines and sources. Money rows are never deleted here."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budgets import actions
from budgets.actions import budget as money
from budgets.models import Budget, BudgetLine, FundingShare, StatedTotal
from portal.shared.admin import PortalModelAdmin, TabularRows, shown, three

GROUP = _("Budgets")
BUDGET_FILTER = ("budget__project", admin.RelatedOnlyFieldListFilter)


class LineVerbs:
    add_verb = staticmethod(actions.add_line)
    change_verb = staticmethod(actions.change_line)


class ShareVerbs:
    add_verb = staticmethod(money.add_share)
    change_verb = staticmethod(money.change_share)


class LineTable(LineVerbs, TabularRows):
    model = BudgetLine
    fields = ["number", *three("title"), "category", "activity", "amount"]


class ShareTable(ShareVerbs, TabularRows):
    model = FundingShare
    fields = ["source", "programme", "amount", "as_of", "state"]


@admin.register(Budget)
class BudgetAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_budget)
    change_verb = staticmethod(actions.change_budget)
    list_display = ["partnership", "project", "basis", "stated_total"]
    list_filter = ["basis", ("project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["partnership__organisation", "project"]
    search_fields = ["partnership__organisation__search_key", "project__search_key"]
    inlines = [LineTable, ShareTable]
    fieldsets = [
        (None, {"fields": ["project", "partnership", ("basis", "stated_total"), "order"]}),
        (_("Note"), {"fields": [three("note")]}),
    ]


@admin.register(BudgetLine)
class BudgetLineAdmin(LineVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["number", shown("title", _("title")), "budget", "category", "activity", "amount"]
    list_filter = ["cost_basis", BUDGET_FILTER]
    list_select_related = ["budget__partnership__organisation", "activity", "category"]
    search_fields = ["title_et", "title_lv", "title_en", "budget__partnership__organisation__search_key"]
    fieldsets = [
        (None, {"fields": ["budget", "number", three("title"), three("topics"), "category", "cost_basis", "amount"]}),
        (_("Of a unit cost"), {"fields": [("quantity", "unit", "unit_cost")]}),
        (_("Of a flat rate"), {"fields": [("flat_rate", "flat_of")]}),
        (_("What it belongs to"), {"fields": ["activity", "event", "trip", "equipment"]}),
    ]


@admin.register(FundingShare)
class FundingShareAdmin(ShareVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["budget", "source", "programme", "amount", "as_of", "state"]
    list_filter = ["source", "state", BUDGET_FILTER]
    list_select_related = ["budget__partnership__organisation", "programme"]
    search_fields = ["budget__partnership__organisation__search_key", "programme__search_key"]
    fieldsets = [(None, {"fields": ["budget", ("source", "programme"), "amount", ("as_of", "state")]})]


@admin.register(StatedTotal)
class StatedTotalAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(money.add_stated_total)
    change_verb = staticmethod(money.change_stated_total)
    list_display = ["project", "amount", "as_of"]
    list_select_related = ["project"]
    search_fields = ["project__search_key"]
    fieldsets = [(None, {"fields": ["project", ("amount", "as_of"), three("note")]})]

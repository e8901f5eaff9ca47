"""Programmes, their rules by date, and the evidence they ask for."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.admin import PortalModelAdmin, TabularRows, shown, three
from projects.models import EvidenceRule, Programme, RuleSet

GROUP = _("Programmes")


class RuleSetTable(TabularRows):
    """The short view; amounts and evidence stand on the rule set's own page."""

    model = RuleSet
    fields = ["valid_from", "valid_until", "legal_basis", "max_rate", "flexibility"]


class EvidenceTable(TabularRows):
    model = EvidenceRule
    fields = ["order", "event_kind", "kind", *three("evidence"), "required"]
    remove_verb = staticmethod(verbs.remove)


@admin.register(Programme)
class ProgrammeAdmin(PortalModelAdmin):
    group = GROUP
    list_display = [shown("name", _("name")), "code", "fund", "parent", "first_year", "last_year"]
    list_filter = ["fund"]
    list_select_related = ["parent"]
    search_fields = ["search_key"]
    inlines = [RuleSetTable]
    fieldsets = [
        (None, {"fields": [three("name"), "code", ("fund", "parent"), ("first_year", "last_year")]}),
        (_("What must be said about it"), {"fields": [three("statement"), "marks"]}),
    ]


@admin.register(RuleSet)
class RuleSetAdmin(PortalModelAdmin):
    group = GROUP
    list_display = ["programme", "valid_from", "valid_until", "max_rate"]
    list_filter = [("programme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["programme"]
    search_fields = ["programme__search_key", "legal_basis"]
    inlines = [EvidenceTable]
    fieldsets = [
        (None, {"fields": ["programme", ("valid_from", "valid_until"), "legal_basis", "source_note"]}),
        (_("Money"), {"fields": [
            ("max_rate", "flexibility"), ("flexibility_of", "flexibility_amount"), ("one_quote_from", "three_quotes_from"),
        ]}),
        (_("Reporting"), {"fields": [("period_months", "partner_due_days"), ("claim_due_days", "final_due_days")]}),
        (_("Records"), {"fields": [
            "personal_data_hours", ("retention_years", "accounting_years"), "contact_on_sheet",
        ]}),
    ]


@admin.register(EvidenceRule)
class EvidenceRuleAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(verbs.remove)
    list_display = [shown("evidence", _("evidence")), "event_kind", "kind", "required", "rule_set"]
    list_filter = ["kind", "required"]
    list_select_related = ["rule_set__programme"]
    search_fields = ["evidence_et", "event_kind", "rule_set__programme__search_key"]
    fieldsets = [(None, {"fields": ["rule_set", ("event_kind", "kind"), three("evidence"), "required", "order"]})]

"""What a programme calls its costs, and the columns its claims have. Rules are data, kept here."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budgets.models import ClaimColumn, CostCategory
from portal.shared import verbs
from portal.shared.admin import PortalModelAdmin, shown, three

GROUP = _("Budgets")


@admin.register(CostCategory)
class CostCategoryAdmin(PortalModelAdmin):
    group = GROUP
    list_display = [shown("name", _("name")), "code", "programme", "basis", "flat_rate", "valid_from", "valid_until"]
    list_filter = ["basis", ("programme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["programme"]
    search_fields = ["code", "name_et", "name_lv", "name_en", "programme__search_key"]
    fieldsets = [
        (None, {"fields": ["programme", "code", three("name"), ("valid_from", "valid_until"), "order"]}),
        (_("How the amount comes about"), {"fields": ["basis", ("flat_rate", "flat_of")]}),
    ]


@admin.register(ClaimColumn)
class ClaimColumnAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(verbs.remove)
    list_display = ["__str__", "field", "rule_set", "order"]
    list_filter = [("rule_set__programme", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["rule_set__programme"]
    search_fields = ["heading_et", "heading_lv", "heading_en", "field", "rule_set__programme__search_key"]
    fieldsets = [(None, {"fields": ["rule_set", "field", three("heading"), "order"]})]

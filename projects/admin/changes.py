"""How ends moved. The move itself is made on its own page, where the end goes along; here its words are put right."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from projects.admin.base import PROJECT_FILTER, PartAdmin
from projects.admin.records import GROUP
from projects.models import PeriodChange


@admin.register(PeriodChange)
class PeriodChangeAdmin(PartAdmin):
    group = GROUP
    list_display = ["__str__", "project", "activity", "decided_on", "decided_by"]
    list_filter = [PROJECT_FILTER]
    list_select_related = ["project", "activity"]
    search_fields = ["reason", "decided_by", "project__search_key"]
    readonly_fields = ["project", "activity", "before", "after"]
    fieldsets = [
        (None, {"fields": ["project", "activity", ("before", "after"), "reason"]}),
        (_("Decision"), {"fields": [("decided_by", "decided_on"), "document"]}),
    ]

    def has_add_permission(self, request, obj=None):
        return False

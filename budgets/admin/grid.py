"""How much of a line comes from a source: the cells of the table of money."""
from django.contrib import admin

from budgets.actions import amounts
from budgets.admin.budget import GROUP
from budgets.models import LineFunding
from portal.shared.admin import PortalModelAdmin


@admin.register(LineFunding)
class LineFundingAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(amounts.add_part)
    change_verb = staticmethod(amounts.change_part)
    list_display = ["line", "share", "amount"]
    list_filter = [("line__budget__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["line__budget", "share__budget__partnership__organisation"]
    search_fields = ["line__title_et", "line__budget__partnership__organisation__search_key"]
    fieldsets = [(None, {"fields": ["line", "share", "amount"]})]

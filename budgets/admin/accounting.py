"""Forecasts of lines, and how organisations' bookkeeping programs name their columns."""
from django.contrib import admin

from budgets.actions.accounting import add_format, change_format
from budgets.actions.forecasts import add_forecast, change_forecast
from budgets.admin.budget import GROUP
from budgets.models import AccountingFormat, LineForecast
from portal.shared.admin import PortalModelAdmin

OF_LINE = ("line__budget__project", admin.RelatedOnlyFieldListFilter)


@admin.register(LineForecast)
class LineForecastAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_forecast)
    change_verb = staticmethod(change_forecast)
    list_display = ["line", "amount", "as_of", "note"]
    list_filter = [OF_LINE]
    list_select_related = ["line__budget__partnership__organisation"]
    search_fields = ["line__title_et", "line__title_lv", "line__title_en"]
    fieldsets = [(None, {"fields": ["line", ("amount", "as_of"), "note"]})]


@admin.register(AccountingFormat)
class AccountingFormatAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_format)
    change_verb = staticmethod(change_format)
    list_display = ["organisation", "columns"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__search_key"]
    fieldsets = [(None, {"fields": ["organisation", "columns"]})]

"""Organisations and the names they go by."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, put_away, take_out
from projects import actions
from projects.models import Organisation, OrganisationName

GROUP = _("Organisations")


class NameTable(TabularRows):
    model = OrganisationName
    fields = ["text", "kind", "language", "note"]
    remove_verb = staticmethod(actions.remove_name)


@admin.register(Organisation)
class OrganisationAdmin(PortalModelAdmin):
    group = GROUP
    list_display = ["name", "kind", "country", "register_code", "parent", "successor"]
    list_filter = ["kind", "country", ARCHIVE_FILTER]
    list_select_related = ["parent", "successor"]
    search_fields = ["search_key"]
    inlines = [NameTable]
    actions = [put_away, take_out]
    fieldsets = [
        (None, {"fields": [("name", "legal_form"), ("kind", "country"), "register_code", "website"]}),
        (_("Where it belongs"), {"fields": ["parent", "successor"]}),
        (_("When it exists"), {"fields": [("valid_from", "valid_until")]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        """By any of its names: both spellings find the one."""
        return (queryset.named(search_term) if search_term.split() else queryset), False


@admin.register(OrganisationName)
class OrganisationNameAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(actions.remove_name)
    list_display = ["text", "organisation", "kind", "language"]
    list_filter = ["kind", "language"]
    list_select_related = ["organisation"]
    search_fields = ["search_key", "organisation__search_key"]
    fieldsets = [(None, {"fields": ["organisation", "text", ("kind", "language"), "note"]})]

"""Calls, and what a project asks of communities."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import GROUP, PROJECT_FILTER
from communities.models import Call, Criterion
from portal.shared.admin import PortalModelAdmin, shown, three


@admin.register(Call)
class CallAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_call)
    change_verb = staticmethod(actions.change_call)
    list_display = [shown("title", _("title")), "project", "activity", "opens_on", "closes_on", "per_county"]
    list_filter = [PROJECT_FILTER]
    list_select_related = ["project", "activity"]
    search_fields = ["title_et", "title_lv", "title_en", "project__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "activity", *three("title"), *three("text"), "order"]}),
        (_("When"), {"fields": [("opens_on", "closes_on")]}),
        (_("Who is looked for"), {"fields": ["per_county"]}),
    ]


@admin.register(Criterion)
class CriterionAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_criterion)
    change_verb = staticmethod(actions.change_criterion)
    remove_verb = staticmethod(actions.remove_criterion)
    list_display = [shown("text", _("criterion")), "purpose", "project", "order"]
    list_filter = ["purpose", PROJECT_FILTER]
    list_select_related = ["project"]
    search_fields = ["text_et", "text_lv", "text_en", "project__search_key"]
    fieldsets = [(None, {"fields": ["project", "purpose", *three("text"), "order"]})]

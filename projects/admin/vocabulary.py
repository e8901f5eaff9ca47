"""Open lists: audiences, topics, words."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.admin import PortalModelAdmin, merge_two, shown, three
from projects.models import Audience, GlossaryTerm, Topic

GROUP = _("Lists and words")


class ListAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(verbs.remove)


@admin.register(Audience)
class AudienceAdmin(ListAdmin):
    actions = [merge_two]
    list_display = [shown("name", _("audience")), "code", "order"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["code", three("name"), "order"]})]


@admin.register(Topic)
class TopicAdmin(ListAdmin):
    actions = [merge_two]
    list_display = [shown("name", _("topic")), "code"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["code", three("name")]})]


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(ListAdmin):
    list_display = [shown("term", _("term")), "code"]
    search_fields = ["term_et", "term_lv", "term_en", "code"]
    fieldsets = [(None, {"fields": ["code", three("term"), three("meaning")]})]

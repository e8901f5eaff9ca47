"""Feedback and evidence. An answer is nobody's: it is never written or changed here, only spam is thrown away."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin
from trainings.actions import evidence as actions
from trainings.actions.feedback import remove_feedback
from trainings.admin.base import GROUP
from trainings.models import EvidenceItem, Feedback

PROJECT = ("event__project", admin.RelatedOnlyFieldListFilter)


@admin.register(Feedback)
class FeedbackAdmin(PortalModelAdmin):
    group = GROUP
    remove_verb = staticmethod(remove_feedback)
    list_display = ["event", "given_on", "content", "trainer", "organisation", "usable", "recommend"]
    list_filter = ["language", PROJECT]
    list_select_related = ["event"]
    search_fields = ["event__search_key"]
    fieldsets = [
        (None, {"fields": ["event", ("given_on", "language")]}),
        (_("Scores from 1 to 5"), {"fields": [("content", "trainer"), ("organisation", "usable"), "recommend"]}),
        (_("In their own words"), {"fields": ["useful", "change", "next_month", "need"]}),
    ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(EvidenceItem)
class EvidenceItemAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_evidence)
    change_verb = staticmethod(actions.change_evidence)
    list_display = ["document", "event", "kind", "for_participants"]
    list_filter = ["kind", PROJECT, ARCHIVE_FILTER]
    list_select_related = ["event", "document"]
    search_fields = ["event__search_key", "document__search_key"]
    fieldsets = [(None, {"fields": ["event", "kind", "document", "for_participants", "note"]})]

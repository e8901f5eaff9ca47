"""Approved versions and amendments. Their steps are taken on their pages; here the words of an amendment are corrected."""
from django.contrib import admin

from budgets.actions import amendments as actions
from budgets.admin.budget import GROUP
from budgets.models import Amendment, AmendmentAgreement, AmendmentChange, BudgetVersion
from portal.shared.admin import PortalModelAdmin, three

PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)
AMENDMENT_FILTER = ("amendment__project", admin.RelatedOnlyFieldListFilter)


class MadeByItsSteps(PortalModelAdmin):
    group = GROUP

    def has_add_permission(self, request, obj=None):
        return False


class LookedAt(MadeByItsSteps):
    """Read only: a step of an amendment, or an approval, makes it and changes it."""

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Amendment)
class AmendmentAdmin(MadeByItsSteps):
    change_verb = staticmethod(actions.change_amendment)
    list_display = ["number", "title", "project", "state", "submitted_on", "decided_on"]
    list_filter = ["state", PROJECT_FILTER]
    list_select_related = ["project"]
    search_fields = ["title", "reason", "project__search_key"]
    readonly_fields = ["project", "number", "state", "submitted_on", "decided_on", "decided_by", "document"]
    fieldsets = [
        (None, {"fields": [
            ("project", "number"), "title", "reason", ("state", "submitted_on"), ("decided_on", "decided_by", "document"),
        ]}),
    ]  # fmt: skip


@admin.register(AmendmentChange)
class AmendmentChangeAdmin(LookedAt):
    list_display = ["amendment", "budget", "line", "source", "before", "after"]
    list_filter = [AMENDMENT_FILTER]
    list_select_related = ["amendment", "budget__partnership__organisation", "line"]
    search_fields = ["amendment__title", "title_et", "line__title_et", "budget__partnership__organisation__search_key"]
    fieldsets = [
        (None, {"fields": [
            ("amendment", "budget"), ("line", "share"), ("line_number", "activity", "category"), three("title"),
            ("source", "programme"), ("before", "after"),
        ]}),
    ]  # fmt: skip


@admin.register(AmendmentAgreement)
class AmendmentAgreementAdmin(LookedAt):
    list_display = ["amendment", "partnership", "state", "answered_on"]
    list_filter = ["state", AMENDMENT_FILTER]
    list_select_related = ["amendment", "partnership__organisation"]
    search_fields = ["amendment__title", "partnership__organisation__search_key", "note"]
    fieldsets = [(None, {"fields": [("amendment", "partnership"), ("state", "answered_on"), "note"]})]


@admin.register(BudgetVersion)
class BudgetVersionAdmin(LookedAt):
    list_display = ["project", "number", "approved_on", "decided_by"]
    list_filter = [PROJECT_FILTER]
    list_select_related = ["project"]
    search_fields = ["project__search_key", "decided_by"]
    fieldsets = [
        (None, {"fields": [
            ("project", "number"), ("approved_on", "decided_by"), ("amendment", "document"), ("made_at", "made_by"), "content",
        ]}),
    ]  # fmt: skip

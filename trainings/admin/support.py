"""Who supports a community, and the log."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import PortalModelAdmin, TabularRows, bulk
from trainings import actions
from trainings.actions.support import change_outcome, tell_outcome
from trainings.admin.base import GROUP
from trainings.models import SupportAssignment, SupportEntry, SupportOutcome


class EntryVerbs:
    add_verb = staticmethod(actions.log_support)
    change_verb = staticmethod(actions.change_support_entry)
    remove_verb = staticmethod(actions.remove_support_entry)


class EntryTable(EntryVerbs, TabularRows):
    model = SupportEntry
    fields = ["date", "minutes", "form", "people", "discussed"]


class OutcomeVerbs:
    add_verb = staticmethod(tell_outcome)
    change_verb = staticmethod(change_outcome)


@admin.register(SupportOutcome)
class SupportOutcomeAdmin(OutcomeVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["assignment", "midway_on", "midway_percent", "recommend"]
    list_filter = [("assignment__enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["assignment__enrolment__community"]
    search_fields = ["assignment__label", "assignment__enrolment__community__search_key"]
    fieldsets = [
        (None, {"fields": ["assignment"]}),
        (_("Halfway"), {"fields": [("midway_on", "midway_percent")]}),
        (_("At the end"), {"fields": ["changed", "remains", "recommend"]}),
    ]


@admin.register(SupportAssignment)
class SupportAssignmentAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.assign_support)
    change_verb = staticmethod(actions.change_support)
    list_display = ["label", "enrolment", "kind", "organisation", "starts_on", "ends_on", "completed_on"]
    list_filter = ["kind", ("enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["enrolment__community", "organisation"]
    search_fields = ["label", "enrolment__community__search_key", "organisation__search_key"]
    readonly_fields = ["completed_on"]
    inlines = [EntryTable]
    actions = [bulk(_("Note as completed"), actions.complete_support, "complete")]
    fieldsets = [
        (None, {"fields": ["enrolment", ("kind", "label"), "organisation", "phase", "aims"]}),
        (_("When"), {"fields": [("starts_on", "ends_on"), "extension_reason", "completed_on"]}),
    ]


@admin.register(SupportEntry)
class SupportEntryAdmin(EntryVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["date", "assignment", "minutes", "form", "people", "next_on"]
    list_filter = ["form", ("assignment__enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["assignment__enrolment__community"]
    search_fields = ["assignment__label", "assignment__enrolment__community__search_key"]
    fieldsets = [
        (None, {"fields": ["assignment", ("date", "minutes"), ("form", "people")]}),
        (_("What came of it"), {"fields": ["discussed", "agreed", "next_on"]}),
    ]

"""Communities, what they take part in, and their assessments."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import GROUP, PROJECT_FILTER
from communities.choices import EnrolmentStatus
from communities.models import Assessment, Community, Enrolment
from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk


def decide(status, label):
    def verb(enrolment, *, by):
        return actions.decide_enrolment(enrolment, status, by=by)

    return bulk(label, verb, f"decide_{status.value}")


class EnrolmentVerbs:
    add_verb = staticmethod(actions.enrol_community)
    change_verb = staticmethod(actions.change_enrolment)


class AssessmentVerbs:
    add_verb = staticmethod(actions.record_assessment)
    change_verb = staticmethod(actions.change_assessment)


class EnrolmentTable(EnrolmentVerbs, TabularRows):
    model = Enrolment
    fields = ["project", "activity", "area", "author", "starts_on", "ends_on"]


class AssessmentTable(AssessmentVerbs, TabularRows):
    model = Assessment
    fields = ["assessed_on", "method"]


@admin.register(Community)
class CommunityAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(verbs.spread(actions.add_community))
    change_verb = staticmethod(verbs.spread(actions.change_community))
    list_display = ["name", "kind", "municipality", "population"]
    list_filter = [
        "kind", ("municipality__county", admin.RelatedOnlyFieldListFilter), ARCHIVE_FILTER,
    ]
    list_select_related = ["municipality"]
    search_fields = ["search_key", "municipality__search_key"]
    inlines = [EnrolmentTable]
    actions = [
        bulk(_("Put into the archive"), actions.archive_community, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_community, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["name", "kind", "population", "contact_role"]}),
        (_("Where"), {"fields": ["municipality", "places", ("latitude", "longitude")]}),
    ]


@admin.register(Enrolment)
class EnrolmentAdmin(EnrolmentVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["community", "project", "activity", "area", "status", "selected_on", "ready_on"]
    list_filter = ["status", "sensitive", PROJECT_FILTER]
    list_select_related = ["community", "project", "activity", "area"]
    search_fields = ["community__search_key", "project__search_key", "activity__search_key"]
    readonly_fields = ["status"]
    inlines = [AssessmentTable]
    actions = [
        decide(EnrolmentStatus.SELECTED, _("Select")),
        decide(EnrolmentStatus.REJECTED, _("Reject")),
        decide(EnrolmentStatus.WITHDRAWN, _("Note as withdrawn")),
        decide(EnrolmentStatus.COMPLETED, _("Note as completed")),
        bulk(_("Note as ready to start"), actions.declare_ready, "declare_ready"),
    ]
    fieldsets = [
        (None, {"fields": ["community", "project", "activity", "area", "author", ("status", "sensitive")]}),
        (_("When"), {"fields": [("starts_on", "ends_on"), "extension_reason", "selected_on"]}),
        (_("Application"), {"fields": ["call", "motivation"]}),
        (_("What it needs"), {"fields": ["needs", "ready_on", "readiness_note"]}),
    ]


@admin.register(Assessment)
class AssessmentAdmin(AssessmentVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["enrolment", "round", "assessed_on", "method"]
    list_filter = [("enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["enrolment__community"]
    search_fields = ["enrolment__community__search_key", "enrolment__project__search_key"]
    readonly_fields = ["round"]
    fieldsets = [(None, {"fields": ["enrolment", "round", "assessed_on", "method"]})]

"""Communities, what they take part in, and the places they lie in."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.choices import EnrolmentStatus
from communities.models import (
    ActionPlan,
    Assessment,
    Community,
    County,
    Enrolment,
    Municipality,
    Place,
    Region,
    RegionScheme,
)
from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk, shown, three

GROUP, PLACES = _("Communities"), _("Places")
PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)


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
        bulk(_("Ready to start"), actions.declare_ready, "declare_ready"),
    ]
    fieldsets = [
        (None, {"fields": ["community", "project", "activity", "area", "author", ("status", "sensitive")]}),
        (_("When"), {"fields": [("starts_on", "ends_on"), "extension_reason", "selected_on"]}),
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


@admin.register(ActionPlan)
class ActionPlanAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.start_plan)
    change_verb = staticmethod(actions.change_plan)
    list_display = ["title", "enrolment", "group_name", "project", "status", "submitted_on", "approved_on"]
    list_filter = ["status", PROJECT_FILTER]
    list_select_related = ["enrolment__community", "group", "project"]
    search_fields = ["title", "enrolment__community__search_key", "project__search_key"]
    readonly_fields = ["status", "submitted_on", "approved_on"]
    actions = [
        bulk(_("Submit"), actions.submit_plan, "submit"),
        bulk(_("Approve"), actions.approve_plan, "approve"),
    ]
    fieldsets = [
        (None, {"fields": ["project", "title", "enrolment", "group", "author", ("start", "end"), "order"]}),
        (_("State"), {"fields": [("status", "submitted_on", "approved_on")]}),
    ]

    @admin.display(description=_("cooperation group"))
    def group_name(self, plan):
        return plan.group or "–"


@admin.register(County)
class CountyAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("county"), order="sort_key"), "code", "column", "row"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["code", three("name"), "regions"]}), (_("On the map"), {"fields": [("column", "row")]})]


@admin.register(Municipality)
class MunicipalityAdmin(PortalModelAdmin):
    group = PLACES
    list_display = ["name", "kind", "country", "county", "region", "ended_on", "successor"]
    list_filter = ["kind", "country", "county"]
    list_select_related = ["county", "region", "successor"]
    search_fields = ["search_key"]
    fieldsets = [
        (None, {"fields": ["code", ("name", "kind"), "country", ("county", "region"), "organisation"]}),
        (_("What came after it"), {"fields": ["ended_on", "successor"]}),
    ]


@admin.register(Place)
class PlaceAdmin(PortalModelAdmin):
    group = PLACES
    list_display = ["name", "kind", "municipality"]
    list_filter = ["kind", ("municipality__county", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["municipality"]
    search_fields = ["search_key", "municipality__search_key"]
    fieldsets = [(None, {"fields": [("name", "kind"), "municipality", ("latitude", "longitude")]})]


class RegionTable(TabularRows):
    model = Region
    fields = ["order", "code", *three("name")]


@admin.register(RegionScheme)
class RegionSchemeAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("name")), "code", "country"]
    list_filter = ["country"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    inlines = [RegionTable]
    fieldsets = [(None, {"fields": ["code", three("name"), "country"]})]


@admin.register(Region)
class RegionAdmin(PortalModelAdmin):
    group = PLACES
    list_display = [shown("name", _("region")), "scheme", "code", "order"]
    list_filter = ["scheme"]
    list_select_related = ["scheme"]
    search_fields = ["name_et", "name_lv", "name_en", "code"]
    fieldsets = [(None, {"fields": ["scheme", "code", three("name"), "order"]})]

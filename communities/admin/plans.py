"""Action plans."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import PLANS, PROJECT_FILTER
from communities.models import ActionPlan
from portal.shared.admin import PortalModelAdmin, bulk


@admin.register(ActionPlan)
class ActionPlanAdmin(PortalModelAdmin):
    group = PLANS
    add_verb = staticmethod(actions.start_plan)
    change_verb = staticmethod(actions.change_plan)
    list_display = ["title", "enrolment", "group_name", "project", "status", "submitted_on", "approved_on"]
    list_filter = ["status", PROJECT_FILTER]
    list_select_related = ["enrolment__community", "group", "project"]
    search_fields = ["title", "enrolment__community__search_key", "project__search_key"]
    readonly_fields = ["status", "submitted_on", "approved_on"]
    actions = [
        bulk(_("Submit"), actions.submit_plan, "submit"),
        bulk(_("Endorse"), actions.endorse_plan, "endorse"),
        bulk(_("Approve"), actions.approve_plan, "approve"),
        bulk(_("Start the implementation"), actions.begin_plan, "start"),
    ]
    fieldsets = [
        (None, {"fields": ["project", "title", "enrolment", "group", "author", ("start", "end"), "language", "order"]}),
        (_("State"), {"fields": [("status", "submitted_on", "approved_on")]}),
    ]

    @admin.display(description=_("cooperation group"))
    def group_name(self, plan):
        return plan.group or "–"

"""The path of plans: decisions, remarks, yearly reviews, frozen versions; and the people bound to communities."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import GROUP, PLANS
from communities.models import Delegate, PlanComment, PlanDecision, PlanReview, PlanVersion
from portal.shared.admin import PortalModelAdmin, bulk, dated

OF_PROJECT = ("plan__project", admin.RelatedOnlyFieldListFilter)
PLAN_SEARCH = ["plan__title", "plan__enrolment__community__search_key", "plan__project__search_key"]


class MadeByTheirPath(PortalModelAdmin):
    """The steps of a plan make these rows; here they can only be corrected."""

    group = PLANS
    list_select_related = ["plan__project"]
    search_fields = PLAN_SEARCH

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(PlanDecision)
class PlanDecisionAdmin(MadeByTheirPath):
    change_verb = staticmethod(actions.change_decision)
    list_display = ["plan", "step", "decided_on", "body", "present", "in_favour"]
    list_filter = ["step", OF_PROJECT]
    readonly_fields = ["plan", "step", "decided_on"]
    fieldsets = [
        (None, {"fields": ["plan", ("step", "decided_on")]}),
        (_("Decided by"), {"fields": ["body", ("present", "in_favour"), "document", "note"]}),
    ]


@admin.register(PlanReview)
class PlanReviewAdmin(MadeByTheirPath):
    change_verb = staticmethod(actions.change_review)
    list_display = ["plan", "year", "reviewed_on"]
    list_filter = ["year", OF_PROJECT]
    readonly_fields = ["plan", "year", "reviewed_on"]
    fieldsets = [(None, {"fields": ["plan", ("year", "reviewed_on"), "done", "not_done", "changes"]})]


@admin.register(PlanVersion)
class PlanVersionAdmin(MadeByTheirPath):
    """Read only: a version is written once and never changed."""

    list_display = ["plan", "number", "step", "made_at", "made_by"]
    list_filter = ["step", OF_PROJECT]
    list_select_related = ["plan__project", "made_by"]
    fieldsets = [(None, {"fields": ["plan", ("number", "step"), ("made_at", "made_by"), "content"]})]

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(PlanComment)
class PlanCommentAdmin(PortalModelAdmin):
    group = PLANS
    add_verb = staticmethod(actions.comment_plan)
    change_verb = staticmethod(actions.change_comment)
    list_display = ["text", "plan", "section", "author", "resolved_at"]
    list_filter = [dated("resolved_at", _("state"), _("Open"), _("Settled")), OF_PROJECT]
    list_select_related = ["plan__project", "section", "author"]
    search_fields = ["text", *PLAN_SEARCH]
    readonly_fields = ["author", "resolved_at"]
    actions = [
        bulk(_("Settle"), actions.resolve_comment, "resolve"), bulk(_("Open again"), actions.reopen_comment, "reopen"),
    ]
    fieldsets = [(None, {"fields": ["plan", ("section", "cell"), "text", ("author", "resolved_at")]})]


@admin.register(Delegate)
class DelegateAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.bind_delegate)
    change_verb = staticmethod(actions.change_delegate)
    remove_verb = staticmethod(actions.unbind_delegate)
    list_display = ["user", "kind", "enrolment", "project"]
    list_filter = ["kind", ("enrolment__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "enrolment__community", "enrolment__project"]
    search_fields = ["user__name", "user__email", "enrolment__community__search_key"]
    fieldsets = [(None, {"fields": ["enrolment", "user", "kind"]})]

    @admin.display(description=_("project"))
    def project(self, delegate):
        return delegate.enrolment.project

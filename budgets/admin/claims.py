"""Reporting periods, claims and payments. A claim's steps are taken on its pages; here its note and number are corrected."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from budgets.actions import claims, payouts, periods
from budgets.admin.budget import BUDGET_FILTER, GROUP
from budgets.models import Claim, ClaimItem, ClaimVersion, Payout, ReportingPeriod
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, bulk

PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)
CLAIM_FILTER = ("claim__project", admin.RelatedOnlyFieldListFilter)
CLAIM_IN_WORDS = ["claim__project", "claim__period", "claim__partnership__organisation"]


class Opened(PortalModelAdmin):
    """Made by the steps of a claim."""

    group = GROUP

    def has_add_permission(self, request, obj=None):
        return False


class OnlyRead(Opened):
    def has_change_permission(self, request, obj=None):
        return False


@admin.register(ReportingPeriod)
class ReportingPeriodAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(periods.add_period)
    change_verb = staticmethod(periods.change_period)
    list_display = ["project", "number", "programme", "starts_on", "ends_on", "partner_due_on", "claim_due_on", "is_final"]
    list_filter = ["is_final", PROJECT_FILTER]
    list_select_related = ["project", "programme"]
    search_fields = ["project__search_key", "programme__search_key"]
    fieldsets = [
        (None, {"fields": [
            ("project", "programme"), ("number", "is_final", "order"), ("starts_on", "ends_on"),
            ("partner_due_on", "claim_due_on"),
        ]}),
    ]  # fmt: skip


@admin.register(Claim)
class ClaimAdmin(Opened):
    change_verb = staticmethod(claims.change_claim)
    list_display = ["project", "period", "partnership", "state", "submitted_on", "decided_on", "reference"]
    list_filter = ["state", PROJECT_FILTER]
    list_select_related = ["project", "period", "partnership__organisation"]
    search_fields = ["reference", "project__search_key", "partnership__organisation__search_key"]
    readonly_fields = [
        "project", "period", "partnership", "joined_in", "state", "submitted_on", "decided_on", "decided_by", "returned_because",
    ]
    fieldsets = [
        (None, {"fields": [("project", "period", "partnership"), ("state", "joined_in"), "reference", "note"]}),
        (_("Steps"), {"fields": ["submitted_on", ("decided_on", "decided_by"), "returned_because"]}),
    ]


@admin.register(ClaimItem)
class ClaimItemAdmin(OnlyRead):
    list_display = ["claim", "share", "amount", "accepted", "refused_because"]
    list_filter = [CLAIM_FILTER]
    list_select_related = [*CLAIM_IN_WORDS, "share__expense", "share__budget__partnership__organisation"]
    search_fields = ["share__expense__search_key", "refused_because", "claim__project__search_key"]
    fieldsets = [(None, {"fields": [("claim", "share"), ("amount", "accepted"), "refused_because"]})]


@admin.register(ClaimVersion)
class ClaimVersionAdmin(OnlyRead):
    list_display = ["claim", "number", "step", "made_at"]
    list_filter = ["step", CLAIM_FILTER]
    list_select_related = CLAIM_IN_WORDS
    search_fields = ["claim__project__search_key", "claim__partnership__organisation__search_key"]
    fieldsets = [(None, {"fields": [("claim", "number", "step"), ("made_at", "made_by"), "content"]})]


@admin.register(Payout)
class PayoutAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(payouts.add_payout)
    change_verb = staticmethod(payouts.change_payout)
    list_display = ["paid_on", "budget", "kind", "amount", "claim", "programme"]
    list_filter = ["kind", BUDGET_FILTER, ARCHIVE_FILTER]
    list_select_related = ["budget__partnership__organisation", *CLAIM_IN_WORDS, "programme"]
    search_fields = ["note", "budget__partnership__organisation__search_key", "budget__project__search_key"]
    actions = [
        bulk(_("Put into the archive"), payouts.archive_payout, "put_away"),
        bulk(_("Take back out of the archive"), payouts.restore_payout, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["budget", ("kind", "claim", "programme"), ("paid_on", "amount"), "document", "note"]}),
    ]

"""Equipment with its checks and loans, and what came of services."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import GROUP, PROJECT_FILTER
from communities.models import Equipment, EquipmentCheck, Loan, ServiceDelivery
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk

OF_PROJECT = ("equipment__project", admin.RelatedOnlyFieldListFilter)


class CheckVerbs:
    add_verb = staticmethod(actions.check_equipment)
    change_verb = staticmethod(actions.change_check)


class LoanVerbs:
    add_verb = staticmethod(actions.lend_equipment)
    change_verb = staticmethod(actions.change_loan)


class CheckTable(CheckVerbs, TabularRows):
    model = EquipmentCheck
    fields = ["checked_on", "state", "checked_by", "note"]


class LoanTable(LoanVerbs, TabularRows):
    model = Loan
    fields = ["organisation", "community", "starts_on", "ends_on", "note"]


@admin.register(Equipment)
class EquipmentAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.buy_equipment)
    change_verb = staticmethod(actions.change_equipment)
    list_display = ["name", "enrolment", "owner", "project", "cost", "bought_on", "state", "lendable"]
    list_filter = ["state", "lendable", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["enrolment__community", "owner", "project"]
    search_fields = ["search_key", "enrolment__community__search_key", "owner__search_key"]
    readonly_fields = ["state"]
    inlines = [CheckTable, LoanTable]
    actions = [
        bulk(_("Put into the archive"), actions.archive_equipment, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_equipment, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", "name", ("quantity", "cost", "bought_on"), "inventory_mark", ("state", "lendable")]}),
        (_("For whom"), {"fields": ["enrolment", "indispensable_because", ("plan", "need")]}),
        (_("Who keeps it"), {"fields": ["owner", "custodian_role", "kept_at", "order"]}),
    ]


@admin.register(EquipmentCheck)
class EquipmentCheckAdmin(CheckVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["equipment", "checked_on", "state", "checked_by"]
    list_filter = ["state", OF_PROJECT]
    list_select_related = ["equipment"]
    search_fields = ["equipment__search_key"]
    fieldsets = [(None, {"fields": ["equipment", ("checked_on", "state"), "checked_by", "note"]})]


@admin.register(Loan)
class LoanAdmin(LoanVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["equipment", "organisation", "community", "starts_on", "ends_on", "returned_on", "cancelled_on"]
    list_filter = [OF_PROJECT]
    list_select_related = ["equipment", "organisation", "community"]
    search_fields = ["equipment__search_key", "organisation__search_key", "community__search_key"]
    readonly_fields = ["returned_on", "cancelled_on"]
    actions = [
        bulk(_("Note as returned today"), actions.return_equipment, "give_back"),
        bulk(_("Call off"), actions.cancel_loan, "call_off"),
    ]
    fieldsets = [
        (None, {"fields": ["equipment", ("organisation", "community"), ("starts_on", "ends_on"), "note"]}),
        (_("State"), {"fields": [("returned_on", "cancelled_on")]}),
    ]


@admin.register(ServiceDelivery)
class ServiceDeliveryAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(actions.add_delivery)
    change_verb = staticmethod(actions.change_delivery)
    list_display = ["service", "month", "users", "sessions", "paid_hours", "unpaid_hours"]
    list_filter = [("service__plan__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["service"]
    search_fields = ["service__name", "service__plan__title"]
    fieldsets = [
        (None, {"fields": [("service", "month"), ("users", "sessions"), ("paid_hours", "unpaid_hours"), "note"]}),
    ]

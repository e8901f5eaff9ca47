"""What plans say: answers, rows of the templates' tables and of the portal's own. The editor of plans makes them."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from communities import actions
from communities.admin.base import PLANS
from communities.models import Answer, Entry, FinanceRow, Indicator, InvestmentNeed, PlanTask, Risk, Service
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, bulk

OF_PROJECT = ("plan__project", admin.RelatedOnlyFieldListFilter)
PLAN_SEARCH = ["plan__title", "plan__enrolment__community__search_key", "plan__project__search_key"]


class RowsOfPlans(PortalModelAdmin):
    """A plan that is not open for writing refuses here too."""

    group = PLANS
    add_verb = staticmethod(actions.add_plan_row)
    change_verb = staticmethod(actions.change_plan_row)
    list_filter = [OF_PROJECT, ARCHIVE_FILTER]
    list_select_related = ["plan"]
    search_fields = ["name", *PLAN_SEARCH]
    actions = [
        bulk(_("Put into the archive"), actions.archive_plan_row, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_plan_row, "take_out"),
    ]


class WrittenInTheEditor(RowsOfPlans):
    """What a template asks is answered in the editor; here it can only be corrected."""

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Answer)
class AnswerAdmin(WrittenInTheEditor):
    change_verb = staticmethod(actions.change_answer)
    list_display = ["text", "field", "plan"]
    list_filter = [OF_PROJECT]
    list_select_related = ["plan", "field"]
    search_fields = ["text", *PLAN_SEARCH]
    readonly_fields = ["plan", "field", "entry"]
    actions = []
    fieldsets = [(None, {"fields": ["plan", ("field", "entry"), "text"]})]


@admin.register(Entry)
class EntryAdmin(WrittenInTheEditor):
    list_display = ["section", "order", "plan"]
    list_select_related = ["plan", "section"]
    search_fields = PLAN_SEARCH
    readonly_fields = ["plan", "section"]
    fieldsets = [(None, {"fields": ["plan", ("section", "order")]})]


@admin.register(Service)
class ServiceAdmin(RowsOfPlans):
    list_display = ["name", "kind", "plan", "readiness", "started_on"]
    list_filter = ["readiness", "provider", *RowsOfPlans.list_filter]
    list_select_related = ["plan", "kind"]
    fieldsets = [
        (None, {"fields": ["plan", "name", "kind", "promise", "order"]}),
        (_("For whom"), {"fields": ["audiences", ("users_expected", "users_per"), "accessibility"]}),
        (_("When and where"), {"fields": [("frequency", "season"), "place", ("readiness", "started_on")]}),
        (_("Who and for how much"), {"fields": [
            "provider", "people_needed", ("paid_hours", "unpaid_hours"), ("price", "price_note"), "permits",
        ]}),
    ]  # fmt: skip


@admin.register(PlanTask)
class PlanTaskAdmin(RowsOfPlans):
    list_display = ["name", "plan", "start", "end", "responsible_role", "status"]
    list_filter = ["status", *RowsOfPlans.list_filter]
    fieldsets = [
        (None, {"fields": ["plan", "name", "service", ("start", "end"), ("status", "order")]}),
        (_("Who and for how much"), {"fields": ["responsible_role", "partners", ("cost", "source"), "result"]}),
    ]


@admin.register(InvestmentNeed)
class InvestmentNeedAdmin(RowsOfPlans):
    list_display = ["name", "plan", "quantity", "unit_price", "source", "level"]
    list_filter = ["source", "level", *RowsOfPlans.list_filter]
    fieldsets = [
        (None, {"fields": ["plan", "name", "why", "service", ("level", "when"), "order"]}),
        (_("Money"), {"fields": [("quantity", "unit_price"), ("source", "quotes"), "maintenance"]}),
        (_("Who keeps it"), {"fields": ["owner_after", "place_kept", "insurance"]}),
    ]


@admin.register(FinanceRow)
class FinanceRowAdmin(RowsOfPlans):
    list_display = ["item", "label", "plan", "year_1", "year_2", "year_3"]
    list_filter = ["item", *RowsOfPlans.list_filter]
    search_fields = ["label", *PLAN_SEARCH]
    fieldsets = [(None, {"fields": ["plan", ("item", "label"), ("year_1", "year_2", "year_3"), "is_fixed", "order"]})]


@admin.register(Risk)
class RiskAdmin(RowsOfPlans):
    list_display = ["name", "kind", "plan", "likelihood", "impact"]
    list_filter = ["kind", *RowsOfPlans.list_filter]
    fieldsets = [
        (None, {"fields": ["plan", "name", "kind", ("likelihood", "impact"), "mitigation", "owner_role", "order"]})
    ]


@admin.register(Indicator)
class IndicatorAdmin(RowsOfPlans):
    list_display = ["name", "unit", "plan", "baseline", "target", "due", "last_value"]
    fieldsets = [
        (None, {"fields": ["plan", ("name", "unit"), ("baseline", "target", "due"), "source", "order"]}),
        (_("Measured"), {"fields": [("last_value", "measured_on")]}),
    ]

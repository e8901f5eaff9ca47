"""Events with their days and destinations."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk, shown, three
from projects.actions import add_part, change_part, remove_part
from trainings import actions
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import Destination, Event, EventDay


class DayVerbs:
    add_verb = staticmethod(actions.add_event_day)
    change_verb = staticmethod(actions.change_event_day)
    remove_verb = staticmethod(actions.remove_event_day)


class DayTable(DayVerbs, TabularRows):
    model = EventDay
    fields = ["date", "starts_at", "ends_at", "kind", "half_days", "academic_hours"]


@admin.register(Event)
class EventAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(verbs.spread(actions.plan_event))
    change_verb = staticmethod(verbs.spread(actions.change_event))
    list_display = [shown("title", _("title")), "project", "kind", "status", "stated_date", "venue", "headcount"]
    list_filter = ["status", "kind", "mode", "is_public", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["project"]
    search_fields = ["search_key", "project__search_key", "activity__search_key"]
    readonly_fields = ["status", "status_reason"]
    inlines = [DayTable]
    actions = [
        bulk(_("Note as held"), actions.hold_event, "hold"),
        bulk(_("Plan anew"), actions.replan_event, "replan"),
        bulk(_("Put into the archive"), actions.archive_event, "put_away"),
        bulk(_("Take back out of the archive"), actions.restore_event, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", ("activity", "parent"), three("title"), three("text"), ("kind", "mode"), "order"]}),
        (_("When"), {"fields": ["stated_date", ("status", "status_reason")]}),
        (_("Where"), {"fields": ["venue", ("municipality", "county"), ("region", "country"), "community"]}),
        (_("For whom"), {"fields": ["organiser", "audiences", "cohort", ("capacity", "headcount"), "is_public"]}),
    ]


@admin.register(EventDay)
class EventDayAdmin(DayVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["date", "event", "kind", "half_days", "starts_at", "ends_at"]
    list_filter = ["kind", ("event__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["event__search_key", "event__project__search_key"]
    date_hierarchy = "date"
    fieldsets = [
        (None, {"fields": ["event", "date", ("starts_at", "ends_at"), ("kind", "half_days"), "academic_hours"]}),
    ]


@admin.register(Destination)
class DestinationAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(add_part)
    change_verb = staticmethod(change_part)
    remove_verb = staticmethod(remove_part)
    list_display = ["country", "project", "activity", "event", "state", "decided_on"]
    list_filter = ["country", "state", PROJECT_FILTER]
    list_select_related = ["project", "activity", "event"]
    search_fields = ["project__search_key", "activity__search_key", "event__search_key"]
    fieldsets = [
        (None, {"fields": ["project", "activity", "event", "country", three("note"), "order"]}),
        (_("Decision"), {"fields": [("state", "decided_on"), "reason"]}),
    ]

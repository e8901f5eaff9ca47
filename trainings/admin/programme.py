"""Training programmes, and what events have besides their days."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, bulk, shown, three
from trainings.actions import details, programme
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import AgendaItem, EventReport, EventShare, TrainingProgramme

EVENT_PROJECT = ("event__project", admin.RelatedOnlyFieldListFilter)


@admin.register(TrainingProgramme)
class TrainingProgrammeAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(verbs.spread(programme.add_programme))
    change_verb = staticmethod(verbs.spread(programme.change_programme))
    list_display = [shown("title", _("title")), "project", "activity"]
    list_filter = [PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["project", "activity"]
    search_fields = ["search_key", "project__search_key"]
    actions = [
        bulk(_("Put into the archive"), programme.archive_programme, "put_away"),
        bulk(_("Take back out of the archive"), programme.restore_programme, "take_out"),
    ]
    fieldsets = [(None, {"fields": ["project", "activity", three("title"), three("text"), "audiences", "order"]})]


class OfEvent(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(details.add_detail)
    change_verb = staticmethod(details.change_detail)
    remove_verb = staticmethod(details.remove_detail)
    list_filter = [EVENT_PROJECT]


@admin.register(AgendaItem)
class AgendaItemAdmin(OfEvent):
    list_display = ["topic", "event", "day", "starts_at", "ends_at"]
    list_select_related = ["event", "day__event"]
    search_fields = ["topic", "event__search_key"]
    fieldsets = [
        (None, {"fields": ["event", "day", ("starts_at", "ends_at"), "topic", ("method", "led_by"), "order"]}),
    ]


@admin.register(EventShare)
class EventShareAdmin(OfEvent):
    list_display = ["organisation", "event", "weight", "places"]
    list_select_related = ["event", "organisation"]
    search_fields = ["organisation__search_key", "event__search_key"]
    fieldsets = [(None, {"fields": ["event", "organisation", ("weight", "places")]})]


@admin.register(EventReport)
class EventReportAdmin(OfEvent):
    remove_verb = None
    list_display = ["event", "thanked_at", "closed_on"]
    list_select_related = ["event"]
    search_fields = ["event__search_key"]
    readonly_fields = ["thanked_at", "closed_on"]
    fieldsets = [(None, {"fields": ["event", "summary", "feedback_comment", ("thanked_at", "closed_on")]})]

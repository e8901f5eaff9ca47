"""Journeys with their stops, participants' logs, lessons and the looks back at them."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.shared.admin import ARCHIVE_FILTER, PortalModelAdmin, TabularRows, bulk
from trainings.actions import lessons, trips
from trainings.admin.base import GROUP, PROJECT_FILTER
from trainings.models import Lesson, LessonCheck, StudyTrip, TripNote, TripStop


class StopVerbs:
    add_verb = staticmethod(trips.add_stop)
    change_verb = staticmethod(trips.change_stop)
    remove_verb = staticmethod(trips.remove_stop)


class StopTable(StopVerbs, TabularRows):
    model = TripStop
    fields = ["date", "starts_at", "place", "country", "host", "topic", "order"]


@admin.register(StudyTrip)
class StudyTripAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(trips.plan_trip)
    change_verb = staticmethod(trips.change_trip)
    list_display = ["event", "direction", "mobility_kind", "leader", "transport"]
    list_filter = ["direction", "mobility_kind", ("event__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["event"]
    search_fields = ["event__search_key", "event__project__search_key"]
    inlines = [StopTable]
    fieldsets = [
        (None, {"fields": ["event", ("direction", "mobility_kind"), "purpose", "questions"]}),
        (_("On the way"), {"fields": ["leader", ("transport", "emissions_note"), "lodging", "insurance", "emergency"]}),
    ]


@admin.register(TripStop)
class TripStopAdmin(StopVerbs, PortalModelAdmin):
    group = GROUP
    list_display = ["place", "trip", "date", "country", "host", "seminar"]
    list_filter = ["country", ("trip__event__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["trip__event", "seminar"]
    search_fields = ["trip__event__search_key", "organisation__search_key", "community__search_key"]
    fieldsets = [
        (None, {"fields": ["trip", ("date", "starts_at", "order"), ("place", "country"), "topic", "seminar"]}),
        (_("Who receives the group"), {"fields": ["host", ("organisation", "community"), ("contact_role", "language")]}),
    ]


@admin.register(TripNote)
class TripNoteAdmin(PortalModelAdmin):
    """Participants write by themselves; here a slip is corrected."""

    group = GROUP
    add_verb = staticmethod(trips.write_note)
    change_verb = staticmethod(trips.change_note)
    remove_verb = staticmethod(trips.withdraw_note)
    list_display = ["trip", "person", "stop", "created_at"]
    list_filter = [("trip__event__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["trip__event", "person", "stop"]
    search_fields = ["trip__event__search_key", "person__name_key"]
    fieldsets = [(None, {"fields": [("trip", "stop"), "person", "saw", "surprised", "idea", "whom_to_write"]})]


@admin.register(Lesson)
class LessonAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(lessons.note_lesson)
    change_verb = staticmethod(lessons.change_lesson)
    list_display = ["practice", "project", "event", "kind", "state", "fit", "by_when"]
    list_filter = ["state", "kind", PROJECT_FILTER, ARCHIVE_FILTER]
    list_select_related = ["project", "event"]
    search_fields = ["search_key", "project__search_key", "event__search_key"]
    actions = [
        bulk(_("Put into the archive"), lessons.archive_lesson, "put_away"),
        bulk(_("Take back out of the archive"), lessons.restore_lesson, "take_out"),
    ]
    fieldsets = [
        (None, {"fields": ["project", ("event", "stop"), "kind", "practice", "why"]}),
        (_("What it takes at home"), {"fields": ["conditions", "resources", "fit"]}),
        (_("What we do"), {"fields": ["first_step", ("responsible", "by_when"), ("plan", "task"), "state"]}),
    ]


@admin.register(LessonCheck)
class LessonCheckAdmin(PortalModelAdmin):
    """When a lesson is asked about. Answers are given on the lesson's own page."""

    group = GROUP
    add_verb = staticmethod(lessons.ask_later)
    change_verb = staticmethod(lessons.change_check)
    list_display = ["lesson", "months", "due_on", "checked_on", "state"]
    list_filter = ["state", ("lesson__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["lesson"]
    search_fields = ["lesson__search_key"]
    readonly_fields = ["checked_on", "state", "note"]
    fieldsets = [(None, {"fields": ["lesson", ("months", "due_on"), ("checked_on", "state"), "note"]})]

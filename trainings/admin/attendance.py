"""Attendance and the scans of signature sheets."""
from django.contrib import admin

from portal.shared.admin import PortalModelAdmin
from trainings.actions import attendance as verbs_of_attendance
from trainings.admin.base import GROUP
from trainings.models import Attendance, SignedSheet

EVENT_FILTER = ("day__event__project", admin.RelatedOnlyFieldListFilter)


@admin.register(Attendance)
class AttendanceAdmin(PortalModelAdmin):
    group = GROUP
    add_verb = staticmethod(verbs_of_attendance.add_attendance)
    change_verb = staticmethod(verbs_of_attendance.change_attendance)
    list_display = ["day", "person", "is_present", "minutes", "source"]
    list_filter = ["is_present", "source", EVENT_FILTER]
    list_select_related = ["day__event", "person"]
    search_fields = ["person__search_key", "day__event__search_key"]
    fieldsets = [(None, {"fields": ["day", "person", ("is_present", "minutes"), "source"]})]


@admin.register(SignedSheet)
class SignedSheetAdmin(PortalModelAdmin):
    """A new scan comes in by the page of its day, where the file is checked."""

    group = GROUP
    change_verb = staticmethod(verbs_of_attendance.change_signed_sheet)
    list_display = ["day", "signatures", "note"]
    list_filter = [EVENT_FILTER]
    list_select_related = ["day__event"]
    search_fields = ["day__event__search_key", "note"]
    readonly_fields = ["day", "document"]
    fieldsets = [(None, {"fields": ["day", "document", "signatures", "note"]})]

    def has_add_permission(self, request, obj=None):
        return False

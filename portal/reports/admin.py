"""Reports in Django admin. They are opened, frozen and opened again on their pages; here names, days and words are corrected."""
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.reports.actions import change_report, change_section
from portal.reports.models import Report, ReportSection, ReportVersion
from portal.shared.admin import PortalModelAdmin

GROUP = _("Reports")
PROJECT_FILTER = ("project", admin.RelatedOnlyFieldListFilter)


class Opened(PortalModelAdmin):
    """Made on its page, with all its chapters."""

    group = GROUP

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Report)
class ReportAdmin(Opened):
    change_verb = staticmethod(change_report)
    list_display = ["title", "project", "programme", "starts_on", "ends_on", "language", "state"]
    list_filter = ["state", "language", PROJECT_FILTER]
    list_select_related = ["project", "programme"]
    search_fields = ["title", "project__search_key"]
    readonly_fields = ["project", "period", "state", "language"]
    fieldsets = [(None, {"fields": [
        "title", ("project", "state"), ("programme", "period", "language"), ("starts_on", "ends_on"), "order",
    ]})]  # fmt: skip

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.is_frozen)


@admin.register(ReportSection)
class ReportSectionAdmin(Opened):
    change_verb = staticmethod(change_section)
    list_display = ["report", "key", "order"]
    list_filter = ["key", ("report__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["report__project"]
    search_fields = ["text", "report__title", "report__project__search_key"]
    readonly_fields = ["report", "key", "suggested"]
    fieldsets = [(None, {"fields": [("report", "key", "order"), "text", "suggested"]})]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.report.is_frozen)


@admin.register(ReportVersion)
class ReportVersionAdmin(Opened):
    list_display = ["report", "number", "sha256", "made_at", "made_by"]
    list_filter = [("report__project", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["report__project", "made_by"]
    search_fields = ["report__title", "sha256", "report__project__search_key"]
    fieldsets = [
        (None, {"fields": [("report", "number"), ("made_at", "made_by"), ("pdf", "word", "sheet"), "sha256", "content"]}),
    ]

    def has_change_permission(self, request, obj=None):
        return False

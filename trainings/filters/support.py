"""The filter bars of support and its log."""
from django.utils.translation import gettext_lazy as _

from communities.filters import YES, ProjectFilterSet, choice
from portal.shared.dates import PartialDate
from trainings.choices import SupportKind, SupportPhase
from trainings.models import SupportAssignment, SupportEntry

NO = "false"


class SupportFilters(ProjectFilterSet):
    project_path = "enrolment__project"
    activity_path = "enrolment__activity"

    kind = choice(_("Kind"), SupportKind.choices, field_name="kind")
    phase = choice(_("Stage supported"), SupportPhase.choices, field_name="phase")
    completed = choice(_("Completed"), [(YES, _("yes")), (NO, _("no"))], method="by_completed")

    class Meta:
        model = SupportAssignment
        fields = []

    def by_completed(self, rows, _name, value):
        return rows.filter(completed_on__isnull=value == NO)


class SupportEntryFilters(ProjectFilterSet):
    project_path = "assignment__enrolment__project"
    activity_path = "assignment__enrolment__activity"

    kind = choice(_("Kind"), SupportKind.choices, field_name="assignment__kind")

    class Meta:
        model = SupportEntry
        fields = []


class TimesheetFilters(SupportEntryFilters):
    """One person's month is his timesheet."""

    who = choice(_("Who, by role"), field_name="assignment__label")
    month = choice(_("Month"), method="by_month")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = self.queryset.order_by()
        labels = rows.values_list("assignment__label", flat=True).distinct()
        self.filters["who"].extra["choices"] = [(label, label) for label in sorted(labels)]
        self.filters["month"].extra["choices"] = [
            (f"{first:%Y-%m}", PartialDate(first.year, first.month).text()) for first in rows.dates("date", "month")
        ]

    def by_month(self, rows, _name, value):
        year, month = map(int, value.split("-"))
        return rows.filter(date__year=year, date__month=month)

"""The filter bars of support and its log."""
from django.utils.translation import gettext_lazy as _

from communities.filters import YES, ProjectFilterSet, choice
from trainings.choices import SupportKind, SupportPhase
from trainings.models import SupportAssignment, SupportEntry


class SupportFilters(ProjectFilterSet):
    project_path = "enrolment__project"
    activity_path = "enrolment__activity"

    kind = choice(_("Kind"), SupportKind.choices, field_name="kind")
    phase = choice(_("Stage supported"), SupportPhase.choices, field_name="phase")
    completed = choice(_("Completed"), [(YES, _("yes"))], method="by_completed")

    class Meta:
        model = SupportAssignment
        fields = []

    def by_completed(self, rows, _name, _value):
        return rows.filter(completed_on__isnull=False)


class SupportEntryFilters(ProjectFilterSet):
    project_path = "assignment__enrolment__project"
    activity_path = "assignment__enrolment__activity"

    kind = choice(_("Kind"), SupportKind.choices, field_name="assignment__kind")

    class Meta:
        model = SupportEntry
        fields = []

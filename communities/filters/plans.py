"""Assessments and action plans."""
from django.utils.translation import gettext_lazy as _

from communities.choices import PlanStatus
from communities.filters.base import YES, PartFilterSet, ProjectFilterSet, areas_of, choice
from communities.measures import counties
from communities.models import ActionPlan, Assessment


class AssessmentFilters(PartFilterSet):
    project_path = "enrolment__project"
    activity_path = "enrolment__activity"
    partner_path = "enrolment__author"
    area_path = "enrolment__area"

    first = choice(_("Round"), [(YES, _("Only the first of each community"))], method="by_round")

    class Meta:
        model = Assessment
        fields = []

    def by_round(self, rows, _name, _value):
        return rows.first_of_each()


class ActionPlanFilters(PartFilterSet):
    activity_path = "enrolment__activity"
    partner_path = "author"
    area_path = "enrolment__area"

    status = choice(_("State"), PlanStatus.choices, field_name="status")
    approved = choice(_("Approval"), [(YES, _("Approved by the village"))], method="by_approval")

    class Meta:
        model = ActionPlan
        fields = []

    def by_approval(self, rows, _name, _value):
        """A plan that runs or was completed stays approved."""
        return rows.approved()


class ProjectPlanFilters(ProjectFilterSet):
    """All plans of one project, on the tab."""

    activity_path = "enrolment__activity"

    status = choice(_("State"), PlanStatus.choices, field_name="status")
    area = choice(_("Area"), method="by_area")
    county = choice(_("County"), field_name="enrolment__community__municipality__county__code")

    class Meta:
        model = ActionPlan
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["area"].extra["choices"] = areas_of(self.parent)
        self.filters["county"].extra["choices"] = counties(None)

    def by_area(self, rows, _name, value):
        return rows.filter(enrolment__area=value)

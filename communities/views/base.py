"""What the pages below a project's communities share."""
from communities.models import ActionPlan, Enrolment
from communities.permissions import can_edit_enrolment, can_edit_plan
from communities.views.tab import CommunitiesTab
from projects.views.rows import NestedMixin, RowMixin
from projects.views.workspace import WorkspaceMixin


class EnrolmentRows(RowMixin, CommunitiesTab):
    """Pages about one enrolment of the project; hidden ones are 404."""

    model = Enrolment
    rule = staticmethod(can_edit_enrolment)

    def get_queryset(self):
        return super().get_queryset().select_related("community__municipality", "activity", "area", "author")


class BelowEnrolment(NestedMixin, CommunitiesTab):
    """Pages about what belongs to an enrolment; the rule is asked about the enrolment."""

    rule = staticmethod(can_edit_enrolment)
    owner_model = Enrolment
    owner_field = "enrolment"
    owner_kwarg = "enrolment_pk"
    owner_related = ("community",)
    about_owner = True


PLAN_RELATIONS = (
    "template", "group", "author", "enrolment__community__municipality", "enrolment__area", "enrolment__author",
)


def in_project(plan, project):
    """The plan and its enrolment need not fetch their project again."""
    plan.project = project
    if plan.enrolment_id:
        plan.enrolment.project = project
    return plan


class PlanRows(RowMixin):
    """Pages about one plan of the project; hidden communities' plans are 404."""

    model = ActionPlan
    tab = "plans"
    rule = staticmethod(can_edit_plan)

    def get_queryset(self):
        return super().get_queryset().select_related(*PLAN_RELATIONS)

    def get_object(self):
        return in_project(super().get_object(), self.parent)


class BelowPlan(NestedMixin, WorkspaceMixin):
    """Pages about what belongs to a plan; the rule is asked about the plan."""

    tab = "plans"
    rule = staticmethod(can_edit_plan)
    owner_model = ActionPlan
    owner_field = "plan"
    owner_kwarg = "plan_pk"
    owner_related = PLAN_RELATIONS
    about_owner = True

    def get_owner(self):
        return in_project(super().get_owner(), self.parent)

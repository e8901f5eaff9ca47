"""Action plans of a project: one plan, and its way from draft to approved."""
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.choices import PlanStatus
from communities.forms import ActionPlanForm, PlanReturnForm
from communities.models import ActionPlan
from communities.summaries import PLAN_TONES
from communities.views.communities import day_text
from portal.shared.dates import format_period
from portal.shared.ui import Action, Fact, Step
from portal.shared.verbs import spread
from portal.shared.views import ActionPage, CreatePage, DetailPage, UpdatePage
from projects.views.rows import RowMixin


class PlanRows(RowMixin):
    """Pages about one plan of the project; hidden communities' plans are 404."""

    model = ActionPlan
    tab = "communities"
    rule = staticmethod(permissions.can_edit_plan)

    def get_queryset(self):
        return super().get_queryset().select_related("enrolment__community", "group", "author")

    def get_object(self):
        plan = super().get_object()
        if plan.enrolment_id:
            plan.enrolment.project = self.parent
        return plan


class PlanDetail(PlanRows, DetailPage):
    rule = staticmethod(permissions.can_view_plan)
    template_name = "communities/actionplan_detail.html"
    object_rules = {"edit_plan": permissions.can_edit_plan, "decide": permissions.can_decide_plan}

    def actions(self):
        plan, may = self.object, self.may

        def to(verb, label, **kwargs):
            return Action(label, reverse(f"communities:actionplan-{verb}", args=[self.parent.slug, plan.pk]), **kwargs)

        found = []
        if plan.status == PlanStatus.SUBMITTED and may.decide:
            found += [to("approve", _("Approve the plan"), primary=True), to("return", _("Return for completion"))]
        if plan.status in actions.EDITABLE and may.edit_plan:
            found += [to("submit", _("Submit the plan"), primary=True), to("edit", _("Edit"))]
        return found

    @cached_property
    def returned_because(self):
        """The reason of the last return, while the plan waits for completion."""
        if self.object.status != PlanStatus.RETURNED:
            return ""
        rows = self.object.history.filter(status=PlanStatus.RETURNED).order_by("history_id")
        return rows.exclude(history_change_reason=None).values_list("history_change_reason", flat=True).last() or ""

    def get_context_data(self, **kwargs):
        plan = self.object
        return super().get_context_data(
            facts=plan_facts(plan), steps=plan_steps(plan), badge=plan.get_status_display(),
            tone=PLAN_TONES[plan.status], returned_because=self.returned_because, **kwargs,
        )


def plan_facts(plan):
    if plan.enrolment_id:
        whose = Fact(_("Community"), str(plan.enrolment), url=plan.enrolment.get_absolute_url())
    else:
        whose = Fact(_("Cooperation group"), str(plan.group))
    return [
        whose,
        Fact(_("Drawn up by"), str(plan.author or "")),
        Fact(_("Period"), format_period(plan.start, plan.end) if plan.start or plan.end else ""),
    ]


def plan_steps(plan):
    """Draft → submitted → approved; a returned plan waits at its draft."""
    order = [PlanStatus.DRAFT, PlanStatus.SUBMITTED, PlanStatus.APPROVED]
    at = order.index(PlanStatus.DRAFT if plan.status == PlanStatus.RETURNED else plan.status)
    days = [None, plan.submitted_on, plan.approved_on]
    done = plan.status == PlanStatus.APPROVED
    return [
        Step(
            step.label, "done" if place < at or done else "current" if place == at else "todo",
            when=day_text(days[place]) if place <= at else "",
        )
        for place, step in enumerate(order)
    ]


class PlanCreate(PlanRows, CreatePage):
    about_object = False
    rule = staticmethod(permissions.can_enrol)
    form_class = ActionPlanForm
    verb = staticmethod(spread(actions.start_plan))
    page_title = _("Start a plan")

    def get_initial(self):
        """From a community's page the community is chosen already; a number that is not offered proposes nothing."""
        wanted = self.request.GET.get("enrolment", "")
        return {"enrolment": wanted} if wanted.isdecimal() else {}


class PlanEdit(PlanRows, UpdatePage):
    form_class = ActionPlanForm
    verb = staticmethod(spread(actions.change_plan))


class PlanAction(PlanRows, ActionPage):
    """A question about one plan."""


class PlanSubmit(PlanAction):
    question = _("Submit the plan?")
    explanation = _("The coordinator decides then. Until it comes back, it cannot be changed.")
    submit_label = _("Submit the plan")
    success_message = _("The plan is submitted.")

    def perform(self, plan):
        actions.submit_plan(plan, by=self.request.user)


class PlanApprove(PlanAction):
    rule = staticmethod(permissions.can_decide_plan)
    question = _("Approve the plan?")
    submit_label = _("Approve the plan")
    success_message = _("The plan is approved.")

    def perform(self, plan):
        actions.approve_plan(plan, by=self.request.user)


class PlanReturn(PlanAction):
    rule = staticmethod(permissions.can_decide_plan)
    form_class = PlanReturnForm
    question = _("Return the plan for completion?")
    submit_label = _("Return the plan")
    success_message = _("The plan is returned for completion.")

    def perform(self, plan):
        actions.return_plan(plan, by=self.request.user, reason=self.form.cleaned_data["reason"])

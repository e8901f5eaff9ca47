"""The steps of a plan's path: each a question with a form, answered by one verb."""
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from communities import actions, forms, permissions
from communities.models import PlanComment, PlanReview
from communities.summaries import missing_in
from communities.summaries.content import content_of
from communities.views.base import PlanRows
from portal.shared.ui import Crumb
from portal.shared.views import ActionPage
from projects.views.workspace import route_of

WRONG = 422


class StepPage(PlanRows, ActionPage):
    """One step. What the verb refuses at a field of the form is said there (422), anything else above the form (409)."""

    template_name = "communities/plan_step.html"

    @cached_property
    def open_comments(self):
        rows = PlanComment.objects.filter(plan=self.object, resolved_at=None)
        return list(rows.select_related("section").order_by("pk"))

    def told(self):
        """What the form must know of the plan."""
        return {"open_comments": self.open_comments}

    def get_form(self, data=None):
        return self.form_class(
            data, self.request.FILES or None, user=self.request.user, parent=self.object, **self.told()
        )

    def post(self, request, *args, **kwargs):
        try:
            return super().post(request, *args, **kwargs)
        except AtField as refused:
            self.form.add_verb_errors(refused.error)
            return self.show(WRONG)

    def perform(self, plan):
        try:
            self.take(plan, **self.form.answer)
        except ValidationError as error:
            if hasattr(error, "error_dict") and set(error.error_dict) & set(self.form.fields):
                raise AtField(error) from error
            raise

    def take(self, plan, **answer):
        self.verb(plan, by=self.request.user, **answer)

    def get_page_title(self):
        return str(self.question)

    def get_context_data(self, **kwargs):
        missing = [] if self.form is None else getattr(self.form, "missing", [])
        return super().get_context_data(
            missing=[(one, section_url(self.object, one.code)) for one in missing], open_comments=self.open_comments,
            **kwargs,
        )

    def crumbs_below(self):
        return [Crumb(str(self.object), self.object.get_absolute_url())]


class AtField(Exception):
    """What a verb refused at a field that stands on the form."""

    def __init__(self, error):
        super().__init__(str(error))
        self.error = error


def section_url(plan, code):
    """The section in the editor; the plan itself where there is none."""
    return route_of("communities:plan-section", plan.project.slug, plan.pk, code)


class PlanSubmit(StepPage):
    form_class = forms.SubmitForm
    verb = staticmethod(actions.submit_plan)
    question = _("Submit the plan?")
    explanation = _("It is then read and decided on. Until it comes back, it cannot be changed.")
    submit_label = _("Submit the plan")
    success_message = _("The plan is submitted.")

    def told(self):
        return super().told() | {"missing": missing_in(content_of(self.object))}


class PlanReturn(StepPage):
    rule = staticmethod(permissions.can_return_plan)
    form_class = forms.PlanReturnForm
    verb = staticmethod(actions.return_plan)
    question = _("Return the plan for completion?")
    explanation = _("Whoever wrote it can write on it again, and sees why.")
    submit_label = _("Return the plan")
    success_message = _("The plan is returned for completion.")


class PlanEndorse(StepPage):
    rule = staticmethod(permissions.can_endorse_plan)
    form_class = forms.EndorseForm
    verb = staticmethod(actions.endorse_plan)
    question = _("Endorse the plan?")
    explanation = _("The municipality agrees with the plan; the village meeting approves it then.")
    submit_label = _("Endorse the plan")
    success_message = _("The plan is endorsed.")

    def get_context_data(self, **kwargs):
        if self.object.group_id:
            kwargs["explanation"] = _("The group's municipalities agree with the plan; its steering approves it then.")
        return super().get_context_data(**kwargs)


class PlanApprove(StepPage):
    rule = staticmethod(permissions.can_decide_plan)
    form_class = forms.ApproveForm
    verb = staticmethod(actions.approve_plan)
    question = _("Approve the plan?")
    explanation = _("Note what the village meeting decided. The plan is kept as it stands now.")
    submit_label = _("Approve the plan")
    success_message = _("The plan is approved.")

    def get_context_data(self, **kwargs):
        if self.object.group_id:
            kwargs["explanation"] = _("Note what the group's steering decided. The plan is kept as it stands now.")
        return super().get_context_data(**kwargs)


class PlanStart(StepPage):
    form_class = forms.StartForm
    verb = staticmethod(actions.begin_plan)
    question = _("Start the implementation?")
    explanation = _("From now on the plan is carried out. It is reviewed once a year.")
    submit_label = _("Start the implementation")
    success_message = _("The implementation of the plan has begun.")


class PlanReviewPage(StepPage):
    form_class = forms.ReviewForm
    verb = staticmethod(actions.review_plan)
    question = _("Review the year")
    explanation = _("What was done, what was not, what do we change? Every unfinished task is done, goes on or is dropped.")
    submit_label = _("Save the review")
    success_message = _("The year is reviewed.")

    def told(self):
        return {"tasks": list(actions.unfinished_tasks(self.object))}

    def get_form(self, data=None):
        form = super().get_form(data)
        years = list(PlanReview.objects.filter(plan=self.object).values_list("year", flat=True))
        form.initial["year"] = forms.proposed_year(self.object, years)
        return form


class PlanComplete(StepPage):
    rule = staticmethod(permissions.can_decide_plan)
    form_class = forms.CompleteForm
    verb = staticmethod(actions.complete_plan)
    question = _("Complete the plan?")
    explanation = _("The plan ends. It is kept as it stands now.")
    submit_label = _("Complete the plan")
    success_message = _("The plan is completed.")

    def told(self):
        return super().told() | {"tasks": list(actions.unfinished_tasks(self.object))}

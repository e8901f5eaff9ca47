"""Correcting what a decision says: the minutes often come later."""
from django.utils.translation import gettext_lazy as _

from communities import actions, permissions
from communities.forms import PlanDecisionForm
from communities.models import PlanDecision
from communities.views.base import BelowPlan
from portal.shared.verbs import spread
from portal.shared.views import UpdatePage


class DecisionEdit(BelowPlan, UpdatePage):
    model = PlanDecision
    rule = staticmethod(permissions.can_decide_plan)
    form_class = PlanDecisionForm
    verb = staticmethod(spread(actions.change_decision))
    page_lead = _("The step and its day stay as they are.")

    def get_queryset(self):
        return super().get_queryset().select_related("document")

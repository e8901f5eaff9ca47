"""Doors in: they parse, offer only what the person may name, and warn. Verbs check and save."""
from communities.forms.assessments import AssessmentForm
from communities.forms.base import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.forms.plans import ActionPlanForm, PlanReturnForm
from communities.forms.registry import CommunityForm, DecisionForm, EnrolmentForm, ExtensionForm, ReadyForm

__all__ = [
    "YOURS_ONLY", "ActionPlanForm", "AssessmentForm", "CommunityForm", "DecisionForm", "EnrolmentForm", "ExtensionForm",
    "PlanReturnForm", "ReadyForm", "project_activities", "project_organisations", "propose_only",
]

"""Doors in: they parse, offer only what the person may name, and warn. Verbs check and save."""
from communities.forms.assessments import AssessmentForm
from communities.forms.base import YOURS_ONLY, project_activities, project_organisations, propose_only
from communities.forms.calls import (
    CallForm,
    ChoiceForm,
    CriterionForm,
    ReadyForm,
    RejectionForm,
    UnreadyForm,
)
from communities.forms.comments import DelegateForm, PlanCommentForm, PlanDecisionForm
from communities.forms.path import (
    ApproveForm,
    CompleteForm,
    EndorseForm,
    PlanReturnForm,
    ReviewForm,
    StartForm,
    SubmitForm,
    proposed_year,
)
from communities.forms.plans import ActionPlanForm
from communities.forms.registry import CommunityForm, DecisionForm, EnrolmentForm, ExtensionForm
from communities.forms.versions import RestoreVersionForm

__all__ = [
    "RestoreVersionForm",
    "CallForm", "ChoiceForm", "CriterionForm", "RejectionForm", "UnreadyForm",
    "YOURS_ONLY", "ActionPlanForm", "ApproveForm", "AssessmentForm", "CommunityForm", "CompleteForm", "DecisionForm",
    "DelegateForm", "EndorseForm", "EnrolmentForm", "ExtensionForm", "PlanCommentForm", "PlanDecisionForm",
    "PlanReturnForm", "ReadyForm",
    "ReviewForm", "StartForm", "SubmitForm", "project_activities", "project_organisations", "propose_only",
    "proposed_year",
]

"""The nouns of `communities`, in reading order."""
from communities.models.assessment import (
    Assessment,
    Asset,
    Respondent,
    Score,
    StatementComment,
    TrainingNeed,
)
from communities.models.community import Call, Community, Criterion, Delegate, Enrolment
from communities.models.equipment import Equipment, EquipmentCheck, Loan, ServiceDelivery
from communities.models.path import PlanComment, PlanDecision, PlanDraft, PlanReview, PlanVersion
from communities.models.place import County, Municipality, Place, Region, RegionScheme
from communities.models.plan import ActionPlan, Answer, Entry
from communities.models.tables import FinanceRow, Indicator, InvestmentNeed, PlanTask, Risk, Service
from communities.models.template import (
    AssessmentBlock,
    AssessmentTemplate,
    FieldTemplate,
    PlanTemplate,
    ScoreBand,
    SectionTemplate,
    Statement,
)
from communities.models.vocabulary import ServiceKind

__all__ = [
    "ActionPlan", "Answer", "Assessment", "AssessmentBlock", "AssessmentTemplate", "Asset", "Call", "Community", "County",
    "Criterion", "Delegate", "Enrolment", "Entry", "Equipment", "EquipmentCheck", "FieldTemplate", "FinanceRow",
    "Indicator", "InvestmentNeed", "Loan", "Municipality", "Place", "PlanComment", "PlanDecision", "PlanDraft",
    "PlanReview", "PlanTask", "PlanTemplate", "PlanVersion", "Region", "RegionScheme", "Respondent", "Risk", "Score",
    "ScoreBand", "SectionTemplate", "Service", "ServiceDelivery", "ServiceKind", "Statement", "StatementComment",
    "TrainingNeed",
]

"""The vocabulary of `communities`: closed lists. Open lists ("jne") are rows, see models/vocabulary.py."""
from communities.choices.assessment import (
    AssetAvailability,
    AssetCategory,
    AssetCondition,
    AssetVisibility,
)
from communities.choices.equipment import EquipmentState
from communities.choices.journey import StepOwner
from communities.choices.plan import (
    CostSource,
    FieldKind,
    FinanceItem,
    FinanceKind,
    NeedLevel,
    PlanStatus,
    PlanStep,
    ProviderKind,
    RiskKind,
    SectionKind,
    ServiceReadiness,
    TaskStatus,
    UsersPer,
)
from communities.choices.registry import (
    CommunityKind,
    CriterionPurpose,
    DelegateKind,
    EnrolmentStatus,
    MunicipalityKind,
    PlaceKind,
)

__all__ = [
    "AssetAvailability", "AssetCategory", "AssetCondition", "AssetVisibility", "CommunityKind", "CostSource",
    "CriterionPurpose", "DelegateKind", "EnrolmentStatus", "EquipmentState", "FieldKind", "FinanceItem", "FinanceKind",
    "MunicipalityKind", "NeedLevel", "PlaceKind", "PlanStatus", "PlanStep", "ProviderKind", "RiskKind", "SectionKind",
    "ServiceReadiness", "StepOwner", "TaskStatus", "UsersPer",
]

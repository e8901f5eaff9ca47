"""The filter bars of communities, one file per part."""
from communities.filters.assets import AssetFilters, ProjectAssetFilters, TrainingNeedFilters
from communities.filters.base import ALL, YES, PartFilterSet, ProjectFilterSet, choice
from communities.filters.equipment import EquipmentFilters, EquipmentRecordFilters, LoanFilters, ServiceDeliveryFilters
from communities.filters.plans import ActionPlanFilters, AssessmentFilters, ProjectPlanFilters
from communities.filters.registry import CommunityFilters

__all__ = [
    "ALL", "YES", "ActionPlanFilters", "AssessmentFilters", "AssetFilters", "CommunityFilters", "EquipmentFilters",
    "EquipmentRecordFilters", "LoanFilters", "PartFilterSet", "ProjectAssetFilters", "ProjectFilterSet", "ProjectPlanFilters",
    "ServiceDeliveryFilters", "TrainingNeedFilters", "choice",
]

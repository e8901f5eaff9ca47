"""Figures about money, one file per question."""
from budgets.summaries.budget import (
    PartnerBudget,
    ProjectBudget,
    budget_asked,
    difference,
    earlier_amounts,
    money_of,
    partner_budget,
    project_budget,
    total_of,
)

__all__ = [
    "PartnerBudget", "ProjectBudget", "budget_asked", "difference", "earlier_amounts", "money_of", "partner_budget",
    "project_budget", "total_of",
]  # fmt: skip

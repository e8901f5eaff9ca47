"""The nouns of `budgets`, in reading order."""
from budgets.models.budget import Budget, BudgetLine, FundingShare, StatedTotal

__all__ = ["Budget", "BudgetLine", "FundingShare", "StatedTotal"]

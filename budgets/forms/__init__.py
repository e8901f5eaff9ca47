"""The forms of `budgets`, one file per noun."""
from budgets.forms.budget import BudgetForm, BudgetLineForm, FundingShareForm, StatedTotalForm

__all__ = ["BudgetForm", "BudgetLineForm", "FundingShareForm", "StatedTotalForm"]

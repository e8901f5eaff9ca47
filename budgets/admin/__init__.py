"""Django admin for money, one file per noun; each page writes by the same verbs."""
from budgets.admin import accounting, budget, categories, claims, expenses, grid, versions

__all__ = ["accounting", "budget", "categories", "claims", "expenses", "grid", "versions"]

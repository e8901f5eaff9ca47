"""Django admin for money, one file per noun; each page writes by the same verbs."""
from budgets.admin import budget, categories, expenses

__all__ = ["budget", "categories", "expenses"]

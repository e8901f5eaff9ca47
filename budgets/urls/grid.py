"""The table of money, and bringing it in from a spreadsheet."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import grid
from budgets.views.grid_import import GridImport

patterns = [
    path(f"{TAB}grid/", grid.BudgetGrid.as_view(), name="budget-grid"),
    *GridImport.paths(f"{TAB}grid/import/", "budget-grid-import"),
]

"""What was spent, what will be, and tables from a partner's books."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import accounting, spending

BOOKS = f"{TAB}expenses/<id:owner_pk>/"

patterns = [
    path(f"{TAB}spending/", spending.SpendingPage.as_view(), name="project-spending"),
    path(f"{TAB}spending/lines/<id:line_pk>/", spending.ForecastEdit.as_view(), name="lineforecast-edit"),
    path(f"{TAB}expenses/import/", accounting.ChooseBooks.as_view(), name="expense-import-choose"),
    *accounting.ExpenseImport.paths(f"{BOOKS}import/", "expense-import"),
    path(f"{BOOKS}import/<id:pk>/columns/", accounting.ExpenseColumns.as_view(), name="expense-import-columns"),
    path(f"{BOOKS}categories/lines/", accounting.CategoryLines.as_view(), name="owncategory-lines"),
]

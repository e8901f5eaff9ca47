"""What was spent, what will be, and tables from a partner's books."""
from django.urls import path

from budgets.urls.budget import TAB
from budgets.views import spending

patterns = [
    path(f"{TAB}spending/", spending.SpendingPage.as_view(), name="project-spending"),
    path(f"{TAB}spending/lines/<id:line_pk>/", spending.ForecastEdit.as_view(), name="lineforecast-edit"),
]

"""A project's budget, its lines and its sources."""
from django.urls import path

from budgets.views import budget, project

TAB = "projects/<slug:slug>/budget/"
LINES = f"{TAB}<id:budget_pk>/lines/"
SOURCES = f"{TAB}<id:budget_pk>/sources/"

patterns = [
    path(TAB, project.ProjectBudgetPage.as_view(), name="project-budget"),
    path(f"{TAB}total/", budget.StatedTotalEdit.as_view(), name="statedtotal-edit"),
    path(f"{TAB}new/", budget.BudgetCreate.as_view(), name="budget-create"),
    path(f"{TAB}<id:pk>/", budget.BudgetDetail.as_view(), name="budget-detail"),
    path(f"{TAB}<id:pk>/edit/", budget.BudgetEdit.as_view(), name="budget-edit"),
    path(f"{LINES}new/", budget.LineCreate.as_view(), name="budgetline-create"),
    path(f"{LINES}<id:pk>/edit/", budget.LineEdit.as_view(), name="budgetline-edit"),
    path(f"{LINES}<id:pk>/remove/", budget.LineRemove.as_view(), name="budgetline-remove"),
    path(f"{SOURCES}new/", budget.ShareCreate.as_view(), name="fundingshare-create"),
    path(f"{SOURCES}<id:pk>/edit/", budget.ShareEdit.as_view(), name="fundingshare-edit"),
    path(f"{SOURCES}<id:pk>/remove/", budget.ShareRemove.as_view(), name="fundingshare-remove"),
]

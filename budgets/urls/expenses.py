"""Expenses, their evidence, and the categories of partners' books."""
from django.urls import path

from budgets.views import expense_evidence, expense_list, expenses, owncategories

TAB = "projects/<slug:slug>/budget/expenses/"
ONE = f"{TAB}<id:pk>/"
EVIDENCE = f"{TAB}<id:owner_pk>/evidence/"
OWN = "projects/<slug:slug>/budget/<id:owner_pk>/categories/"

patterns = [
    path(TAB, expense_list.ExpenseList.as_view(), name="expense-list"),
    path(f"{TAB}new/", expenses.ExpenseCreate.as_view(), name="expense-create"),
    path(f"{TAB}categories/", owncategories.OwnCategoryList.as_view(), name="owncategory-list"),
    path(ONE, expenses.ExpenseDetail.as_view(), name="expense-detail"),
    path(f"{ONE}edit/", expenses.ExpenseEdit.as_view(), name="expense-edit"),
    path(f"{ONE}split/", expenses.ExpenseSplit.as_view(), name="expense-split"),
    path(f"{ONE}archive/", expenses.ExpenseArchive.as_view(), name="expense-archive"),
    path(f"{ONE}restore/", expenses.ExpenseRestore.as_view(), name="expense-restore"),
    path(f"{EVIDENCE}new/", expense_evidence.EvidenceCreate.as_view(), name="expenseevidence-create"),
    path(f"{EVIDENCE}<id:pk>/archive/", expense_evidence.EvidenceArchive.as_view(), name="expenseevidence-archive"),
    path(f"{EVIDENCE}<id:pk>/restore/", expense_evidence.EvidenceRestore.as_view(), name="expenseevidence-restore"),
    path(f"{EVIDENCE}<id:pk>/file/", expense_evidence.EvidenceDownload.as_view(), name="expenseevidence-download"),
    path(f"{OWN}new/", owncategories.OwnCategoryCreate.as_view(), name="owncategory-create"),
    path(f"{OWN}<id:pk>/edit/", owncategories.OwnCategoryEdit.as_view(), name="owncategory-edit"),
    path(f"{OWN}<id:pk>/remove/", owncategories.OwnCategoryRemove.as_view(), name="owncategory-remove"),
]

"""What of money can be found by its words: each partner finds his own."""
from django.urls import reverse

from budgets.models import BudgetLine, Claim, Expense
from portal.shared.search import Searchable, register


def register_all():
    register(
        Searchable(
            BudgetLine, titles=("title",), texts=("topics",), project="budget.project_id",
            rows=lambda: BudgetLine.objects.select_related("budget"), visible=BudgetLine.objects.all().open_to,
            url=lambda row, slug: reverse("budgets:budget-detail", args=[slug, row.budget_id]),
        ),
        Searchable(
            Expense, titles=("supplier", "number"), texts=("description", "note"), visible=Expense.objects.all().open_to,
            on=lambda row: row.issued_on, url=lambda row, slug: reverse("budgets:expense-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Claim, titles=("reference",), texts=("note", "returned_because", "decided_by"),
            visible=Claim.objects.all().open_to, on=lambda row: row.submitted_on,
            url=lambda row, slug: reverse("budgets:claim-detail", args=[slug, row.pk]),
        ),
    )

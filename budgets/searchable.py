"""What of money can be found by its words: each partner finds his own."""
from budgets.models import Amendment, BudgetLine, Claim, Expense
from portal.shared.search import Searchable, register
from portal.shared.ways import reverse
from projects.permissions import is_staff


def amendments_for(user):
    """For everybody who belongs to the whole project: money is shown to nobody whose role is for one activity."""
    rows = Amendment.objects.all().visible_to(user)
    if is_staff(user) or not user.is_authenticated:
        return rows
    return rows.filter(project__in=[row.project_id for row in user.memberships_now() if row.activity_id is None])


def register_all():
    register(
        Searchable(
            BudgetLine, titles=("title",), texts=("topics",), project="budget.project_id",
            related=("budget",), visible=BudgetLine.objects.all().open_to,
            url=lambda row, slug: reverse("budgets:budget-detail", args=[slug, row.budget_id]),
        ),
        Searchable(
            Expense, titles=("supplier", "number"), texts=("description", "note"), visible=Expense.objects.all().open_to,
            on=lambda row: row.issued_on, url=lambda row, slug: reverse("budgets:expense-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Amendment, titles=("title",), texts=("reason",), visible=amendments_for, on=lambda row: row.submitted_on,
            url=lambda row, slug: reverse("budgets:amendment-detail", args=[slug, row.pk]),
        ),
        Searchable(
            Claim, titles=("reference",), texts=("note", "returned_because", "decided_by"),
            visible=Claim.objects.all().open_to, on=lambda row: row.submitted_on,
            url=lambda row, slug: reverse("budgets:claim-detail", args=[slug, row.pk]),
        ),
    )

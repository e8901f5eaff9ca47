"""What is approved stays as it was approved: the database refuses to change it, whoever asks (P-45).

The verbs say so in words before it comes to that. They carry out an amendment by setting the budget to `amending` first.
"""
from budgets import models as our
from portal.shared.guards import differs, freeze, freeze_when

BUDGET_IS_APPROVED = "(SELECT state FROM budgets_budget WHERE id = {row}.budget_id) = 'approved'"
LINE_IS_APPROVED = (
    "(SELECT b.state FROM budgets_budget b JOIN budgets_budgetline l ON l.budget_id = b.id"
    " WHERE l.id = {row}.line_id) = 'approved'"
)
CLAIM = "(SELECT state FROM budgets_claim WHERE id = {row}.claim_id)"
OPEN = "('draft', 'returned')"  # the f-strings below hold nothing but this
SHARE_IS_CLAIMED = (
    "EXISTS (SELECT 1 FROM budgets_claimitem i JOIN budgets_claim c ON c.id = i.claim_id"  # noqa: S608
    f" WHERE i.share_id = OLD.id AND c.state NOT IN {OPEN})"
)
EXPENSE_IS_CLAIMED = (
    "EXISTS (SELECT 1 FROM budgets_claimitem i JOIN budgets_claim c ON c.id = i.claim_id"  # noqa: S608
    f" JOIN budgets_expenseshare s ON s.id = i.share_id WHERE s.expense_id = {{expense}} AND c.state NOT IN {OPEN})"
)
LINE_FIGURES = (
    "amount", "budget_id", "number", "category_id", "cost_basis", "quantity", "unit_cost", "flat_rate", "flat_of_id"
)
EXPENSE_FIGURES = (
    "total", "vat", "vat_eligible", "outside", "charged", "supplier", "number", "issued_on", "payer_id", "archived_at"
)
CLAIM_FIGURES = (
    "state", "period_id", "partnership_id", "project_id", "reference", "submitted_on", "decided_on", "decided_by", "note"
)


def guard(config):
    """Called when the app is ready; the triggers are made after every `migrate`."""
    freeze(our.BudgetVersion, config)
    freeze(our.ClaimVersion, config)
    freeze_when(
        our.Budget, config, delete="OLD.state = 'approved'",
        update=f"OLD.state = 'approved' AND {differs('stated_total', 'basis', 'partnership_id', 'project_id')}",
    )
    for model, figures in [
        (our.BudgetLine, LINE_FIGURES), (our.FundingShare, ("amount", "as_of", "budget_id", "source", "programme_id")),
    ]:
        freeze_when(
            model, config, update=f"{either(BUDGET_IS_APPROVED)} AND {differs(*figures)}",
            delete=BUDGET_IS_APPROVED.format(row="OLD"), insert=BUDGET_IS_APPROVED.format(row="NEW"),
        )
    freeze_when(
        our.LineFunding, config, delete=LINE_IS_APPROVED.format(row="OLD"), insert=LINE_IS_APPROVED.format(row="NEW"),
        update=f"{either(LINE_IS_APPROVED)} AND {differs('amount', 'line_id', 'share_id')}",
    )
    freeze_when(
        our.Claim, config, update=f"OLD.state = 'approved' AND {differs(*CLAIM_FIGURES)}", delete=f"OLD.state NOT IN {OPEN}"
    )
    freeze_when(
        our.ClaimItem, config, delete=f"{CLAIM.format(row='OLD')} NOT IN {OPEN}",
        insert=f"{CLAIM.format(row='NEW')} NOT IN {OPEN}",
        update=f"({CLAIM.format(row='OLD')} = 'approved' AND {differs('accepted', 'refused_because')})"
        f" OR ({either(CLAIM + ' NOT IN ' + OPEN)}"
        f" AND {differs('amount', 'share_id', 'claim_id')})",
    )
    claimed_before, claimed_now = (EXPENSE_IS_CLAIMED.format(expense=f"{row}.expense_id") for row in ("OLD", "NEW"))
    freeze_when(
        our.ExpenseShare, config, delete=SHARE_IS_CLAIMED, insert=claimed_now,
        update=f"{differs('amount', 'line_id', 'budget_id', 'expense_id')} AND ({SHARE_IS_CLAIMED} OR {claimed_before}"
        f" OR {claimed_now})",
    )
    claimed = EXPENSE_IS_CLAIMED.format(expense="OLD.id")
    freeze_when(our.Expense, config, update=f"{differs(*EXPENSE_FIGURES)} AND {claimed}", delete=claimed)


def either(condition):
    """Of the row as it was or as it would be: nothing is moved out of what is approved, and nothing into it."""
    return f"({condition.format(row='OLD')} OR {condition.format(row='NEW')})"

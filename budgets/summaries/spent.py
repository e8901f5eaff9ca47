"""What was spent, claimed and received on some budgets, read with few queries; `spending.py` makes figures of it."""
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from budgets.choices import CLAIM_IS_OPEN
from budgets.models import BudgetLine, ClaimItem, CostCategory, ExpenseShare, FundingShare, Payout
from portal.shared.once import once
from portal.shared.reading import among, read

OWN = "expense__own_category__category"
NAMES = ("code", "name_et", "name_lv", "name_en", "order")


@dataclass(frozen=True)
class Spent:
    """Expenses of one budget, line, category and month, summed."""

    budget: int
    line: int | None
    category: int | None
    month: date
    amount: Decimal


@dataclass(frozen=True)
class Claimed:
    budget: int
    line: int | None
    category: int | None
    amount: Decimal
    accepted: Decimal | None


class Read:
    """The rows of some budgets, each kind by its budget: one query. `categories`: {key: CostCategory}."""

    def __init__(self, budgets):
        keys = [budget.pk for budget in budgets]
        lines, shares, spent, claimed, received = read([
            among(BudgetLine, "budget", keys, related=("category", "forecast"), order=("number", "pk")),
            among(FundingShare, "budget", keys, related=("programme",)),
            once(spent_rows)(keys), once(claimed_rows)(keys), once(received_rows)(keys),
        ])
        self.lines, self.shares = by_budget(lines), by_budget(shares)
        on_line = {line.pk: line.category for lines in self.lines.values() for line in lines}
        self.categories = {category.pk: category for category in on_line.values() if category is not None}
        self.on_line = {pk: category.pk for pk, category in on_line.items() if category is not None}
        self.spent = by_budget((self.spent_row(*row) for row in spent), "budget")
        self.claimed = by_budget((self.claimed_row(*row) for row in claimed), "budget")
        self.received = by_budget(received, 0)

    def spent_row(self, budget, line, year, month, own, *rest):
        *names, amount = rest
        return Spent(budget, line, self.category(line, own, names), date(year, month, 1), amount)

    def claimed_row(self, budget, line, own, *rest):
        *names, amount, accepted = rest
        return Claimed(budget, line, self.category(line, own, names), amount, accepted)

    def category(self, line, own, names):
        """The line's cost category, else that of the category in the partner's books."""
        if line in self.on_line or own is None:
            return self.on_line.get(line)
        if own not in self.categories:
            self.categories[own] = CostCategory(pk=own, **dict(zip(NAMES, names, strict=True)))
        return own


def by_budget(rows, key="budget_id"):
    found = {}
    for row in rows:
        found.setdefault(row[key] if isinstance(key, int) else getattr(row, key), []).append(row)
    return found


def spent_rows(keys):
    names = [f"{OWN}__{name}" for name in NAMES]
    return (
        ExpenseShare.objects.filter(budget__in=keys, expense__archived_at__isnull=True).order_by()
        .values_list("budget", "line", "expense__issued_on__year", "expense__issued_on__month", OWN, *names)
        .annotate(spent=Sum("amount"))
    )


def claimed_rows(keys):
    """Handed in: what is still being prepared, or was returned, is not claimed."""
    names = [f"share__{OWN}__{name}" for name in NAMES]
    return (
        ClaimItem.objects.filter(share__budget__in=keys).exclude(claim__state__in=CLAIM_IS_OPEN).order_by()
        .values_list("share__budget", "share__line", f"share__{OWN}", *names)
        .annotate(claimed=Sum("amount"), decided=Sum("accepted"))
    )


def received_rows(keys):
    """(budget, programme, euros) of the payments that came."""
    rows = Payout.objects.filter(budget__in=keys, archived_at__isnull=True).order_by()
    return rows.values_list("budget", "programme").annotate(received=Sum("amount"))

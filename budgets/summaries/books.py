"""All the figures of the portal, or of some projects, as plain numbers in whole cents: what `verify` checks.

A fixed number of queries, however many rows. None is "not stated".
"""
from collections import defaultdict
from dataclasses import dataclass, field

from budgets.choices import CLAIM_IS_OPEN, BudgetState, ClaimState, CostBasis
from budgets.models import (
    Budget,
    BudgetLine,
    BudgetVersion,
    Claim,
    ClaimItem,
    ClaimVersion,
    Expense,
    ExpenseShare,
    FundingShare,
    LineFunding,
    StatedTotal,
)
from portal.shared.money import to_cents


@dataclass
class BudgetBook:
    """One partner's budget: its amounts by the key of the line, of the source and of the (line, source)."""

    pk: int
    project: int
    state: str
    stated: int | None
    lines: dict = field(default_factory=dict)
    computed: dict = field(default_factory=dict)  # {line: quantity x unit cost}
    flat: dict = field(default_factory=dict)  # {line: (percent, of the lines of this category)}
    categories: dict = field(default_factory=dict)
    shares: dict = field(default_factory=dict)
    cells: dict = field(default_factory=dict)

    @property
    def is_open(self):
        return self.state == BudgetState.DRAFT

    @property
    def total(self):
        """What is stated, otherwise what the lines make, otherwise the sources, when every one of them is known."""
        for amount in (self.stated, whole(self.lines.values()), whole(self.shares.values())):
            if amount is not None:
                return amount
        return None

    def flat_amount(self, line):
        """What a flat rate makes of the lines it is a percentage of, cut down to the cent; None when none is known."""
        percent, category = self.flat[line]
        base = [amount for key, amount in self.lines.items() if key != line and self.categories[key] == category]
        known = [amount for amount in base if amount is not None]
        return sum(known) * percent // 100 if known else None

    def figures(self):
        """{(what, key…): cents}: all that an approval freezes."""
        found = {("total",): self.stated}
        found |= {("line", key): amount for key, amount in self.lines.items()}
        found |= {("source", key): amount for key, amount in self.shares.items()}
        return found | {("cell", *key): amount for key, amount in self.cells.items()}


@dataclass(frozen=True)
class ExpenseBook:
    pk: int
    total: int
    vat: int | None
    vat_eligible: bool
    outside: int | None
    charged: int


@dataclass(frozen=True)
class ShareBook:
    """A part of an expense; `line` is None where it falls on a budget known as a total only."""

    pk: int
    expense: int
    budget: int
    line: int | None
    amount: int


@dataclass(frozen=True)
class ItemBook:
    pk: int
    claim: int
    share: int
    amount: int
    accepted: int | None


@dataclass(frozen=True)
class ClaimBook:
    pk: int
    state: str
    joined_in: int | None

    @property
    def is_open(self):
        return self.state in CLAIM_IS_OPEN

    @property
    def is_approved(self):
        return self.state == ClaimState.APPROVED


@dataclass
class Books:
    """Every figure there is; the dictionaries go by key."""

    budgets: dict
    stated: dict  # {project: cents or None}
    budget_versions: dict  # {project: the content of the latest}
    expenses: dict
    shares: dict
    claims: dict
    items: dict
    claim_versions: dict  # {claim: (step, content) of the latest}

    def by_project(self):
        found = defaultdict(list)
        for budget in self.budgets.values():
            found[budget.project].append(budget)
        return found


def books(projects=None):
    """The Books of these projects (keys or rows), or of all: at most eleven queries."""
    claims = {row[0]: ClaimBook(*row) for row in of(Claim, projects).values_list("pk", "state", "joined_in")}
    return Books(
        budgets=_budgets(projects),
        stated={project: cents(amount) for project, amount in of(StatedTotal, projects).values_list("project", "amount")},
        budget_versions=dict(of(BudgetVersion, projects).order_by("number").values_list("project", "content")),
        expenses={
            pk: ExpenseBook(pk, cents(total), cents(vat), eligible, cents(outside), cents(charged))
            for pk, total, vat, eligible, outside, charged in of(Expense, projects).values_list(
                "pk", "total", "vat", "vat_eligible", "outside", "charged"
            )
        },
        shares={
            row[0]: ShareBook(*row[:4], cents(row[4])) for row in
            of(ExpenseShare, projects, "expense__project").values_list("pk", "expense", "budget", "line", "amount")
        },
        claims=claims,
        items={
            row[0]: ItemBook(*row[:3], cents(row[3]), cents(row[4])) for row in
            of(ClaimItem, projects, "claim__project").values_list("pk", "claim", "share", "amount", "accepted")
        } if claims else {},
        claim_versions={
            claim: (step, content) for claim, step, content in
            of(ClaimVersion, projects, "claim__project").order_by("number").values_list("claim", "step", "content")
        } if claims else {},
    )


def _budgets(projects):
    found = {
        pk: BudgetBook(pk, project, state, cents(stated))
        for pk, project, state, stated in of(Budget, projects).values_list("pk", "project", "state", "stated_total")
    }
    if not found:
        return found
    owners = {}
    lines = of(BudgetLine, projects, "budget__project").values_list(
        "pk", "budget", "amount", "category", "cost_basis", "quantity", "unit_cost", "flat_rate", "flat_of"
    )
    for pk, budget, amount, category, basis, quantity, unit_cost, rate, of_category in lines:
        book = found[budget]
        owners[pk] = book
        book.lines[pk], book.categories[pk] = cents(amount), category
        if basis == CostBasis.UNIT and quantity is not None and unit_cost is not None:
            book.computed[pk] = quantity * cents(unit_cost)
        elif basis == CostBasis.FLAT and rate is not None and of_category is not None:
            book.flat[pk] = rate, of_category
    for pk, budget, amount in of(FundingShare, projects, "budget__project").values_list("pk", "budget", "amount"):
        found[budget].shares[pk] = cents(amount)
    for line, share, amount in of(LineFunding, projects, "line__budget__project").values_list("line", "share", "amount"):
        owners[line].cells[line, share] = cents(amount)
    return found


def of(model, projects, path="project"):
    """The rows of a model in these projects; all of them when none is named."""
    rows = model._base_manager.order_by()
    return rows if projects is None else rows.filter(**{f"{path}__in": projects})


def cents(amount):
    return None if amount is None else to_cents(amount)


def whole(amounts):
    """The sum when there is something and all of it is known; otherwise None."""
    amounts = list(amounts)
    return sum(amounts) if amounts and None not in amounts else None

"""Does the money add up to the cent? Read-only; thirteen queries, and twelve for each further hundred projects (P-43).

What is approved, handed in or spent must agree: a difference there is a mismatch. Figures that are still being prepared may
differ, people are told so on their pages; those differences are counted as open. What nobody stated is compared with nothing.
"""
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from budgets.choices import BudgetState, ClaimStep
from budgets.models import Budget
from budgets.summaries.books import books, cents, whole
from budgets.summaries.limits import allowances
from budgets.summaries.rules import rules_of_many
from portal.shared.money import from_cents
from projects.models import Project

# Projects whose books lie in memory at once.
BATCH = 100

CHECKS = {
    "state": "no budget was left in the middle of an amendment",
    "computed": "quantity times unit cost, and percent of a category, = the line",
    "lines": "lines = the partner's budget",
    "sources": "grant + own + others = the partner's budget",
    "cells": "a line's parts = the line, a source's parts = the source, and never more",
    "project": "partners' budgets = the project's stated total",
    "version": "the latest approved version = the budgets as they are",
    "charged": "total - VAT that is no cost - what is outside = charged",
    "shares": "shares of an expense = charged",
    "claimed of a share": "claimed <= the share of the expense",
    "claimed of a line": "claimed <= the approved line, with what the rules allow",
    "claimed of a budget": "claimed <= the approved budget",
    "claimed when approved": "what is handed in rests on an approved budget",
    "accepted": "accepted <= claimed; all decided in an approved claim",
    "claim version": "what was handed in or approved = its frozen version",
}


@dataclass(frozen=True)
class Finding:
    """One difference; amounts in cents, None where the question is not one of amounts."""

    check: str
    where: str
    expected: int | None = None
    found: int | None = None

    def __str__(self):
        if self.expected is None and self.found is None:
            return f"{self.check}: {self.where}"
        return f"{self.check}: {self.where}: {euros(self.found)} and not {euros(self.expected)}"


@dataclass
class Verdict:
    """`checked`: {check: how many comparisons}; `wrong` must be empty; `open`: differences in what is being prepared."""

    checked: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)
    open: list = field(default_factory=list)

    @property
    def is_right(self):
        return not self.wrong

    def compare(self, check, holds, where, expected=None, found=None, *, is_open=False):
        self.checked[check] += 1
        if not holds:
            (self.open if is_open else self.wrong).append(Finding(check, where, expected, found))

    def equal(self, check, expected, found, where, *, is_open=False):
        """Both known and not the same: a difference."""
        if expected is not None and found is not None:
            self.compare(check, expected == found, where, expected, found, is_open=is_open)

    def make(self, check, total, amounts, where, *, is_open=False):
        """All known, the amounts make the total; while some are not, the known ones are at most it."""
        amounts = list(amounts)
        known = [amount for amount in amounts if amount is not None]
        if total is not None and known:
            holds = sum(known) == total if len(known) == len(amounts) else sum(known) <= total
            self.compare(check, holds, where, total, sum(known), is_open=is_open)

    def at_most(self, check, limit, found, where, *, is_open=False):
        if limit is not None and found is not None:
            self.compare(check, found <= limit, where, limit, found, is_open=is_open)


def verify_money(projects=None):
    """The Verdict on these projects (keys or rows), or on all."""
    verdict = Verdict()
    wanted = Project._base_manager.order_by("pk").values_list("pk", flat=True) if projects is None else projects
    for some in batched(wanted, BATCH):
        _books(verdict, books(some))
    return verdict


def batched(rows, size):
    rows = list(rows)
    return [rows[start : start + size] for start in range(0, len(rows), size)]


def _books(verdict, read):
    for budget in read.budgets.values():
        _budget(verdict, budget)
    _projects(verdict, read)
    _expenses(verdict, read)
    if read.items:
        _claimed(verdict, read)
    _claims(verdict, read)


def _budget(verdict, budget):
    where, is_open = f"budget {budget.pk}", budget.is_open
    verdict.compare("state", budget.state != BudgetState.AMENDING, where)
    for line, amount in budget.computed.items():
        verdict.equal("computed", amount, budget.lines[line], f"line {line}", is_open=is_open)
    for line in budget.flat:
        verdict.equal("computed", budget.flat_amount(line), budget.lines[line], f"line {line}", is_open=is_open)
    verdict.make("lines", budget.stated, budget.lines.values(), where, is_open=is_open)
    verdict.make("sources", budget.total, budget.shares.values(), where, is_open=is_open)
    _cells(verdict, budget, is_open)


def _cells(verdict, budget, is_open):
    """Not every part is stated, so the known ones are at most the line, or the source."""
    by_line, by_share = defaultdict(dict), defaultdict(dict)
    for (line, share), amount in budget.cells.items():
        by_line[line][share] = by_share[share][line] = amount
    for what, parts, amounts in [("line", by_line, budget.lines), ("source", by_share, budget.shares)]:
        for key, split in parts.items():
            known = sum(amount for amount in split.values() if amount is not None)
            verdict.at_most("cells", amounts[key], known, f"{what} {key}", is_open=is_open)


def _projects(verdict, read):
    for project, budgets in read.by_project().items():
        is_open = any(budget.is_open for budget in budgets)
        totals = [budget.total for budget in budgets]
        verdict.make("project", read.stated.get(project), totals, f"project {project}", is_open=is_open)
        frozen = figures_of_version(read.budget_versions.get(project, "{}"))
        for budget in budgets:
            if budget.state == BudgetState.APPROVED:
                _as_approved(verdict, budget, frozen.get(budget.pk))


def _as_approved(verdict, budget, frozen):
    """The budget says what the latest approved version of the project says of it, amount by amount."""
    where = f"budget {budget.pk}"
    verdict.compare("version", frozen is not None, where)
    if frozen is not None:
        live = budget.figures()
        verdict.compare("version", set(live) == set(frozen), f"{where}: other lines or sources")
        for key in set(live) & set(frozen):
            verdict.compare("version", live[key] == frozen[key], f"{where}, {' '.join(map(str, key))}", frozen[key], live[key])


def figures_of_version(content):
    """{budget: {(what, key…): cents}} of a BudgetVersion's JSON."""
    found, told = {}, json.loads(content)
    for row in told.get("budgets", ()) if isinstance(told, dict) else ():
        figures = {("total",): row["stated_total"]}
        figures |= {("line", line["pk"]): line["amount"] for line in row["lines"]}
        figures |= {("source", share["pk"]): share["amount"] for share in row["shares"]}
        found[row["pk"]] = figures | {("cell", cell["line"], cell["share"]): cell["amount"] for cell in row["cells"]}
    return found


def _expenses(verdict, read):
    borne = Counter()
    for share in read.shares.values():
        borne[share.expense] += share.amount
    for expense in read.expenses.values():
        where = f"expense {expense.pk}"
        vat = 0 if expense.vat_eligible else expense.vat or 0
        verdict.equal("charged", expense.total - vat - (expense.outside or 0), expense.charged, where)
        verdict.equal("shares", expense.charged, borne[expense.pk], where)


def _claimed(verdict, read):
    by_share, by_line, by_budget = Counter(), Counter(), Counter()
    for item in read.items.values():
        share = read.shares[item.share]
        by_share[share.pk] += item.amount
        # As in `limits`: what was refused leaves its room to another cost.
        counts = item.accepted if read.claims[item.claim].is_approved and item.accepted is not None else item.amount
        by_line[share.line] += counts
        by_budget[share.budget] += counts
        _item(verdict, read, item, share)
    for key, amount in by_share.items():
        verdict.at_most("claimed of a share", read.shares[key].amount, amount, f"share {key}")
    rules = rules_of_many([Budget(pk=key) for key in by_budget])
    for key, amount in by_budget.items():
        budget = read.budgets[key]
        verdict.at_most("claimed of a budget", budget.total, amount, f"budget {key}", is_open=budget.is_open)
        for line, limit in limits_of_lines(budget, rules[key]).items():
            if line in by_line:
                verdict.at_most("claimed of a line", limit, by_line[line], f"line {line}", is_open=budget.is_open)


def _item(verdict, read, item, share):
    claim, where = read.claims[item.claim], f"claimed item {item.pk}"
    verdict.at_most("accepted", item.amount, item.accepted, where)
    if claim.is_approved:
        verdict.compare("accepted", item.accepted is not None, where)
    if not claim.is_open:
        verdict.compare("claimed when approved", not read.budgets[share.budget].is_open, where)


@dataclass(frozen=True)
class _Line:
    """What `allowances` asks of a line."""

    pk: int
    amount: object
    category_id: int | None


def limits_of_lines(budget, rules):
    """{line: cents that may be claimed of it, None when it is not stated}."""
    lines = [_Line(pk, from_cents(amount), budget.categories[pk]) for pk, amount in budget.lines.items()]
    total = whole(budget.lines.values()) if budget.stated is None else budget.stated
    allowed = allowances(lines, from_cents(total), rules)
    return {pk: None if amount is None else amount + cents(allowed[pk]) for pk, amount in budget.lines.items()}


def _claims(verdict, read):
    """What was handed in stands in its frozen version, row by row; accepted amounts from the approval on."""
    items = defaultdict(list)
    for item in read.items.values():
        claim = read.claims[item.claim]
        items[claim.pk].append(item)
        if claim.joined_in is not None:
            items[claim.joined_in].append(item)
    for claim in read.claims.values():
        if claim.is_open:
            continue
        where = f"claim {claim.pk}"
        step, content = read.claim_versions.get(claim.pk, ("", "{}"))
        rows = {row["item"]: row for row in json.loads(content).get("rows", [])}
        verdict.compare("claim version", bool(step), where)
        if not step:
            continue
        verdict.compare("claim version", (step == ClaimStep.APPROVED) == claim.is_approved, where)
        verdict.compare("claim version", set(rows) == {item.pk for item in items[claim.pk]}, where)
        for item in items[claim.pk]:
            _item_as_frozen(verdict, read, item, rows.get(item.pk), decided=step == ClaimStep.APPROVED)


def _item_as_frozen(verdict, read, item, row, *, decided):
    if row is None:
        return
    share = read.shares[item.share]
    expense = read.expenses[share.expense]
    then = [row["claimed"], row["share_amount"], row["charged"], row["total"]]
    now = [item.amount, share.amount, expense.charged, expense.total]
    if decided:
        then, now = [*then, row["accepted"]], [*now, item.accepted]
    for frozen, live in zip(then, now, strict=True):
        verdict.compare("claim version", frozen == live, f"claimed item {item.pk}", frozen, live)


def euros(amount):
    return "not stated" if amount is None else f"{from_cents(amount):.2f}"

"""What people do with money, one move at a time and at random: the state machine and the threads make the same moves.

A move reads what there is, chooses, and calls the verbs. It returns nothing; a verb may refuse (`REFUSALS`), nobody else may.
"""
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError

from budgets import actions
from budgets.actions import amendments, claims, expenses, versions
from budgets.actions.grid import Clash, Doubtful, save_grid
from budgets.choices import AgreementState, BudgetState, CostBasis
from budgets.models import (
    Amendment,
    AmendmentAgreement,
    AmendmentChange,
    Budget,
    BudgetLine,
    Claim,
    ClaimItem,
    CostCategory,
    Expense,
    ExpenseShare,
    ReportingPeriod,
)
from portal.shared.money import from_cents, grant_of, share_out
from portal.shared.verbs import StaleSave
from projects.models import Programme, RuleSet
from tests.budgets import world as here

REFUSALS = (ValidationError, StaleSave, Clash, Doubtful)
CENTS = (0, 1, 99, 5_000, 12_345, 100_000, 499_999, 500_000, 1_300_000, 4_200_000)
RATES = ("70.80", "85", "33.33", "100", "0.01")
SPENT_ON, DECIDED_ON = date(2024, 9, 20), date(2026, 11, 1)
MOVES = {}
# What takes everything back is done seldom, or nothing would get far.
SELDOM = {"reopen", "compute_a_line", "withdraw", "leave_a_change_out", "remove_a_line", "put_an_expense_away"}


class Nothing(Exception):
    """There is nothing this move could be about."""


def move(function):
    MOVES[function.__name__] = function
    return function


def one(rnd, rows):
    rows = list(rows.order_by("pk"))
    if not rows:
        raise Nothing
    return rnd.choice(rows)


def euros(rnd):
    return from_cents(rnd.choice(CENTS))


def usual():
    """The names of the moves, each as often as it is made."""
    return [name for name in MOVES for _time in range(1 if name in SELDOM else 4)]


# --- budgets being prepared


@move
def type_into_the_grid(project, rnd):
    """One cell of the table, from what stands in it."""
    budget = one(rnd, Budget.objects.filter(project=project))
    kind = rnd.choice(["line", "line", "share", "total", "new"])
    if kind == "line":
        line = one(rnd, budget.lines)
        name, was = f"line-{line.pk}-amount", line.amount
    elif kind == "share":
        share = one(rnd, budget.shares)
        name, was = f"share-{budget.pk}-{share.source}_{share.programme_id or 0}", share.amount
    elif kind == "total":
        name, was = f"total-{budget.pk}", budget.stated_total
    else:
        title = f"new-{budget.pk}-a-title"
        save_grid(project, {title: ("Rida", ""), f"new-{budget.pk}-a-amount": (f"{euros(rnd)}", "")}, by=None, overruled=True)
        return
    text = rnd.choice(["", f"{euros(rnd)}"])
    save_grid(project, {name: (text, "" if was is None else f"{was:.2f}")}, by=None, overruled=True)


@move
def make_it_agree(project, rnd):
    """The total is what the lines make, the grant is a rate of it cut down to the cent, the rest is one's own."""
    for budget in Budget.objects.filter(project=project).order_by("pk"):
        amounts = [line.amount for line in budget.lines.all()]
        if budget.state != BudgetState.DRAFT or not amounts or None in amounts:
            continue
        total = sum(amounts)
        budget.stated_total = total
        actions.change_budget(budget, by=None, version=budget.version)
        grant, own = grant_of(total, Decimal(rnd.choice(RATES)))
        actions.set_share(budget, "grant", grant, by=None)
        actions.set_share(budget, "own", own, by=None)
    actions.set_stated_total(project, None, by=None)


@move
def remove_a_line(project, rnd):
    actions.remove_line(one(rnd, BudgetLine.objects.filter(budget__project=project)), by=None)


@move
def change_a_line(project, rnd):
    line = one(rnd, BudgetLine.objects.filter(budget__project=project))
    line.amount = euros(rnd)
    actions.change_line(line, by=None, version=line.version)


@move
def compute_a_line(project, rnd):
    """An amount by units, or a percentage of the lines of a category."""
    line = one(rnd, BudgetLine.objects.filter(budget__project=project))
    if rnd.random() < 0.5:
        line.cost_basis, line.quantity, line.unit_cost = CostBasis.UNIT, rnd.randint(1, 9), euros(rnd)
        line.flat_rate = line.flat_of = None
    else:
        line.cost_basis, line.flat_rate, line.flat_of = CostBasis.FLAT, rnd.randint(1, 40), CostCategory.objects.get()
        line.category = line.quantity = line.unit_cost = None
    actions.change_line(line, by=None, version=line.version)


@move
def approve(project, rnd):
    versions.approve_budgets(project, approved_on=DECIDED_ON, decided_by="Juhatus", by=None)


@move
def reopen(project, rnd):
    versions.reopen_budgets(project, reason="Viga", by=None)


# --- amendments


@move
def propose(project, rnd):
    """Move an amount from one line to another, or change any amount to anything."""
    draft = Amendment.objects.filter(project=project, state="draft").order_by("pk").first()
    if draft is None:
        draft = amendments.open_amendment(project, title="Muudatus", reason="Hinnad tõusid.", by=None)
    budget = one(rnd, Budget.objects.filter(project=project))
    rows = rnd.choice([budget.lines, budget.lines, budget.shares])
    name = "line" if rows.model is BudgetLine else "share"
    old, new = one(rnd, rows), one(rnd, rows)
    if rnd.random() < 0.1:
        amendments.set_change(draft, budget=budget, after=euros(rnd), by=None, **{name: old})
        return
    if old == new or old.amount is None or new.amount is None:
        raise Nothing
    by = min(old.amount, euros(rnd))
    for row, after in [(old, old.amount - by), (new, new.amount + by)]:
        amendments.set_change(draft, budget=budget, after=after, by=None, **{name: row})


@move
def leave_a_change_out(project, rnd):
    amendments.remove_change(one(rnd, AmendmentChange.objects.filter(amendment__project=project)), by=None)


@move
def submit_the_amendment(project, rnd):
    amendments.submit_amendment(one(rnd, Amendment.objects.filter(project=project, state="draft")), by=None)


@move
def answer(project, rnd):
    asked = AmendmentAgreement.objects.filter(amendment__project=project, state=AgreementState.ASKED)
    amendments.answer_amendment(one(rnd, asked), agrees=rnd.random() < 0.8, note="Nii on", by=None)


@move
def decide(project, rnd):
    waiting = one(rnd, Amendment.objects.filter(project=project, state="submitted"))
    amendments.decide_amendment(
        waiting, approved=rnd.random() < 0.8, decided_on=DECIDED_ON, overrule=rnd.choice(["", "Kiire", "Kiire"]), by=None
    )


@move
def withdraw(project, rnd):
    amendments.withdraw_amendment(one(rnd, Amendment.objects.filter(project=project)), by=None)


# --- expenses


@move
def spend(project, rnd):
    """A document with or without VAT that counts, divided between one to three lines of any partners, or on no line of theirs."""
    lines = list(BudgetLine.objects.filter(budget__project=project).select_related("budget__partnership").order_by("pk"))
    if not lines:
        raise Nothing
    total = from_cents(rnd.choice((1, 99, 12_345, 100_000, 499_999)))
    vat = rnd.choice([None, Decimal("0.01"), Decimal("0.00")])
    expense = Expense(
        project=project, payer=lines[0].budget.partnership, supplier="OÜ Näidis", number=str(rnd.random()), issued_on=SPENT_ON,
        paid_on=SPENT_ON, total=total, vat=vat, vat_eligible=vat is None or rnd.random() < 0.5,
    )
    chosen = rnd.sample(lines, k=min(len(lines), rnd.randint(1, 3)))
    charged = total if expense.vat_eligible else total - vat
    parts = share_out(charged, [rnd.randint(1, 3) for _line in chosen])
    expenses.add_expense(
        expense, [(line.budget, rnd.choice([line, line, line, None]), part) for line, part in zip(chosen, parts, strict=True)],
        by=None, overrule=True,
    )


@move
def correct_an_expense(project, rnd):
    expense = one(rnd, Expense.objects.filter(project=project))
    expense.total = from_cents(rnd.choice((1, 500, 12_345, 499_999)))
    expenses.change_expense(expense, None, by=None, version=expense.version, overrule=True)


@move
def put_an_expense_away(project, rnd):
    """Or take it back."""
    expense = one(rnd, Expense.objects.filter(project=project))
    if expense.is_archived:
        expenses.restore_expense(expense, overrule=True, by=None)
    else:
        expenses.archive_expense(expense, by=None)


# --- claims


@move
def open_a_claim(project, rnd):
    partnership = one(rnd, Budget.objects.filter(project=project).select_related("partnership")).partnership
    period = one(rnd, ReportingPeriod.objects.filter(project=project))
    claims.open_claim(period, rnd.choice([partnership, partnership, partnership, None]), by=None)


@move
def fill_a_claim(project, rnd):
    """All that the partner spent, wholly or in part."""
    claim = one(rnd, Claim.objects.filter(project=project, state__in=["draft", "returned"], partnership__isnull=False))
    shares = ExpenseShare.objects.filter(budget__partnership=claim.partnership, expense__archived_at=None).order_by("pk")
    amounts = {share.pk: rnd.choice([share.amount, share.amount, min(share.amount, euros(rnd))]) for share in shares}
    claims.set_items(claim, {key: amount for key, amount in amounts.items() if rnd.random() < 0.8}, by=None)


@move
def hand_in(project, rnd):
    claim = one(rnd, Claim.objects.filter(project=project, state__in=["draft", "returned"]))
    claims.submit_claim(claim, by=None, incomplete_because="Näidis")


@move
def process(project, rnd):
    """What the controller does next."""
    claim = one(rnd, Claim.objects.filter(project=project, state__in=["submitted", "review"]))
    if rnd.random() < 0.15:
        claims.return_claim(claim, because="Lisa arve", by=None)
    elif claim.state == "submitted":
        claims.take_into_review(claim, by=None)
    else:
        items = ClaimItem.objects.filter(claim=claim)
        claims.accept_items(claim, {item.pk: (min(item.amount, euros(rnd)), "Ei kuulu siia") for item in items}, by=None)
        claims.approve_claim(claim, decided_on=DECIDED_ON.replace(month=11, day=22), decided_by="Kontrollija", by=None)


# --- where it begins


def begin(project, organisation):
    """The LEADER figures with two lines of Võrumaa's, two periods, and rules that let a line be exceeded a little."""
    here.seed_two(project, organisation)
    second = Budget.objects.order_by("pk").last()
    here.line(second, 1, "40000", "Koolitused")
    here.line(second, 2, "2000", "Bussid")
    for number, (first, last) in enumerate([(date(2024, 7, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 6, 30))], 1):
        ReportingPeriod.objects.create(project=project, number=number, starts_on=first, ends_on=last)
    programme = Programme.objects.create(code="leader", name_et="LEADER")
    BudgetLine.objects.update(category=CostCategory.objects.create(programme=programme, code="K", name_et="Kohtumised"))
    Budget.objects.update(rule_set=RuleSet.objects.create(programme=programme, flexibility=10, flexibility_amount=Decimal(50)))


FAR = {
    "approved": lambda project: Budget.objects.filter(project=project, state="approved"),
    "amended": lambda project: Amendment.objects.filter(project=project, state="approved"),
    "claimed": lambda project: Claim.objects.filter(project=project, state__in=["submitted", "review", "approved"]),
    "accepted": lambda project: Claim.objects.filter(project=project, state="approved", partnership__isnull=False),
}


def reached(project):
    """How far it came."""
    return [name for name, rows in FAR.items() if rows(project).exists()]

"""A project with approved budgets, its periods and expenses, for the tests about claims."""
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

from budgets.actions import claims as verbs_of_claims
from budgets.actions.expenses import add_expense
from budgets.actions.payouts import add_payout
from budgets.actions.versions import approve_budgets
from budgets.models import Budget, BudgetLine, Expense, Payout, ReportingPeriod
from portal.shared import verbs
from projects.models import Partnership, Project
from tests.budgets import world as here

FIRST, LAST = date(2024, 7, 1), date(2024, 12, 31)


def made(project, organisation):
    """18 000 = 5000 + 13 000 = 12 743,68 + 5256,32, approved; the first half-year, due on 31.01.2025."""
    Project.objects.filter(pk=project.pk).update(starts_on=FIRST, ends_on=date(2025, 6, 30))
    project.refresh_from_db()
    here.seed_two(project, organisation)
    approve(project)
    partnership = Partnership.objects.get(project=project, organisation=organisation)
    budget = Budget.objects.get(partnership=partnership)
    seminars, trip = BudgetLine.objects.filter(budget=budget).order_by("number")
    return SimpleNamespace(
        project=project, partnership=partnership, budget=budget, seminars=seminars, trip=trip, period=period(project),
    )


def approve(project):
    approve_budgets(project, approved_on=date(2024, 6, 18), decided_by="Juhatus", by=None)


def period(project, number=1, first=FIRST, last=LAST, **fields):
    days = {"partner_due_on": date(2025, 1, 15), "claim_due_on": date(2025, 1, 31)} | fields
    return verbs.create(ReportingPeriod(project=project, number=number, starts_on=first, ends_on=last, **days), by=None)


def share(world, amount, line=None, number="1", issued_on=date(2024, 9, 20), paid_on=date(2024, 9, 25), **fields):
    """An expense of the partner, all of it on one line (the seminars)."""
    expense = Expense(
        project=world.project, payer=world.partnership, supplier="OÜ Näidis", number=number, issued_on=issued_on,
        paid_on=paid_on, total=Decimal(amount), vat=Decimal(0), **fields,
    )
    made = add_expense(expense, [(world.budget, line or world.seminars, Decimal(amount))], by=None)
    return made.shares.get()


def draft(world, *shares, by=None):
    """A claim of the partner that asks for these shares wholly."""
    claim = verbs_of_claims.open_claim(world.period, world.partnership, by=by)
    verbs_of_claims.set_items(claim, {share.pk: share.amount for share in shares}, by=by)
    return claim


def submitted(world, *shares, by=None):
    claim = draft(world, *shares, by=by)
    return verbs_of_claims.submit_claim(claim, by=by, on=date(2025, 1, 10), incomplete_because="Näidis")


def approved(world, *shares, by=None):
    claim = verbs_of_claims.take_into_review(submitted(world, *shares, by=by), by=by)
    rows = {item.pk: (item.amount, "") for item in claim.items.all()}
    verbs_of_claims.accept_items(claim, rows, by=by)
    return verbs_of_claims.approve_claim(claim, decided_on=date(2025, 2, 1), decided_by="Kontrollija", by=by)


def set_all(claim, shares, by=None):
    """The claim asks for these shares besides those it asks for already."""
    there = {item.share_id: item.amount for item in claim.items.all()}
    return verbs_of_claims.set_items(claim, there | {share.pk: share.amount for share in shares}, by=by)


def received(world, amount, **fields):
    return add_payout(Payout(budget=world.budget, paid_on=date(2025, 2, 10), amount=Decimal(amount), **fields), by=None)

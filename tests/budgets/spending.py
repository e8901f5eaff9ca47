"""What was spent in the project of `seed_two`: half of the period gone, invented costs, made through the verbs."""
from datetime import date
from decimal import Decimal

from budgets.actions.claims import open_claim, set_items, submit_claim
from budgets.actions.versions import approve_budgets
from budgets.models import Budget, Expense, ExpenseShare, LineForecast, Payout, ReportingPeriod
from portal.shared import verbs

MIDDLE = date(2024, 12, 30)  # the 183rd of the 365 days from 01.07.2024 to 30.06.2025


def expense(budget, amount, on=date(2024, 9, 10), line=None, supplier="Trükikoda", number="A-1", **fields):
    """An invoice whose whole amount falls on one line, or on none."""
    amount = Decimal(amount)
    made = verbs.create(
        Expense(
            project=budget.project, payer=budget.partnership, supplier=supplier, number=number, issued_on=on, total=amount,
            charged=amount, **fields,
        ), by=None,
    )
    return verbs.create(ExpenseShare(expense=made, budget=budget, line=line, amount=amount), by=None)


def claim(budget, *shares, submit=True):
    """A claim of the budget's partner for these shares, handed in unless told otherwise; the budgets are approved first."""
    if not Budget.objects.get(pk=budget.pk).is_approved:
        approve_budgets(budget.project, approved_on=date(2024, 6, 18), decided_by="Juhatus", by=None)
    period = ReportingPeriod.objects.filter(project=budget.project).first() or verbs.create(
        ReportingPeriod(project=budget.project, number=1, starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 31)), by=None
    )
    made = open_claim(period, budget.partnership, by=None)
    set_items(made, {share.pk: share.amount for share in shares}, by=None)
    return submit_claim(made, by=None, on=date(2025, 1, 10), incomplete_because="Näidis") if submit else made


def payout(budget, amount, programme=None):
    return verbs.create(
        Payout(budget=budget, amount=Decimal(amount), paid_on=date(2024, 12, 1), programme=programme), by=None
    )


def forecast(line, amount):
    return verbs.create(LineForecast(line=line, amount=Decimal(amount), as_of=date(2024, 12, 1)), by=None)

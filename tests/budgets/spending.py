"""What was spent in the project of `seed_two`: half of the period gone, invented costs, made through the verbs."""
from datetime import date
from decimal import Decimal

from budgets.models import Claim, ClaimItem, Expense, ExpenseShare, LineForecast, Payout, ReportingPeriod
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


def claim(budget, *shares, state="submitted", accepted=None):
    period = ReportingPeriod.objects.filter(project=budget.project).first() or verbs.create(
        ReportingPeriod(project=budget.project, number=1, starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 31)), by=None
    )
    made = verbs.create(Claim(project=budget.project, period=period, partnership=budget.partnership), by=None)
    for share in shares:
        verbs.create(ClaimItem(claim=made, share=share, amount=share.amount, accepted=accepted), by=None)
    Claim.objects.filter(pk=made.pk).update(state=state)
    return made


def payout(budget, amount, programme=None):
    return verbs.create(
        Payout(budget=budget, amount=Decimal(amount), paid_on=date(2024, 12, 1), programme=programme), by=None
    )


def forecast(line, amount):
    return verbs.create(LineForecast(line=line, amount=Decimal(amount), as_of=date(2024, 12, 1)), by=None)

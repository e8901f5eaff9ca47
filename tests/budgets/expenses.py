"""Cost documents for tests, made through the verbs."""
from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from budgets.actions.expenses import add_expense
from budgets.models import Claim, ClaimItem, Expense, ReportingPeriod
from portal.shared import verbs
from tests.budgets import world as here

DAY = date(2024, 9, 5)


def seed(project, organisation):
    """The budgets of the seed with the first one's two lines: 5000 and 13 000."""
    first, second = here.seed_two(project, organisation)
    return first, second, *first.lines.order_by("number")


def new(budget, total="100", **fields):
    """A cost document that is not saved yet; the budget's partner pays it."""
    values = {"supplier": "Näide OÜ", "number": "A-1", "issued_on": DAY, "vat": Decimal(0)} | fields
    return Expense(project=budget.project, payer=budget.partnership, total=Decimal(total), **values)


def expense(budget, total="100", line=None, parts=None, by=None, **fields):
    row = new(budget, total, **fields)
    return add_expense(row, parts or [(budget, line, None)], by=by)


def upload(name="arve.txt", text="Arve"):
    return SimpleUploadedFile(name, text.encode())


def claimed(expense, state="submitted"):
    """The expense stands in a claim of its payer, in this state."""
    period = ReportingPeriod(project=expense.project, number=1, starts_on=date(2024, 7, 1), ends_on=date(2024, 12, 31))
    period = verbs.create(period, by=None)
    claim = verbs.create(Claim(project=expense.project, period=period, partnership=expense.payer), by=None)
    for share in expense.shares.all():
        verbs.create(ClaimItem(claim=claim, share=share, amount=share.amount), by=None)
    claim.state = state
    return verbs.update(claim, by=None, version=claim.version)

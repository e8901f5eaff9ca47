"""Money, made through the verbs. `seed_two` is the budget of the project that states its money (B-13 … B-16)."""
from datetime import date
from decimal import Decimal

from budgets import actions
from budgets.models import Budget, BudgetLine
from projects.models import Partnership
from tests.communities import world as villages


def budget(project, organisation, total=None):
    partnership = Partnership.objects.get(project=project, organisation=organisation)
    stated = Decimal(total) if total is not None else None
    return actions.add_budget(Budget(project=project, partnership=partnership, stated_total=stated), by=None)


def line(budget, number, amount=None, title="Rida", **fields):
    amount = Decimal(amount) if amount is not None else None
    made = BudgetLine(budget=budget, number=number, title_et=title, amount=amount, **fields)
    return actions.add_line(made, by=None)


def share(budget, source, amount, as_of=None, **fields):
    return actions.set_share(budget, source, Decimal(amount), by=None, as_of=as_of, **fields)


def seed_two(project, organisation):
    """18 000 with two lines and two sources beside 42 000 of which nothing more is known; 60 000 is stated."""
    first = budget(project, organisation, "18000")
    line(first, 1, "5000", "Seminarid")
    line(first, 2, "13000", "Õppereis")
    share(first, "grant", "12743.68", date(2024, 6, 18))
    share(first, "own", "5256.32")
    second = budget(project, villages.partner(project, "Võrumaa"), "42000")
    actions.set_stated_total(project, Decimal("60000"), by=None)
    return first, second

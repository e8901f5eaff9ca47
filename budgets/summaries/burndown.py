"""What is left of a budget month by month, beside a plan that goes down evenly. Euros; no queries."""
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from portal.shared.money import CENT

MOST_MONTHS = 240


@dataclass(frozen=True)
class Month:
    """`spent` in the month, `left` at its end; both None for months to come. `plan`: what the even plan leaves at its end."""

    first: date
    spent: Decimal | None
    left: Decimal | None
    plan: Decimal


@dataclass(frozen=True)
class Burndown:
    """`by_now`: what the even plan had used up by the end of `today`'s month; `spent`: what really was."""

    total: Decimal
    months: tuple[Month, ...]
    spent: Decimal
    by_now: Decimal

    @property
    def ahead(self):
        """More spent than the even plan; below zero: less."""
        return self.spent - self.by_now


def burndown_of(figures, starts_on, ends_on, today):
    """Burndown of PartnerSpending or Spending; None when the total or the period is not stated or has no months.

    Costs dated before the first month or after the last widen the period: no cent is left out.
    """
    if not figures.planned or starts_on is None or ends_on is None:
        return None
    dated = dict(figures.months)
    first = min([starts_on.replace(day=1), *dated])
    last = max([ends_on.replace(day=1), *dated])
    now = max([today.replace(day=1), *dated])
    months, left = [], figures.planned
    for month in months_from(first, last):
        known = month <= now
        spent = dated.get(month, Decimal("0.00")) if known else None
        left = left - spent if known else None
        months.append(Month(month, spent, left, plan_at(figures.planned, starts_on, ends_on, end_of(month))))
        if len(months) > MOST_MONTHS:
            return None
    by_now = figures.planned - plan_at(figures.planned, starts_on, ends_on, end_of(today))
    return Burndown(figures.planned, tuple(months), figures.spent, by_now)


def months_from(first, last):
    while first <= last:
        yield first
        first = end_of(first) + timedelta(days=1)


def end_of(day):
    """The last day of its month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def plan_at(total, starts_on, ends_on, day):
    """What an even plan leaves of the total at the end of a day."""
    whole = (ends_on - starts_on).days + 1
    gone = min(max((day - starts_on).days + 1, 0), whole)
    return (total * (whole - gone) / whole).quantize(CENT, ROUND_HALF_UP)

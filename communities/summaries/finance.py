"""Money of a plan: what three years bring, how many users it takes, how long the reserve lasts, what is to be bought.

Pure functions over rows. What is not known is None, never 0, and how much is known is said beside it.
"""
import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from communities.choices import CostSource, FinanceKind

YEARS = ("year_1", "year_2", "year_3")
# The thresholds of LEADER, the only programme of ours that states any; a programme's own rules go first.
ONE_QUOTE_FROM, THREE_QUOTES_ABOVE = Decimal(1000), Decimal(5000)


@dataclass(frozen=True)
class YearOfMoney:
    """Euros, or None when nothing is known. `memo`: voluntary work, for information; it is never in the result."""

    income: Decimal | None
    cost: Decimal | None
    memo: Decimal | None
    result: Decimal | None


@dataclass(frozen=True)
class MoneyPlan:
    """`known` of `rows` rows state all three years."""

    years: tuple[YearOfMoney, ...]
    known: int
    rows: int

    @property
    def is_known(self):
        """Is any amount known at all?"""
        return any(amount is not None for year in self.years for amount in (year.income, year.cost, year.memo))

    @property
    def ends_with_loss(self):
        result = self.years[-1].result
        return result is not None and result < 0


@dataclass(frozen=True)
class BreakEven:
    """`users`: how many a year cover the fixed cost, or None; then `why`: "fixed", "price", "variable" is unknown, or
    "never": each user costs at least what he pays."""

    users: int | None
    why: str = ""


@dataclass(frozen=True)
class Shopping:
    """`by_source`: [(source or "", euros)] in the order of the choices; `total`: None when nothing is known;
    `unquoted`: [(row, quotes at hand, quotes needed)]."""

    total: Decimal | None
    by_source: tuple
    known: int
    rows: int
    unquoted: tuple


def money_plan(rows):
    """The MoneyPlan of some FinanceRows."""
    rows = list(rows)
    years = tuple(_year(rows, year) for year in YEARS)
    known = sum(all(getattr(row, year) is not None for year in YEARS) for row in rows)
    return MoneyPlan(years, known, len(rows))


def _year(rows, year):
    sums = {kind: _known_sum(getattr(row, year) for row in rows if row.kind == kind) for kind in FinanceKind}
    present = {row.kind for row in rows}
    # A plan without any row of income brings nothing, and that is known.
    income, cost = (
        sums[kind] if kind in present else Decimal(0) for kind in (FinanceKind.INCOME, FinanceKind.COST)
    )
    counted = present & {FinanceKind.INCOME, FinanceKind.COST}
    result = income - cost if counted and income is not None and cost is not None else None
    return YearOfMoney(sums[FinanceKind.INCOME], sums[FinanceKind.COST], sums[FinanceKind.MEMO], result)


def break_even(rows, price, variable):
    """How many users a year pay the fixed cost of the first year. `price`, `variable`: euros per user, or None."""
    fixed = _known_sum(row.year_1 for row in rows if row.kind == FinanceKind.COST and row.is_fixed)
    if fixed is None:
        return BreakEven(None, "fixed")
    if price is None:
        return BreakEven(None, "price")
    if variable is None:
        return BreakEven(None, "variable")
    if price <= variable:
        return BreakEven(None, "never")
    return BreakEven(math.ceil(fixed / (price - variable)))


def months_of_reserve(rows, reserve):
    """For how many months the reserve pays the cost of the first year, to one decimal; None when it cannot be known."""
    cost = _known_sum(row.year_1 for row in rows if row.kind == FinanceKind.COST)
    if reserve is None or not cost:
        return None
    return (reserve * 12 / cost).quantize(Decimal("0.1"), ROUND_HALF_UP)


def shopping(rows, rules=None):
    """The Shopping of some InvestmentNeeds. `rules`: the programme's RuleSet, or None."""
    rows = list(rows)
    known = [row for row in rows if row.total is not None]
    by_source = [
        (source, sum(row.total for row in known if row.source == source))
        for source in (*CostSource.values, "")
        if any(row.source == source for row in known)
    ]
    needed = [(row, row.quotes or 0, quotes_needed(row.total, rules)) for row in known]
    unquoted = [(row, have, wanted) for row, have, wanted in needed if have < wanted]
    return Shopping(_known_sum(row.total for row in rows), tuple(by_source), len(known), len(rows), tuple(unquoted))


def quotes_needed(total, rules=None):
    """How many price quotes a purchase of this many euros needs."""
    one = ONE_QUOTE_FROM if rules is None or rules.one_quote_from is None else rules.one_quote_from
    three = THREE_QUOTES_ABOVE if rules is None or rules.three_quotes_from is None else rules.three_quotes_from
    if total > three:
        return 3
    return 1 if total >= one else 0


def _known_sum(amounts):
    """The sum of what is known, None when nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None

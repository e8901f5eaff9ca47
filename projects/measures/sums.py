"""Groups of like records, and how they are added up."""
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby


@dataclass(frozen=True)
class Row:
    """One group of like records: how many (`amount`), in which activity, and where they belong.

    `identity` makes the same thing count once however many rows it has (a community in three activities): as much as
    the biggest of them, so a workshop within a seminar adds nothing to the seminar's day (X-16).
    `parts` maps a distribution ("county", "region", "area", "cohort", "partner") to the item's key, or to {key: amount}
    when several share the row: its amounts add up to the row's (X-18). `tags` tell the measures apart ("theory",
    "held"). `activity` is a primary key or None, `project` always one. `on`: the day it happened; None while nobody stated one.
    """

    project: int
    amount: Decimal | Fraction | int
    activity: int | None = None
    tags: frozenset = frozenset()
    parts: Mapping[str, str | Mapping[str, Decimal | int]] = field(default_factory=dict)
    identity: Hashable | None = None
    on: date | None = None

    def split(self, distribution):
        """[(item key, amount)]: where the row belongs; nothing when it belongs nowhere."""
        part = self.parts.get(distribution)
        if not part:
            return []
        return list(part.items()) if isinstance(part, Mapping) else [(part, self.amount)]


class Sum:
    """Adds rows up; rows of the same identity count once, as much as the biggest of them."""

    def __init__(self, rows=()):
        self._once, self._total = {}, 0
        for row in rows:
            self.add(row)

    def add(self, row):
        if row.identity is not None:
            before = self._once.get(row.identity)
            self._once[row.identity] = row.amount if before is None else max(row.amount, before)
            self._total += self._once[row.identity] - (before or 0)
        else:
            self._total += row.amount

    @property
    def total(self):
        """Hours are added up as fractions, so that twenty minutes three times are an hour, and rounded once."""
        return rounded(self._total)


def rounded(amount):
    if not isinstance(amount, Fraction):
        return amount
    return (Decimal(amount.numerator) / amount.denominator).quantize(Decimal("0.01"))


def amount_of(rows):
    """The sum of the rows, whichever way they are ordered."""
    return Sum(rows).total


def months_of(rows):
    """[(first day of a month, the sum by its end)] of the months in which something came; rows without a day are left out."""
    found, so_far = [], Sum()
    dated = sorted((row for row in rows if row.on is not None), key=lambda row: row.on)
    for month, those in groupby(dated, key=lambda row: row.on.replace(day=1)):
        before = so_far.total
        for row in those:
            so_far.add(row)
        if so_far.total != before:
            found.append((month, so_far.total))
    return found


def counting_rows(rows):
    """Those of the rows that make up the sum, by their days: of one identity the biggest, of equal ones the earliest."""
    dated = sorted(rows, key=lambda row: (row.on is None, row.on or date.min))
    best = {}
    for row in dated:
        if row.identity is not None and (row.identity not in best or row.amount > best[row.identity].amount):
            best[row.identity] = row
    return [row for row in dated if row.identity is None or best[row.identity] is row]


def parted(rows, distribution):
    """{item key: amount} of a distribution; rows that belong nowhere are left out."""
    found = {}
    for row in rows:
        for key, amount in row.split(distribution):
            found.setdefault(key, []).append(replace(row, amount=amount))
    return {key: amount_of(those) for key, those in found.items()}


def subtree(pairs):
    """{activity: itself and everything below it} from (pk, parent) pairs."""
    children: dict[int | None, list[int]] = {}
    for pk, parent in pairs:
        children.setdefault(parent, []).append(pk)

    def below(pk):
        found = [pk]
        for child in children.get(pk, []):
            found += below(child)
        return found

    return {pk: below(pk) for group in children.values() for pk in group}

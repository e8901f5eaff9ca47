"""What a promise's figure is made of, day by day: the rows that count for it add up to it (X-37)."""
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from projects import measures
from projects.models import Target
from projects.summaries.promises import Promise, promise_of, subtree, with_parts


@dataclass(frozen=True)
class Counted:
    """Something that counts. `on`: None where nobody stated the day; `part`: where it belongs, in words; `activity`: its key."""

    on: date | None
    activity: int | None
    part: str
    amount: Decimal | int


@dataclass(frozen=True)
class Behind:
    """A promise with the rows behind it. `total`: what they add up to, None while nothing counts."""

    promise: Promise
    rows: tuple[Counted, ...]
    total: Decimal | int | None


class PromiseRows:
    """One promise and all that counts for it, asked once, to be looked at by day and by part.

    `pairs`: as of `promise_board`. `parts`: {key: label} of what it is divided by.
    """

    def __init__(self, project, pk, *, pairs):
        (self.target,) = with_parts(Target.objects.filter(project=project, pk=pk).select_related("activity"))
        self.project, self.within, self.count = project, subtree(pairs), measures.Count(project)
        self.division, self.measure = self.target.distribution, measures.get(self.target.measure)
        self.parts = {key: str(label) for key, label in self.count.items(self.division)} if self.division else {}

    def behind(self, until=None, part=""):
        """Behind as of a day; `part`: only the rows that belong to this part of it, as much of each as belongs there."""
        count = self.count.between(until=until)
        promise = promise_of(self.target, self.project, count, self.within, public=False, months=True)
        if self.measure is None:
            return Behind(promise, (), None)
        rows = count.rows(self.measure, self.within.get(self.target.activity_id) if self.target.activity_id else None)
        if part:
            amounts = ((row, dict(row.split(self.division)).get(part)) for row in rows)
            rows = [replace(row, amount=amount) for row, amount in amounts if amount is not None]
        return Behind(promise, tuple(map(self.counted, measures.counting_rows(rows))), measures.amount_of(rows))

    def counted(self, row):
        where = row.split(self.division) if self.division else ()
        words = ", ".join(self.parts.get(key, key) for key, _amount in where)
        return Counted(row.on, row.activity, words, measures.rounded(row.amount))

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
    """A promise with the rows behind it. `total`: what they add up to, None while nothing counts; `parts`: [(key, label)]."""

    promise: Promise
    rows: tuple[Counted, ...]
    total: Decimal | int | None
    parts: tuple[tuple[str, str], ...]


def promise_rows(project, pk, *, pairs, until=None, part="", months=True):
    """Behind of one promise as of a day; `part`: only what belongs to this part of it. `pairs`: as of `promise_board`."""
    (target,) = with_parts(Target.objects.filter(project=project, pk=pk).select_related("activity"))
    count, within = measures.Count(project, until=until), subtree(pairs)
    promise = promise_of(target, project, count, within, public=False, months=months)
    measure = measures.get(target.measure)
    labels = {key: str(label) for key, label in count.items(target.distribution)} if target.distribution else {}
    if measure is None:
        return Behind(promise, (), None, tuple(labels.items()))
    activities = within.get(target.activity_id) if target.activity_id else None
    rows = count.rows(measure, activities)
    if part:
        rows = [replace(row, amount=dict(row.split(target.distribution))[part]) for row in rows if belongs(row, target, part)]
    return Behind(
        promise,
        tuple(
            Counted(row.on, row.activity, words_of(row, target.distribution, labels), measures.rounded(row.amount))
            for row in measures.counting_rows(rows)
        ),
        measures.amount_of(rows), tuple(labels.items()),
    )


def belongs(row, target, part):
    return part in dict(row.split(target.distribution))


def words_of(row, distribution, labels):
    return ", ".join(labels.get(key, key) for key, _amount in row.split(distribution)) if distribution else ""

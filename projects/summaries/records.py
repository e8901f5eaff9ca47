"""The records behind figures, one by one: what a report shows of a number, and freezes with it.

Each app tells its own, with the tags and days by which its tallies count (`measures`), so that the records of a measure add up
to its figure.
"""
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from projects import measures
from projects.models import Activity, PeriodChange, Target
from projects.summaries.promises import Promise, promise_board, subtree


@dataclass(frozen=True)
class Record:
    """One row that a figure counts. `model`, `pk`, `version`: which, and as it was; `route`, `args`: its page.

    `amount`, `on`, `activity`, `tags`, `identity` as in `measures.Row`. `sensitive`: it is not named in a report.
    `partner`: the name of the partner whose business it is alone, for money.
    """

    model: str
    pk: int
    version: int | None
    label: str
    route: str = ""
    args: tuple = ()
    amount: Decimal | Fraction | int = 1
    on: date | None = None
    activity: int | None = None
    tags: frozenset = frozenset()
    identity: Hashable | None = None
    sensitive: bool = False
    partner: str = ""


@dataclass(frozen=True)
class Reported:
    """A promise as of a day, with the rows that make it up. `measure` is None when nothing counts yet."""

    promise: Promise
    measure: measures.Measure | None
    activities: tuple | None
    rows: tuple[measures.Row, ...]


def between(records, since, until):
    """Those of a period, both days included; what has no day is in no period."""
    return [row for row in records if row.on is not None and since <= row.on <= until]


def counting(records, tags, activities=None):
    """Those that a measure with these tags counts; of the same identity only the biggest, as `measures.amount_of` does."""
    wanted = None if activities is None else set(activities)
    once, others = {}, []
    for row in records:
        if not tags <= row.tags or (wanted is not None and row.activity not in wanted):
            continue
        if row.identity is None:
            others.append(row)
        elif row.identity not in once or row.amount > once[row.identity].amount:
            once[row.identity] = row
    return sorted([*others, *once.values()], key=lambda row: (row.on or date.max, row.pk))


def reported_promises(project, count):
    """([Reported], [Check]) of the live promises, counted by `count` (a `measures.Count` with its period)."""
    pairs = list(Activity.objects.filter(project=project).values_list("pk", "parent_id"))
    board, within = promise_board(project, count=count, pairs=pairs), subtree(pairs)
    found = []
    for promise in board.promises:
        measure = measures.get(promise.target.measure)
        activities = within.get(promise.activity_id) if promise.activity_id else None
        rows = tuple(measures.counting_rows(count.rows(measure, activities))) if measure else ()
        found.append(Reported(promise, measure, None if activities is None else tuple(activities), rows))
    return found, list(board.checks)


def period_changes(project, since, until):
    """Decisions about the project's or an activity's end made in a period: one query."""
    rows = PeriodChange.objects.filter(project=project, decided_on__gte=since, decided_on__lte=until)
    return list(rows.select_related("activity", "document"))


def uncounted_promises(project):
    """[Target] of live promises for which nothing counts yet: one query."""
    return [row for row in Target.objects.filter(project=project).live().order_by("order", "pk") if not row.measure]

"""The registry of measures: how promises of this floor count records of the floors above.

An upper app registers, in `AppConfig.ready()`, a *tally* (one query that returns grouped counts of its records
for a project) and measures (which rows of the tally count, and where their records can be opened). A target only
names a measure. So no figure is ever typed, and one promise board costs one query per tally, however many targets
it shows.
"""
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True)
class Row:
    """One group of like records: how many (`amount`), in which activity, and where they belong.

    `identity` makes the same thing count once however many rows it has (a community in three activities): as much as
    the biggest of them, so a workshop within a seminar adds nothing to the seminar's day (X-16).
    `parts` maps a distribution ("county", "region", "area", "cohort", "partner") to the item's key, or to {key: amount}
    when several share the row: its amounts add up to the row's (X-18). `tags` tell the measures apart ("theory",
    "held"). `activity` is a primary key or None. `on`: the day it happened; None while nobody stated one.
    """

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


@dataclass(frozen=True)
class Measure:
    """A thing that can be counted. `records` names the list page whose rows are the figure's records.

    of_project  the page stands in the project's workspace: its address names the project
    public      everybody may open the records; otherwise only who works in the project gets a link
    """

    key: str
    label: str
    tally: str
    tags: frozenset = frozenset()
    records: str = ""
    query: Mapping[str, str] = field(default_factory=dict)
    of_project: bool = False
    public: bool = True

    def counts(self, row):
        return self.tags <= row.tags

    def url(self, project, activity=None):
        """Where the records behind the figure stand; empty when the app has no such list."""
        if not self.records:
            return ""
        query = {**({"activity": activity.pk} if activity else {}), **self.query}
        if self.of_project:
            address = reverse(self.records, args=[project.slug])
            return f"{address}?{urlencode(query)}" if query else address
        return f"{reverse(self.records)}?{urlencode({'project': project.slug, **query})}"


_tallies: dict[str, Callable] = {}
_measures: dict[str, Measure] = {}
_distributions: dict[str, Callable] = {}


def register_tally(key, count: Callable):
    """`count(project) -> Iterable[Row]` in a fixed number of queries."""
    _tallies[key] = count


def register(measure: Measure):
    _measures[measure.key] = measure


def register_distribution(key, items: Callable):
    """`items(project) -> list[(key, label)]`: all items by which a promise may be divided, in order."""
    _distributions[key] = items


def get(key):
    """The measure, or None when no app knows it (its figure is then "not counted yet")."""
    return _measures.get(key)


def choices():
    """(key, label) of all measures by label, for forms."""
    return sorted(((m.key, m.label) for m in _measures.values()), key=lambda pair: str(pair[1]))


def distribution_items(key, project):
    """[(key, label)] of a distribution; empty when no app knows it."""
    return _distributions[key](project) if key in _distributions else []


class Count:
    """The counted records of one project: every tally is asked at most once.

    `since`, `until` (days, both included): only what happened between them. What has no day is counted where neither is given,
    and told by `undated` otherwise. Records are counted as they are now: a plan withdrawn since then is in no count.
    """

    def __init__(self, project, since=None, until=None):
        self.project = project
        self.since, self.until = since, until
        self._rows: dict[str, list[Row]] = {}
        self._items: dict[str, list] = {}

    @property
    def is_bounded(self):
        return self.since is not None or self.until is not None

    def between(self, since=None, until=None):
        """The same records in another period: nothing that was asked already is asked again."""
        other = Count(self.project, since, until)
        other._rows, other._items = self._rows, self._items
        return other

    def items(self, distribution):
        """[(key, label)] of a distribution, asked once."""
        if distribution not in self._items:
            self._items[distribution] = distribution_items(distribution, self.project)
        return self._items[distribution]

    def rows(self, measure: Measure, activities: Iterable[int] | None = None):
        """The rows a measure counts, perhaps only within some activities."""
        rows = self.rows_of_any_day(measure, activities)
        return [row for row in rows if self.holds(row.on)] if self.is_bounded else rows

    def holds(self, on):
        """Does a day lie in the period?"""
        if on is None:
            return False
        return (self.since is None or on >= self.since) and (self.until is None or on <= self.until)

    def rows_of_any_day(self, measure, activities=None):
        if measure.tally not in self._rows:
            self._rows[measure.tally] = list(_tallies[measure.tally](self.project))
        wanted = None if activities is None else set(activities)
        return [
            row
            for row in self._rows[measure.tally]
            if measure.counts(row) and (wanted is None or row.activity in wanted)
        ]

    def total(self, measure, activities=None):
        return amount_of(self.rows(measure, activities))

    def undated(self, measure, activities=None):
        """How much of it has no day: in the total where no period is given, left out of it otherwise."""
        rows = self.rows_of_any_day(measure, activities)
        dated = [row for row in rows if row.on is not None]
        return amount_of(rows) - amount_of(dated) if len(dated) < len(rows) else 0

    def total_by_then(self, measure, activities=None):
        """For the promised side ("two for each community"): all but what is known to lie after the period. What has no day
        is in it, so that a promise never looks smaller than it is."""
        rows = self.rows_of_any_day(measure, activities)
        return amount_of(row for row in rows if self.until is None or row.on is None or row.on <= self.until)

    def by_part(self, measure, distribution, activities=None):
        """{item key: amount} of a distribution; rows that belong nowhere are left out."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(measure, activities):
            for key, amount in row.split(distribution):
                found.setdefault(key, []).append(replace(row, amount=amount))
        return {key: amount_of(rows) for key, rows in found.items()}


def amount_of(rows):
    """The sum of the rows; rows of the same identity count once, as much as the biggest of them."""
    once, others = {}, 0
    for row in rows:
        if row.identity is None:
            others += row.amount
        else:
            once[row.identity] = max(row.amount, once.get(row.identity, row.amount))
    total = others + sum(once.values())
    # Hours are added up as fractions, so that twenty minutes three times are an hour, and rounded once.
    return (Decimal(total.numerator) / total.denominator).quantize(Decimal("0.01")) if isinstance(total, Fraction) else total

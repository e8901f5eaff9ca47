"""The registry of measures: how promises of this floor count records of the floors above.

An upper app registers, in `AppConfig.ready()`, a *tally* (one query that returns grouped counts of its records
for a project) and measures (which rows of the tally count, and where their records can be opened). A target only
names a measure. So no figure is ever typed, and one promise board costs one query per tally, however many targets
it shows.
"""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode


@dataclass(frozen=True)
class Row:
    """One group of like records: how many (`amount`), in which activity, and where they belong.

    `identity` makes the same thing count once however many rows it has (a community in three activities).
    `parts` maps a distribution ("county", "region", "area", "cohort") to the item's key; `tags` tell the measures
    apart ("theory", "held"). `activity` is a primary key or None.
    """

    amount: Decimal | int
    activity: int | None = None
    tags: frozenset = frozenset()
    parts: Mapping[str, str] = field(default_factory=dict)
    identity: int | None = None


@dataclass(frozen=True)
class Measure:
    """A thing that can be counted. `records` names the list page whose rows are the figure's records."""

    key: str
    label: str
    tally: str
    tags: frozenset = frozenset()
    records: str = ""
    query: Mapping[str, str] = field(default_factory=dict)

    def counts(self, row):
        return self.tags <= row.tags

    def url(self, project, activity=None):
        """Where the records behind the figure stand; empty when the app has no such list."""
        if not self.records:
            return ""
        query = {"project": project.slug, **({"activity": activity.pk} if activity else {}), **self.query}
        return f"{reverse(self.records)}?{urlencode(query)}"


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
    """The counted records of one project: every tally is asked at most once."""

    def __init__(self, project):
        self.project = project
        self._rows: dict[str, list[Row]] = {}
        self._items: dict[str, list] = {}

    def items(self, distribution):
        """[(key, label)] of a distribution, asked once."""
        if distribution not in self._items:
            self._items[distribution] = distribution_items(distribution, self.project)
        return self._items[distribution]

    def rows(self, measure: Measure, activities: Iterable[int] | None = None):
        """The rows a measure counts, perhaps only within some activities."""
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

    def by_part(self, measure, distribution, activities=None):
        """{item key: amount} of a distribution; rows that belong nowhere are left out."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(measure, activities):
            key = row.parts.get(distribution)
            if key:
                found.setdefault(key, []).append(row)
        return {key: amount_of(rows) for key, rows in found.items()}


def amount_of(rows):
    """The sum of the rows; rows of the same identity count once."""
    once = {row.identity for row in rows if row.identity is not None}
    return len(once) + sum(row.amount for row in rows if row.identity is None)

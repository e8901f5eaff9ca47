"""The registry of measures: how promises of this floor count records of the floors above.

An upper app registers, in `AppConfig.ready()`, a *tally* (which asks for grouped counts of its records in some projects)
and measures (which rows of the tally count, and where their records can be opened). A target only names a measure. So no
figure is ever typed, and all the tallies of a promise board, or of a hundred boards, are asked in one query.
"""
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode

from portal.shared.bulk import ask


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
    """`count(projects)` is a generator of two halves: what it asks, and what it makes of the answers.

        def tally_lessons(projects):
            (groups,) = yield [Lesson.objects.filter(project__in=projects).values_list("project").annotate(n=Count("pk"))]
            for project, n in groups:
                yield Row(project, n)
    """
    _tallies[key] = count


def tallied(keys, projects):
    """{tally: [Row]} of some tallies for projects (keys or a queryset): one query, or none where no tally is named."""
    walks = {key: _tallies[key](projects) for key in dict.fromkeys(keys)}
    asked = {key: next(walk) for key, walk in walks.items()}
    answers = iter(ask([queryset for querysets in asked.values() for queryset in querysets]))
    return {key: list(rows_of(walks[key], [next(answers) for _queryset in querysets])) for key, querysets in asked.items()}


def rows_of(walk, answers):
    """The second half of a tally."""
    try:
        yield walk.send(answers)
    except StopIteration:
        return
    yield from walk


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


def counts_of(projects, measures):
    """{key: Count} of several projects, which know all these measures already: one query."""
    counts = {project.pk: Count(project) for project in projects}
    found = tallied((measure.tally for measure in measures), list(counts))
    for key, rows in found.items():
        for count in counts.values():
            count._rows[key] = []
        for row in rows:
            counts[row.project]._rows[key].append(row)
    return counts


class Count:
    """The counted records of one project: every tally is asked at most once, and those known beforehand (`know`) together.

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

    def know(self, measures):
        """Ask for all that these measures count: one query, or none."""
        keys = {measure.tally for measure in measures} - self._rows.keys()
        self._rows |= tallied(sorted(keys), [self.project.pk])

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
        self.know([measure])
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

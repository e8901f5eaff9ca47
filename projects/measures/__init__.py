"""The registry of measures: how promises of this floor count records of the floors above.

An upper app registers, in `AppConfig.ready()`, a *tally* (which asks for grouped counts of its records in some projects)
and measures (which rows of the tally count, and where their records can be opened). A target only names a measure. So no
figure is ever typed, and all the tallies of a promise board, or of a hundred boards, are asked in one query.
"""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.http import urlencode

from portal.shared import rollups
from portal.shared.bulk import ask
from portal.shared.ways import reverse
from projects.measures.figures import NOTHING, branch_of, spoken, told_figures
from projects.measures.sums import Row, Sum, amount_of, counting_rows, months_of, parted, rounded, subtree
from projects.models import Activity

__all__ = ["Count", "Measure", "Row", "Sum", "amount_of", "counting_rows", "months_of", "rounded", "subtree"]


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


def register_tally(key, count: Callable, *, daily=False):
    """`count(projects)` is a generator of two halves: what it asks, and what it makes of the answers.

        def tally_lessons(projects):
            (groups,) = yield [Lesson.objects.filter(project__in=projects).values_list("project").annotate(n=Count("pk"))]
            for project, n in groups:
                yield Row(project, n)

    `daily`: what it counts also depends on today's date.
    """
    _tallies[key] = count
    rollups.register(
        key, lambda projects: next(count(projects)), lambda projects: counted_figures([key], projects), also=[Activity],
        daily=daily,
    )


def everything_asked(projects):
    """The questions of all tallies."""
    return [question for count in _tallies.values() for question in next(count(projects))]


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
    """{key: Count} of several projects, which know all these measures already: one query, or two where figures are kept."""
    counts = {project.pk: Count(project) for project in projects}
    tallies, kept = {measure.tally for measure in measures}, {}
    if tallies and rollups.is_large(counts):
        kept = rollups.read(tallies, counts)
    missing = {(pk, key) for pk in counts for key in tallies} - kept.keys()
    asked, keys = sorted({pk for pk, _key in missing}), sorted({key for _pk, key in missing})
    mark = rollups.mark() if missing and rollups.is_large(counts) else None
    for pk in asked:
        counts[pk]._rows = {key: [] for key in keys}
    for key, rows in tallied(keys, asked).items() if asked else ():
        for row in rows:
            counts[row.project]._rows[key].append(row)
    for pk in asked:
        if any(len(rows) > rollups.MANY for rows in counts[pk]._rows.values()):
            rollups.found_large(pk)
    for (pk, key), figures in kept.items():
        counts[pk]._kept[key] = figures
    if mark is not None:
        rollups.keep(figures_in({pk: counts[pk]._rows for pk in asked}), mark)
    return counts


def counted_figures(keys, projects):
    """{project: figures} of a tally, counted now."""
    found = {pk: {key: [] for key in keys} for pk in projects}
    for key, rows in tallied(keys, list(projects)).items():
        for row in rows:
            found[row.project][key].append(row)
    return {pk: figures for (pk, _key), figures in figures_in(found).items()}


def figures_in(found):
    """{(project, tally): figures} of {project: {tally: [Row]}}: one query for the activities."""
    pairs = Activity.objects.filter(project__in=list(found)).values_list("project", "pk", "parent")
    trees = {pk: [] for pk in found}
    for project, pk, parent in pairs:
        trees[project].append((pk, parent))
    within = {project: subtree(pairs) for project, pairs in trees.items()}
    return {(pk, key): figures_of(key, rows, within[pk]) for pk, tallies in found.items() for key, rows in tallies.items()}


def figures_of(tally, rows, within):
    """{measure: {branch: [rows, total, undated, {distribution: {part: amount}}, [[month, sum]]]}}: what is kept of a tally.

    `within`: {activity: itself and everything below it}. The branch "" is the whole project. Under "" stand all branches; those
    in which nothing was counted are left out.
    """
    found = {"": ["", *sorted({branch_of(below) for below in within.values()})]}
    for measure in _measures.values():
        if measure.tally != tally:
            continue
        mine = [row for row in rows if measure.counts(row)]
        by_activity = {}
        for row in mine:
            by_activity.setdefault(row.activity, []).append(row)
        branches = {"": mine}
        for below in within.values():
            branches[branch_of(below)] = [row for pk in below for row in by_activity.get(pk, ())]
        found[measure.key] = {branch: told_figures(rows) for branch, rows in branches.items() if rows}
    return found


class Count:
    """The counted records of one project: every tally is asked at most once, and those known beforehand (`know`) together.

    `since`, `until` (days, both included): only what happened between them. What has no day is counted where neither is given,
    and told by `undated` otherwise. Records are counted as they are now: a plan withdrawn since then is in no count.
    """

    def __init__(self, project, since=None, until=None, *, read=rollups.read):
        """`read(names, scopes)`: who reads what is kept; a page that wants more of it reads all together (`rollups.Reader`)."""
        self.project, self.read = project, read
        self.since, self.until = since, until
        self._rows: dict[str, list[Row]] = {}
        self._kept: dict[str, dict] = {}
        self._items: dict[str, list] = {}

    @property
    def is_bounded(self):
        return self.since is not None or self.until is not None

    def between(self, since=None, until=None):
        """The same records in another period: nothing that was asked already is asked again."""
        other = Count(self.project, since, until, read=self.read)
        other._rows, other._kept, other._items = self._rows, self._kept, self._items
        return other

    def know(self, measures):
        """Ask for all that these measures count: one query, or none; of a large project for what is kept of it first."""
        project = self.project.pk
        keys, mark = {measure.tally for measure in measures} - self._rows.keys(), None
        if not self.is_bounded:
            keys -= self._kept.keys()
            if keys and rollups.is_large([project]):
                kept = self.read(keys, [project])
                self._kept |= {key: figures for (_project, key), figures in kept.items()}
                keys -= self._kept.keys()
                mark = rollups.mark() if keys else None
        found = tallied(sorted(keys), [project])
        self._rows |= found
        if any(len(rows) > rollups.MANY for rows in found.values()):
            rollups.found_large(project)
        if mark is not None:
            rollups.keep(figures_in({project: found}), mark)

    def figure(self, measure, activities, place):
        """One of the kept figures, or None where it must be counted."""
        if self.is_bounded or measure.tally in self._rows:
            return None
        self.know([measure])
        kept, branch = self._kept.get(measure.tally), "" if activities is None else branch_of(activities)
        if kept is None or measure.key not in kept or branch not in kept[""]:
            return None
        return kept[measure.key].get(branch, NOTHING)[place]

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
            self._rows |= tallied([measure.tally], [self.project.pk])
        wanted = None if activities is None else set(activities)
        return [
            row
            for row in self._rows[measure.tally]
            if measure.counts(row) and (wanted is None or row.activity in wanted)
        ]

    def total(self, measure, activities=None):
        kept = self.figure(measure, activities, 1)
        return amount_of(self.rows(measure, activities)) if kept is None else spoken(kept)

    def anything(self, measure):
        """Was anything counted at all?"""
        kept = self.figure(measure, None, 0)
        return bool(self.rows(measure) if kept is None else kept)

    def months(self, measure, activities=None):
        """How it grew, as `months_of`."""
        kept = self.figure(measure, activities, 4)
        if kept is None:
            return months_of(self.rows(measure, activities))
        return [(date.fromisoformat(month), spoken(amount)) for month, amount in kept]

    def undated(self, measure, activities=None):
        """How much of it has no day: in the total where no period is given, left out of it otherwise."""
        kept = self.figure(measure, activities, 2)
        if kept is not None:
            return spoken(kept)
        rows = self.rows_of_any_day(measure, activities)
        dated = [row for row in rows if row.on is not None]
        return amount_of(rows) - amount_of(dated) if len(dated) < len(rows) else 0

    def total_by_then(self, measure, activities=None):
        """For the promised side ("two for each community"): all but what is known to lie after the period. What has no day
        is in it, so that a promise never looks smaller than it is."""
        if not self.is_bounded:
            return self.total(measure, activities)
        rows = self.rows_of_any_day(measure, activities)
        return amount_of(row for row in rows if self.until is None or row.on is None or row.on <= self.until)

    def by_part(self, measure, distribution, activities=None):
        """{item key: amount} of a distribution; rows that belong nowhere are left out."""
        kept = self.figure(measure, activities, 3)
        if kept is None:
            return parted(self.rows(measure, activities), distribution)
        return {key: spoken(amount) for key, amount in kept.get(distribution, {}).items()}

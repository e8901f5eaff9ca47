"""What the pages must reach, and the verdict: which goals a measured table holds, and which pages miss a floor."""
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """Goal and floor of a kind of page: B1's time through its own, statements, kilobytes compressed; None is not asked."""

    ratio: tuple
    queries: tuple = None
    gz: tuple = None


FORM_KB, EDITOR_KB = (10, 15), (40, 60)
GOALS = {
    "list": Goal((0.8, 0.5), (8, 11), (10, 15)),
    "dashboard": Goal((0.7, 0.4), (10, 13), (8, 12)),
    "detail": Goal((0.7, 0.4), (10, 13), (8, 12)),
    "edit": Goal((0.6, 0.4), (8, 11), FORM_KB),
    "post": Goal((0.9, 0.5), (15, 18)),
    "public": Goal((0.8, 0.5), (3, 6), (5, 7.5)),
    "cached": Goal((4, 2.5), (3, 6), (5, 7.5)),
    "unchanged": Goal((5, 0), (3, 6)),
}
REPEAT, WORST, GROWTH, EXPORT = (2, 5), (4, 6), (0.85, 0.7), (40_000, 8_000)
# The editors hold a whole plan, a whole budget, a whole day's list.
EDITORS = ("communities:plan-section", "budgets:budget-grid", "trainings:attendance-edit")
# A file of few rows tells nothing of rows per second.
FEWEST_ROWS = 1000


def limits_of(row):
    """{figure: (goal, floor)} of one row of the table; a ratio is better high, the others are better low."""
    goal = GOALS.get(row["kind"])
    if goal is None:
        return {}
    kilobytes = EDITOR_KB if row["name"].startswith(EDITORS) and goal.gz else goal.gz
    found = {"ratio": goal.ratio, "queries": goal.queries, "gz": kilobytes, "repeat": REPEAT}
    return {name: pair for name, pair in found.items() if pair}


def figure_of(row, name):
    return row["gz"] / 1000 if name == "gz" else row[name]


def holds(name, figure, limit):
    return figure >= limit if name == "ratio" else figure <= limit


def missed(row, floor=True):
    """{figure: (what it is, the limit)} of what a row misses: the floor, or with `floor=False` the goal."""
    found = {}
    for name, pair in limits_of(row).items():
        limit = pair[1 if floor else 0]
        if not holds(name, figure_of(row, name), limit):
            found[name] = (figure_of(row, name), limit)
    return found


def summary(rows):
    """One list per kind and figure: [kind, figure, pages, median, worst, goal, pages at goal, floor, pages at floor]."""
    lines = []
    for kind in GOALS:
        mine = [row for row in rows if row["kind"] == kind]
        for name in ("ratio", "queries", "repeat", "gz"):
            pairs = [(figure_of(row, name), limits_of(row).get(name)) for row in mine]
            pairs = [(figure, pair) for figure, pair in pairs if pair]
            if not pairs:
                continue
            figures = [figure for figure, _pair in pairs]
            lines.append([
                kind, name, len(pairs), median(figures), min(figures) if name == "ratio" else max(figures),
                pairs[0][1][0], sum(holds(name, figure, pair[0]) for figure, pair in pairs),
                pairs[0][1][1], sum(holds(name, figure, pair[1]) for figure, pair in pairs),
            ])
    return lines


def percentile(weighed, share):
    """The value below which this share of all weights lies; `weighed`: [(value, weight)]."""
    ranked, passed = sorted(weighed), 0
    wanted = share * sum(weight for _value, weight in ranked)
    for value, weight in ranked:
        passed += weight
        if passed >= wanted - 1e-9:
            return value


def slowest(rows, b1):
    """The p99 of all visits of pages (not of files) as a multiple of B1's median; `b1` in milliseconds.

    Every page weighs the same, however often it was visited.
    """
    weighed = [(wall, 1 / len(row["walls"])) for row in rows if row["kind"] != "export" for wall in row["walls"]]
    return percentile(weighed, 0.99) / b1 if weighed else None


def growth(small, large):
    """[(name, kind, ratio at the larger size through that at the smaller)], the worst first, of pages in both tables.

    Files are left out: one of a hundred times as many rows takes a hundred times as long.
    """
    before = {(row["name"], row["kind"]): row["ratio"] for row in small}
    found = [
        (row["name"], row["kind"], row["ratio"] / before[row["name"], row["kind"]])
        for row in large if row["kind"] != "export" and before.get((row["name"], row["kind"]))
    ]
    return sorted(found, key=lambda line: line[2])

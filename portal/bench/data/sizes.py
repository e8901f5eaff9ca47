"""How much of everything: S, M and L of the yardstick, and XS for the test. One project is a giant."""
from dataclasses import dataclass

from django.db import connection

GIANT, TYPICAL = "suur", "tavaline"
DAYS_OF_EVENT, THERE, HELD = 4, 12, 5 / 6
EXPENSES_OF_LINE = 9


@dataclass(frozen=True)
class Size:
    """`giant`: (communities, event days, money rows, partners) of the largest project; the others share the rest alike."""

    name: str
    projects: int
    communities: int
    days: int
    money: int
    users: int
    giant: tuple

    @property
    def organisations(self):
        return max(60, 3 * self.projects)

    @property
    def persons(self):
        """How many different names of people there are."""
        return min(20_000, 40 * self.projects + 400)


SIZES = {
    size.name: size
    for size in (
        Size("XS", 3, 12, 48, 300, 15, (6, 24, 100, 2)),
        Size("S", 20, 400, 4_000, 20_000, 200, (40, 400, 2_000, 8)),
        Size("M", 200, 4_000, 40_000, 200_000, 2_000, (200, 2_000, 10_000, 20)),
        Size("L", 2_000, 40_000, 400_000, 2_000_000, 20_000, (1_000, 10_000, 50_000, 20)),
    )
}

# One row per project: how many of each it has, and how many the projects before it have ("before_…").
COLUMNS = ("communities", "events", "held", "persons", "partners", "lines", "users", "activities", "documents")


def shape(size, place):
    """{column: number} of the project at this place, from 1."""
    communities, days, money, partners = size.giant
    if place > 1:
        others = size.projects - 1
        communities, days, money = (
            round((whole - mine) / others)
            for whole, mine in [(size.communities, communities), (size.days, days), (size.money, money)]
        )
        partners = 5 if size.projects > 3 else 2
    events = max(2, days // DAYS_OF_EVENT)
    lines = max(1, money // (1 + EXPENSES_OF_LINE) // partners)
    return {
        "communities": communities, "events": events, "held": int(events * HELD), "persons": max(20, 3 * events),
        "partners": partners, "lines": lines, "users": max(5, size.users // size.projects),
        "activities": 60 if place == 1 and size.projects > 3 else 12, "documents": max(20, 2 * communities),
    }


def write_projects(size):
    """The table bench.project: `p` counts from 1 (the giant), `anchor` is the day at which the project stands."""
    sums, rows = dict.fromkeys(COLUMNS, 0), []
    lines_before = 0
    for place in range(1, size.projects + 1):
        counts = shape(size, place)
        rows.append([place, *counts.values(), *sums.values(), lines_before])
        sums = {name: sums[name] + counts[name] for name in COLUMNS}
        lines_before += counts["lines"] * counts["partners"]
    columns = [*COLUMNS, *(f"before_{name}" for name in COLUMNS), "before_budget_lines"]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bench.project (p bigint, {', '.join(f'{name} bigint' for name in columns)})")
        marks = ", ".join(["%s"] * (len(columns) + 1))
        cursor.executemany(f"INSERT INTO bench.project VALUES ({marks})", rows)  # noqa: S608 - numbers only
        # Every tenth is closed: all of it lies more than a year back.
        cursor.execute(
            "ALTER TABLE bench.project ADD anchor date;"
            "UPDATE bench.project SET anchor = CURRENT_DATE - CASE WHEN mod(p, 10) = 7 THEN 420 ELSE 0 END;"
            "ANALYZE bench.project"
        )
    return sums | {"budget_lines": lines_before}

"""What is kept of a tally's rows, so that a board of a large project counts nothing; see `portal.shared.rollups`."""
from decimal import Decimal
from hashlib import sha256

from projects.measures.sums import amount_of, months_of, parted

NOTHING = [0, 0, 0, {}, []]


def told_figures(rows):
    dated = [row for row in rows if row.on is not None]
    undated = amount_of(rows) - amount_of(dated) if len(dated) < len(rows) else 0
    parts = {}
    for key in sorted({key for row in rows for key in row.parts}):
        parts[key] = {part: plain(amount) for part, amount in parted(rows, key).items()}
    months = [[month.isoformat(), plain(amount)] for month, amount in months_of(rows)]
    return [len(rows), plain(amount_of(rows)), plain(undated), parts, months]


def branch_of(activities):
    """The name of some activities together, whatever their order."""
    return sha256(",".join(map(str, sorted(activities))).encode()).hexdigest()[:12]


def plain(amount):
    """An amount as JSON tells it: a whole number, or a decimal as text."""
    return amount if isinstance(amount, int) else str(amount)


def spoken(amount):
    """The amount again."""
    return amount if isinstance(amount, int) else Decimal(amount)

"""The drawn parts of a page, before they are laid out. `drawing.py` turns them into coordinates."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class RingFigure:
    """How much of a promise is done.

    `text` stands in the middle ("11/15"), `label` is the whole sentence for those who do not see the ring.
    `comparator`: exactly, total, up_to, at_least, about or open; `of` is None for an open promise, which has no share.
    """

    done: int | Decimal
    of: int | Decimal | None = None
    text: str = ""
    label: str = ""
    comparator: str = "exactly"


@dataclass(frozen=True)
class Bar:
    """A part of a bar: `value` in one unit (cents, days), `text` as read, `series` its colour (1 to 5, 0 is unknown)."""

    name: str
    value: int
    text: str
    series: int = 1


@dataclass(frozen=True)
class BarRow:
    """A bar with its name. `total` is the total as read, `whole` its value when the parts do not add up to it."""

    label: str
    parts: tuple[Bar, ...] = field(default_factory=tuple)
    total: str = ""
    whole: int | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class TimelineRow:
    """Something with two ends, either may be unknown. `period`: the ends as read; `state`: planned, active, done."""

    label: str
    start: date | None
    end: date | None
    period: str = ""
    state: str = "planned"
    url: str = ""
    level: int = 0


@dataclass(frozen=True)
class Tile:
    """A county or region on the map. `place`: its id ("EE-0037", "LV-PR-KUR"); `state`: none, planned, active, done."""

    place: str
    count: int | None = None
    state: str = "none"
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class RadarAxis:
    """One axis of a radar: `score` of `top`, with an earlier round's score beside it when there is one."""

    label: str
    score: Decimal | float
    text: str
    earlier: Decimal | float | None = None
    earlier_text: str = ""


@dataclass(frozen=True)
class Dot:
    """Something at a place, in degrees. `note` stands beside its name in the list."""

    label: str
    latitude: Decimal | float
    longitude: Decimal | float
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class TrendMonth:
    """What was reached by the end of a month: in one unit for drawing, and as read; `added` in that month."""

    first: date
    reached: int | Decimal
    text: str = ""
    added_text: str = ""


@dataclass(frozen=True)
class Trend:
    """How something grew, month by month. `planned` is None where no number was promised; `since`, `until`: the days of the
    drawing's ends, widened to the months that hold something; `label`: the whole in one sentence."""

    caption: str
    months: tuple[TrendMonth, ...]
    planned: int | Decimal | None = None
    since: date | None = None
    until: date | None = None
    label: str = ""


@dataclass(frozen=True)
class BurnMonth:
    """One month of a burn-down. `left`, `plan`: what is left at its end, in cents, and as read; `left` None for those to come."""

    first: date
    left: int | None
    plan: int
    spent_text: str = ""
    left_text: str = ""
    plan_text: str = ""
    url: str = ""

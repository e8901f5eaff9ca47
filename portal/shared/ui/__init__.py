"""What the components draw: small frozen values that any page's Python can build.

Text in them is ready for reading (formatted, translated, not escaped: the templates escape). Numbers in them are for
drawing only.
"""

from portal.shared.ui.figures import (
    Bar,
    BarRow,
    BurnMonth,
    Dot,
    RadarAxis,
    RingFigure,
    Tile,
    TimelineRow,
    Trend,
    TrendMonth,
)
from portal.shared.ui.parts import Action, Crumb, Fact, Person, Promise, Stat, Step, Tab

__all__ = [
    "Action",
    "Bar",
    "BarRow",
    "BurnMonth",
    "Crumb",
    "Dot",
    "Fact",
    "Person",
    "Promise",
    "RadarAxis",
    "RingFigure",
    "Stat",
    "Step",
    "Tab",
    "Tile",
    "TimelineRow",
    "Trend",
    "TrendMonth",
]

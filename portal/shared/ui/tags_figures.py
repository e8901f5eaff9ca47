"""Component tags for drawn figures. Every number in a drawing also stands beside it in words or in a table."""

from django import template

from portal.shared.ui import drawing, drawn_figures
from portal.shared.ui import trend as growing

register = template.Library()


def component(name):
    return register.inclusion_tag(f"components/{name}.html", name=name)


@component("progress")
def progress(*, label, value, maximum, text):
    """A thin bar with its label and its figure in words. `value`, `maximum`: numbers of one unit."""
    return {"label": label, "text": text, "share": drawing.percent_of(value, maximum)}


@register.simple_tag
def ring(*, figure, size=96):
    """A RingFigure. Open promises have a dotted ring and no share; nothing is ever red."""
    return drawn_figures.ring(figure, size)


@register.simple_tag
def promise_card(*, promise):
    """A Promise: its sentence, its figure, what is still missing and why."""
    return drawn_figures.promise_card(promise)


@register.simple_tag
def bars(*, caption, rows, heading=""):
    """Bars of parts. `rows`: list of BarRow; `heading` names the first column of the table that repeats the figures."""
    return drawn_figures.bars(caption, rows, heading)


@component("timeline")
def timeline(*, caption, rows, today=None, heading=""):
    """Beginnings and ends on one axis. `rows`: list of TimelineRow; `today`: a date to mark."""
    return {"caption": caption, "heading": heading, "drawn": drawing.timeline(rows, today)}


@register.simple_tag
def map_tiles(*, caption, tiles, legend=(), countries=("EE", "LV")):
    """A tile per county or region, and the same as a list. `tiles`: list of Tile; `legend`: (state, text) pairs."""
    return drawn_figures.map_tiles(caption, drawing.tiles(tiles, countries), legend)


@component("radar")
def radar(*, caption, axes, top, now="", earlier=""):
    """The scores of an assessment's blocks. `axes`: list of RadarAxis; `now`, `earlier`: the names of the rounds."""
    return {"caption": caption, "axes": axes, "now": now, "earlier": earlier, "drawn": drawing.radar(axes, top)}


@component("dot_map")
def dot_map(*, caption, dots):
    """Numbered dots where things are, and what they are beside them. `dots`: list of Dot."""
    return {"caption": caption, "drawn": drawing.dot_map(dots)}


@component("trend")
def trend(*, trend):
    """A Trend: steps of what was reached beside the promised number, and the same as a table."""
    return {"trend": trend, "drawn": growing.trend(trend)}


@register.simple_tag
def burndown(*, caption, months, total, total_text, today=None):
    """What is left month by month beside an even plan. `months`: list of BurnMonth; `total`: cents, and as read."""
    return drawn_figures.burndown(caption, months, total, total_text, today)

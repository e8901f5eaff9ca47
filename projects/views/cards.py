"""Promises laid out for reading: the counted `summaries.Promise` with its ring."""
from dataclasses import dataclass

from portal.shared.ui import RingFigure
from projects.choices import Comparator
from projects.summaries import promises as summaries

# The drawing knows its own words for how exact a promise is.
RINGS = {Comparator.IN_TOTAL: "total"}
TONES = {
    summaries.REACHED: "good", summaries.WITHIN: "good", summaries.OVER: "info", summaries.UNDER_WAY: "info",
}


@dataclass(frozen=True)
class PromiseCard:
    """A promise and its picture. `activity`: the title of the activity it belongs to, or ""."""

    promise: summaries.Promise
    ring: RingFigure
    tone: str
    activity: str = ""


def cards_of(promises, titles=None):
    """[PromiseCard]; `titles`: {activity: title} for a board of a whole project."""
    titles = titles or {}
    return [
        PromiseCard(promise, ring_of(promise), TONES.get(promise.status, "neutral"), titles.get(promise.activity_id, ""))
        for promise in promises
    ]


def ring_of(promise):
    """The ring of a promise; where nothing is counted, or no number was promised, it stays open."""
    counted = promise.achieved is not None
    drawable = counted and promise.planned is not None
    comparator = RINGS.get(promise.comparator, promise.comparator) if drawable else "open"
    text = summaries.plain(promise.planned, promise.achieved) if counted else "–"
    return RingFigure(
        done=promise.achieved or 0, of=promise.planned if drawable else None, text=text, comparator=comparator,
        label=f"{promise.statement}: {promise.figure}, {promise.status_text}",
    )

"""Promises laid out for reading: the counted `summaries.Promise` with its ring, its growth and what it opens."""
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.shared.ui import RingFigure, Trend, TrendMonth
from portal.shared.ways import reverse
from projects.choices import Comparator
from projects.summaries import promises as summaries
from projects.summaries.promises import number

# The drawing knows its own words for how exact a promise is.
RINGS = {Comparator.IN_TOTAL: "total"}
TONES = {
    summaries.REACHED: "good", summaries.WITHIN: "good", summaries.OVER: "info", summaries.UNDER_WAY: "neutral",
    summaries.FEWER: "info",
}
DIFFERENT = {summaries.FEWER, summaries.OVER, summaries.UNDER_WAY, summaries.NONE_YET}


@dataclass(frozen=True)
class PromiseCard:
    """A promise and its picture. `activity`: the title of the activity it belongs to, or "". `url`: what its figure opens;
    `rows_url`: the rows that make it up, as of the day of the board; `parts_url`: the same, to which a part's key is added."""

    promise: summaries.Promise
    ring: RingFigure
    tone: str
    activity: str = ""
    url: str = ""
    rows_url: str = ""
    parts_url: str = ""
    trend: Trend | None = None

    @property
    def may_differ(self):
        """Is there something to explain: is it not what was promised?"""
        return self.promise.status in DIFFERENT or bool(self.promise.deviation)


def cards_of(promises, titles=None, *, project=None, on=None):
    """[PromiseCard]; `titles`: {activity: title} and `project` for a board of a whole project, `on`: as of which day."""
    titles = titles or {}
    return [card_of(promise, titles.get(promise.activity_id, ""), project, on) for promise in promises]


def card_of(promise, activity, project, on):
    rows = reverse("projects:target-detail", args=[project.slug, promise.pk]) if project else ""
    query = f"?on={on.isoformat()}" if on else ""
    return PromiseCard(
        promise, ring_of(promise), TONES.get(promise.status, "neutral"), activity,
        # The pages of the records show everything; of a day that was chosen the promise's own rows tell.
        url=rows + query if on else promise.url, rows_url=rows and rows + query,
        parts_url=rows and f"{rows}{query}{'&' if query else '?'}part=",
        trend=trend_of(promise, project, on) if project else None,
    )


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


def trend_of(promise, project, on=None):
    """How the promise grew, from the project's beginning to its end, to today or to the day that was chosen; None where
    nothing with a day is counted."""
    if not promise.months:
        return None
    months, before = [], 0
    for first, reached in promise.months:
        months.append(TrendMonth(first, reached, number(reached), f"+{number(reached - before)}"))
        before = reached
    until = min(day for day in (on, project.ends_on, timezone.localdate()) if day)
    names = {"first": f"{months[0].first:%m.%Y}", "last": f"{months[-1].first:%m.%Y}"}
    words = _("all in %(first)s") if len(months) == 1 else _("the first in %(first)s, the last in %(last)s")
    return Trend(
        caption=promise.statement, months=tuple(months), planned=promise.planned,
        since=project.starts_on, until=max(until, months[-1].first), label=words % names,
    )

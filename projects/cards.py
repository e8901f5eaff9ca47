"""Promises and activities as the components draw them: words and figures formatted once, in the reader's language."""
from django.utils.translation import gettext as _

from portal.shared.ui import Promise as Card
from portal.shared.ui import RingFigure
from projects.choices import Comparator
from projects.summaries.promises import (
    FEWER,
    HIDDEN,
    NONE_YET,
    NOT_COUNTED,
    OVER,
    REACHED,
    UNDER_WAY,
    WITHIN,
    number,
)

TONES = {REACHED: "good", WITHIN: "good", OVER: "info", UNDER_WAY: "neutral", NONE_YET: "neutral", HIDDEN: "neutral",
         NOT_COUNTED: "attention", FEWER: "info"}
RING_COMPARATOR = {Comparator.IN_TOTAL: "total"}


def promise_card(promise, *, link=True):
    """A `projects.summaries.Promise` as a card; `link=False` where the reader may not open the records."""
    return Card(
        sentence=promise.statement,
        ring=RingFigure(
            done=promise.achieved or 0,
            of=promise.planned,
            text=ring_text(promise),
            label=f"{promise.statement}: {promise.figure}, {promise.status_text}",
            comparator=RING_COMPARATOR.get(promise.comparator, promise.comparator),
        ),
        figure=figure_of(promise),
        gaps=promise.gaps,
        reason=promise.deviation,
        note=" · ".join(text for text in (promise.reachable_text, promise.ratio) if text),
        to_check=" · ".join(promise.warnings),
        status=promise.status_text,
        tone=TONES.get(promise.status, "neutral"),
        url=promise.url if link else "",
    )


def figure_of(promise):
    """"11/15 communities", with the formula when there is one."""
    figure = promise.figure if promise.planned is None else f"{promise.figure} {promise.unit}"
    return f"{promise.formula}: {figure}" if promise.formula else figure


def ring_text(promise):
    if promise.achieved is None:
        return number(promise.planned) if promise.planned is not None else "–"
    if promise.planned is None:
        return number(promise.achieved)
    return f"{number(promise.achieved)}/{number(promise.planned)}"


def state_words(project):
    """The project's state with its basis: "completed (by dates)", or what somebody confirmed."""
    if project.phase:
        return _("%(state)s (confirmed)") % {"state": project.get_phase_display()}
    by_dates = project.phase_by_dates
    return _("%(state)s (by dates)") % {"state": by_dates.label} if by_dates else ""

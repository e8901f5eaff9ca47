"""What stands on the dashboards, gathered from each app's own figures. No query of its own."""
from dataclasses import dataclass

from django.utils import timezone

from communities.summaries import plans_waiting
from projects.cards import promise_card
from projects.summaries import promise_board
from projects.summaries.promises import OVER, REACHED, WITHIN
from projects.summaries.waiting import (
    most_urgent,
    waiting_in_projects,
)
from trainings.summaries import planned_events
from trainings.summaries.lessons import lessons_waiting

MOST_EVENTS = 6
# "Up to three" is kept from the first day on, but nothing is fulfilled as long as nothing is done.
FULFILLED = {REACHED, OVER, WITHIN}


@dataclass(frozen=True)
class Overview:
    """One project at a glance. `promises` are cards; `reached` of the `counted` ones, which promise a number, are fulfilled."""

    promises: list
    counted: int
    reached: int
    waiting: list
    events: list


def overview(project, user, *, coordinates):
    """One project's figures, what waits in it (for its coordinator) and what comes next."""
    board = promise_board(project, checks=False)
    today = timezone.localdate()
    overdue, coming = planned_events(project, today, MOST_EVENTS)
    waiting = []
    if coordinates:
        # Unanswered invitations stand on the People tab, where they are withdrawn or sent anew.
        waiting = waiting_in_projects([project], invitations=False) + plans_waiting([project])
        waiting += overdue + lessons_waiting([project], today)
    return Overview(
        promises=[promise_card(promise) for promise in board.promises],
        counted=sum(promise.planned is not None for promise in board.promises),
        reached=sum(promise.status in FULFILLED and bool(promise.achieved) for promise in board.promises),
        waiting=most_urgent(waiting), events=coming,
    )

"""What stands on the dashboards, gathered from each app's own figures. No query of its own."""
from dataclasses import dataclass

from django.utils import timezone

from budgets.summaries import money_of
from budgets.summaries.waiting import money_items
from communities.summaries import communities_of, plans_owed_by, plans_waiting
from communities.summaries.equipment import checks_waiting
from projects.cards import promise_card
from projects.choices import Role
from projects.summaries import promise_board
from projects.summaries.promises import OVER, REACHED, WITHIN
from projects.summaries.waiting import (
    activities_of_organisations,
    coordinated_by,
    most_urgent,
    waiting_in_projects,
)
from trainings.summaries import events_of_organisations, events_overdue, next_events, planned_events
from trainings.summaries.feedback_waiting import feedback_waiting
from trainings.summaries.lessons import lessons_waiting
from trainings.summaries.resources import materials_waiting
from trainings.summaries.support_waiting import support_waiting

MOST_EVENTS = 6
# "Up to three" is kept from the first day on, but nothing is fulfilled as long as nothing is done.
FULFILLED = {REACHED, OVER, WITHIN}
MOST_ACTIVITIES = 30


@dataclass(frozen=True)
class Home:
    """The page on which the day begins. `partner` is None for those who act for no partner."""

    memberships: list
    waiting: list
    events: list
    partner: "PartnerShare | None"


@dataclass(frozen=True)
class PartnerShare:
    """What is one's own as a partner: for whom one acts, and its activities, communities, events and money."""

    organisations: list
    activities: list
    communities: list
    events: list
    money: list


@dataclass(frozen=True)
class Overview:
    """One project at a glance. `promises` are cards; `reached` of the `counted` ones, which promise a number, are fulfilled."""

    promises: list
    counted: int
    reached: int
    waiting: list
    events: list


def home(user):
    """Everything for the home page of one person; the number of queries does not grow with the data."""
    memberships = user.memberships_now()
    today = timezone.localdate()
    projects = [membership.project_id for membership in memberships]
    waiting = []
    if any(membership.role == Role.COORDINATOR for membership in memberships):
        mine = coordinated_by(user)
        waiting += waiting_in_projects(mine) + plans_waiting(mine) + checks_waiting(mine, today)
        waiting += events_overdue(mine, today) + feedback_waiting(mine)
        waiting += lessons_waiting(mine, today) + support_waiting(mine, today) + materials_waiting(mine)
    others = [project for project in projects if project not in coordinated(memberships)]
    if others:
        waiting += plans_owed_by(user, others)
    waiting += money_items(user, today)
    organisations = acts_for(memberships)
    return Home(
        memberships=memberships, waiting=most_urgent(waiting), events=next_events(projects, today, MOST_EVENTS),
        partner=partner_share(organisations, user, today) if organisations else None,
    )


def coordinated(memberships):
    """Keys of the projects this person coordinates as a whole."""
    return {row.project_id for row in memberships if row.role == Role.COORDINATOR and row.activity_id is None}


def acts_for(memberships):
    """The partners for which this person acts as their editor or reader, each once."""
    found = {
        membership.organisation_id: membership.organisation
        for membership in memberships
        if membership.organisation_id and membership.role in {Role.EDITOR, Role.READER} and not membership.activity_id
    }
    return list(found.values())


def partner_share(organisations, user, today):
    return PartnerShare(
        organisations=organisations,
        activities=activities_of_organisations(organisations, MOST_ACTIVITIES),
        communities=communities_of(organisations, user),
        events=events_of_organisations(organisations, today, MOST_EVENTS),
        money=money_of(organisations),
    )


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

"""The page on which the day begins, gathered from each app's own figures. No query of its own."""
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from budgets.summaries.waiting import money_asked
from communities.summaries import plans_asked, plans_owed_by
from communities.summaries.equipment import checks_asked
from projects.choices import Role
from projects.summaries.changes import changes_by_others
from projects.summaries.notices import changed_since
from projects.summaries.saved import saved_ways
from projects.summaries.stale import stale_asked
from projects.summaries.waiting import (
    answers,
    contradictions_asked,
    invitations_asked,
    most_urgent,
    waiting_about,
)
from trainings.models.event import keep_of
from trainings.summaries import next_events
from trainings.summaries.feedback_waiting import feedback_asked
from trainings.summaries.lessons import lessons_asked
from trainings.summaries.news import news_asked
from trainings.summaries.resources import materials_asked
from trainings.summaries.support_waiting import support_asked
from trainings.summaries.waiting import evidence_asked, overdue_asked, own_evidence_asked

MOST_WAITING = 12
# Of a large project thousands of things may wait: so many more are told of, and all of them when asked for.
MOST_LATER = 40


@dataclass(frozen=True)
class Home:
    """`urgent`: the most urgent of what waits, `later` what comes next of the rest, which is `later_count` things; `whole`: were
    all of them asked for? `since`: when this person was here before, or None.

    `told`: [Group] of what happened in each project meanwhile.
    """

    memberships: list
    urgent: list
    later: list
    later_count: int
    whole: bool
    events: list
    told: list
    since: datetime | None
    filters: list

    @property
    def any_new(self):
        return any(not notice.seen for group in self.told for notice in group.notices)

    @property
    def waiting(self):
        return self.urgent + self.later


@dataclass
class Group:
    """What happened in one project (None: in none): `notices` [Told], and `changed` (Changed) by others, or None."""

    project: object
    notices: list = field(default_factory=list)
    changed: object = None


def home(user, since=None, *, whole=False):
    """Everything for one person's home; the number of queries does not grow with the data. `since`: his visit before; `whole`:
    with all that waits, however much it is."""
    memberships = user.memberships_now()
    today = timezone.localdate()
    waiting = most_urgent(waiting_for(user, memberships, today)) if memberships else []
    later = waiting[MOST_WAITING:]
    return Home(
        memberships=memberships, urgent=waiting[:MOST_WAITING], later=later if whole else later[:MOST_LATER],
        later_count=len(later), whole=whole,
        events=events_ahead(memberships, today), told=happened(user, since), since=since, filters=saved_ways(user),
    )


def waiting_for(user, memberships, today):
    """[Waiting]: one query for all that is asked together, and two at most for the plans one owes."""
    mine = {row.project_id: row.project for row in memberships if row.role == Role.COORDINATOR and row.activity_id is None}
    others = {row.project_id for row in memberships} - set(mine)
    open_ones = [project for project in mine.values() if not project.is_frozen]
    found = [item for project in mine.values() for item in waiting_about(project)]
    keep = keep_of(user)
    asked = [overdue_asked({row.project_id for row in memberships}, today, keep), *money_asked(user, today)]
    if open_ones:
        asked += [
            stale_asked(open_ones), contradictions_asked(open_ones), invitations_asked(open_ones),
            checks_asked(open_ones, today), feedback_asked(open_ones), evidence_asked(open_ones),
            lessons_asked(open_ones, today), support_asked(open_ones, today), materials_asked(open_ones),
            news_asked(open_ones),
        ]
    if others:
        asked.append(own_evidence_asked(others, keep))
    if mine:
        asked.append(plans_asked(mine.values(), today))
    found += answers(asked)
    if others:
        found += plans_owed_by(user, list(others))
    return found


def events_ahead(memberships, today):
    """The next events of one's projects; who works in one activity sees those of that activity."""
    whole = {row.project_id for row in memberships if row.activity_id is None}
    activities = {row.activity_id for row in memberships if row.activity_id and row.project_id not in whole}
    return next_events(whole, today, activities=activities) if memberships else []


def happened(user, since):
    """[Group], the projects with something to read in the order of what is newest."""
    groups = {project: Group(project, notices) for project, notices in changed_since(user, since)}
    for changed in changes_by_others(user, since):
        groups.setdefault(changed.project, Group(changed.project)).changed = changed
    return list(groups.values())

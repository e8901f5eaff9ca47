"""The communities of one partner: where each stands, how many reached what; and what waits about plans, partner by partner."""
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from communities.choices import PlanStatus
from communities.models import ActionPlan, Enrolment
from communities.models.plan import APPROVED
from communities.summaries.enrolments import counted_of
from communities.summaries.journey import counts_of, journeys_of, stuck_first
from communities.summaries.path import (
    TO_DO,
    WRITE_ON,
    adopted,
    is_waiting,
    next_step,
    path_relations,
    upcoming,
    with_path,
)
from portal.shared.once import once, rows_of
from projects.summaries.partner import Owed

# Steps that the partner who drew a plan up takes; the others are the village's, the municipality's or the coordinator's.
PARTNERS = {PlanStatus.DRAFT, PlanStatus.RETURNED, PlanStatus.APPROVED, PlanStatus.RUNNING, PlanStatus.REVIEWED}


@dataclass(frozen=True)
class PartnerCommunities:
    """`journeys`: longest stuck first; `stages`: [StageCount] of the enrolments; `communities`: each counted once; `areas`: keys
    of the areas in which the partner works."""

    journeys: tuple
    stages: tuple
    communities: int
    areas: frozenset


def communities_of_scope(scope, user):
    """PartnerCommunities of a `Scope`, as far as the reader may see them: two queries."""
    rows = Enrolment.objects.visible_to(user).counted().filter(project=scope.project)
    rows = rows.filter(activity__in=scope.branch) if scope.activity else rows.filter(author=scope.organisation)
    rows = rows.select_related("community__municipality", "activity", "area", "author")
    rows = list(rows.order_by("community__sort_key", "pk"))
    for row in rows:
        row.project = scope.project
    journeys = journeys_of(rows)
    return PartnerCommunities(
        tuple(stuck_first(journeys)), tuple(counts_of(journeys)), counted_of(rows).communities,
        frozenset(row.area_id for row in rows if row.area_id),
    )


@dataclass(frozen=True)
class PlanState:
    """How many plans of a project are in a state."""

    status: str
    label: str
    count: int


@dataclass(frozen=True)
class ProjectPlans:
    """`states`: [PlanState] in the order of the path; `approved`: those that were approved, whatever became of them since."""

    states: tuple
    approved: int
    total: int
    owed: tuple


@once
def plans_with_path(project, partner):
    plans = ActionPlan.objects.filter(project=project)
    plans = plans.filter(Q(author=partner) | Q(author=None, enrolment__author=partner)) if partner else plans
    return path_relations(with_path(plans)).order_by("since", "pk")


def plans_of_project(project, *, partner=None, today=None):
    """The ProjectPlans of a project, or of what one partner drew up: one query. `owed`: what waits, with whose turn it is."""
    today = today or timezone.localdate()
    rows = list(adopted(rows_of(plans_with_path(project.pk, partner))))
    counts = {status: sum(plan.status == status for plan in rows) for status in PlanStatus}
    return ProjectPlans(
        tuple(PlanState(status.value, str(status.label), n) for status, n in counts.items() if n),
        sum(plan.status in APPROVED for plan in rows), len(rows),
        tuple(owed_of(plan) for plan in rows if is_waiting(plan, today)),
    )


def owed_of(plan):
    step, since = upcoming(plan), plan.since
    text = WRITE_ON if plan.status == PlanStatus.DRAFT else TO_DO[step]
    # What came back is first read and written, and only then submitted.
    # Its own page, which everybody of the project may open; who may take the step finds the button there.
    url = plan.get_absolute_url()
    author = plan.author_id or (plan.enrolment.author_id if plan.enrolment_id else None)
    return Owed(
        author if plan.status in PARTNERS else None, str(text) % {"plan": plan}, url, since, next_step(plan, since).due,
    )

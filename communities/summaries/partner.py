"""The communities of one partner: where each stands, how many reached what; and what waits about plans, partner by partner."""
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from communities.choices import PlanStatus
from communities.models import ActionPlan, Enrolment
from communities.models.plan import APPROVED
from communities.summaries.enrolments import counted_of
from communities.summaries.journey import counts_of, journeys_of, stuck_first
from communities.summaries.path import TO_DO, WRITE_ON, Asks, PlanTold, due_of, is_waiting, upcoming, with_path
from portal.shared.bulk import ask
from portal.shared.once import once
from projects.summaries.partner import OwedUntold

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
def plan_rows(project, partner):
    plans = ActionPlan.objects.filter(project=project)
    plans = plans.filter(Q(author=partner) | Q(author=None, enrolment__author=partner)) if partner else plans
    return with_path(plans).order_by().values_list(
        "pk", "status", "title", "end", "since", "author", "enrolment__author", "template__needs_endorsement"
    )


def plans_of_project(project, *, partner=None, today=None):
    """The ProjectPlans of a project, or of what one partner drew up: one query. `owed`: what waits, with whose turn it is."""
    today = today or timezone.localdate()
    (found,) = ask([plan_rows(project.pk, partner)])
    rows = [
        PlanTold(project, *row, None if asks is None else Asks(asks), author or its_author)
        for *row, author, its_author, asks in found
    ]
    rows.sort(key=lambda plan: (plan.since, plan.pk))
    counts = {status: sum(plan.status == status for plan in rows) for status in PlanStatus}
    return ProjectPlans(
        tuple(PlanState(status.value, str(status.label), n) for status, n in counts.items() if n),
        sum(plan.status in APPROVED for plan in rows), len(rows),
        tuple(owed_of(plan, today) for plan in rows if is_waiting(plan, today)),
    )


def owed_of(plan, today):
    step = upcoming(plan, today)
    # What came back is first read and written, and only then submitted.
    # Its own page, which everybody of the project may open; who may take the step finds the button there.
    partner = plan.author if plan.status in PARTNERS else None
    return OwedUntold(partner, tell_of, plan, step, since=plan.since, due=due_of(step, plan.since))


def tell_of(plan, step):
    text = WRITE_ON if plan.status == PlanStatus.DRAFT else TO_DO[step]
    return str(text) % {"plan": plan}, plan.get_absolute_url()

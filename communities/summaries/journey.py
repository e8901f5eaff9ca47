"""How far each community has come, what comes next, who owes it and since when nothing has happened.

The stages are a registry: this floor knows enrolled, assessed, planned, ready, equipped and serving; the floors above add
theirs from apps.py (`register`). Each stage looks at many enrolments at once, and what all of them ask is one query.
"""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from communities.choices import EnrolmentStatus, NeedLevel, PlanStatus, StepOwner
from communities.models import ActionPlan, Assessment, Equipment, InvestmentNeed, Service
from communities.models.plan import APPROVED
from portal.shared.bulk import ask
from portal.shared.once import once


@dataclass(frozen=True)
class Next:
    """The next step in words, and who takes it (a StepOwner)."""

    words: object
    owner: str


@dataclass(frozen=True)
class Stage:
    """One stage of the way.

    look        (enrolments) is a generator: it yields the `values_list` querysets it asks, is sent their answers, and returns
                ({key: day or None} of those that reached it, {key: Next} where something more precise waits)
    optional    not everybody comes this way: it is the next step only where `look` says so
    beside      it goes on beside the others: whoever reached it has not left the earlier ones behind
    public      may be told to everybody; other stages only to the project's people
    """

    key: str
    label: object
    order: int
    todo: Next
    look: Callable
    optional: bool = False
    beside: bool = False
    public: bool = True


@dataclass(frozen=True)
class Reached:
    """One stage of one community. `day` is None when it is not reached, or reached nobody knows when."""

    stage: Stage
    done: bool
    day: date | None = None


@dataclass(frozen=True)
class Journey:
    """`next` is None at the end of the way; `since`: the last day on which a stage was reached; `stuck`: days since then,
    until today or until the community's time in the project was over."""

    enrolment: object
    stages: tuple[Reached, ...]
    next: Next | None
    next_stage: Stage | None
    since: date | None
    stuck: int | None

    @property
    def done(self):
        return sum(reached.done for reached in self.stages)

    @property
    def last(self):
        """The furthest stage reached on the way itself, or None."""
        return next((reached for reached in reversed(self.stages) if reached.done and not reached.stage.beside), None)

    def reached(self, key):
        return any(one.done for one in self.stages if one.stage.key == key)

    def day_of(self, key):
        """The day on which the stage was reached, None when it was not or nobody knows."""
        return next((reached.day for reached in self.stages if reached.stage.key == key), None)


@dataclass(frozen=True)
class StageCount:
    stage: Stage
    reached: int
    of: int


_stages: dict[str, Stage] = {}


def register(stage):
    _stages[stage.key] = stage


def stages():
    """The stages in their order."""
    return sorted(_stages.values(), key=lambda stage: stage.order)


def journeys_of(enrolments):
    """[Journey] of these enrolments, in their order. Fetch `community__municipality` and `author` with them to name owners."""
    rows, today = list(enrolments), timezone.localdate()
    looked = _looked(rows) if rows else []
    return [_journey(row, looked, today) for row in rows]


def _looked(rows):
    """[(Stage, {key: day}, {key: Next})] of all stages: one query."""
    walks = [(stage, stage.look(rows)) for stage in stages()]
    asked = [next(walk) for _stage, walk in walks]
    answers = iter(ask([queryset for querysets in asked for queryset in querysets]))
    found = []
    for (stage, walk), querysets in zip(walks, asked, strict=True):
        try:
            walk.send([next(answers) for _queryset in querysets])
        except StopIteration as end:
            found.append((stage, *end.value))
    return found


def counts_of(journeys):
    """[StageCount]: how many of these communities reached each stage."""
    return [
        StageCount(stage, sum(journey.stages[place].done for journey in journeys), len(journeys))
        for place, stage in enumerate(stages())
    ] if journeys else []


def stuck_first(journeys):
    """Those longest without a step first; those that are at their end, and of which no day is known, last."""
    return sorted(journeys, key=lambda journey: (journey.stuck is None, -(journey.stuck or 0)))


def _journey(row, looked, today):
    reached = tuple(Reached(stage, row.pk in found, found.get(row.pk)) for stage, found, _waits in looked)
    at_end = row.status not in {EnrolmentStatus.APPLIED, EnrolmentStatus.SELECTED} or reached[-1].done
    step, stage = (None, None) if at_end else _next(row, looked)
    days = [one.day for one in reached if one.day is not None and one.day <= today]
    since = max(days, default=None)
    until = min(today, row.ends_on or today)
    stuck = max(0, (until - since).days) if since is not None and not at_end else None
    return Journey(row, reached, step, stage, since, stuck)


def _next(row, looked):
    """(Next, Stage): the first open stage behind the furthest one reached; an optional one only where something waits."""
    if row.status == EnrolmentStatus.APPLIED:
        first = looked[0][0]
        return first.todo, first
    on_the_way = [place for place, (stage, found, _waits) in enumerate(looked) if row.pk in found and not stage.beside]
    for stage, found, waits in looked[max(on_the_way, default=-1) + 1 :]:
        if row.pk in found:
            continue
        if row.pk in waits:
            return waits[row.pk], stage
        if not stage.optional:
            return stage.todo, stage
    return None, None


# --- the stages of this floor


def keys(enrolments):
    return [row.pk for row in enrolments]


def look_enrolled(enrolments):
    yield []
    chosen = {EnrolmentStatus.SELECTED, EnrolmentStatus.COMPLETED}
    return {row.pk: row.selected_on or row.starts_on for row in enrolments if row.status in chosen}, {}


@once
def assessed_days(enrolments):
    rows = Assessment.objects.done().filter(enrolment__in=enrolments).order_by().values_list("enrolment")
    return rows.annotate(day=Min("assessed_on"))


def look_assessed(enrolments):
    (days,) = yield [assessed_days(keys(enrolments))]
    return dict(days), {}


WAITING_PLAN = {
    PlanStatus.DRAFT: Next(_("Write the action plan and submit it"), StepOwner.PARTNER),
    PlanStatus.RETURNED: Next(_("Complete the action plan that came back"), StepOwner.PARTNER),
    PlanStatus.ENDORSED: Next(_("Approve the action plan at the village meeting"), StepOwner.COMMUNITY),
}
ENDORSE = Next(_("Endorse the action plan"), StepOwner.MUNICIPALITY)
APPROVE = Next(_("Decide about the action plan"), StepOwner.COORDINATOR)


@once
def plans_of(enrolments):
    plans = ActionPlan.objects.filter(enrolment__in=enrolments)
    return plans.values_list("pk", "enrolment", "status", "approved_on", "template__needs_endorsement")


def look_planned(enrolments):
    (plans,) = yield [plans_of(keys(enrolments))]
    reached, waits = {}, {}
    for _pk, enrolment, status, approved_on, needs_endorsement in sorted(plans):
        if status in APPROVED:
            reached[enrolment] = min(filter(None, (reached.get(enrolment), approved_on)), default=None)
        elif status == PlanStatus.SUBMITTED:
            waits[enrolment] = ENDORSE if needs_endorsement else APPROVE
        else:
            waits[enrolment] = WAITING_PLAN[status]
    return reached, waits


def look_ready(enrolments):
    yield []
    return {row.pk: row.ready_on for row in enrolments if row.ready_on}, {}


BUY = Next(_("Buy what is indispensable"), StepOwner.PARTNER)


@once
def days_bought(enrolments):
    rows = Equipment.objects.live().filter(enrolment__in=enrolments, bought_on__isnull=False).order_by()
    return rows.values_list("enrolment").annotate(day=Min("bought_on"))


@once
def in_need(enrolments):
    needed = InvestmentNeed.objects.live().filter(
        plan__enrolment__in=enrolments, plan__status__in=APPROVED, level=NeedLevel.INDISPENSABLE
    )
    return needed.values_list("plan__enrolment").distinct()


def look_equipped(enrolments):
    """Something was bought for it; waiting: its approved plan names something indispensable."""
    bought, unbought = yield [days_bought(keys(enrolments)), in_need(keys(enrolments))]
    return dict(bought), {key: BUY for (key,) in unbought}


@once
def days_served(enrolments, today):
    services = Service.objects.live().filter(plan__enrolment__in=enrolments).order_by().values_list("plan__enrolment")
    return services.annotate(
        began=Min("started_on", filter=Q(started_on__lte=today)),
        served=Min("deliveries__month", filter=Q(deliveries__month__lte=today)),
    )


def look_serving(enrolments):
    """A service of its plan began, or somebody recorded a month of one: a month only says that it was by then."""
    (days,) = yield [days_served(keys(enrolments), timezone.localdate())]
    return {key: began or served for key, began, served in days if began or served}, {}


for _stage in (
    Stage("enrolled", _("Takes part"), 10, Next(_("Decide about the application"), StepOwner.COORDINATOR), look_enrolled),
    Stage("assessed", _("Assessed"), 20, Next(_("Assess its potential and resources"), StepOwner.PARTNER), look_assessed),
    Stage("planned", _("Plan approved"), 30, Next(_("Start the action plan"), StepOwner.PARTNER), look_planned),
    Stage("ready", pgettext_lazy("community", "Ready to start"), 50,
          Next(_("Decide whether it is ready to start"), StepOwner.COORDINATOR), look_ready),
    Stage("equipped", _("Equipped"), 60, BUY, look_equipped, optional=True, beside=True,
          public=False),
    Stage("serving", _("Serving"), 70, Next(_("Begin the first service"), StepOwner.COMMUNITY), look_serving),
):
    register(_stage)

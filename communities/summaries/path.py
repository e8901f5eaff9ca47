"""Where a plan stands on its path: what comes next, who owes it, since when; and what waits for whom."""
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import DateField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from communities import permissions
from communities.choices import DelegateKind, PlanStatus, PlanStep
from communities.models import ActionPlan, Answer, PlanComment, PlanDecision
from communities.models.plan import APPROVED
from portal.shared.dates import PartialDate
from portal.shared.once import once
from portal.shared.sums import count_of
from portal.shared.ways import reverse
from projects.models import Project
from projects.summaries.waiting import Question, Untold, Waiting

A_YEAR = timedelta(days=365)

PLAN_TONES = {
    PlanStatus.DRAFT: "neutral", PlanStatus.SUBMITTED: "info", PlanStatus.RETURNED: "attention",
    PlanStatus.ENDORSED: "info", PlanStatus.APPROVED: "good", PlanStatus.RUNNING: "good", PlanStatus.REVIEWED: "good",
    PlanStatus.COMPLETED: "good",
}
# A cooperation group has several municipalities and no village meeting (E-05).
GROUP_STATES = {PlanStatus.ENDORSED: _l("Endorsed by the municipalities")}
GROUP_STEPS = {
    PlanStep.ENDORSED: _l("Endorsed by the municipalities"), PlanStep.APPROVED: _l("Approved by the steering group"),
}
# Step: (the page on which it is done, what there is to do).
PAGES = {
    PlanStep.SUBMITTED: ("submit", _l("Submit the plan")),
    PlanStep.RETURNED: ("return", _l("Return for completion")),
    PlanStep.ENDORSED: ("endorse", _l("Endorse the plan")),
    PlanStep.APPROVED: ("approve", _l("Approve the plan")),
    PlanStep.STARTED: ("start", _l("Start the implementation")),
    PlanStep.REVIEWED: ("review", _l("Review the year")),
    PlanStep.COMPLETED: ("complete", _l("Complete the plan")),
}


@dataclass(frozen=True)
class Missing:
    """A section in which something required is not there yet. `count`: how many things."""

    code: str
    title: str
    count: int


@dataclass(frozen=True)
class NextStep:
    """What comes next. `step` is None when the plan is completed; `owes`: who, in words; `since`: the day it waits from."""

    step: PlanStep | None
    label: str = ""
    owes: str = ""
    since: date | None = None
    due: date | None = None

    @property
    def days(self):
        """Days waited, or None."""
        return (timezone.localdate() - self.since).days if self.since else None


def missing_in(content):
    """[Missing] of a `PlanContent`: the sections whose required things are not all there."""
    return [
        Missing(section.code, section.title, section.of - section.done)
        for section in content.sections
        if not section.is_complete
    ]


def words_of_missing(missing):
    """ "General (2), Vision (1)" """
    return ", ".join(f"{one.title} ({one.count})" for one in missing)


def state_of(plan):
    """The plan's state in words that fit whose plan it is."""
    words = GROUP_STATES.get(plan.status) if plan.group_id else None
    return str(words or plan.get_status_display())


def step_name(plan, step):
    """A step of the path in words that fit whose plan it is."""
    words = GROUP_STEPS.get(step) if plan.group_id else None
    return str(words or PlanStep(step).label)


def step_url(plan, step):
    """The page on which a step is taken."""
    return reverse(f"communities:actionplan-{PAGES[step][0]}", args=[plan.project.slug, plan.pk])


def with_path(plans):
    """Annotate `last_on` (day of the last decision or None), `since` (that, or when the plan was begun), `open_comments`."""
    decisions = PlanDecision.objects.filter(plan=OuterRef("pk")).order_by("-decided_on", "-pk")
    return plans.annotate(
        last_on=Subquery(decisions.values("decided_on")[:1]),
        since=Coalesce(
            F("last_on"), F("approved_on"), F("submitted_on"), TruncDate("created_at"), output_field=DateField()
        ),
        open_comments=count_of(PlanComment.objects.filter(resolved_at=None), per="plan"),
    )


def with_summary(plans):
    """Annotate `summary`: what an approved plan says about itself in public; "" as long as nobody approved it."""
    said = Answer.objects.filter(
        plan=OuterRef("pk"), plan__status__in=APPROVED, entry=None, field__code="summary", field__section__code="general"
    )
    return plans.annotate(summary=Coalesce(Subquery(said.values("text")[:1]), Value("")))


def path_relations(plans):
    """What `next_step` and the permissions ask of a plan, fetched with it."""
    return plans.select_related(
        "project", "template", "group", "author", "enrolment__community__municipality", "enrolment__area",
        "enrolment__author",
    )


def upcoming(plan, today=None):
    """The step that comes next on the normal path, or None. A plan whose period is over is reviewed and then completed."""
    if plan.status == PlanStatus.SUBMITTED:
        return PlanStep.ENDORSED if permissions.needs_endorsement(plan) else PlanStep.APPROVED
    return {
        PlanStatus.DRAFT: PlanStep.SUBMITTED, PlanStatus.RETURNED: PlanStep.SUBMITTED,
        PlanStatus.ENDORSED: PlanStep.APPROVED, PlanStatus.APPROVED: PlanStep.STARTED,
        PlanStatus.RUNNING: PlanStep.REVIEWED,
        PlanStatus.REVIEWED: PlanStep.COMPLETED if is_over(plan, today) else PlanStep.REVIEWED,
    }.get(plan.status)


def is_over(plan, today=None):
    """Its period has ended."""
    return bool(plan.end and plan.end.upper and plan.end.upper < (today or timezone.localdate()))


def next_step(plan, since=None, *, incomplete=False):
    """The NextStep of a plan; `since`: the day of its last step, the plan's own days unless told.

    `incomplete`: something required is missing, so that writing comes before submitting.
    """
    step = upcoming(plan)
    if step is None:
        return NextStep(None)
    since = since or plan.approved_on or plan.submitted_on or timezone.localdate(plan.created_at)
    due = due_of(step, since)
    label = _("Write the plan") if incomplete and step == PlanStep.SUBMITTED else str(PAGES[step][1])
    return NextStep(step, label, owed_by(plan, step), since, due)


def due_of(step, since):
    """The day by which a step should be taken that follows another one after a year; None for the others."""
    return since + A_YEAR if step == PlanStep.REVIEWED else None


def owed_by(plan, step):
    """Who is expected to act, in words: a body, a partner, never a person."""
    if step == PlanStep.ENDORSED:
        if plan.group_id:
            return _("the group's municipalities")
        return str(plan.enrolment.community.municipality or _("the municipality"))
    if step == PlanStep.APPROVED:
        return _("the group's steering") if plan.group_id else _("the village meeting")
    if step == PlanStep.COMPLETED:
        return _("the coordinator")
    author = plan.author or (plan.enrolment.author if plan.enrolment_id else None)
    whose = plan.group if plan.group_id else plan.enrolment.community
    return str(author or whose)


# --- what waits ---


class Asks(NamedTuple):
    """What a plan's template asks of its path."""

    needs_endorsement: bool


@dataclass(slots=True)
class PlanTold:
    """As much of a plan as its path needs. `author`: the organisation that draws it up, or the village's."""

    project: Project
    pk: int
    status: str
    title: str
    end: PartialDate | None
    since: date
    template: Asks | None
    author: int | None = None

    def __str__(self):
        return self.title

    get_absolute_url = ActionPlan.get_absolute_url


def is_waiting(plan, today):
    """A plan that is carried out waits once a year has passed since its last step."""
    if plan.status == PlanStatus.COMPLETED or plan.project.is_frozen:
        return False
    if plan.status in {PlanStatus.RUNNING, PlanStatus.REVIEWED}:
        return upcoming(plan, today) == PlanStep.COMPLETED or plan.since + A_YEAR <= today
    return True


TO_DO = {
    PlanStep.SUBMITTED: _l("Complete the action plan “%(plan)s”"),
    PlanStep.ENDORSED: _l("The action plan “%(plan)s” waits for the municipality's endorsement"),
    PlanStep.APPROVED: _l("The action plan “%(plan)s” waits for its approval"),
    PlanStep.STARTED: _l("Start the implementation of the action plan “%(plan)s”"),
    PlanStep.REVIEWED: _l("Review the year of the action plan “%(plan)s”"),
    PlanStep.COMPLETED: _l("The period of the action plan “%(plan)s” is over: complete it"),
}

WRITE_ON = _l("Write on at the action plan “%(plan)s”")


def waiting_of(plan, url=""):
    """What waits about a plan, with the page where it is done."""
    step = upcoming(plan)
    text = WRITE_ON if plan.status == PlanStatus.DRAFT else TO_DO[step]
    return Waiting(
        text % {"plan": plan}, str(plan.project), url or step_url(plan, step), due=due_of(step, plan.since), tone="attention",
    )


def adopted(plans):
    """The plans, whose enrolments need not ask for their project again."""
    for plan in plans:
        if plan.enrolment_id:
            plan.enrolment.project = plan.project
        yield plan


def waiting_plans(projects, user=None, own=()):
    """Plans that may wait for somebody, the longest waiting first: a queryset. `user`: only those he sees; `own`: keys of the
    enrolments whose drafts wait for him. Other drafts wait for nobody.
    """
    plans = ActionPlan.objects.filter(project__in=projects).exclude(status=PlanStatus.COMPLETED)
    plans = plans.filter(~Q(status=PlanStatus.DRAFT) | Q(enrolment__in=own))
    return with_path(plans if user is None else plans.visible_to(user)).order_by("since", "pk")


@once
def undecided(projects):
    """Plans that wait for a decision, for their start or for the yearly review, by their projects."""
    plans = ActionPlan.objects.filter(project__in=projects).exclude(
        status__in=[PlanStatus.DRAFT, PlanStatus.RETURNED, PlanStatus.COMPLETED]
    )
    return with_path(plans).values_list("since", "pk", "project", "status", "title", "end", "template__needs_endorsement")


def plans_asked(projects, today):
    """The Question of what a coordinator has to see to in these Projects, the longest waiting first.

    What came back waits for whoever writes it: `plans_owed_by`.
    """
    known = {project.pk: project for project in projects}

    def told(found):
        for since, pk, project, status, title, end, asks in sorted(found, key=lambda row: row[:2]):
            plan = PlanTold(known[project], pk, status, title, end, since, None if asks is None else Asks(asks))
            if is_waiting(plan, today):
                yield Untold(waiting_of, plan, due=due_of(upcoming(plan, today), since))

    return Question(undecided(known), told)


def plans_owed_by(user, projects):
    """What this person, who coordinates none of these projects, owes: to write on for the community he represents, to
    complete what came back, to endorse, to start, to review: one query, and one for the communities he is bound to."""
    own = [enrolment for enrolment, kind in permissions.bonds(user).items() if kind == DelegateKind.REPRESENTATIVE]
    found = []
    today = timezone.localdate()
    for plan in adopted(path_relations(waiting_plans(projects, user, own))):
        if not is_waiting(plan, today):
            continue
        step = upcoming(plan)
        if permissions.STEPS[step][1](user, plan):
            # What came back is first read and written, and only then submitted.
            found.append(waiting_of(plan, plan.get_absolute_url() if step == PlanStep.SUBMITTED else ""))
    return found

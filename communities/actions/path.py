"""The path of a plan: submitted, returned, endorsed, approved, carried out, reviewed each year, completed.

Each step locks the plan, asks for its state and its days, and leaves a decision behind. A step is never earlier than the
one before it, and never in the future. At some steps the plan is frozen as a version.
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from communities.actions.days import day_of, require_past
from communities.actions.told import tell_step
from communities.actions.versions import freeze_plan
from communities.choices import PlanStatus, PlanStep, TaskStatus
from communities.models import ActionPlan, PlanComment, PlanDecision, PlanReview, PlanTask
from communities.permissions import EDITABLE, needs_endorsement
from communities.summaries.content import content_of
from communities.summaries.path import missing_in, state_of, words_of_missing
from portal.shared import verbs
from portal.shared.dates import PartialDate
from portal.shared.refusals import at_field
from portal.shared.text import quoted
from projects.actions import add_document
from projects.actions.project import require_open
from projects.choices import DocumentKind
from projects.models import Document

FROZEN_AT = {PlanStep.SUBMITTED, PlanStep.APPROVED, PlanStep.COMPLETED}
WAITING = {PlanStatus.SUBMITTED, PlanStatus.ENDORSED}
IN_FORCE = {PlanStatus.RUNNING, PlanStatus.REVIEWED}
FINISHED = {TaskStatus.DONE, TaskStatus.DROPPED}
NOT_SUBMITTED = _("This is done with a submitted plan only.")
NOT_RUNNING = _("This is done while the plan is carried out.")


@transaction.atomic
def submit_plan(plan, *, by, on=None, body="", note="", incomplete_because=""):
    """Hand the plan over; again after it came back. Everything required must be there (code "incomplete").

    `incomplete_because`: why it is handed over all the same; it stands in the decision. Pages offer it to the coordinator.
    """
    plan = locked_plan(plan, EDITABLE, _("Only a draft or a returned plan can be submitted."), "not_editable")
    day = step_day(plan, on)
    missing = missing_in(content_of(plan))
    if missing and not incomplete_because:
        raise ValidationError(
            _("Something required is still missing: %(what)s."), code="incomplete",
            params={"what": words_of_missing(missing)},
        )
    if missing:
        note = in_language(plan, note, _("Submitted incomplete, because: %(why)s"), why=incomplete_because)
    plan.submitted_on = day
    return take_step(plan, PlanStep.SUBMITTED, PlanStatus.SUBMITTED, by=by, on=day, body=body, note=note)


@transaction.atomic
def return_plan(plan, *, by, reason="", on=None, body=""):
    """Send a plan back to be completed: with a reason, or with remarks at its fields."""
    plan = locked_plan(plan, WAITING, _("Only a submitted plan can be returned."), "not_submitted")
    day = step_day(plan, on)
    if not reason and not PlanComment.objects.filter(plan=plan, resolved_at=None).exists():
        raise at_field("reason", _("Say what must be completed, or comment on the plan first."), "no_reason")
    return take_step(plan, PlanStep.RETURNED, PlanStatus.RETURNED, by=by, on=day, body=body, note=reason)


@transaction.atomic
def endorse_plan(plan, *, by, on=None, body="", note="", document=None, upload=None):
    """The municipality agrees; a group's plan: its municipalities."""
    plan = locked_plan(plan, {PlanStatus.SUBMITTED}, _("Only a submitted plan can be endorsed."), "not_submitted")
    day = step_day(plan, on)
    document = paper(plan, document, upload, by, _("Endorsement: %(plan)s"))
    return take_step(
        plan, PlanStep.ENDORSED, PlanStatus.ENDORSED, by=by, on=day, body=body, note=note, document=document
    )


@transaction.atomic
def approve_plan(plan, *, by, on=None, body="", note="", document=None, upload=None, present=None, in_favour=None):
    """The village meeting, or a group's steering, says yes. `present`, `in_favour`: how many; both or none.

    `document`: the minutes, one of the project's; `upload`: a file to keep as such. Raises ValidationError with code
    "not_submitted", "not_endorsed" or "half_a_vote".
    """
    plan = locked_plan(plan, WAITING, _("Only a submitted plan can be approved."), "not_submitted")
    if plan.status == PlanStatus.SUBMITTED and needs_endorsement(plan):
        raise ValidationError(_("The municipality endorses the plan first."), code="not_endorsed")
    day = step_day(plan, on)
    require_whole_vote(present, in_favour)
    document = paper(plan, document, upload, by, _("Minutes: %(plan)s"))
    plan.approved_on = day
    return take_step(
        plan, PlanStep.APPROVED, PlanStatus.APPROVED, by=by, on=day, body=body, note=note, document=document,
        present=present, in_favour=in_favour,
    )


@transaction.atomic
def begin_plan(plan, *, by, on=None, body="", note=""):
    """An approved plan is carried out from now on."""
    plan = locked_plan(plan, {PlanStatus.APPROVED}, _("Only an approved plan can be started."), "not_approved")
    day = step_day(plan, on)
    return take_step(plan, PlanStep.STARTED, PlanStatus.RUNNING, by=by, on=day, body=body, note=note)


@transaction.atomic
def review_plan(plan, *, by, year, reviewed_on=None, done="", not_done="", changes="", carry=None):
    """Look back on one year; again every year.

    `carry`: {key of a task: "done", "dropped", or the PartialDate of its new end} for every task that is not finished yet.
    A task whose end moves was carried over once more. Raises ValidationError with code "forgotten_task", "unknown_task",
    "end_has_passed" or "wrong_year".
    """
    plan = locked_plan(plan, IN_FORCE, NOT_RUNNING, "not_running")
    day = step_day(plan, reviewed_on, "reviewed_on")
    require_next_year(plan, year, day)
    carry_over(plan, carry or {}, day, by)
    review = PlanReview(
        plan=plan, year=year, reviewed_on=day, done=done, not_done=not_done, changes=changes, is_demo=plan.is_demo
    )
    verbs.create(review, by=by)
    return take_step(plan, PlanStep.REVIEWED, PlanStatus.REVIEWED, by=by, on=day, note=changes)


@transaction.atomic
def complete_plan(plan, *, by, on=None, body="", note="", unfinished_because=""):
    """The plan ends. Every task is done or dropped, or there is a reason why not (code "unfinished")."""
    plan = locked_plan(plan, IN_FORCE, NOT_RUNNING, "not_running")
    day = step_day(plan, on)
    unfinished = list(unfinished_tasks(plan))
    if unfinished and not unfinished_because:
        raise at_field(
            "unfinished_because", _("Say why these tasks stay unfinished: %(tasks)s."), "unfinished", tasks=names_of(unfinished)
        )
    if unfinished:
        note = in_language(
            plan, note, _("Unfinished: %(tasks)s. Why: %(why)s"), tasks=names_of(unfinished), why=unfinished_because
        )
    return take_step(plan, PlanStep.COMPLETED, PlanStatus.COMPLETED, by=by, on=day, body=body, note=note)


def change_decision(decision, *, by, version, reason=""):
    """Correct what stands in a decision, or add the minutes that came later; its step and its day stay."""
    plan = decision.plan
    require_open(plan.project)
    if decision.document is not None and decision.document.project_id != plan.project_id:
        raise at_field("document", _("Choose one of this project."), "foreign_project")
    require_whole_vote(decision.present, decision.in_favour)
    return verbs.update(decision, by=by, version=version, reason=reason)


def change_review(review, *, by, version, reason=""):
    """Correct the words of a yearly review."""
    require_open(review.plan.project)
    return verbs.update(review, by=by, version=version, reason=reason)


# --- what the steps share ---


def locked_plan(plan, allowed, message, code):
    """The plan as it is now, locked; raises ValidationError when it is in none of the allowed states."""
    require_open(plan.project)
    verbs.locked(plan)
    plan = ActionPlan.objects.select_related("project", "template", "enrolment", "group").get(pk=plan.pk)
    if plan.status not in allowed:
        now = _("The plan is “%(state)s” now.") % {"state": state_of(plan)}
        raise ValidationError(format_lazy("{} {}", message, now), code=code)
    return plan


def step_day(plan, on, field="decided_on"):
    """The day of a step, today unless told: it has come, and is not before the step that came before."""
    day = day_of(on)
    require_past(day, field)
    before = last_day(plan)
    if before and day < before:
        raise at_field(
            field, _("The step before it was on %(day)s: this one cannot be earlier."), "out_of_order",
            day=formats.date_format(before, "SHORT_DATE_FORMAT"),
        )
    return day


def last_day(plan):
    """The day of the last step; of plans older than their decisions, what the plan itself says."""
    decisions = PlanDecision.objects.filter(plan=plan).exclude(step=PlanStep.RESTORED).order_by("-decided_on")
    decided = decisions.values_list("decided_on", flat=True).first()
    return max((day for day in (decided, plan.submitted_on, plan.approved_on) if day), default=None)


def require_whole_vote(present, in_favour):
    if (present is None) != (in_favour is None):
        name = "present" if present is None else "in_favour"
        raise at_field(name, _("Say both how many were present and how many were in favour, or neither."), "half_a_vote")


def take_step(plan, step, status, *, by, on, note="", **told):
    plan.status = status
    plan = verbs.update(plan, by=by, version=plan.version, reason=note)
    decision = PlanDecision(plan=plan, step=step, decided_on=on, note=note, is_demo=plan.is_demo, **told)
    verbs.create(decision, by=by)
    if step in FROZEN_AT:
        freeze_plan(plan, step, by=by)
    tell_step(plan, step, by=by, note=note)
    return plan


def paper(plan, document, upload, by, title):
    """The document behind a decision: one of the project's, or an upload that becomes one."""
    if document is not None and document.project_id != plan.project_id:
        raise at_field("document", _("Choose one of this project."), "foreign_project")
    if upload is None:
        return document
    with override(plan.language):
        name = str(title) % {"plan": plan.title}
    row = Document(project=plan.project, title=name[:200], kind=DocumentKind.MINUTES, language=plan.language)
    return add_document(row, upload, by=by)


def in_language(plan, note, text, **values):
    """A sentence that stays in the decision, before what was noted: in the plan's language, whoever writes it."""
    with override(plan.language):
        return "\n".join(part for part in (str(text) % values, note) if part)


def unfinished_tasks(plan):
    return PlanTask.objects.filter(plan=plan, archived_at=None).exclude(status__in=FINISHED)


def names_of(tasks):
    return Truncator(", ".join(quoted(task) for task in tasks)).chars(500)


def require_next_year(plan, year, day):
    """Years are reviewed one after the other, from that of the approval to that of the review."""
    years = PlanReview.objects.filter(plan=plan).order_by("-year").values_list("year", flat=True)
    last = years.first()
    if last is not None and year <= last:
        raise at_field("year", _("The year %(year)s was reviewed already: choose a later one."), "wrong_year", year=last)
    if year > day.year or (plan.approved_on and year < plan.approved_on.year):
        raise at_field("year", _("Choose a year in which the plan was carried out."), "wrong_year")


def carry_over(plan, carry, day, by):
    """Say of every unfinished task what becomes of it; silently nothing is forgotten."""
    tasks = {task.pk: task for task in unfinished_tasks(plan).select_for_update()}
    if set(carry) - set(tasks):
        raise ValidationError(
            _("A task was finished or taken out meanwhile. Look again and repeat."), code="unknown_task"
        )
    forgotten = [task for pk, task in tasks.items() if pk not in carry]
    if forgotten:
        raise ValidationError(
            _("Say what becomes of these tasks: %(tasks)s."), code="forgotten_task", params={"tasks": names_of(forgotten)}
        )
    for pk, task in tasks.items():
        settle_task(task, carry[pk], day, by)


def settle_task(task, fate, day, by):
    if fate in FINISHED:
        task.status = fate
    else:
        end = PartialDate.parse(fate)
        if end.upper is None or end.upper < day:
            raise at_field(
                f"end-{task.pk}", _("“%(task)s”: the new end must lie after the review."), "end_has_passed", task=str(task)
            )
        if end != task.end:
            task.end, task.carried = end, task.carried + 1
    verbs.update(task, by=by, version=task.version)

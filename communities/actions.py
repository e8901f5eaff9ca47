"""The verbs of `communities`. Only these write; pages, admin, imports and demo data call the same ones."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.choices import EnrolmentStatus, PlanStatus
from communities.models import ActionPlan, Assessment, Enrolment
from communities.models.community import COUNTED
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open

# From which states an enrolment may come into a state.
WAYS = {
    EnrolmentStatus.SELECTED: {EnrolmentStatus.APPLIED, EnrolmentStatus.REJECTED, EnrolmentStatus.WITHDRAWN},
    EnrolmentStatus.COMPLETED: {EnrolmentStatus.SELECTED},
    EnrolmentStatus.WITHDRAWN: {EnrolmentStatus.APPLIED, EnrolmentStatus.SELECTED},
    EnrolmentStatus.REJECTED: {EnrolmentStatus.APPLIED},
    EnrolmentStatus.APPLIED: {EnrolmentStatus.SELECTED, EnrolmentStatus.REJECTED, EnrolmentStatus.WITHDRAWN},
}
EDITABLE = {PlanStatus.DRAFT, PlanStatus.RETURNED}


def add_community(community, *, by, places=(), key=None):
    """A community belongs to no project; it may take part in several."""
    return verbs.create(community, by=by, m2m={"places": places}, key=key)


def change_community(community, *, by, version, places=None, reason=""):
    m2m = None if places is None else {"places": places}
    return verbs.update(community, by=by, version=version, m2m=m2m, reason=reason)


def archive_community(community, *, by, reason=""):
    return verbs.archive(community, by=by, reason=reason)


def restore_community(community, *, by, reason=""):
    return verbs.restore(community, by=by, reason=reason)


def enrol_community(enrolment, *, by, key=None, reason=""):
    """Note that a community applied for, or takes part in, a project or one activity of it."""
    require_open(enrolment.project)
    return verbs.create(enrolment, by=by, key=key, reason=reason)


def change_enrolment(enrolment, *, by, version, reason=""):
    require_open(enrolment.project)
    return verbs.update(enrolment, by=by, version=version, reason=reason)


@transaction.atomic
def decide_enrolment(enrolment, status, *, by, on=None, reason=""):
    """Move an enrolment to another state; raises ValidationError(code="wrong_state") when there is no such way.

    `on`: the day of the decision, today unless told; kept when the community is selected.
    """
    require_open(enrolment.project)
    enrolment = verbs.locked(enrolment)
    if enrolment.status not in WAYS.get(status, set()):
        raise ValidationError(
            _("This cannot be done now: the enrolment is “%(state)s”."), code="wrong_state",
            params={"state": enrolment.get_status_display()},
        )
    enrolment.status = status
    if status == EnrolmentStatus.SELECTED:
        enrolment.selected_on = on or timezone.localdate()
    return verbs.update(enrolment, by=by, version=enrolment.version, reason=reason)


@transaction.atomic
def declare_ready(enrolment, *, by, on=None, note=""):
    """Somebody decides that a community is ready to start its services (A-22)."""
    require_open(enrolment.project)
    enrolment = verbs.locked(enrolment)
    if enrolment.status not in COUNTED:
        raise ValidationError(_("Only a community that takes part can be ready."), code="wrong_state")
    enrolment.ready_on, enrolment.readiness_note = on or timezone.localdate(), note
    return verbs.update(enrolment, by=by, version=enrolment.version)


@transaction.atomic
def extend_enrolment(enrolment, *, by, ends_on, reason):
    """A later end than agreed, with its reason (C-09)."""
    require_open(enrolment.project)
    enrolment = verbs.locked(enrolment)
    if not reason:
        raise at_field("extension_reason", _("Say why it is extended."), "no_reason")
    if enrolment.ends_on is None or ends_on <= enrolment.ends_on:
        raise at_field("ends_on", _("An extension ends later than before."), "no_extension")
    enrolment.ends_on, enrolment.extension_reason = ends_on, reason
    return verbs.update(enrolment, by=by, version=enrolment.version, reason=reason)


@transaction.atomic
def record_assessment(assessment, *, by, key=None):
    """The next round of a community's assessment; its number is given here, one after the last."""
    project = assessment.enrolment.project
    require_open(project)
    require_past(assessment.assessed_on, "assessed_on")
    Enrolment.objects.select_for_update().get(pk=assessment.enrolment_id)
    last = Assessment.objects.filter(enrolment=assessment.enrolment_id).aggregate(last=Max("round"))["last"]
    assessment.round = (last or 0) + 1
    return verbs.create(assessment, by=by, key=key)


def change_assessment(assessment, *, by, version, reason=""):
    require_open(assessment.enrolment.project)
    require_past(assessment.assessed_on, "assessed_on")
    return verbs.update(assessment, by=by, version=version, reason=reason)


def start_plan(plan, *, by, key=None):
    """A new plan is a draft, whatever the form says."""
    require_open(plan.project)
    plan.status, plan.submitted_on, plan.approved_on = PlanStatus.DRAFT, None, None
    return verbs.create(plan, by=by, key=key)


@transaction.atomic
def change_plan(plan, *, by, version, reason=""):
    """Only a draft, or a plan that came back, can be written on; raises ValidationError(code="not_editable")."""
    require_open(plan.project)
    if verbs.locked(plan).status not in EDITABLE:
        raise ValidationError(_("A submitted plan cannot be changed. Return it first."), code="not_editable")
    return verbs.update(plan, by=by, version=version, reason=reason)


@transaction.atomic
def submit_plan(plan, *, by, on=None):
    """Hand the plan over for a decision; it may be handed over again after it came back."""
    plan = locked_plan(plan, EDITABLE, _("Only a draft or a returned plan can be submitted."), "not_editable")
    plan.status, plan.submitted_on = PlanStatus.SUBMITTED, day_of(on)
    require_past(plan.submitted_on, "submitted_on")
    return verbs.update(plan, by=by, version=plan.version)


@transaction.atomic
def approve_plan(plan, *, by, on=None):
    """The coordinator's yes: given once, dated, and only to a submitted plan."""
    plan = locked_plan(plan, {PlanStatus.SUBMITTED}, _("Only a submitted plan can be approved."), "not_submitted")
    plan.status, plan.approved_on = PlanStatus.APPROVED, day_of(on)
    require_past(plan.approved_on, "approved_on")
    if plan.submitted_on and plan.approved_on < plan.submitted_on:
        raise at_field("approved_on", _("A plan is approved after it was submitted."), "approved_before_submitted")
    return verbs.update(plan, by=by, version=plan.version)


@transaction.atomic
def return_plan(plan, *, by, reason):
    """Send a submitted plan back to be completed. The reason stands in its history."""
    plan = locked_plan(plan, {PlanStatus.SUBMITTED}, _("Only a submitted plan can be returned."), "not_submitted")
    if not reason:
        raise ValidationError(_("Say what must be completed."), code="no_reason")
    plan.status = PlanStatus.RETURNED
    return verbs.update(plan, by=by, version=plan.version, reason=reason)


def locked_plan(plan, allowed, message, code):
    """The plan as it is now, locked; raises ValidationError when it is in none of the allowed states."""
    require_open(plan.project)
    plan = ActionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.status not in allowed:
        raise ValidationError(message, code=code)
    return plan


def day_of(on):
    return on or timezone.localdate()


def require_past(day, field):
    """Raise ValidationError(code="in_future") for something that is said to be done but lies ahead."""
    if day and day > timezone.localdate():
        raise at_field(field, _("This day has not come yet."), "in_future")

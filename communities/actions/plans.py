"""The path of a plan, from its beginning to its approval."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.days import day_of, require_past
from communities.choices import PlanStatus
from communities.models import ActionPlan
from communities.permissions import EDITABLE
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open


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

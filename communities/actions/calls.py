"""Calls to communities, who applied, who was chosen, and what a project asks of them."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.registry import decide_enrolment, enrol_community
from communities.choices import EnrolmentStatus
from communities.models import Criterion
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.parts import add_part, change_part, remove_part


def add_call(call, *, by, key=None):
    return add_part(call, by=by, key=key)


def change_call(call, *, by, version, reason=""):
    return change_part(call, by=by, version=version, reason=reason)


def apply_to_call(enrolment, *, by, key=None):
    """A community answers a call: an enrolment that waits for a decision, in the call's activity.

    Being early or late is not refused: the pages say it.
    """
    if enrolment.call is None:
        raise at_field("call", _("Choose the call."), "no_call")
    enrolment.status = EnrolmentStatus.APPLIED
    if enrolment.activity_id is None:
        enrolment.activity = enrolment.call.activity
    return enrol_community(enrolment, by=by, key=key)


def choose(enrolment, *, by, criteria=None, on=None, reason=""):
    """The community is selected. `criteria`: those it meets; more of a county than the call promises is not refused."""
    return decide_enrolment(enrolment, EnrolmentStatus.SELECTED, by=by, on=on, reason=reason, criteria=criteria)


def reject(enrolment, *, by, reason, criteria=None):
    """The community is not selected; the reason stays in the history."""
    if not reason:
        raise ValidationError(_("Say why it is not selected."), code="no_reason")
    return decide_enrolment(enrolment, EnrolmentStatus.REJECTED, by=by, reason=reason, criteria=criteria)


def add_criterion(criterion, *, by, key=None):
    return add_part(criterion, by=by, key=key)


def change_criterion(criterion, *, by, version, reason=""):
    """What was ticked keeps its meaning: a criterion somebody meets is not turned from selection to readiness."""
    stored = Criterion.objects.filter(pk=criterion.pk).first()
    if stored and stored.purpose != criterion.purpose and stored.enrolments.exists():
        raise at_field("purpose", _("Communities meet this criterion already. Write a new one instead."), "in_use")
    return change_part(criterion, by=by, version=version, reason=reason)


@transaction.atomic
def remove_criterion(criterion, *, by, reason=""):
    """Raises ValidationError(code="in_use") when it was ticked for a community: a decision rests on it."""
    criterion = verbs.locked(criterion)
    if criterion.enrolments.exists():
        raise ValidationError(_("Communities meet this criterion already, so it stays."), code="in_use")
    remove_part(criterion, by=by, reason=reason)

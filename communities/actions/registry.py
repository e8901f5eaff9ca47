"""Communities and what they take part in."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.choices import CriterionPurpose, EnrolmentStatus
from communities.models import Criterion
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


def add_community(community, *, by, places=(), key=None):
    """A community belongs to no project; it may take part in several."""
    return verbs.create(community, by=by, m2m={"places": places} if places else None, key=key)


def change_community(community, *, by, version, places=None, reason=""):
    m2m = None if places is None else {"places": places}
    return verbs.update(community, by=by, version=version, m2m=m2m, reason=reason)


def archive_community(community, *, by, reason=""):
    return verbs.archive(community, by=by, reason=reason)


def restore_community(community, *, by, reason=""):
    return verbs.restore(community, by=by, reason=reason)


def remove_community(community, *, by, reason=""):
    """Take a community out of the portal; raises ValidationError(code="in_use") when something rests on it."""
    verbs.remove(community, by=by, reason=reason)


def enrol_community(enrolment, *, by, key=None, reason=""):
    """Note that a community applied for, or takes part in, a project or one activity of it."""
    require_open(enrolment.project)
    return verbs.create(enrolment, by=by, key=key, reason=reason)


def change_enrolment(enrolment, *, by, version, reason=""):
    require_open(enrolment.project)
    return verbs.update(enrolment, by=by, version=version, reason=reason)


def remove_enrolment(enrolment, *, by, reason=""):
    """Take an enrolment back as if it never was; raises ValidationError(code="in_use") when something rests on it."""
    require_open(enrolment.project)
    verbs.remove(enrolment, by=by, reason=reason)


@transaction.atomic
def decide_enrolment(enrolment, status, *, by, on=None, reason="", criteria=None):
    """Move an enrolment to another state; raises ValidationError(code="wrong_state") when there is no such way.

    `on`: the day of the decision, today unless told; kept when the community is selected. `criteria`: those for the
    selection that it meets; None leaves what was ticked before.
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
    m2m = ticked(enrolment, CriterionPurpose.SELECTION, criteria)
    return verbs.update(enrolment, by=by, version=enrolment.version, reason=reason, m2m=m2m)


def ticked(enrolment, purpose, criteria):
    """The relations for a verb: `criteria` instead of what was ticked for this purpose; the other purpose's ticks stay."""
    if criteria is None:
        return None
    wanted = set(criteria)
    known = set(Criterion.objects.filter(project=enrolment.project_id, purpose=purpose))
    if not wanted <= known:
        raise at_field("criteria", _("Choose one of this project."), "foreign_project")
    return {"criteria": [*enrolment.criteria.exclude(purpose=purpose), *wanted]}


@transaction.atomic
def declare_ready(enrolment, *, by, on=None, note="", criteria=None):
    """Somebody decides that a community is ready to start its services (A-22).

    `criteria`: those for readiness that it meets; None leaves what was ticked before.
    """
    require_open(enrolment.project)
    enrolment = verbs.locked(enrolment)
    if enrolment.status not in COUNTED:
        raise ValidationError(_("Only a community that takes part can be ready."), code="wrong_state")
    enrolment.ready_on, enrolment.readiness_note = on or timezone.localdate(), note
    m2m = ticked(enrolment, CriterionPurpose.READINESS, criteria)
    return verbs.update(enrolment, by=by, version=enrolment.version, m2m=m2m)


@transaction.atomic
def withdraw_readiness(enrolment, *, by, reason):
    """It is not ready any more. What was decided and noted before stays in the history, and so does the reason."""
    require_open(enrolment.project)
    enrolment = verbs.locked(enrolment)
    if not reason:
        raise ValidationError(_("Say why it is not ready any more."), code="no_reason")
    if enrolment.ready_on is None:
        raise ValidationError(_("Nobody has called this community ready."), code="wrong_state")
    enrolment.ready_on, enrolment.readiness_note = None, ""
    return verbs.update(enrolment, by=by, version=enrolment.version, reason=reason)


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

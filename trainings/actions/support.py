"""Support of communities, its log and what came of it."""
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open
from trainings.choices import SupportKind
from trainings.models import Person, SupportAssignment
from trainings.summaries.support import mentor_until


@transaction.atomic
def assign_support(assignment, *, by, key=None):
    """Somebody begins to support a community; a mentor for four months when no end is stated (C-09).

    A participant who leads a dialogue holds one (C-12): raises ValidationError(code="has_dialogue") for a second.
    """
    require_open(assignment.enrolment.project)
    if assignment.kind == SupportKind.MENTOR and assignment.starts_on and assignment.ends_on is None:
        assignment.ends_on = mentor_until(assignment.starts_on)
    require_leader(assignment)
    return verbs.create(assignment, by=by, key=key)


def require_leader(assignment):
    """Who of a group of participants leads a dialogue is of the project, and leads no other."""
    leader = assignment.registration
    if leader is None:
        return
    project = assignment.enrolment.project
    if assignment.kind != SupportKind.DIALOGUE or leader.event.project_id != project.pk:
        raise at_field("registration", _("Choose one of this project."), "foreign_project")
    person = leader.person.root_id or leader.person_id
    Person.objects.select_for_update().get(pk=person)  # one at a time for each participant
    others = SupportAssignment.objects.filter(enrolment__project=project).exclude(pk=assignment.pk)
    if others.annotate(one=Coalesce("registration__person__root", "registration__person")).filter(one=person).exists():
        raise at_field("registration", _("This participant has a dialogue already."), "has_dialogue")


@transaction.atomic
def change_support(assignment, *, by, version, reason=""):
    require_open(assignment.enrolment.project)
    require_leader(assignment)
    return verbs.update(assignment, by=by, version=version, reason=reason)


@transaction.atomic
def complete_support(assignment, *, by, on=None):
    """The support is done: the mentor has finished, the dialogue was held."""
    assignment = locked_support(assignment)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise at_field("completed_on", _("This day has not come yet."), "in_future")
    if assignment.starts_on and day < assignment.starts_on:
        raise at_field("completed_on", _("The end date cannot be before the start date."), "period_backwards")
    assignment.completed_on = day
    return verbs.update(assignment, by=by, version=assignment.version)


@transaction.atomic
def extend_support(assignment, *, by, ends_on, reason):
    """A later end than agreed, with its reason (C-09)."""
    assignment = locked_support(assignment)
    if not reason:
        raise at_field("extension_reason", _("Say why it is extended."), "no_reason")
    if assignment.ends_on is None or ends_on <= assignment.ends_on:
        raise at_field("ends_on", _("An extension ends later than before."), "no_extension")
    assignment.ends_on, assignment.extension_reason = ends_on, reason
    return verbs.update(assignment, by=by, version=assignment.version, reason=reason)


def tell_outcome(outcome, *, by, key=None):
    """What came of a support, looked at halfway or at the end."""
    require_look_back(outcome)
    return verbs.create(outcome, by=by, key=key)


def change_outcome(outcome, *, by, version, reason=""):
    require_look_back(outcome)
    return verbs.update(outcome, by=by, version=version, reason=reason)


def require_look_back(outcome):
    """Halfway is a day that has come, after the beginning; how far the aims are is said with its day."""
    require_open(outcome.assignment.enrolment.project)
    day, begins = outcome.midway_on, outcome.assignment.starts_on
    if day and day > timezone.localdate():
        raise at_field("midway_on", _("This day has not come yet."), "in_future")
    if day and begins and day < begins:
        raise at_field("midway_on", _("The support had not begun then."), "before_start")
    if outcome.midway_percent is not None and day is None:
        raise at_field("midway_on", _("Say on which day."), "no_day")


def log_support(entry, *, by, key=None):
    """One meeting of the expert with the community. Raises ValidationError(code="in_future" or "before_start")."""
    require_meeting(entry)
    return verbs.create(entry, by=by, key=key)


def change_support_entry(entry, *, by, version, reason=""):
    require_meeting(entry)
    return verbs.update(entry, by=by, version=version, reason=reason)


def remove_support_entry(entry, *, by, reason=""):
    """Delete an entry made by mistake; its history stays."""
    require_open(entry.assignment.enrolment.project)
    verbs.remove(entry, by=by, reason=reason)


def require_meeting(entry):
    require_open(entry.assignment.enrolment.project)
    if entry.date and entry.date > timezone.localdate():
        raise at_field("date", _("This day has not come yet."), "in_future")
    begins = entry.assignment.starts_on
    if entry.date and begins and entry.date < begins:
        raise at_field("date", _("The support had not begun then."), "before_start")
    if entry.date and entry.next_on and entry.next_on <= entry.date:
        raise at_field("next_on", _("The next meeting comes later."), "next_before")


def locked_support(assignment):
    require_open(assignment.enrolment.project)
    return SupportAssignment.objects.select_for_update().get(pk=assignment.pk)

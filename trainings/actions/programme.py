"""Programmes of training, and which event answers which need."""
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open


def add_programme(programme, *, by, audiences=(), key=None):
    require_open(programme.project)
    return verbs.create(programme, by=by, m2m={"audiences": audiences}, key=key)


def change_programme(programme, *, by, version, audiences=None, reason=""):
    require_open(programme.project)
    m2m = None if audiences is None else {"audiences": audiences}
    return verbs.update(programme, by=by, version=version, m2m=m2m, reason=reason)


def archive_programme(programme, *, by, reason=""):
    """Its events stay in it and in the calendar."""
    require_open(programme.project)
    return verbs.archive(programme, by=by, reason=reason)


def restore_programme(programme, *, by, reason=""):
    require_open(programme.project)
    return verbs.restore(programme, by=by, reason=reason)


@transaction.atomic
def answer_needs(event, *, by, version, needs, reason=""):
    """Say which programme an event belongs to (`event.programme`) and which needs it answers.

    Raises ValidationError(code="foreign_project") for a need of another project.
    """
    require_open(event.project)
    require_own(event.project, needs)
    return verbs.update(event, by=by, version=version, m2m={"needs": needs}, reason=reason)


def require_own(project, needs):
    if any(need.enrolment.project_id != project.pk for need in needs):
        raise at_field("needs", _("Choose one of this project."), "foreign_project")

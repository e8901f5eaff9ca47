"""What happens to a project as a whole."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.choices import Phase, Publication, Role
from projects.models import Membership, Project


def require_open(project):
    """Raise ValidationError(code="frozen") when the project is closed or archived."""
    if project.is_frozen:
        raise ValidationError(_("The project is closed. Reopen it before changing anything."), code="frozen")


@transaction.atomic
def create_project(project, *, by, key=None, reason=""):
    """A new project as a draft; whoever makes it becomes its coordinator, unless staff do it for others."""
    made = verbs.create(project, by=by, key=key, reason=reason)
    if not getattr(by, "is_staff", False) and not Membership.objects.filter(user=by, project=made).exists():
        verbs.create(Membership(user=by, project=made, role=Role.COORDINATOR), by=by)
    return made


def change_project(project, *, by, version, reason=""):
    """Save a coordinator's changes; closed projects refuse, and a published one keeps the end it told everybody."""
    require_open(project)
    require_end_kept(project)
    return verbs.update(project, by=by, version=version, reason=reason)


def require_end_kept(project):
    """Raise ValidationError(code="extend_instead") at `planned_end`: once published, it moves by `extend_period` only."""
    if project.publication != Publication.ACTIVE:
        return
    stored = Project.objects.filter(pk=project.pk).values_list("planned_end", flat=True).first()
    if stored is not None and stored != project.planned_end:
        raise at_field(
            "planned_end",
            _("People rely on this end. Move it by a change of the period: it asks why, and for the paper it rests on."),
            "extend_instead",
        )


def publish_project(project, *, by):
    """Show a draft to everybody. It needs a title and a summary first: an empty public page helps nobody."""
    if not project.summary_et:
        raise at_field("summary_et", _("Write a short summary before publishing."), "no_summary")
    return set_publication(project, Publication.ACTIVE, {Publication.DRAFT}, by=by)


def close_project(project, *, by):
    """Nothing in it can be changed any more; the public page stays."""
    return set_publication(project, Publication.CLOSED, {Publication.ACTIVE}, by=by)


def reopen_project(project, *, by):
    return set_publication(project, Publication.ACTIVE, {Publication.CLOSED, Publication.ARCHIVED}, by=by)


def archive_project(project, *, by):
    return set_publication(project, Publication.ARCHIVED, {Publication.CLOSED}, by=by)


@transaction.atomic
def set_publication(project, to, allowed_from, *, by):
    """Move the project from one of the allowed states; raises ValidationError(code="wrong_state") otherwise."""
    project = Project.objects.select_for_update().get(pk=project.pk)
    if project.publication not in allowed_from:
        raise ValidationError(
            _("This cannot be done now: the project is “%(state)s”."), code="wrong_state",
            params={"state": project.get_publication_display()},
        )
    project.publication = to
    return verbs.update(project, by=by, version=project.version)


@transaction.atomic
def confirm_phase(project, phase, *, by):
    """Somebody who knows says where the project is; who and when stand beside it."""
    require_open(project)
    if phase not in Phase.values:
        raise ValidationError(_("Choose one of the states."), code="unknown_phase")
    project = Project.objects.select_for_update().get(pk=project.pk)
    project.phase = phase
    project.phase_basis = f"{by}, {timezone.localdate():%d.%m.%Y}"
    return verbs.update(project, by=by, version=project.version)

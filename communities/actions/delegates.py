"""People of a community: who speaks for it in a project, and who advises it."""
from django.utils.translation import gettext_lazy as _

from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open
from projects.choices import Role
from projects.models import Membership

BINDABLE = [Role.COMMUNITY, Role.EXPERT]


def bind_delegate(delegate, *, by, key=None):
    """Bind a person to a community of a project; he belongs to the project as a community's person or as an expert."""
    project = delegate.enrolment.project
    require_open(project)
    belongs = Membership.objects.valid().filter(project=project, role__in=BINDABLE, user=delegate.user_id)
    if not belongs.exists():
        raise at_field(
            "user", _("Invite this person to the project first, as a community's representative or as an expert."),
            "not_of_project",
        )
    return verbs.create(delegate, by=by, key=key)


def change_delegate(delegate, *, by, version, reason=""):
    require_open(delegate.enrolment.project)
    return verbs.update(delegate, by=by, version=version, reason=reason)


def unbind_delegate(delegate, *, by):
    """The person has nothing to do with this community any more; the history keeps that he had."""
    require_open(delegate.enrolment.project)
    verbs.remove(delegate, by=by)

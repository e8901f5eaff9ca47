"""Remarks about a plan: made, settled, opened again."""
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.actions.told import tell_comment
from communities.codes.cells import CellName
from portal.shared import verbs
from portal.shared.refusals import at_field
from projects.actions.project import require_open


@transaction.atomic
def comment_plan(comment, *, by, key=None):
    """Remark on a plan, on a section of it, or on one field. `by` has written it."""
    require_open(comment.plan.project)
    if comment.section is not None and comment.section.template_id != comment.plan.template_id:
        raise at_field("section", _("Choose a section of this plan."), "foreign_section")
    if comment.cell and CellName.parse(comment.cell) is None:
        raise at_field("cell", _("There is no such field."), "no_field")
    comment.author, comment.resolved_at = by, None
    made = verbs.create(comment, by=by, key=key)
    tell_comment(made, by=by)
    return made


def resolve_comment(comment, *, by):
    """It is settled. Twice is once."""
    return set_resolved(comment, timezone.now(), by)


def reopen_comment(comment, *, by):
    return set_resolved(comment, None, by)


@transaction.atomic
def set_resolved(comment, when, by):
    require_open(comment.plan.project)
    current = verbs.locked(comment)
    if (current.resolved_at is None) == (when is None):
        return current
    current.resolved_at = when
    return verbs.update(current, by=by, version=current.version)


def change_comment(comment, *, by, version, reason=""):
    require_open(comment.plan.project)
    return verbs.update(comment, by=by, version=version, reason=reason)

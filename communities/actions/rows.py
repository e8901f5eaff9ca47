"""Single rows of a plan, one at a time: for the admin and for whoever has a row and no page. Pages save sections."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.codes.typed import read_typed
from communities.models import ActionPlan
from communities.permissions import EDITABLE
from communities.summaries.content import limit_of
from communities.summaries.state import options_of
from portal.shared import verbs
from projects.actions.project import require_open


def plan_to_write(plan):
    """The plan as it is now, locked until the transaction ends; raises ValidationError when it cannot be written on."""
    # Not its key: unsaved texts that are kept at this very moment name the plan, and need not wait for a save.
    rows = ActionPlan.objects.select_for_update(of=("self",), no_key=True)
    plan = rows.select_related("project").get(pk=plan.pk)
    require_open(plan.project)
    if plan.status not in EDITABLE:
        raise ValidationError(_("A submitted plan cannot be changed. Return it first."), code="not_editable")
    return plan


@transaction.atomic
def add_plan_row(row, *, by, key=None, m2m=None):
    """A new row of one of the portal's own tables."""
    plan_to_write(row.plan)
    return verbs.create(row, by=by, key=key, m2m=m2m)


@transaction.atomic
def change_plan_row(row, *, by, version, m2m=None, reason=""):
    """Rows of tables, entries and answers; raises StaleSave as `verbs.update` does."""
    plan_to_write(row.plan)
    return verbs.update(row, by=by, version=version, m2m=m2m, reason=reason)


@transaction.atomic
def change_answer(answer, *, by, version, reason=""):
    """An answer's text is read as its field asks; what cannot be read is told at `text`."""
    # The plan first, as everywhere: two who want both wait for each other otherwise.
    plan_to_write(answer.plan)
    asked = answer.field
    try:
        answer.text = read_typed(asked.kind, answer.text, options_of(asked, verbs.locked(answer).text), limit_of(asked))
    except ValidationError as error:
        raise ValidationError({"text": error}) from error
    return verbs.update(answer, by=by, version=version, reason=reason)


@transaction.atomic
def archive_plan_row(row, *, by):
    plan_to_write(row.plan)
    return verbs.archive(row, by=by)


@transaction.atomic
def restore_plan_row(row, *, by):
    plan_to_write(row.plan)
    return verbs.restore(row, by=by)

"""A plan as such: begun, renamed. Its contents are saved in editing.py, its path is in path.py."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communities.actions.standard import ensure_plan_template
from communities.choices import PlanStatus
from communities.permissions import EDITABLE
from portal.shared import verbs
from projects.actions.project import require_open


@transaction.atomic
def start_plan(plan, *, by, key=None):
    """A new plan is a draft, whatever the form says; it asks what the project's template asks."""
    require_open(plan.project)
    plan.status, plan.submitted_on, plan.approved_on = PlanStatus.DRAFT, None, None
    if plan.template is None:
        plan.template = ensure_plan_template(plan.project, by=by)
    return verbs.create(plan, by=by, key=key)


@transaction.atomic
def change_plan(plan, *, by, version, reason=""):
    """Only a draft, or a plan that came back, can be written on; raises ValidationError(code="not_editable")."""
    require_open(plan.project)
    if verbs.locked(plan).status not in EDITABLE:
        raise ValidationError(_("A submitted plan cannot be changed. Return it first."), code="not_editable")
    # Plans older than templates get theirs when somebody next looks after them.
    if plan.template is None:
        plan.template = ensure_plan_template(plan.project, by=by)
    return verbs.update(plan, by=by, version=version, reason=reason)

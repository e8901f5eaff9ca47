"""A budget, its lines and its sources.

Sums that do not agree are named by the summaries and never refused here: both figures are kept (B-15).
"""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.choices import AmountState, BudgetBasis
from budgets.models import Budget, FundingShare, StatedTotal
from portal.shared import verbs
from projects.actions.project import require_open


def add_budget(budget, *, by, key=None):
    """One partner's budget; a second one for the same partner is refused."""
    require_open(budget.project)
    return verbs.create(budget, by=by, key=key)


def change_budget(budget, *, by, version, reason=""):
    require_open(budget.project)
    return verbs.update(budget, by=by, version=version, reason=reason)


@transaction.atomic
def add_line(line, *, by, key=None):
    """A new line. A budget that was known as a total only is from now on known by its lines."""
    budget = locked_budget(line.budget)
    made = verbs.create(line, by=by, key=key)
    if budget.basis == BudgetBasis.TOTAL:
        budget.basis = BudgetBasis.LINES
        verbs.update(budget, by=by, version=budget.version)
    return made


@transaction.atomic
def change_line(line, *, by, version, reason=""):
    locked_budget(line.budget)
    return verbs.update(line, by=by, version=version, reason=reason)


@transaction.atomic
def remove_line(line, *, by, reason=""):
    """Delete a line; its history stays."""
    locked_budget(line.budget)
    verbs.remove(line, by=by, reason=reason)


@transaction.atomic
def set_share(
    budget, source, amount, *, by, programme=None, as_of=None, state=AmountState.STATED, version=None, reason=""
):
    """How much of the budget comes from a source (and programme), as of a day. Returns the FundingShare.

    An earlier amount of the same source is replaced and stays in the history. `version`: the one the person started
    from, None to take the current one.
    """
    locked_budget(budget)
    share = FundingShare.objects.filter(budget=budget, source=source, programme=programme).first()
    if share is None:
        made = FundingShare(
            budget=budget, source=source, programme=programme, amount=amount, as_of=as_of, state=state
        )
        return verbs.create(made, by=by, reason=reason)
    share.amount, share.as_of, share.state = amount, as_of, state
    return verbs.update(share, by=by, version=share.version if version is None else version, reason=reason)


@transaction.atomic
def remove_share(share, *, by, reason=""):
    locked_budget(share.budget)
    verbs.remove(share, by=by, reason=reason)


@transaction.atomic
def set_stated_total(project, amount, *, by, as_of=None, notes=None, version=None, reason=""):
    """The project's total as a source states it; it replaces an earlier one. `notes`: {"note_et": …}."""
    require_open(project)
    values = {"amount": amount, "as_of": as_of, **(notes or {})}
    total = StatedTotal.objects.select_for_update().filter(project=project).first()
    if total is None:
        return verbs.create(StatedTotal(project=project, **values), by=by, reason=reason)
    for name, value in values.items():
        setattr(total, name, value)
    return verbs.update(total, by=by, version=total.version if version is None else version, reason=reason)


def locked_budget(budget):
    """The budget as it is now, locked; raises ValidationError(code="frozen") in a closed project."""
    require_open(budget.project)
    found = Budget.objects.select_for_update().filter(pk=budget.pk).first()
    if found is None:
        raise ValidationError(_("This budget is no longer there."), code="gone")
    return found

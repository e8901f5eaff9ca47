"""A budget, its lines and its sources.

Sums that do not agree are named by the summaries and never refused here: both figures are kept (B-15). The figures of an
approved budget change by an amendment alone; words and links of its lines may still be corrected.
"""
import copy

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.actions.amounts import prepare, settle
from budgets.actions.locks import lock_budgets
from budgets.choices import AmountState, BudgetBasis, BudgetState
from budgets.models import Budget, FundingShare, LineFunding, StatedTotal
from budgets.summaries.limits import require_within
from budgets.summaries.versions import content_of
from portal.shared import bulk_verbs, compare, verbs
from portal.shared.money import format_money
from projects.actions.project import require_open

# What the database keeps as it was approved, by the names of the fields (budgets/models/frozen.py).
BUDGET_FIGURES = {"stated_total", "basis", "partnership", "project"}
LINE_FIGURES = {"amount", "budget", "number", "category", "cost_basis", "quantity", "unit_cost", "flat_rate", "flat_of"}
SHARE_FIGURES = {"amount", "as_of", "budget", "source", "programme"}


def add_budget(budget, *, by, key=None):
    """One partner's budget; a second one for the same partner is refused."""
    require_open(budget.project)
    return verbs.create(budget, by=by, key=key)


@transaction.atomic
def change_budget(budget, *, by, version, reason=""):
    """Other rules may allow less than was claimed of an approved budget already (code "over")."""
    stored = locked_budget(budget)
    refuse_figures(stored, stored, budget, version, BUDGET_FIGURES)
    saved = verbs.update(budget, by=by, version=version, reason=reason, held=stored)
    if stored.state != BudgetState.DRAFT and stored.rule_set_id != saved.rule_set_id:
        require_within(Budget.objects.get(pk=saved.pk))
    return saved


@transaction.atomic
def add_line(line, *, by, key=None):
    """A new line. A budget that was known as a total only is from now on known by its lines."""
    budget = changeable_budget(line.budget)
    prepare(line)
    made = verbs.create(line, by=by, key=key)
    if budget.basis == BudgetBasis.TOTAL:
        budget.basis = BudgetBasis.LINES
        verbs.update(budget, by=by, version=budget.version)
    settle(budget, by)
    return made


@transaction.atomic
def change_line(line, *, by, version, reason=""):
    budget = locked_budget(line.budget)
    stored = verbs.locked(line)
    refuse_figures(budget, stored, line, version, LINE_FIGURES)
    if budget.state == BudgetState.DRAFT:
        prepare(line)
    saved = verbs.update(line, by=by, version=version, reason=reason, held=stored)
    settle(budget, by)
    return saved


@transaction.atomic
def remove_line(line, *, by, reason=""):
    """Delete a line with its amounts from sources; their history stays. Lines computed from it are computed anew."""
    budget = changeable_budget(line.budget)
    bulk_verbs.remove_many(LineFunding.objects.filter(line=line), by=by, reason=reason)
    verbs.remove(line, by=by, reason=reason)
    settle(budget, by)


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
        return add_share(made, by=by, reason=reason)
    share.budget, share.amount, share.as_of, share.state = budget, amount, as_of, state
    return change_share(share, by=by, version=share.version if version is None else version, reason=reason)


@transaction.atomic
def add_share(share, *, by, key=None, reason=""):
    """A new source; unlike `set_share` it refuses to replace one that is there already."""
    changeable_budget(share.budget)
    return verbs.create(share, by=by, key=key, reason=reason)


@transaction.atomic
def change_share(share, *, by, version, reason=""):
    budget, stored = locked_budget(share.budget), verbs.locked(share)
    refuse_figures(budget, stored, share, version, SHARE_FIGURES)
    return verbs.update(share, by=by, version=version, reason=reason, held=stored)


@transaction.atomic
def remove_share(share, *, by, reason=""):
    changeable_budget(share.budget)
    # Where nothing is stated of it by line, nothing is lost.
    bulk_verbs.remove_many(LineFunding.objects.filter(share=share, amount=None), by=by, reason=reason)
    verbs.remove(share, by=by, reason=reason)


@transaction.atomic
def set_stated_total(project, amount, *, by, as_of=None, notes=None, version=None, reason=""):
    """The project's total as a source states it; it replaces an earlier one. `notes`: {"note_et": …}."""
    values = {"amount": amount, "as_of": as_of, **(notes or {})}
    budgets = lock_budgets(project)
    total = StatedTotal.objects.select_for_update().filter(project=project).first()
    if total is None or total.amount != amount:
        refuse_other_total(project, budgets, amount)
    if total is None:
        return verbs.create(StatedTotal(project=project, **values), by=by, reason=reason)
    stored = copy.copy(total)
    for name, value in values.items():
        setattr(total, name, value)
    return verbs.update(total, by=by, version=total.version if version is None else version, reason=reason, held=stored)


@transaction.atomic
def add_stated_total(total, *, by, key=None):
    """A new one; unlike `set_stated_total` it refuses to replace the one that is there."""
    refuse_other_total(total.project, lock_budgets(total.project), total.amount)
    return verbs.create(total, by=by, key=key)


@transaction.atomic
def change_stated_total(total, *, by, version, reason=""):
    budgets, stored = lock_budgets(total.project), verbs.locked(total)
    if stored.amount != total.amount:
        refuse_other_total(total.project, budgets, total.amount)
    return verbs.update(total, by=by, version=version, reason=reason, held=stored)


# --- what may not be ---


def locked_budget(budget):
    """The budget as it is now, locked; raises ValidationError(code="frozen") in a closed project."""
    require_open(budget.project)
    try:
        return verbs.locked(budget)
    except Budget.DoesNotExist as error:
        raise ValidationError(_("This budget is no longer there."), code="gone") from error


def changeable_budget(budget):
    """The budget locked, for a change of its figures; raises ValidationError(code="approved") once it is approved."""
    found = locked_budget(budget)
    refuse_approved(found)
    return found


def refuse_approved(budget):
    if budget.state != BudgetState.DRAFT:
        raise ValidationError(_("This budget is approved. Open an amendment to change its amounts."), code="approved")


def refuse_figures(budget, stored, row, version, figures):
    """Of an approved budget only what is no figure changes. `stored`: the row as it is, locked; one that moved on meanwhile is
    the verb's to tell."""
    if budget.state == BudgetState.DRAFT:
        return
    if stored.version == version and compare.changed_names(row, stored) & figures:
        refuse_approved(budget)


def refuse_other_total(project, budgets, amount):
    """Once every partner's budget is approved, the project's total is what they make. `budgets`: the project's, locked."""
    if amount is None or not budgets or any(budget.state == BudgetState.DRAFT for budget in budgets):
        return
    made = content_of(project).total
    if made is not None and amount != made:
        raise ValidationError(
            _("The approved budgets make %(sum)s. Open an amendment to change them."), code="approved",
            params={"sum": format_money(made)},
        )

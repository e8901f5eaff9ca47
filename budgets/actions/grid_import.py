"""Rows of a table become lines with their sources; each is remembered by its reason, so that it can be taken back."""
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from budgets.actions.amounts import prepare, settle
from budgets.actions.locks import lock_budgets
from budgets.choices import BudgetBasis, BudgetState
from budgets.models import BudgetLine, FundingShare, LineFunding
from budgets.summaries.grid import COMPUTED
from portal.shared import bulk_verbs, compare, verbs

LINE_FIELDS = ("title_et", "title_lv", "title_en", "category", "activity", "amount")


@transaction.atomic
def bring_line(block, line, changes, sources, *, by, reason):
    """Write one row: a new `line` (without a key) or one of the block with `changes` {field or code of a source: value}.

    `sources`: {code: Source}; `reason`: stands in the history of all it writes. Returns what was written, the line first.
    Raises ValidationError ("approved"), or StaleSave when somebody changed the line meanwhile.
    """
    budget = draft_budget(block.budget)
    made = _create(line, by, reason) if line.pk is None else [_change(line, changes, by, reason)]
    for code, amount in changes.items():
        if code in sources and (amount is not None or line.pk):
            made += _bring_part(block, line, sources[code], amount, by, reason)
    if budget.basis == BudgetBasis.TOTAL:
        budget.basis = BudgetBasis.LINES
        verbs.update(budget, by=by, version=budget.version, reason=reason)
    if any(each.cost_basis in COMPUTED for each in (*block.lines, line)):
        settle(budget, by)
    return made


def _create(line, by, reason):
    prepare(line)
    return bulk_verbs.create_many([line], by=by, reason=reason)


def _change(line, changes, by, reason):
    for name in LINE_FIELDS:
        if name in changes:
            setattr(line, name, changes[name])
    prepare(line)
    return verbs.update(line, by=by, version=line.version, reason=reason)


def _bring_part(block, line, source, amount, by, reason):
    """The line's amount from a source; a source this partner did not have yet comes with nothing stated."""
    made = []
    share = block.shares.get(source.code)
    if share is None or share.pk is None:
        share, is_new = _share(block.budget, source, by, reason)
        block.shares[source.code] = share
        made += [share] if is_new else []
    found = block.cells.get((line.pk, source.code))
    if found is None:
        if amount is not None:
            found = verbs.create(LineFunding(line=line, share=share, amount=amount), by=by, reason=reason)
            made.append(found)
        return made
    found.amount = amount
    return [*made, verbs.update(found, by=by, version=found.version, reason=reason)]


def _share(budget, source, by, reason):
    found = FundingShare.objects.filter(budget=budget, source=source.source, programme=source.programme).first()
    if found is not None:
        return found, False
    made = FundingShare(budget=budget, source=source.source, programme=source.programme)
    return verbs.create(made, by=by, reason=reason), True


@transaction.atomic
def take_back(row, *, by, reason):
    """One row of what `bring_line` wrote under this reason is again as it was before: gone, or with its earlier values.

    Raises ValidationError: "approved", or "in_use" when others rest on it by now.
    """
    budget = draft_budget(row.line.budget if isinstance(row, LineFunding) else row.budget)
    states = list(row.history.order_by("history_id"))
    first = next((place for place, state in enumerate(states) if state.history_change_reason == reason), None)
    if first is None:
        raise ValidationError(_("What it was before is not known."), code="unknown")
    if first == 0:
        verbs.remove(row, by=by, reason=reason)
    else:
        current = verbs.locked(row)
        for field in compare.own_fields(type(row)):
            setattr(current, field.attname, getattr(states[first - 1], field.attname))
        verbs.update(current, by=by, version=current.version, reason=reason)
    if isinstance(row, BudgetLine):
        settle(budget, by)


def draft_budget(budget):
    """The budget, locked, when its figures may still be changed."""
    (found,) = lock_budgets(budget.project, [budget])
    if found.state != BudgetState.DRAFT:
        raise ValidationError(_("This budget is approved. Open an amendment to change it."), code="approved")
    return found

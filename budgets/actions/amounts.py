"""Amounts that nobody types: unit costs and flat rates are computed, and computed anew after every change."""
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from budgets.actions.locks import lock_budgets
from budgets.choices import BudgetState, CostBasis
from budgets.models import BudgetLine
from budgets.summaries.budget import total_of
from budgets.summaries.grid import COMPUTED
from portal.shared import bulk_verbs, verbs
from portal.shared.money import from_cents, grant_of, to_cents
from portal.shared.refusals import at_field


def settle(budget, by):
    """Compute the lines of a budget whose amounts follow from others; returns those that changed.

    Whoever calls it holds the budget's lock. What is approved stays. Raises ValidationError with code "circle" when flat rates
    rest on each other.
    """
    if budget.state == BudgetState.APPROVED:
        return []
    lines = list(BudgetLine.objects.filter(budget=budget).order_by("number", "pk"))
    if not any(line.cost_basis in COMPUTED for line in lines):
        return []
    for line in lines:
        line.budget = budget
    return bulk_verbs.update_many(compute(lines), by=by, reason=str(_("Computed")))


def prepare(line):
    """Before a line is saved: check what it is computed from and compute it, so that it is saved once."""
    check_basis(line)
    if line.cost_basis == CostBasis.FLAT:
        compute([*BudgetLine.objects.filter(budget=line.budget_id).exclude(pk=line.pk).order_by("number", "pk"), line])


def compute(lines):
    """Set the amounts of the computed ones among all lines of one budget; returns those that changed."""
    before = [line.amount for line in lines]
    done = {}
    for line in lines:
        line.amount = _amount(line, lines, done, ())
    return [line for line, amount in zip(lines, before, strict=True) if line.amount != amount]


def _amount(line, lines, done, above):
    """The amount of a line; a flat rate asks for those of its category first."""
    # A new line has no key yet, so each is known by its place in memory.
    if id(line) in done:
        return done[id(line)]
    if any(line is each for each in above):
        text = _("These flat rates are percentages of each other: %(line)s.")
        raise ValidationError(text, code="circle", params={"line": line})
    found = line.amount
    if line.cost_basis == CostBasis.UNIT:
        found = unit_amount(line)
    elif line.cost_basis == CostBasis.FLAT:
        base = [
            _amount(other, lines, done, (*above, line)) for other in lines
            if line.flat_of_id is not None and other.category_id == line.flat_of_id and other is not line
        ]
        found = flat_amount(total_of(base), line.flat_rate)
    done[id(line)] = found
    return found


# --- how much of a line comes from a source, one by one ---


@transaction.atomic
def add_part(part, *, by, key=None):
    """Say how much of a line comes from a source. Raises ValidationError(code="approved") once the budget is approved."""
    _draft(part)
    return verbs.create(part, by=by, key=key)


@transaction.atomic
def change_part(part, *, by, version, reason=""):
    _draft(part)
    return verbs.update(part, by=by, version=version, reason=reason)


def _draft(part):
    (budget,) = lock_budgets(part.line.budget.project, [part.line.budget])
    if budget.state != BudgetState.DRAFT:
        raise ValidationError(_("This budget is approved. Open an amendment to change its amounts."), code="approved")


# --- computing ---


def unit_amount(line):
    """Quantity × unit cost; None while either is not stated."""
    if line.quantity is None or line.unit_cost is None:
        return None
    return from_cents(line.quantity * to_cents(line.unit_cost))


def flat_amount(base, percent):
    """So many percent of a sum, cut down to the cent as every grant is; None while either is not known."""
    return None if base is None or percent is None else grant_of(base, Fraction(percent))[0]


def check_basis(line):
    """What a computed line needs to be computed from. A category with a flat rate lends it to its line.

    Raises ValidationError at the field that is missing.
    """
    category = line.category
    if line.cost_basis == CostBasis.REAL and category is not None and category.basis == CostBasis.FLAT:
        line.cost_basis = CostBasis.FLAT
    if line.cost_basis == CostBasis.FLAT:
        if category is not None and line.flat_rate is None:
            line.flat_rate = category.flat_rate
        if category is not None and line.flat_of_id is None:
            line.flat_of = category.flat_of
        if line.flat_rate is None:
            raise at_field("flat_rate", _("Write the percentage."), "required")
        if line.flat_of_id is None:
            raise at_field("flat_of", _("Choose the cost category of which it is a percentage."), "required")
    if line.cost_basis == CostBasis.UNIT:
        for name in ("quantity", "unit_cost"):
            if getattr(line, name) is None:
                raise at_field(name, _("A unit cost needs a quantity and the cost of one unit."), "required")
        line.amount = unit_amount(line)
